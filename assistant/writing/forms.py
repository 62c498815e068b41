"""The form of each platform: what a post there consists of, and in which order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.clauses import compress, drop_abbreviation, is_request, use_abbreviation
from assistant.people import name_of
from assistant.platforms import measure
from assistant.writing.frames import Voice, capitalise, contact_phrase
from assistant.writing.hashtags import hashtags
from assistant.writing.intent import has_impact, term_stems
from assistant.writing.lines import without_reason, without_when
from assistant.writing.listings import Listing
from assistant.writing.story import HEADLINE, Story, choose

_SMALL = frozenset(
    "di ke dari dan atau untuk pada yang dengan oleh serta bagi dalam tentang saat karena "
    "per".split()
)
_TITLE = 90
_TITLE_KIND = re.compile(
    r"^(?:pengumuman|siaran pers|press release|rilis|surat edaran|undangan|"
    r"standar operasional prosedur|sop|"
    r"standar pelayanan|informasi)(?:\s+nomor\s+\S+)?(?:\s*[:–-]\s*|\s+(?:tentang\s+)?)",
    re.I,
)
_QUOTE_SCORE = 0.9
_LISTING_SCORE = 0.35
_SECOND_SCORE = 0.6
_NEWS = 180  # characters that the news itself may take in a short post
_SPOKEN = 300
_ROOMY = 280
_LONG_TOPIC = 5  # words of a topic that is a sentence almost
_LONG_SENTENCE = 8  # words
_TIME_WORDS = frozenset(term_stems("pada mulai sejak hari tanggal pukul jam hingga sampai wib"))
_BESIDE = 0.15  # of the best score that a second sentence of a short post must reach
_SHORT_POSTS = ("x", "tiktok", "threads")
_FACTS_FIRST = ("when", "where", "deadline", "registration", "period", "cost", "who", "other")
_OFFICE = re.compile(r"(?:Dinas|Badan|Kantor|Satuan|Perusahaan|Rumah\s+Sakit|Pusat|Unit)\b")
_TO_REGISTER = ("deadline", "registration")
_TO_DO = ("requirement", "step", "answers")


def compose(platform: str, story: Story, turn: int) -> tuple[str | None, str]:
    """Title (where the platform has one) and text of a post, within the platform's limit."""
    voice = Voice(story, turn, formal=platform == "press-release")
    title, parts = _FORMS[platform](voice)
    text = _within(platform, [part for part in parts if part])
    if platform in _SHORT_POSTS:
        return title, _with_short_names(text, story)
    if platform == "whatsapp":
        text = _with_short_names(text, story)
    head, mark, rest = text.partition("*\n\n") if text.startswith("*") else ("", "", text)
    return title, head + mark + _abbreviated(rest, story)


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
    action, used = voice.action(skip=_listed_numbers(listing))
    skip = _listed_numbers(listing) | used
    opening = voice.opening()
    summary = voice.summary()
    block = _block(voice, marked=True, most=4 if story.lead else 6)
    room, most = (400, 3) if listing else (330, 2)
    lines = choose(story, room, most, skip=skip, lead=0.8, said=f"{opening} {block}")
    told = _numbers(story, lines)
    lines = [_unrepeated(line, block, story) for line in lines]
    already = f"{block} {_paragraph(lines)}"
    points = choose(
        story,
        360,
        3,
        skip=skip | told | {HEADLINE},
        lead=0.0,
        short=True,
        said=already,
        single=True,
    )
    opening = _unless_told(voice, opening, lines)
    if not opening and lines:
        opening, lines = lines[0], lines[1:]
    points = [p for p in points if len(p) <= 170] if not listing else []
    return None, [
        _marked(voice, opening),
        _paragraph(lines) or summary,
        block,
        "\n".join(f"🔹 {p}" for p in points[:2]) if len(points) > 1 else "",
        _listed(voice, listing, marked=True, most=6),
        _second_list(voice, listing) if _wants_two(story) else "",
        _quotation(voice, 230),
        action or voice.closing(),
        " ".join(hashtags(story, 4)),
    ]


