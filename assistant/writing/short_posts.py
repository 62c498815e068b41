"""Short posts: of all that a source gives what little room can carry, the most needed first.

Every part has shorter forms (the news, the call to action, a list) and a worth for this brief. All
combinations are tried, the facts of the information block fill what is left, and the worthiest
post stays: the day of an event pushes out an aside, never the other way round.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.reading.clauses import compress, is_request
from assistant.writing.details import Entry
from assistant.writing.frames import Voice
from assistant.writing.intent import term_stems
from assistant.writing.lines import Line
from assistant.writing.listings import Listing
from assistant.writing.news import candidates, lead_number, lean, with_short_names
from assistant.writing.story import Story, choose

_NEWS_WORTH = 10.0
_UNNAMED_WORTH = 9.0
_LENGTH_WORTH = 1.0  # of the longest form of the news over the shortest
_ASKED = 3.0  # for what the brief asks by name
_WORTH = {
    "deadline": 4.0,
    "registration": 4.0,
    "when": 6.0,
    "where": 3.0,
    "period": 3.5,
    "hours": 2.5,
    "cost": 2.0,
    "duration": 1.5,
    "who": 1.5,
    "other": 0.8,
}
_OTHER_DAY = 1.5
_TOLD_LESS = 1.5
_HARDLY_NEW = 2  # stems that the opening does not have
_NOWHERE = -10_000  # the place of no sentence
_SECOND_WORTH, _REQUEST_WORTH, _FEW_SECONDS = 3.5, 2.0, 4
_DATED_KINDS = ("event", "registration", "warning", "appeal")
_TO_REGISTER = ("deadline", "registration")
_ACTION_WORTH = {"registration": 5.0, "service": 4.0, "warning": 3.0, "clarification": 3.0}
_SHOWN_WORTH = {"requirement": 4.0, "step": 4.0, "schedule": 6.0, "answers": 5.0, "row": 4.0}
_ASKED_AS = {"fact": ("where",), "schedule": ("when", "where"), "row": ("cost", "figure")}
_UNASKED = 0.5  # of a list that the brief does not ask for
_LINE = 3  # a line break and an emoji count more than they are long
_BESIDE = 0.15  # of the best score that a second sentence must reach
_MOST_ITEMS = 6
_HOURS = re.compile(r"(?:pukul )?\d\d?\.\d\d")
_SOME = 2.0  # that rows which the brief asks for stand there at all
_OFFICES = re.compile(r"(?:Dinas|Badan|Bank|Bagian|Bupati|Kantor|Polres\w*|Satpol)\s[A-Z]")
_FIRST_STEP = 0.6  # of all the steps: who knows where to begin can ask for the rest
_SHORT_ITEM = 40  # characters of an item that stands better in a line of its own
_WEEKDAY = re.compile(
    r"\b(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)(?:\s*[-–]\s*\w+)?,?\s+(?=\d{1,2}\s[A-Z])"
)
_YEAR = re.compile(r"(?<=[a-z])\s+20\d\d(?=[:,]|$)")
# "Jl. Pahlawan gg 1–7, Perum Pucang": half of the places is wrong; half of an address is not.
_IS_LIST = re.compile(r", (?!Jl\b|Jalan\b|Desa\b|Kel|Kec|Kab|No\b|Lantai\b|Lt\b|\d|pukul\b|RT\b)")
_NAMES = re.compile(
    r"(?:Jalan|Desa|Kelurahan|Kecamatan|Dusun|Perumahan|Puskesmas|Balai|GOR)\s[A-Z\d]"
)


@dataclass(frozen=True, slots=True)
class ShortPost:
    """`sentences` are one paragraph, `rows` a list below it, `facts` lines, `action` the end."""

    sentences: tuple[str, ...] = ()
    rows: str = ""
    facts: tuple[str, ...] = ()
    action: str = ""
    worth: float = 0.0

    @property
    def text(self) -> str:
        told = " ".join(part for part in (*self.sentences, self.rows) if part)
        return " ".join(part for part in (told, *self.facts, self.action) if part)

    @property
    def size(self) -> int:
        parts = [part for part in (*self.sentences, self.rows, self.action) if part]
        return sum(len(part) + 1 for part in parts) + sum(len(f) + _LINE for f in self.facts)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A list in one of its forms; `worth` grows with the items that it holds."""

    sentence: str = ""
    rows: str = ""
    worth: float = 0.0

    @property
    def size(self) -> int:
        return len(self.sentence) + len(self.rows) + (2 if self.rows else 1)


