"""The form of each platform: what a post there consists of, and in which order."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.platforms import measure
from assistant.writing.frames import Voice, capitalise, contact_phrase
from assistant.writing.hashtags import hashtags
from assistant.writing.intent import term_stems
from assistant.writing.story import Listing, Story, choose

_SMALL = frozenset(
    "di ke dari dan atau untuk pada yang dengan oleh serta bagi dalam tentang soal saat agar".split()
)
_TITLE = 90
_QUOTE_SCORE = 0.9


def compose(platform: str, story: Story, turn: int) -> tuple[str | None, str]:
    """Title (where the platform has one) and text of a post, within the platform's limit."""
    voice = Voice(story, turn)
    title, parts = _FORMS[platform](voice)
    return title, _within(platform, [part for part in parts if part])


def _within(platform: str, parts: list[str]) -> str:
    """The parts one below the other; what is too much goes from the middle, whole part by part."""
    while True:
        text = "\n\n".join(parts)
        length = measure(text, platform)
        if length.limit is None or length.count <= length.limit or len(parts) <= 1:
            return text
        del parts[-2 if len(parts) > 2 else 1]


def _instagram(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    lines = choose(story, 330, 2 if listing or story.entries else 3)
    return None, [
        _marked(voice, voice.opening() or _first(lines)),
        _paragraph(_without_first(voice, lines)),
        _block(voice, marked=True, most=4),
        _listed(voice, listing, marked=True, most=6),
        _quotation(voice, 230),
        voice.action() or voice.closing(),
        " ".join(hashtags(story, 4)),
    ]


def _facebook(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    lines = choose(story, 950, 5 if not listing else 4)
    opening = voice.opening()
    first, rest = lines[:2], lines[2:]
    return None, [
        _paragraph([opening, *first]),
        _paragraph(rest),
        _listed(voice, listing, marked=False, most=7),
        _block(voice, marked=False, most=3) if not listing and len(lines) < 3 else "",
        _quotation(voice, 320),
        _paragraph([voice.action(), voice.closing() if not voice.action() else ""]),
        " ".join(hashtags(story, 3)),
    ]


def _x(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    tags = " ".join(hashtags(story, 2))
    action = voice.action(most=2)
    room = 262 - len(tags) - (len(action) + 1 if action else 0)
    lines = choose(story, room, 2)
    if not lines:
        lines = choose(story, 262 - len(tags), 1)
        action = ""
    when = [e for e in story.entries if e.slot in ("when", "where") and not e.label]
    if not lines:
        lines = [voice.opening()]
        listing = _best_listing(story)
        if listing:
            lines.append(_sentence_of(voice, listing, room - len(lines[0])))
        elif when:
            lines.append(_fact_sentence([e.text for e in when]))
    text = _paragraph([*lines, action])
    opening = voice.opening()
    if len(text) + len(opening) + len(tags) < 250 and story.intent.deed and opening not in text:
        text = f"{opening} {text}"
    return None, [f"{text} {tags}".strip()]


def _tiktok(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    hook = voice.opening(spoken=True)
    lines = choose(story, 150, 2)
    listing = _best_listing(story)
    if not lines and listing:
        lines = [_sentence_of(voice, listing, 160)]
    if not lines:
        lines = [line.text for _, line in story.lines[:1] if line.text]
    action = voice.action(most=2) or voice.closing()
    tags = " ".join(hashtags(story, 4))
    body = _paragraph([_marked(voice, hook), *lines, action])
    return None, [f"{body} {tags}".strip()]


def _youtube(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    lines = choose(story, 800, 5)
    title = _title(voice, avoid=lines)
    return title, [
        _paragraph(lines[:2]) or voice.opening(),
        _paragraph(lines[2:]),
        _block(voice, marked=False, most=5),
        _listed(voice, listing, marked=False, most=8),
        _contact_lines(story) or voice.closing(),
        " ".join(hashtags(story, 3)),
    ]


def _threads(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    tag = " ".join(hashtags(story, 1))
    opening = voice.opening(spoken=True)
    question = voice.question()
    action = voice.action(most=1) if story.kind in ("warning", "service", "registration") else ""
    room = 430 - len(opening) - len(question) - len(action)
    lines = choose(story, min(room, 260), 2)
    listing = _best_listing(story)
    if not lines and listing:
        lines = [_sentence_of(voice, listing, room)]
    return None, [_paragraph([opening, *lines, action]), f"{question} {tag}".strip()]


def _whatsapp(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    lines = choose(story, 260, 1 if story.entries or listing else 3)
    title = _title(voice, avoid=lines)
    block = _block(voice, marked=True, most=5)
    more = choose(story, 420, 3)
    extra = [f"🔹 {line}" for line in more if line not in lines][:2] if not listing else []
    return None, [
        f"*{title}*",
        _paragraph(lines) or voice.opening(),
        "\n".join(part for part in (block, "\n".join(extra)) if part),
        _listed(voice, listing, marked=False, most=8),
        voice.action() or (voice.closing() if story.kind == "warning" else ""),
    ]


def _press_release(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    lead = story.lead.text if story.lead and story.lead.text else ""
    skip = frozenset({story.lead.number}) if lead and story.lead else frozenset()
    lines = choose(story, 1100, 7, skip=skip)
    title = _title(voice, avoid=[lead] if lead else lines)
    listing = _best_listing(story)
    if not lead:
        lead, lines = (lines[0], lines[1:]) if lines else (voice.opening(), [])
    half = (len(lines) + 1) // 2
    return title, [
        f"Sidoarjo – {lead}",
        _paragraph(lines[:half]),
        _quotation(voice, 400, formal=True, anyway=True),
        _paragraph(lines[half:]),
        _listed(voice, listing, marked=False, most=8),
        _block(voice, marked=False, most=4) if not lines else "",
        _contact_lines(story),
    ]


_FORMS: Mapping[str, Callable[[Voice], tuple[str | None, list[str]]]] = {
    "instagram": _instagram,
    "facebook": _facebook,
    "x": _x,
    "tiktok": _tiktok,
    "youtube": _youtube,
    "threads": _threads,
    "whatsapp": _whatsapp,
    "press-release": _press_release,
}


# --- parts ------------------------------------------------------------------------------------


def _marked(voice: Voice, sentence: str) -> str:
    return f"{sentence} {voice.mark}".strip() if sentence else ""


def _first(lines: Sequence[str]) -> str:
    return lines[0] if lines else ""


def _without_first(voice: Voice, lines: Sequence[str]) -> Sequence[str]:
    return lines if voice.opening() else lines[1:]


def _paragraph(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _block(voice: Voice, *, marked: bool, most: int) -> str:
    entries = voice.story.entries
    labelled = [e for e in entries if e.slot in ("when", "where", "registration", "deadline")]
    others = [e for e in entries if e not in labelled]
    chosen = (labelled + others)[:most]
    return "\n".join(voice.entry(e, marked=marked) for e in entries if e in chosen)


def _best_listing(story: Story) -> Listing | None:
    if story.listings and story.listings[0].score >= 0.9:
        return story.listings[0]
    if story.rows and story.kind in ("figures", "service", "event", "registration"):
        return story.rows
    return None


def _listed(voice: Voice, listing: Listing | None, *, marked: bool, most: int) -> str:
    if listing is None:
        return ""
    items = voice.list_items(listing, marked=marked, most=most)
    return f"{voice.list_title(listing)}:\n" + "\n".join(items)


def _sentence_of(voice: Voice, listing: Listing, room: int) -> str:
    """A list as a sentence: "Syaratnya: a; b; c." As many whole items as there is room for."""
    text = f"{voice.list_title(listing)}: "
    items: list[str] = []
    for item in listing.items:
        if len(text) + sum(len(i) + 2 for i in items) + len(item) > room:
            break
        items.append(item[:1].lower() + item[1:] if item[1:2].islower() else item)
    return f"{text}{'; '.join(items)}." if items else ""


def _fact_sentence(texts: Sequence[str]) -> str:
    return capitalise(", ".join(texts)) + "."


def _quotation(voice: Voice, longest: int, *, formal: bool = False, anyway: bool = False) -> str:
    """The best quotation with its speaker, if it is about the brief (or `anyway`)."""
    story = voice.story
    if not story.quotes or "quotation" in story.intent.omitted:
        return ""
    quote = story.quotes[0]
    if len(quote.text) > longest or (quote.score < _QUOTE_SCORE and not anyway):
        return ""
    if story.kind == "warning" and not anyway:
        return ""
    if formal:
        return f"{quote.text[:-2]},” kata {quote.speaker}." if quote.text[-2] == "." else (
            f"{quote.text} kata {quote.speaker}."
        )  # fmt: skip
    return voice.quotation()


def _contact_lines(story: Story) -> str:
    usable = [
        c for c in story.contacts if not (c.purpose == "register" and (story.closed or story.past))
    ]
    return f"Kontak: {contact_phrase(usable[:4])}." if usable else ""


def _title(voice: Voice, avoid: Sequence[str]) -> str:
    """A title that no sentence of the text repeats: the source's, else the topic of the brief."""
    story = voice.story
    candidates = [story.headline]
    topic = voice.topic or voice.deed
    if topic and story.intent.emphasis and len(topic) + len(story.intent.emphasis) < _TITLE - 3:
        candidates.append(f"{topic}: {story.intent.emphasis}")
    candidates += [topic, "Informasi dari Pemerintah Kabupaten Sidoarjo"]
    for candidate in candidates:
        if candidate and len(candidate) <= _TITLE and not _same(candidate, avoid):
            return headline_case(candidate)
    return headline_case(topic or "Informasi Sidoarjo")[:_TITLE]


def _same(title: str, lines: Sequence[str]) -> bool:
    words = set(term_stems(title))
    return any(
        words and len(words & set(term_stems(line))) >= 0.85 * len(words) and
        len(line) < 1.6 * len(title)
        for line in lines[:1]
    )  # fmt: skip


def headline_case(text: str) -> str:
    """Words with capitals, small words without; what is written in capitals only becomes a title."""
    shouting = text.isupper() and len(text.split()) > 2
    words = re.sub(r"\s+", " ", text).strip(" .").split(" ")
    shown = []
    for place, word in enumerate(words):
        if shouting and len(word) > 3:
            word = word.lower()
        if word.lower() in _SMALL and place:
            shown.append(word.lower())
        elif word.islower():
            shown.append("-".join(capitalise(piece) for piece in word.split("-")))
        else:
            shown.append(word)
    return " ".join(shown)