def _facebook(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    action, used = voice.action(room=260, skip=_listed_numbers(listing))
    skip = _listed_numbers(listing) | used
    opening = voice.opening()
    most = 3 if listing else 6
    lines = choose(story, 950, most, skip=skip, lead=3.0, least=0.2, said=opening)
    opening = _unless_told(voice, opening, lines)
    summary = "" if _says_when(story, lines) else voice.summary()
    first, rest = [summary, *lines[:2]], lines[2:]
    return None, [
        _paragraph([opening, *first]),
        _paragraph(rest),
        _listed(voice, listing, marked=False, most=7),
        _second_list(voice, listing),
        _unsaid(voice, [summary, *lines]),
        _quotation(voice, 320),
        _paragraph([action, "" if action else voice.closing()]),
        " ".join(hashtags(story, 3)),
    ]


def _x(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    tags = " ".join(hashtags(story, 2))
    sentences, facts, action = _brief_post(voice, 268 - len(tags), quote=150, few=2)
    opening = voice.opening()
    told = _paragraph([*sentences, facts, action])
    known = voice.topic and voice.topic.lower() in told.lower()
    useful = not sentences or not voice.only_names
    if len(told) + len(opening) + len(tags) < 255 and not known and useful:
        sentences = [opening, *sentences]
    return None, _laid_out(sentences, facts, f"{action} {tags}".strip())


def _laid_out(sentences: Sequence[str], facts: str, end: str) -> list[str]:
    """One paragraph; with facts apart, these below the sentences."""
    if facts:
        return [_paragraph(sentences), facts, end]
    told = _paragraph(sentences)
    return [told, end] if "\n- " in told else [f"{told} {end}".strip()]


def _brief_post(
    voice: Voice, room: int, *, said: str = "", quote: int = 0, few: int = 3
) -> tuple[list[str], str, str]:
    """What; when and where; what to do: sentences, facts and a call to action in `room`.

    First the news, then what the information block holds and the news does not say; a second
    sentence only where there is room left.
    """
    story = voice.story
    listing = _prose_listing(story)
    action, used = voice.action(most=2, room=0)
    if len(action) > room // 2:
        action, used = "", frozenset()
    skip = _listed_numbers(listing) | used
    left = room - _size([action])
    wanted = listing if listing and not used & listing.numbers and _wants(story, listing) else None
    sentences, facts = _news_and_facts(voice, left, skip, said, wanted, few)
    if action and not _says_days(story, [*sentences, facts]):
        shorter = [voice.action(most=1, room=0)[0], *([""] if story.kind == "warning" else [])]
        for call in shorter:
            rest = room - _size([call])
            without, told = _news_and_facts(voice, rest, skip, said, wanted, few)
            if _says_days(story, [*without, told]):
                sentences, facts, left, action = without, told, rest, call
                break
    left -= _size([*sentences, facts])
    wanted = wanted or (listing if listing and not sentences else None)
    if wanted:
        told = _sentence_of(voice, wanted, left)
        sentences = [*sentences, told] if told else sentences
        left -= _size([told])
    cited = _quotation(voice, quote) if quote and story.intent.emphasis else ""
    if cited and len(cited) < left:
        sentences, left = [*sentences, cited], left - _size([cited])
    sentences += choose(
        story,
        left,
        1 if facts and room < _ROOMY else 2,
        skip=skip | _numbers(story, sentences) | _lead_number(story),
        lead=0.0,
        short=True,
        said=f"{said} {_paragraph(sentences)} {facts} {action}",
        single=bool(facts),
        after=story.lead.number if story.lead and sentences else None,
        least=_BESIDE * max((score for score, _ in story.lines), default=0.0),
    )
    facts = _unsaid_facts(facts, sentences)
    own, _ = voice.action(most=2, room=120)
    if action and _size([*sentences, facts, own]) <= room:
        action = own
    if not sentences and not facts:
        sentences = choose(story, room, 1, skip=skip, short=True, least=-9)
        action = "" if _size([*sentences, action]) > room else action
    if not sentences and not facts:
        sentences = [voice.summary() or voice.opening(), _entry_sentences(voice, 150)]
    return sentences, facts, action


def _unsaid_facts(facts: str, sentences: Sequence[str]) -> str:
    """The facts whose figures no sentence gives."""
    known = set(term_stems(" ".join(sentences)))
    kept = []
    for line in facts.splitlines():
        figures = {word for word in term_stems(line) if word.isdigit()}
        if not figures or figures - known:
            kept.append(line)
    return "\n".join(kept)


def _wants(story: Story, listing: Listing) -> bool:
    """Whether even a short post should give this list: what to do, or what is closed."""
    return listing.kind in _TO_DO or (story.kind == "warning" and listing.kind == "fact")


def _news_and_facts(
    voice: Voice, room: int, skip: frozenset[int], said: str, wanted: Listing | None, few: int
) -> tuple[list[str], str]:
    """The news, as short as it has to be for the facts and the list to stand below it."""
    found = []
    for sentences in _news(voice, room, skip, said):
        left = room - _size(sentences)
        facts = _facts_in(voice, left, f"{said} {_paragraph(sentences)}", few)
        enough = _says_days(voice.story, [*sentences, facts])
        if enough and (not wanted or _sentence_of(voice, wanted, left - _size([facts]))):
            return sentences, facts
        found.append((enough, sentences, facts))
    _, sentences, facts = max(found, key=lambda form: form[0])
    return sentences, facts


def _news(voice: Voice, room: int, skip: frozenset[int], said: str) -> list[list[str]]:
    """The first sentence of the source in all forms that fit, the longest first; else the best
    sentence that does."""
    story = voice.story
    lead = story.lead
    if lead and lead.text and lead.number not in skip and _leads(story):
        fitting = [form for form in _forms_of(lead.text, story) if len(form) <= room]
        if fitting:
            return [[form] for form in sorted(fitting, key=lambda form: len(form) > _NEWS)]
    weight = _lead(story)
    found = choose(story, min(room, _NEWS), 1, skip=skip, lead=weight, short=True, said=said)
    return [found or choose(story, room, 1, skip=skip, lead=weight, short=True, said=said)]


def _leads(story: Story) -> bool:
    """Whether the first sentence is the news: not where the post is about a part of the source,
    nor where it gives the cause of a warning and another sentence the harm."""
    lead = story.lead
    if lead is None or not story.lines:
        return False
    best = max(score for score, _ in story.lines)
    own = next((score for score, line in story.lines if line is lead), 0.0)
    if story.kind == "service":
        return own >= best
    if story.kind == "appeal":
        return own >= 0.6 * best
    if story.kind == "warning":
        harm = [
            line
            for _, line in story.lines
            if has_impact(story.kind, line.text or "") and not is_request(line.text or "")
        ]
        return lead in harm or (not harm and own >= 0.6 * best)
    return own >= 0.35 * best


def _forms_of(text: str, story: Story) -> list[str]:
    """A sentence, and ever shorter forms of it that say the same."""
    short = _with_short_names(text, story)
    cut = compress(short)
    bare = without_reason(cut)
    forms = [text, short, cut, bare]
    if story.past or not any(entry.slot == "when" for entry in story.entries):
        return forms
    places = [entry.text for entry in story.entries if entry.slot == "where"]
    return [*forms, without_when(cut, places), without_when(bare, places)]


def _with_short_names(text: str, story: Story) -> str:
    """ "Dinas Pangan dan Pertanian (Dispaperta) Kabupaten Sidoarjo" → "Dispaperta Sidoarjo"."""
    for short, long in story.abbreviations.items():
        if _OFFICE.match(long):
            text = use_abbreviation(text, short, long)
            text = text.replace(f"{short} Kabupaten Sidoarjo", f"{short} Sidoarjo")
    return text


def _lead_number(story: Story) -> frozenset[int]:
    return frozenset({story.lead.number}) if story.lead and _leads(story) else frozenset()


def _size(sentences: Sequence[str]) -> int:
    return sum(len(sentence) + 1 for sentence in sentences)


def _facts_in(voice: Voice, room: int, said: str, few: int) -> str:
    """The information block in one line, without what the text says anyway."""
    story = voice.story
    if story.past or story.kind in ("achievement", "clarification", "figures"):
        return ""
    known = set(term_stems(said))
    chosen: list[str] = []
    first = _TO_REGISTER if story.kind == "registration" else ()
    for slot in dict.fromkeys((*first, *_FACTS_FIRST)):
        for entry in (e for e in story.entries if e.slot == slot):
            words = set(term_stems(entry.text)) - {"wib", "pukul"}
            for form in (entry, replace(entry, text=entry.text.partition(", ")[0])):
                shown = voice.entry(form, marked=True)
                fits = _size(chosen) + len(shown) + 6 <= room and len(shown) < _NEWS
                if words - known and fits and len(chosen) < few:
                    chosen.append(shown)
                    known |= words
                if slot != "where":
                    break
    return "\n".join(chosen)


def _tiktok(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    hook = voice.opening(spoken=True)
    for number in (3, 1):
        tags = " ".join(hashtags(story, number))
        room = _SPOKEN - len(hook) - len(tags)
        sentences, facts, action = _brief_post(voice, room, said=hook)
        if _says_days(story, [*sentences, facts]):
            break
    closing = voice.closing()
    used = _size([hook, *sentences, facts, action, tags])
    closing = closing if not action and used + len(closing) < _SPOKEN else action
    end = f"{closing} {tags}".strip()
    return None, _laid_out([_marked(voice, hook), *sentences], facts, end)


def _youtube(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    block = _block(voice, marked=False, most=5)
    lines = choose(story, 800, 5, skip=_listed_numbers(listing), lead=1.0, said=block, least=0.2)
    title = _title(voice, avoid=lines)
    return title, [
        _paragraph(lines[:2]) or voice.opening(),
        block,
        _paragraph(lines[2:]),
        _listed(voice, listing, marked=False, most=8),
        _second_list(voice, listing),
        _contact_lines(story) or voice.closing(),
        " ".join(hashtags(story, 3)),
    ]


def _threads(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    tag = " ".join(hashtags(story, 1))
    opening = voice.opening(spoken=True)
    question = voice.question()
    room = 440 - len(opening) - len(question) - len(tag)
    sentences, facts, action = _brief_post(voice, room, said=opening)
    return None, [*_laid_out([opening, *sentences], facts, action), f"{question} {tag}".strip()]


def _whatsapp(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    action, used = voice.action(skip=_listed_numbers(listing))
    skip = _listed_numbers(listing) | used
    news = _news(voice, 260, skip, "")
    lines = news[0][:1] if news else []
    title = _title(voice, avoid=lines)
    block = _block(voice, marked=True, most=5)
    told = _numbers(story, lines)
    lines = [_unrepeated(line, block, story) for line in lines]
    already = f"{block} {_paragraph(lines)}"
    points = choose(
        story,
        330,
        3,
        skip=skip | told | {HEADLINE},
        lead=0.0,
        short=True,
        said=already,
        single=True,
    )
    named = voice.list_title(listing) if listing else ""
    plain = named if named.lower() == title.lower() else title  # said once is enough
    marked = "\n".join(f"🔹 {point}" for point in points[: 2 if listing else 3])
    return None, [
        f"*{title}*",
        _paragraph(lines) or voice.opening(),
        "\n".join(part for part in (block, marked) if part),
        _listed(voice, listing, marked=False, most=8).removeprefix(f"{plain}:\n"),
        _second_list(voice, listing),
        action or (voice.closing() if story.kind == "warning" else ""),
    ]


def _press_release(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    skip = _listed_numbers(listing)
    lead = ""
    if story.lead and story.lead.text and story.lead.number not in skip:
        lead = story.lead.text
        skip |= {story.lead.number}
    after = story.lead.number if lead and story.lead else None
    lines = choose(story, 1100, 7, skip=skip, said=lead, least=0.1, after=after)
    title = _title(voice, avoid=[lead] if lead else lines, formal=True)
    if not _says_when(story, [lead, *lines]) and voice.summary():
        lead, lines = voice.summary(), [line for line in (lead, *lines) if line]
    if not lead:
        lead, lines = (lines[0], lines[1:]) if lines else (voice.opening(), [])
    half = (len(lines) + 1) // 2
    return title, [
        f"Sidoarjo – {lead}",
        _paragraph(lines[:half]),
        _quotation(voice, 400, formal=True, anyway=True),
        _paragraph(lines[half:]),
        _listed(voice, listing, marked=False, most=8),
        _second_list(voice, listing),
        _unsaid(voice, [lead, *lines]),
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


def _abbreviated(text: str, story: Story) -> str:
    """Short forms that the brief uses instead of long names; none that nobody explained."""
    for short, long in story.abbreviations.items():
        if _OFFICE.match(long) and f"{short} Sidoarjo" in text and long not in text:
            continue  # "Dinkes Sidoarjo" is its name, too
        if re.search(rf"(?<!#)\b{re.escape(short)}\b", story.intent.said):
            text = use_abbreviation(text, short, long)
        elif _used_before(short, text):
            text = re.sub(rf"{re.escape(long)}\s*\({re.escape(short)}\)", short, text)
            text = re.sub(rf"(?<![#\w])\b{re.escape(short)}\b", f"{long} ({short})", text, count=1)
        elif f"({short})" not in text and long not in text:
            text = re.sub(rf"(?<![#\w])\b{re.escape(short)}\b(?!\w)", long, text, count=1)
    text = drop_abbreviation(text, keep=re.sub(r"\([A-Z][^()]*\)|#\w+", "", text))
    for mention in story.mentions:
        text = _named_once(text, mention)
    return text


def _used_before(short: str, text: str) -> bool:
    """Whether a short form stands before the place that explains it."""
    first = re.search(rf"(?<![#\w(])\b{re.escape(short)}\b", text)
    explained = text.find(f"({short})")
    return first is not None and 0 <= first.start() < explained


def _named_once(text: str, mention: str) -> str:
    """The office of a person only where the person is first named."""
    first, found, rest = text.partition(mention)
    words = name_of(mention)
    name = " ".join(words if len(words) > 1 else [mention.split()[0], *words])
    return first + found + rest.replace(mention, name) if found and name else text


# --- parts ------------------------------------------------------------------------------------


def _marked(voice: Voice, sentence: str) -> str:
    return f"{sentence} {voice.mark}".strip() if sentence else ""


def _lead(story: Story) -> float:
    """What the first sentence counts more; of a warning it often tells the cause, not the harm."""
    return {"warning": 0.8, "service": 0.5}.get(story.kind, 2.5)


def _listed_numbers(listing: Listing | None) -> frozenset[int]:
    return listing.numbers if listing else frozenset()


def _prose_listing(story: Story) -> Listing | None:
    """The best list, unless its items are sentences that can be told one after the other."""
    listing = _best_listing(story)
    if listing and listing.kind == "fact" and all(story.line(n) for n in listing.numbers):
        return None
    return listing


def _unless_told(voice: Voice, opening: str, lines: Sequence[str]) -> str:
    """The opening, unless the first line says as much; then one that only calls, or none."""
    if not lines or voice.only_names:
        return "" if lines else opening
    words = set(term_stems(voice.topic))
    told = len(words) > _LONG_TOPIC and len(words & set(term_stems(lines[0]))) >= 0.75 * len(words)
    return voice.bare_opening() if told else opening


def _unrepeated(line: str, block: str, story: Story) -> str:
    """A long sentence without the day and place at its end that the block below it gives."""
    if len(line.split()) <= _LONG_SENTENCE:
        return line
    places = [entry.text for entry in story.entries if entry.slot == "where"]
    for short in (without_when(line, places), without_when(line)):
        gone = set(term_stems(line)) - set(term_stems(short)) - _TIME_WORDS
        if short != line and gone <= set(term_stems(block)):
            return short
    return line


def _numbers(story: Story, lines: Sequence[str]) -> frozenset[int]:
    """The places in the sheet of lines that were chosen already."""
    return frozenset(
        line.number
        for _, line in story.lines
        if line.text and any(form.startswith(tuple(_forms_of(line.text, story))) for form in lines)
    )


def _paragraph(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _block(voice: Voice, *, marked: bool, most: int) -> str:
    entries = voice.story.entries
    labelled = [e for e in entries if e.slot in ("when", "where", "registration", "deadline")]
    others = [e for e in entries if e not in labelled]
    chosen = (labelled + others)[:most]
    return "\n".join(voice.entry(e, marked=marked) for e in entries if e in chosen)


def _says_when(story: Story, lines: Sequence[str]) -> bool:
    """Whether the lines give the day, if there is one to give."""
    whens = [e.text for e in story.entries if e.slot == "when" and not e.label]
    text = set(term_stems(" ".join(lines)))
    return not whens or set(term_stems(whens[0])) <= text | {"wib", "pukul"}


def _says_days(story: Story, lines: Sequence[str]) -> bool:
    """As `_says_when`; of a registration also until when."""
    text = set(term_stems(" ".join(lines)))
    ends = [
        e
        for e in story.entries
        if story.kind == "registration" and (e.slot in _TO_REGISTER or "aftar" in e.label)
    ]
    said = not ends or any(set(term_stems(e.text)) <= text | {"wib", "pukul"} for e in ends)
    return said and _says_when(story, lines)


def _unsaid(voice: Voice, lines: Sequence[str]) -> str:
    """Entries of the information block that the sentences leave out."""
    text = set(term_stems(" ".join(lines)))
    left = [
        e
        for e in voice.story.entries
        if len(set(term_stems(e.text)) - text) > (0 if e.slot in ("when", "where") else 1)
    ]
    return "\n".join(voice.entry(e, marked=False) for e in left[:5])


def _best_listing(story: Story) -> Listing | None:
    if story.listings and story.listings[0].score >= _LISTING_SCORE:
        return story.listings[0]
    return None


def _listed(voice: Voice, listing: Listing | None, *, marked: bool, most: int) -> str:
    if listing is None:
        return ""
    items = voice.list_items(listing, marked=marked, most=most)
    return f"{voice.list_title(listing)}:\n" + "\n".join(items)


def _wants_two(story: Story) -> bool:
    """Whether one list leaves half of what was asked open."""
    return story.kind in ("service", "registration") or len(story.intent.slots) > 1


def _second_list(voice: Voice, first: Listing | None) -> str:
    """Another list that the brief is about, where there is one, and what adds to either."""
    wanted = [x for x in voice.story.listings if x is not first and x.score >= _SECOND_SCORE]
    second = [x for x in wanted if x.base is None][:1]
    second += [x for x in wanted if x.base in (first, *second) and x.base]
    shown = (_listed(voice, listing, marked=False, most=6) for listing in second)
    return "\n\n".join(shown) if first else ""


def _entry_sentences(voice: Voice, room: int) -> str:
    """The information block as sentences, as many as there is room for."""
    chosen: list[str] = []
    for entry in voice.story.entries:
        text = f"{voice.entry(entry, marked=False)}."
        if sum(len(c) + 1 for c in chosen) + len(text) <= room:
            chosen.append(text)
    return " ".join(chosen[:3])


def _answers_in(listing: Listing, room: int) -> str:
    """Questions and answers one after the other, as many as there is room for."""
    text = ""
    for item in listing.items:
        if len(text) + len(item) + 2 <= room:
            text = f"{text} {item}.".strip()
    return text


def _sentence_of(voice: Voice, listing: Listing, room: int) -> str:
    """A list as a sentence; where not all of it fits, "Syaratnya: a; b; dan lainnya."."""
    items: list[str] = []
    if listing.kind == "answers":
        return _answers_in(listing, room)
    title = voice.list_title(listing)
    for item in listing.items:
        if len(title) + sum(len(i) + 2 for i in items) + len(item) + 16 > room:
            break
        small = item[1:2].islower() and listing.kind not in ("row", "schedule")
        named = small and item.partition(" ")[2][:1].isupper()  # "Jalan Ahmad Yani"
        items.append(item[:1].lower() + item[1:] if small and not named else item)
    if not items:
        return ""
    if listing.kind in ("row", "schedule"):
        rest = "" if len(items) == len(listing.items) else "\n- dan lainnya"
        return f"{title}:\n" + "\n".join(f"- {item}" for item in items) + rest
    if len(items) == len(listing.items):
        return f"{title}: {'; '.join(items)}."
    if listing.kind == "step":
        return f"Langkah pertama: {items[0]}."
    if len(items) < 2:
        return ""
    return f"{title}: {'; '.join(items)}; dan lainnya."


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


def _title(voice: Voice, avoid: Sequence[str], *, formal: bool = False) -> str:
    """A title that no sentence of the text repeats: the source's, else the topic of the brief."""
    story = voice.story
    headline = _TITLE_KIND.sub("", story.headline)
    topic = voice.ban or voice.topic or voice.deed
    candidates = [topic, headline] if story.kind == "service" and not formal else [headline]
    spoken = story.intent.emphasis and not story.intent.slots
    if topic and spoken and len(topic) + len(story.intent.emphasis) < _TITLE - 3:
        candidates.append(f"{topic}: {story.intent.emphasis}")
    listing = _best_listing(story)
    if voice.asks and listing and listing.kind == "row" and listing.introduction:
        candidates.insert(0, listing.introduction)  # a question is no title
    candidates += [topic, voice.untitled]
    for candidate in candidates:
        if candidate and len(candidate) <= _TITLE and not _same(candidate, avoid):
            asked = "?" if candidate == topic and voice.asks else ""
            return headline_case(candidate, story.acronyms) + asked
    return voice.untitled


def _same(title: str, lines: Sequence[str]) -> bool:
    words = set(term_stems(title))
    return any(
        words and len(words & set(term_stems(line))) >= 0.85 * len(words) and
        len(line) < 1.6 * len(title)
        for line in lines[:1]
    )  # fmt: skip


def _capital(word: str) -> str:
    """With a capital behind an opening quotation mark, too."""
    return re.sub(r"^([\"“(]*)(\w)", lambda m: m[1] + m[2].upper(), word)


def headline_case(text: str, acronyms: frozenset[str] = frozenset()) -> str:
    """Words with capitals, small words without; a line that shouts becomes a title, too."""
    shouting = text.isupper() and len(text.split()) > 2
    words = re.sub(r"\s+", " ", text).strip(" .").split(" ")
    shown = []
    for place, word in enumerate(words):
        if shouting and word not in acronyms and not any(c.isdigit() for c in word):
            word = word.lower()
        if word.lower() in _SMALL and place:
            shown.append(word.lower())
        elif word.islower():
            shown.append("-".join(_capital(piece) for piece in word.split("-")))
        else:
            shown.append(word)
    return " ".join(shown)