def short_post(
    voice: Voice,
    room: int,
    *,
    listing: Listing | None,
    said: str = "",
    cited: str = "",
    most: int = 4,
) -> ShortPost:
    """The worthiest post that fits in `room`; `said` stands in it anyway, `cited` may.

    `most`: so many lines of facts at most.
    """
    story = voice.story
    skip = listing.numbers if listing else frozenset()
    calls = list(_calls(voice, skip))
    skip |= calls[0][2] if calls else frozenset()
    known = frozenset(term_stems(said))
    news = [
        form
        for form in candidates(story, room, skip, said)
        if len(frozenset(term_stems(form[1])) - known) > _HARDLY_NEW
    ]
    if listing and voice.topic:
        news.append((0.0, "", _NOWHERE))  # the list itself, under the name of the matter
    news = news or [(0.0, "", _NOWHERE)]
    shown = [_Shown(), *(_forms_of_list(voice, listing, room) if listing else ())]
    best = ShortPost(worth=-1.0)
    longest = max(len(sentence) for _, sentence, _ in news)
    entries = [_Told.of(voice, entry) for entry in story.entries] if _tells_facts(story) else []
    stems = {sentence: frozenset(term_stems(sentence)) for _, sentence, _ in news}
    ends = [*calls, ("", 0.0, frozenset[int]())]
    besides = _seconds(story, skip)
    stems |= {text: frozenset(term_stems(text)) for text, _, _ in besides}
    stems |= {text: frozenset(term_stems(text)) for text, _, _ in ends}
    lists = [(form, frozenset(term_stems(form.sentence + form.rows))) for form in shown]
    names = frozenset(term_stems(voice.topic or voice.deed or story.title))
    for (share, sentence, place), (call, worth, _), (form, listed) in product(news, ends, lists):
        if len(names & (known | stems[sentence] | listed)) < min(2, len(names)):
            worth -= _UNNAMED_WORTH  # a post that does not say what it is about
        post = ShortPost(
            (sentence,) if sentence else (),
            worth=worth + form.worth + (_news_worth(sentence, share, longest) if sentence else 0.0),
            action=call,
        )
        post = _with_list(post, form if sentence or said else _named(form, voice.topic))
        if post.size > room:
            continue
        heard = known | stems[sentence] | listed | stems[call]
        tried = [(post, heard)]
        if not form.worth:
            others = [beside for beside in besides if beside[2] != place]
            tried.append(_with_second(post, place, others, room, heard, stems))
        whole = (_with_facts(some, entries, room, told, most) for some, told in tried)
        best = max(best, *whole, key=lambda some: some.worth)
    if cited and best.size + len(cited) < room:
        best = _and(best, [cited])
    return _with_more(best, story, room, skip, said)


def _news_worth(sentence: str, share: float, longest: int) -> float:
    return _NEWS_WORTH * share + _LENGTH_WORTH * len(sentence) / longest


def _seconds(story: Story, skip: frozenset[int]) -> list[tuple[str, float, int]]:
    """The sentences that a post wants most beside the news, as short as they can be said."""
    best = max((score for score, _ in story.lines), default=1.0)
    lines = [(s, x) for s, x in story.lines if x.text and x.number not in skip and not x.opinion]
    worths = [
        (
            lean(with_short_names(compress(line.text or ""), story)),
            _SECOND_WORTH * max(0.0, score / best) + _urges(story, line),
            line.number,
        )
        for score, line in lines
    ]
    return sorted(worths, key=lambda pair: -pair[1])[:_FEW_SECONDS]


def _urges(story: Story, line: Line) -> float:
    """What to do counts more than what else there is; who said it, less."""
    text = line.text or ""
    urging = story.kind in ("warning", "appeal") and is_request(text)
    told = any(mention in text for mention in story.mentions)
    return (_REQUEST_WORTH if urging else 0.0) - (_TOLD_LESS if told else 0.0)


