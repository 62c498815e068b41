"""The form of each platform: what a post there consists of, and in which order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.platforms import measure, recommended_length
from assistant.reading.clauses import drop_abbreviation, is_loud, use_abbreviation
from assistant.reading.people import name_of
from assistant.writing.announcements import is_announcing, untold, worthiest
from assistant.writing.frames import Voice, contact_phrase
from assistant.writing.hashtags import hashtags, how_many
from assistant.writing.intent import term_stems
from assistant.writing.lines import without_when
from assistant.writing.listings import Listing
from assistant.writing.news import announces, news_forms, title_says_it
from assistant.writing.short_forms import OFFICE, forms_of, with_short_names
from assistant.writing.short_posts import (
    ShortPost,
    gives_contact,
    short_post,
)
from assistant.writing.story import HEADLINE, Story, choose
from assistant.writing.topic import KIND_OF_PAPER
from assistant.writing.topic import acronyms as acronyms_of_all

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
_LISTING_SCORE = 0.25
_SECOND_SCORE = 0.4
_MORE_LISTS = 2
_SPOKEN, _SPOKEN_LIST = 380, 500  # characters of a spoken post; with a list that was asked for
_THREAD = 470
_EXACT = ("when", "where", "deadline", "registration")  # a day is said whole or not at all
_X = 273
_OPENING_COST = 4.0  # of an opening that only names the matter, where room is short
_MOST_ROWS = 12
_POINT_ROOM = 105  # characters of a post for each of the points that it may have
_FEW_ITEMS = 3
_POINT = 230  # characters of a line with a mark
# A block says when and where before what it costs and what to bring.
_DAYS = ("when", "hours", "registration", "deadline", "period", "duration")
_SLOTS = ("where", "cost", "figure", "who", "requirement")
_ORDER = dict.fromkeys(_DAYS, 0) | {slot: place for place, slot in enumerate(_SLOTS, 1)}
# How much of an Instagram post is one paragraph, and how much points below it: characters,
# sentences, points; another shape for each variant.
_SHAPES = ((330, 2, 2), (210, 1, 3), (560, 4, 0))
_USEFUL = ("registration", "service", "warning")  # what one has to know in order to do it
_SAID = 0.75  # of the words of a title that a first sentence may repeat
_NAMED = 0.5  # of the words of the matter, in a first sentence that is the news of an announcement
_LONG_TOPIC = 5  # words of a topic that is a sentence almost
_LONG_SENTENCE = 8  # words
_TIME_WORDS = frozenset(term_stems("pada mulai sejak hari tanggal pukul jam hingga sampai wib"))
_BARE_HEAD = "Rinciannya:"
_SENTENCES = 6  # of a short post
_SHORT_POSTS = ("x", "tiktok", "threads")


def compose(platform: str, story: Story, turn: int, variant: int = 0) -> tuple[str | None, str]:
    """Title (where the platform has one) and text of a post, within the platform's limit.

    `turn` chooses among the editors' frames; `variant` other parts of the story, too.
    """
    voice = Voice(story, turn, formal=platform == "press-release", variant=variant)
    title, parts = _FORMS[platform](voice)
    text = _within(platform, [part for part in parts if part])
    if platform in _SHORT_POSTS:
        return title, with_short_names(text, story)
    if platform == "whatsapp":
        text = with_short_names(text, story)
    head, mark, rest = text.partition("*\n\n") if text.startswith("*") else ("", "", text)
    return title, head + mark + _abbreviated(rest, story, formal=voice.formal)


def _within(platform: str, parts: list[str]) -> str:
    """The parts one below the other; what is too much for the platform or its editors goes from
    the middle, whole part by part."""
    aim, _ = recommended_length(platform)
    while True:
        text = "\n\n".join(parts)
        length = measure(text, platform)
        most = min((n for n in (length.limit, aim) if n is not None), default=length.count)
        if length.count <= most or len(parts) <= 1:
            return text
        del parts[-2 if len(parts) > 2 else 1]


def _scaled(platform: str, usual: int) -> int:
    """So many characters or lines as the editors' length of a post leaves of the usual."""
    return max(1, round(usual * recommended_length(platform)[1]))


def _instagram(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    action, used = voice.action(skip=_listed_numbers(story, listing))
    skip = _listed_numbers(story, listing) | used
    opening = voice.opening()
    skip |= _announcements(story, opening)
    summary = voice.summary()
    block = _block(voice, marked=True, most=6)
    room, most, pointed = _SHAPES[voice.variant % len(_SHAPES)]
    room, most = _scaled("instagram", room), _scaled("instagram", most)
    if listing:
        room, most = room + 70, most + 1
    lines = choose(story, room, most, skip=skip, lead=0.8, said=f"{opening} {block}")
    told = _numbers(story, lines)
    lines = [_unrepeated(line, block, story) for line in lines]
    already = f"{block} {_paragraph(lines)} {_list_head(voice, listing)}"
    points = choose(
        story,
        _scaled("instagram", 360),
        3,
        skip=skip | told | {HEADLINE},
        lead=0.0,
        short=True,
        said=already,
        single=True,
    )
    points = [_unrepeated(point, block, story) for point in points]
    opening = _unless_told(voice, opening, lines)
    if not opening and lines:
        opening, lines = lines[0], lines[1:]
    points = [p for p in points if len(p) <= _POINT] if not listing else []
    shown = voice.list_items(listing, marked=True, most=_MOST_ROWS) if listing else []
    if gives_contact(action, f"{_paragraph([*lines, *shown])}"):
        action = ""
    block = _block(voice, marked=True, most=6, said=_paragraph([opening, *lines]))
    return None, [
        _marked(voice, opening),
        _paragraph(lines) or summary,
        block,
        "\n".join(f"🔹 {p}" for p in points[:pointed]) if len(points) > 1 else _paragraph(points),
        _listed(
            voice,
            listing,
            marked=True,
            most=_scaled("instagram", _rows(listing, 6)),
            said=_paragraph([opening, *lines, block]),
        ),
        _second_list(voice, listing),
        _quotation(voice, 230),
        action or voice.closing(),
        _tags("instagram", story, 4),
    ]


def _facebook(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    action, used = voice.action(room=260, skip=_listed_numbers(story, listing))
    skip = _listed_numbers(story, listing) | used
    opening = voice.opening()
    skip |= _announcements(story, opening)
    most = _scaled("facebook", 3 if listing else 6)
    said = f"{opening} {_list_head(voice, listing)}"
    lines = choose(story, _scaled("facebook", 950), most, skip=skip, lead=3.0, least=0.2, said=said)
    opening = _unless_told(voice, opening, lines)
    summary = "" if _says_when(story, lines) else voice.summary()
    first, rest = [summary, *lines[:2]], lines[2:]
    return None, [
        _paragraph([opening, *first]),
        "\n".join(f"• {line}" for line in rest) if voice.variant % 2 else _paragraph(rest),
        _listed(
            voice,
            listing,
            marked=False,
            most=_scaled("facebook", _rows(listing, 7)),
            said=_paragraph([*first, *rest]),
        ),
        _second_list(voice, listing),
        _unsaid(voice, [summary, *lines]),
        _quotation(voice, 320),
        _paragraph([action, "" if action else voice.closing()]),
        _tags("facebook", story, 3),
    ]


def _x(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    cited = _quotation(voice, 150) if story.intent.emphasis else ""
    most = min(_X, recommended_length("x")[0] or _X)
    posts = [
        (_short(voice, most - len(tags), cited=cited, most=3), tags)
        for tags in _choices_of_tags("x", story, 2)
    ]
    opening = voice.opening()
    if opening != story.hook:
        tags = _tags("x", story, 2, most=1)
        room = most - len(tags) - len(opening) - 1
        posts.append((_short(voice, room, said=opening, cited=cited, most=3), tags))
    tells = voice.calls or story.kind == "warning"  # "Mohon perhatian: gangguan air"
    handicap = {2: 0.0 if tells else _OPENING_COST}
    number, (post, tags) = max(
        enumerate(posts), key=lambda pair: pair[1][0].worth - handicap.get(pair[0], 0.0)
    )
    fits = len(post.text) + len(opening) + len(tags) < most
    told = opening if fits and (voice.calls or number > 1) else ""
    return None, _laid_out(told, post, tags, voice.topic or voice.deed)


def _short(
    voice: Voice,
    room: int,
    *,
    said: str = "",
    cited: str = "",
    most: int = 3,
    sentences: int = _SENTENCES,
) -> ShortPost:
    """The post that fits in `room`; where a source gives nothing, what is said of the matter."""
    listing = _prose_listing(voice.story, _MOST_ROWS)
    post = short_post(
        voice,
        room,
        listing=listing,
        said=said,
        cited=cited,
        most=most,
        sentences=sentences,
    )
    if post.sentences or post.rows or post.facts:
        return post
    return ShortPost((voice.summary() or voice.opening(), _entry_sentences(voice, 150)))


def _tags(platform: str, story: Story, usual: int, *, most: int | None = None) -> str:
    number = how_many(platform, usual)
    return " ".join(hashtags(story, number if most is None else min(most, number)))


def _choices_of_tags(platform: str, story: Story, usual: int) -> list[str]:
    """All tags that are wanted, and where room is short one alone."""
    return [_tags(platform, story, usual), _tags(platform, story, usual, most=1)]


def _laid_out(opening: str, post: ShortPost, end: str, subject: str = "") -> list[str]:
    """One paragraph; a list and facts stand apart below it."""
    told = _paragraph([opening, *post.sentences])
    if told.startswith(_BARE_HEAD) and subject:
        told = f"{subject[:1].upper()}{subject[1:]}{told.removeprefix(_BARE_HEAD[:-1])}"
    apart = [part for part in (post.rows, "\n".join(post.facts)) if part]
    last = f"{post.action} {end}".strip()
    return [told, *apart, last] if apart else [f"{told} {last}".strip()]


def _tiktok(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    hook = _marked(voice, voice.opening(spoken=True))
    listing = _prose_listing(story, _MOST_ROWS)
    asked = bool(story.intent.slots) or story.kind in _USEFUL
    wanted = asked or listing
    spoken = _scaled("tiktok", _SPOKEN_LIST if wanted else _SPOKEN)
    spoken = min(spoken, recommended_length("tiktok")[0] or spoken)
    posts = [
        (_short(voice, spoken - len(hook) - len(tags), said=hook), tags)
        for tags in _choices_of_tags("tiktok", story, 3)
    ]
    post, tags = max(posts, key=lambda pair: pair[0].worth)
    closing = voice.closing()
    if not post.action and len(hook) + post.size + len(closing) + len(tags) < _SPOKEN:
        tags = f"{closing} {tags}"
    return None, _laid_out(hook, post, tags)


def _youtube(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    listing = _best_listing(story)
    block = _block(voice, marked=False, most=5)
    lines = choose(
        story, 800, 5, skip=_listed_numbers(story, listing), lead=1.0, said=block, least=0.2
    )
    title = _title(voice, avoid=lines)
    return title, [
        _paragraph(lines[:2]) or voice.opening(),
        block,
        _paragraph(lines[2:]),
        _listed(voice, listing, marked=False, most=8, said=_paragraph(lines)),
        _second_list(voice, listing),
        _contact_lines(story, lines) or voice.closing(),
        _tags("youtube", story, 3),
    ]


def _threads(voice: Voice) -> tuple[None, list[str]]:
    tag = _tags("threads", voice.story, 1)
    question = voice.question()
    thread = min(_THREAD, recommended_length("threads")[0] or _THREAD)
    openings = [voice.opening(spoken=True)]
    if not voice.calls:
        openings.insert(0, "")  # the news itself, where it says what it is about
    posts = [
        (
            _short(
                voice,
                thread - len(told) - len(question) - len(tag),
                said=told,
                sentences=_SENTENCES + 1,
            ),
            told,
        )
        for told in openings
    ]
    post, opening = max(posts, key=lambda pair: pair[0].worth)
    return None, [*_laid_out(opening, post, ""), f"{question} {tag}".strip()]


def _whatsapp(voice: Voice) -> tuple[None, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    action, used = voice.action(skip=_listed_numbers(story, listing))
    skip = _listed_numbers(story, listing) | used
    news = news_forms(story, 260, skip, "")
    lines = news[0][:1] if news else []
    title = _title(voice, avoid=lines)
    block = _block(voice, marked=True, most=5)
    told = _numbers(story, lines)
    lines = [_unrepeated(line, block, story) for line in lines]
    already = f"{block} {_paragraph(lines)} {_list_head(voice, listing)}"
    points = choose(
        story,
        _scaled("whatsapp", 330),
        3,
        skip=skip | told | {HEADLINE},
        lead=0.0,
        short=True,
        said=already,
        single=True,
    )
    points = [_unrepeated(point, block, story) for point in points]
    block = _block(voice, marked=True, most=5, said=_paragraph(lines))
    named = voice.list_title(listing) if listing else ""
    plain = named if named.lower() == title.lower() else title  # said once is enough
    shown = points[: 2 if listing else 3]
    marked = "" if voice.variant % 2 else "\n".join(f"🔹 {point}" for point in shown)
    lines = [*lines, *shown] if voice.variant % 2 else lines
    return None, [
        f"*{title}*",
        _paragraph(lines) or voice.opening(),
        "\n".join(part for part in (block, marked) if part),
        _listed(
            voice,
            listing,
            marked=False,
            most=_scaled("whatsapp", _rows(listing, 8)),
            said=_paragraph([*lines, block]),
        ).removeprefix(f"{plain}:\n"),
        _second_list(voice, listing),
        action or (voice.closing() if story.kind == "warning" else ""),
        _tags("whatsapp", story, 0),
    ]


def _press_release(voice: Voice) -> tuple[str, list[str]]:
    story = voice.story
    listing = _prose_listing(story)
    skip = _listed_numbers(story, listing)
    lead = ""
    if story.lead and story.lead.text and story.lead.number not in skip:
        lead = story.told or story.lead.text
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
        _listed(voice, listing, marked=False, most=_MOST_ROWS, said=f"{lead} {_paragraph(lines)}"),
        _second_list(voice, listing),
        _unsaid(voice, [lead, *lines]),
        _contact_lines(story, [lead, *lines]),
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


def _abbreviated(text: str, story: Story, *, formal: bool) -> str:
    """Short forms that the brief uses instead of long names; none that nobody explained.

    A `formal` text keeps them in brackets, as newspapers want names.
    """
    for short, long in story.abbreviations.items():
        if OFFICE.match(long) and f"{short} Sidoarjo" in text and long not in text:
            continue  # "Dinkes Sidoarjo" is its name, too
        if re.search(rf"(?<!#)\b{re.escape(short)}\b", story.intent.said):
            text = use_abbreviation(text, short, long)
        elif _used_before(short, text):
            text = re.sub(rf"{re.escape(long)}\s*\({re.escape(short)}\)", short, text)
            text = re.sub(rf"(?<![#\w])\b{re.escape(short)}\b", f"{long} ({short})", text, count=1)
        elif f"({short})" not in text and long not in text:
            text = re.sub(rf"(?<![#\w])\b{re.escape(short)}\b(?!\w)", long, text, count=1)
    if not formal:
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


def _listed_numbers(story: Story, listing: Listing | None) -> frozenset[int]:
    """The places of all sentences that the lists of a post show."""
    shown = [*_second_lists(story, listing), listing] if listing else []
    return frozenset(number for x in shown if x for number in x.numbers)


def _prose_listing(story: Story, most: int = _FEW_ITEMS) -> Listing | None:
    """The best list, unless its items, `most` at the utmost, are sentences that can be told one
    after the other."""
    listing = _best_listing(story)
    if listing is None or listing.kind != "fact" or len(listing.items) > most:
        return listing
    return None if all(story.line(n) for n in listing.numbers) else listing


def _unless_told(voice: Voice, opening: str, lines: Sequence[str]) -> str:
    """The opening, unless the first line says as much; then one that only calls, or none."""
    if lines and lines[0].startswith("Berikut "):
        return ""
    if lines and opening and opening == voice.story.hook:
        words = set(term_stems(opening))
        told = len(words & set(term_stems(lines[0]))) >= _SAID * len(words)
        return "" if told or not title_says_it(voice.story) else opening
    if not lines or voice.only_names:
        return "" if lines else opening
    words = set(term_stems(voice.topic))
    shared = len(words & set(term_stems(lines[0]))) / (len(words) or 1)
    told = shared >= _NAMED if voice.story.told else len(words) > _LONG_TOPIC and shared >= _SAID
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
        if line.text and any(form.startswith(tuple(forms_of(line.text, story))) for form in lines)
    )


def _paragraph(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _announcements(story: Story, opening: str) -> frozenset[int]:
    """Sentences that only announce what the opening names already."""
    told = set(term_stems(opening))
    named = set(term_stems(story.topic or story.deed)) <= told
    return frozenset(x.number for _, x in story.lines if named and told and announces(x))


def _block(voice: Voice, *, marked: bool, most: int, said: str = "") -> str:
    """The facts at a glance; of an event day and place, of others what no sentence has `said`."""
    told = set(term_stems(said))
    glance = ("when", "where") if voice.story.kind in ("event", "registration") else ()
    entries = sorted(voice.story.entries, key=lambda entry: _ORDER.get(entry.slot, len(_ORDER)))
    labelled = [e for e in entries if e.slot in ("when", "where", "registration", "deadline")]
    others = [e for e in entries if e not in labelled]
    chosen = [
        entry
        for entry in (labelled + others)[:most]
        if entry.slot in glance or not set(term_stems(entry.text)) <= told
    ]
    return "\n".join(voice.entry(e, marked=marked) for e in entries if e in chosen)


def _says_when(story: Story, lines: Sequence[str]) -> bool:
    """Whether the lines give the day, if there is one to give."""
    whens = [e.text for e in story.entries if e.slot == "when" and not e.label]
    text = set(term_stems(" ".join(lines)))
    return not whens or set(term_stems(whens[0])) <= text | {"wib", "pukul"}


def _unsaid(voice: Voice, lines: Sequence[str]) -> str:
    """Entries of the information block that the sentences leave out."""
    text = set(term_stems(" ".join(lines)))
    left = [
        e
        for e in voice.story.entries
        if len(set(term_stems(e.text)) - text) > (0 if e.slot in _EXACT else 1)
    ]
    return "\n".join(voice.entry(e, marked=False) for e in left[:5])


def _entry_sentences(voice: Voice, room: int) -> str:
    """The information block as sentences, as many as there is room for."""
    chosen: list[str] = []
    for entry in voice.story.entries:
        text = f"{voice.entry(entry, marked=False)}."
        if sum(len(c) + 1 for c in chosen) + len(text) <= room:
            chosen.append(text)
    return " ".join(chosen[:3])


def _best_listing(story: Story) -> Listing | None:
    if story.listings and story.listings[0].score >= _LISTING_SCORE:
        return story.listings[0]
    return None


def _rows(listing: Listing | None, most: int) -> int:
    """Of a rota or a table more is shown than of a list: half of it helps half of the readers."""
    if listing is None:
        return most
    counted = re.search(rf"\b{len(listing.items)}\b", listing.title)  # "10 prioritas teratas"
    return _MOST_ROWS if counted or listing.kind in ("row", "schedule") else most


def _listed(
    voice: Voice, listing: Listing | None, *, marked: bool, most: int, said: str = ""
) -> str:
    """A list under its title; where the sentences say as much, under a word of the editors."""
    if listing is None:
        return ""
    listing = replace(listing, items=untold(listing.items, said))
    if is_announcing(listing.title):
        points = worthiest(listing.items, voice.story.worths, _POINT_ROOM * most)
        listing = replace(listing, items=points)
    if listing.introduction and set(term_stems(listing.introduction)) <= set(term_stems(said)):
        listing = replace(listing, introduction="", title="")
    items = voice.list_items(listing, marked=marked, most=most)
    title = voice.list_title(listing)
    title = title if len(items) == len(listing.items) else voice.part_title(title)
    return f"{title}:\n" * bool(title) + "\n".join(items)


def _list_head(voice: Voice, listing: Listing | None) -> str:
    return voice.list_title(listing) if listing else ""


def _second_list(voice: Voice, first: Listing | None) -> str:
    """Another list that the brief is about, where there is one, and what adds to either."""
    told = [_list_head(voice, first)]
    parts: list[str] = []
    for listing in _second_lists(voice.story, first) if first else []:
        shown = _listed(voice, listing, marked=False, most=_rows(listing, 6))
        head, _, items = shown.partition(":\n")
        parts.append(f"{voice.further}:\n{items}" if head in told else shown)
        told.append(head)
    return "\n\n".join(parts)


def _second_lists(story: Story, first: Listing | None) -> list[Listing]:
    others = [x for x in story.listings if x is not first]
    second = [x for x in others if x.base is None and x.score >= _SECOND_SCORE][:_MORE_LISTS]
    return second + [x for x in others if x.base and x.base in (first, *second)]


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


def _contact_lines(story: Story, said: Sequence[str]) -> str:
    """The contacts that no sentence gives."""
    told = " ".join(said)
    usable = [
        c
        for c in story.contacts
        if not (c.purpose == "register" and (story.closed or story.past)) and c.text not in told
    ]
    if story.kind == "clarification" and all(c.purpose == "report" for c in usable):
        return ""
    for_all = [c for c in usable if c.purpose != "emergency"]
    lines = [f"Kontak: {contact_phrase(for_all[:4], hours=True)}."] if for_all else []
    if story.kind == "warning" and (urgent := [c for c in usable if c not in for_all]):
        lines.append(f"Keadaan darurat: {contact_phrase(urgent[:1])}.")
    return "\n".join(lines)


def _title(voice: Voice, avoid: Sequence[str], *, formal: bool = False) -> str:
    """A title that no sentence of the text repeats: the source's, else the topic of the brief."""
    story = voice.story
    own = story.title if formal and not KIND_OF_PAPER.match(story.title) else ""
    headline = _TITLE_KIND.sub("", story.headline or own)
    topic = voice.ban or voice.topic or voice.subject
    topical = (story.kind == "service" or voice.variant % 2 == 1) and not formal
    candidates = [topic, headline] if topical else [headline]
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
    shouting = is_loud(text)
    words = re.sub(r"\s+", " ", text).strip(" .").split(" ")
    shown = []
    for place, word in enumerate(words):
        bare = word.strip('()"“”,.:;').lower()
        if known := acronyms_of_all().get(bare):
            word = re.sub(re.escape(bare), known, word, flags=re.IGNORECASE)
        elif shouting and word not in acronyms and not any(c.isdigit() for c in word):
            word = word.lower()
        if word.lower() in _SMALL and place:
            shown.append(word.lower())
        elif word.islower():
            shown.append("-".join(_capital(piece) for piece in word.split("-")))
        else:
            shown.append(word)
    return " ".join(shown)