def _with_second(
    post: ShortPost,
    place: int,
    besides: Sequence[tuple[str, float, int]],
    room: int,
    heard: frozenset[str],
    stems: Mapping[str, frozenset[str]],
) -> tuple[ShortPost, frozenset[str]]:
    """With the worthiest sentence that fits and says something new, in the order of the source;
    `place` is that of the news."""
    for text, worth, number in besides:
        new = stems[text] - heard
        if text and len(new) > max(1, len(stems[text]) // 3) and post.size + len(text) < room:
            first = 0 <= number < place
            told = (text, *post.sentences) if first else (*post.sentences, text)
            post = ShortPost(told, post.rows, post.facts, post.action, post.worth + worth)
            return post, heard | stems[text]
    return post, heard


def _tells_facts(story: Story) -> bool:
    """Whether days and places stand apart: what is over or only counted is told in sentences."""
    return not story.past and story.kind not in ("achievement", "clarification", "figures")


def _named(form: _Shown, topic: str) -> _Shown:
    """Rows without a sentence above them, under the topic: "Jadwal SIM keliling:"."""
    _, mark, rows = form.rows.partition(":\n")
    if not mark or not topic:
        return form
    return _Shown(form.sentence, f"{topic[:1].upper()}{topic[1:]}:\n{rows}", form.worth + 2.0)


def _with_list(post: ShortPost, form: _Shown) -> ShortPost:
    sentences = (*post.sentences, form.sentence) if form.sentence else post.sentences
    return ShortPost(sentences, form.rows, post.facts, post.action, post.worth)


def _and(post: ShortPost, sentences: Sequence[str]) -> ShortPost:
    more = (*post.sentences, *sentences)
    return ShortPost(more, post.rows, post.facts, post.action, post.worth)


# --- facts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry of the information block, whole and without its hour; `hours` alone."""

    forms: tuple[tuple[str, frozenset[str]], ...]
    worth: float
    hours: str = ""

    @classmethod
    def of(cls, voice: Voice, entry: Entry) -> "_Told":
        head = entry.text if _IS_LIST.search(entry.text) else entry.text.partition(", ")[0]
        texts = dict.fromkeys((entry.text, head))
        forms = tuple(
            (
                voice.entry(Entry(entry.slot, text, entry.label), marked=True),
                frozenset(term_stems(text)) - {"wib", "pukul"},
            )
            for text in texts
            if text == entry.text or re.search(r"\d", text)
        )
        rest = entry.text.removeprefix(head).strip(" ,")
        hours = voice.entry(Entry("hours", rest), marked=True) if _HOURS.match(rest) else ""
        return cls(forms, _entry_worth(voice.story, entry), hours if entry.slot == "when" else "")


def _entry_worth(story: Story, entry: Entry) -> float:
    worth = _WORTH.get(entry.slot, 0.5)
    if entry.slot in _TO_REGISTER and story.kind in ("registration", "event"):
        worth += 4.0
    if entry.slot == "when" and story.kind not in _DATED_KINDS and not _HOURS.search(entry.text):
        worth -= 3.0
    if entry.slot == "when" and entry.label:
        return _OTHER_DAY  # the day of the announcement, beside the day of the matter itself
    slot = "when" if entry.slot in (*_TO_REGISTER, "period", "hours", "duration") else entry.slot
    return worth + (_ASKED if slot in story.intent.slots else 0.0)


def _with_facts(
    post: ShortPost, entries: Sequence[_Told], room: int, heard: frozenset[str], most: int
) -> ShortPost:
    """With the facts that nothing said so far, the worthiest first; what is said counts, too."""
    facts: dict[int, str] = {}
    worth = post.worth
    left = room - post.size
    for number, entry in sorted(enumerate(entries), key=lambda pair: -pair[1].worth):
        for place, (shown, stems) in enumerate(entry.forms):
            if stems <= heard:
                worth += entry.worth
                break
            shown = entry.hours if entry.hours and entry.forms[-1][1] <= heard else shown
            if len(shown) + _LINE <= left and len(facts) < most:
                facts[number] = shown
                worth += entry.worth * (1.0 if place == 0 else 0.8) - 0.3
                left -= len(shown) + _LINE
                heard |= stems
                break
    told = tuple(facts[number] for number in sorted(facts))  # in the order of the source
    return ShortPost(post.sentences, post.rows, told, post.action, worth)


# --- calls to action -----------------------------------------------------------------------------


def _calls(voice: Voice, skip: frozenset[int]) -> Iterator[tuple[str, float, frozenset[int]]]:
    """What the reader can do, in ever fewer words, with its worth."""
    story = voice.story
    worth = _ACTION_WORTH.get(story.kind, 2.0)
    if any(contact.purpose == "register" for contact in story.contacts) and not story.closed:
        worth = max(worth, _ACTION_WORTH["registration"])
    worth += _ASKED if "contact" in story.intent.slots else 0.0
    told: set[str] = set()
    for most, room, less in ((2, 130, 0.0), (2, 0, 0.3), (1, 0, 0.6)):
        text, numbers = voice.action(most=most, room=room, skip=skip)
        if text and text not in told:
            told.add(text)
            yield text, worth - less, numbers
    text, numbers = voice.brief_action(skip=skip)
    if text and text not in told:
        yield text, worth - 0.9, numbers


# --- lists ------------------------------------------------------------------------------------


def _forms_of_list(voice: Voice, listing: Listing, room: int) -> Iterator[_Shown]:
    """A list as a sentence or as rows: whole, compact, and in ever fewer items."""
    story = voice.story
    worth = _SHOWN_WORTH.get(listing.kind, 4.0 if story.kind == "warning" else 3.0)
    if not wanted_in_short(story, listing):
        worth *= _UNASKED
    elif {listing.kind, *_ASKED_AS.get(listing.kind, ())} & set(story.intent.slots):
        worth += _ASKED
    title = voice.list_title(listing)
    some = _SOME if worth > _SHOWN_WORTH.get(listing.kind, 4.0) else 0.0
    if listing.kind == "answers":
        for count in range(min(len(listing.items), _MOST_ITEMS), 0, -1):
            text = " ".join(f"{item.rstrip('.')}." for item in listing.items[:count])
            yield _Shown(text, worth=worth * count / len(listing.items))
        return
    names = listing.kind == "fact" and all(len(item) <= _SHORT_ITEM for item in listing.items)
    if listing.kind in ("row", "schedule") or names:
        for items, head in ((listing.items, title), _compact(listing.items, title)):
            yield from _rows(items, head, worth, some)
        return
    items = tuple(_lowered(item) for item in listing.items)
    for count in range(min(len(items), _MOST_ITEMS), 0, -1):
        share = worth * count / len(items)
        if count == len(items):
            yield _Shown(f"{title}: {'; '.join(items)}.", worth=share + 1.0)
        elif listing.kind == "step" and count == 1:
            yield _Shown(f"Langkah pertama: {items[0]}.", worth=_FIRST_STEP * worth)
        elif listing.kind != "step" and count > 1:
            yield _Shown(f"{title}: {'; '.join(items[:count])}; dan lainnya.", worth=share)


def _rows(items: Sequence[str], title: str, worth: float, some: float) -> Iterator[_Shown]:
    for count in range(min(len(items), _MOST_ITEMS), 0, -1):
        rest = "" if count == len(items) else "\n• dan lainnya"
        whole = some + worth * count / len(items) + (1.0 if not rest else 0.0)
        if count > 1 or not rest:
            yield _Shown(rows=f"{title}:\n" + "\n".join(f"• {i}" for i in items[:count]) + rest,
                         worth=whole)  # fmt: skip


def _compact(items: Sequence[str], title: str) -> tuple[tuple[str, ...], str]:
    """Rows without weekday and year; what all of them share stands in the title."""
    short = [_YEAR.sub("", _WEEKDAY.sub("", item)) for item in items]
    heads = {item.partition(" ")[0] for item in short}
    if len(heads) == 1 and len(short) > 1 and (head := heads.pop()).isalpha():
        short = [item.removeprefix(f"{head} ") for item in short]
        known = head.lower() in title.lower()
        title = title if known else f"{title.removesuffix('nya')} {head.lower()}"
    ends = {item.rpartition(", ")[2] for item in short}
    if len(ends) == 1 and len(short) > 1 and all(", " in item for item in short):
        title = f"{title}, {ends.pop()}"
        short = [item.rpartition(", ")[0] for item in short]
    return tuple(short), title


def _lowered(item: str) -> str:
    """An item as it stands in a sentence; names keep their capital."""
    named = _NAMES.match(item) or _OFFICES.match(item)
    return item if not item[1:2].islower() or named else item[:1].lower() + item[1:]


def wanted_in_short(story: Story, listing: Listing) -> bool:
    """Whether even a short post should give this list: what was asked, what to do, what is shut."""
    slots = set(story.intent.slots)
    if listing.kind == "schedule":
        return bool(slots & {"when", "where"}) or story.kind in ("service", "event")
    if listing.kind == "row":
        return bool(slots & {"cost", "figure"}) or story.kind in ("figures", "service")
    if listing.kind in ("requirement", "step"):
        return listing.kind in slots or story.kind == "service"
    return listing.kind == "answers" or story.kind == "warning"


# --- more -------------------------------------------------------------------------------------


def _with_more(
    post: ShortPost, story: Story, room: int, skip: frozenset[int], said: str
) -> ShortPost:
    """What room is left gets another sentence or two, where one is worth it."""
    told = frozenset(line.number for _, line in story.lines if line.text and line.text in post.text)
    most = 1 if post.facts or post.rows else 2
    more = choose(
        story,
        room - post.size,
        most,
        skip=skip | told | (lead_number(story) if post.sentences else frozenset()),
        lead=0.0,
        short=True,
        said=f"{said} {post.text}",
        single=bool(post.facts or post.rows),
        after=story.lead.number if story.lead and post.sentences else None,
        least=_BESIDE * max((score for score, _ in story.lines), default=0.0),
    )
    heard = frozenset(term_stems(f"{said} {' '.join(more)}"))
    facts = tuple(fact for fact in post.facts if not _figures(fact) or _figures(fact) - heard)
    return ShortPost((*post.sentences, *more), post.rows, facts, post.action, post.worth)


def _figures(fact: str) -> frozenset[str]:
    return frozenset(stem for stem in term_stems(fact) if stem.isdigit())
