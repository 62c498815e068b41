"""Short posts: of all that a source gives what little room can carry, the most needed first.

Every part has shorter forms (the news, the call to action, a list) and a worth for this brief; so
has every value that a reader looks for: a day, an hour, a place, a sum. The promising beginnings
are filled up with the sentences and facts that add most for their length, and the worthiest post
stays: the day of an event pushes out an aside, never the other way round.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from assistant.reading.clauses import has_free_pronoun, has_predicate, is_feeling, leans
from assistant.reading.moments import spell_dates
from assistant.reading.rumours import PLAIN_DENIAL, denial, goes_round
from assistant.writing.details import Entry
from assistant.writing.frames import Voice
from assistant.writing.intent import alike, has_impact, term_stems
from assistant.writing.listings import Listing
from assistant.writing.news import announces, candidates
from assistant.writing.salience import keys
from assistant.writing.short_forms import (
    forms_of,
    of_this_year,
    tight,
    tight_whole,
    without_weekdays,
)
from assistant.writing.story import HEADLINE, NEVER_FOLLOWS, Story

_NEWS_WORTH = 4.0
_UNNAMED_WORTH = 9.0
_SOON = 60  # characters within which a post on a rumour denies it
_UNDENIED_WORTH = 10.0  # of a clarification that begins with the rumour
_LENGTH_WORTH = 0.6  # of the longest form of the news over the shortest
_NEED = 16.0  # of what a reader certainly looks for
_HARDLY_NEW = 2  # stems that the opening does not have
_LEAST_FRESH = 0.35  # of its worth that the news keeps where the hook has said it
_TOLD_NEWS = 0.7  # … and where it has named the matter
_NOWHERE = -10_000  # the place of no sentence
_MOST_SECONDS = 10
# Words of a topic that do not say what it is about.
_NO_NAMES = frozenset(
    term_stems("jadwal lokasi cara syarat harga tarif biaya info data daftar nama angka dan untuk")
)
_LEAST_WORTH = 0.8  # that a further sentence or line adds
_PARTLY = 3.0  # what a list loses that is not told to its end
_SHORTNESS = (20, 200)  # what is tried: many short pieces, few long ones
_PROMISING = 32  # beginnings that are filled up
_NEARLY_AS_GOOD, _BEGINNING = 0.5, 30  # of the best post; characters that tell two apart
_FILL = 0.08  # of worth that a free character may still bring
_LINE = 3  # a line break and an emoji count more than they are long
_MOST_ITEMS = 6
_ITEM_COST = 20  # characters that an item counts more than it is long
_OFFICES = re.compile(r"(?:Dinas|Badan|Bank|Bagian|Bupati|Kantor|Polres\w*|Satpol)\s[A-Z]")
_LABELLED_ITEM = 75
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
_KIND_OF_PLACE = re.compile(
    r"(Desa|Kelurahan|Kecamatan|Dusun|Perumahan|Perum|Puskesmas|Jalan|RW|RT)\s"
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
    """A list in one of its forms; `whole`: with all of its items."""

    sentence: str = ""
    rows: str = ""
    whole: bool = True

    @property
    def size(self) -> int:
        return len(self.sentence) + len(self.rows)


def short_post(
    voice: Voice,
    room: int,
    *,
    listing: Listing | None,
    said: str = "",
    cited: str = "",
    most: int = 4,
    sentences: int = 4,
) -> ShortPost:
    """The worthiest post that fits in `room`; `said` stands in it anyway, `cited` may.

    `most`: so many lines of facts, `sentences`: so many sentences at most.
    """
    story = voice.story
    skip = listing.numbers if listing else frozenset()
    calls = list(_calls(voice, skip))
    skip |= calls[0][1] if calls else frozenset()
    values = _Values(story.worths)
    begun = _beginnings(voice, room, listing, skip, calls, values, said)
    pieces = _pieces(story, skip, values, listing, entries=_tells_facts(story))
    filled = [
        _filled(begin, pieces, values, room, most, sentences, short)
        for begin in begun
        for short in _SHORTNESS
    ]
    best = _choose(sorted(filled, key=lambda post: -post.worth), voice.variant)
    if cited and best.size + len(cited) < room:
        best = replace(best, sentences=(*best.sentences, cited))
    return _loosened(best, story, room)


def _loosened(post: ShortPost, story: Story, room: int) -> ShortPost:
    """With the weekdays, offices and WIB that were left out, where there is room for them."""
    longer: dict[str, str] = {}
    for entry in story.entries:
        whole, *shorter = _entry_lines(Voice(story, 0), entry)
        longer |= dict.fromkeys(shorter[:1], whole)
    for _, line in story.lines:
        for form in forms_of(line.text or line.follow, story):
            whole = of_this_year(form, story.today)
            longer.setdefault(tight(whole), whole)
    for said in (*post.facts, *post.sentences):
        whole = longer.get(said, said)
        if post.size + len(whole) - len(said) <= room:
            post = replace(
                post,
                sentences=tuple(whole if said == other else other for other in post.sentences),
                facts=tuple(whole if said == other else other for other in post.facts),
            )
    return post


def _choose(posts: Sequence[ShortPost], variant: int) -> ShortPost:
    """The best post; for a variant the next one that begins otherwise and is nearly as good."""
    near = [post for post in posts if post.worth >= _NEARLY_AS_GOOD * posts[0].worth]
    options: dict[str, ShortPost] = {}
    for post in near:
        options.setdefault(" ".join(post.sentences)[:_BEGINNING] or post.rows, post)
    if len(options) == 1:  # one beginning: what follows may differ
        for post in near:
            options.setdefault(" ".join(post.sentences), post)
        del options[next(iter(options))]
    if len(options) == 1 and len(near[0].sentences) > 1:  # or be told shorter
        options["-"] = replace(near[0], sentences=near[0].sentences[:-1])
    told = list(options.values()) or [ShortPost()]
    return told[variant % len(told)]


def _tells_facts(story: Story) -> bool:
    """Whether days and places stand apart: what is over or only counted is told in sentences."""
    return not story.past and story.kind not in ("achievement", "clarification", "figures")


# --- what a reader looks for -------------------------------------------------------------------


@dataclass(frozen=True)
class _Values:
    """What a source gives, value by value and word by word, with what each is worth to a post."""

    worth: Mapping[str, float]

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {key: 1 << place for place, key in enumerate(self.worth)}

    @cached_property
    def _worths(self) -> list[float]:
        return [_NEED * likely for likely in self.worth.values()]

    def held(self, text: str) -> int:
        """The values that `text` gives, as a set of bits."""
        bits = self._bits
        return sum(bits.get(key, 0) for key in keys(text))

    def sum(self, held: int) -> float:
        total = 0.0
        while held:
            lowest = held & -held
            total += self._worths[lowest.bit_length() - 1]
            held ^= lowest
        return total


# --- how a post begins --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Begun:
    """The news, a list and a call to action, before the room that is left is filled."""

    post: ShortPost
    place: int
    heard: frozenset[str]
    held: int
    listed: bool
    names: frozenset[str]


def _beginnings(
    voice: Voice,
    room: int,
    listing: Listing | None,
    skip: frozenset[int],
    calls: Sequence[tuple[str, frozenset[int]]],
    values: _Values,
    said: str,
) -> list[_Begun]:
    """The most promising of all that fit, by their worth and the room that they leave."""
    story = voice.story
    known = frozenset(term_stems(said))
    names = frozenset(term_stems(voice.topic or voice.deed or story.title)) - _NO_NAMES
    empty = {line.number for _, line in story.lines if names <= known and announces(line)}
    news = [
        (*form, stems)
        for form in candidates(story, room, skip, said)
        if len((stems := frozenset(term_stems(form[1]))) - known) > _HARDLY_NEW
        and form[2] not in empty
    ]
    nothing = (0.0, "", _NOWHERE, frozenset[str]())
    if (listing and voice.topic) or not news:
        news.append(nothing)  # the list itself, under the name of the matter
    longest = max(len(sentence) for _, sentence, _, _ in news) or 1
    ends = [*(call for call, _ in calls), ""]
    lists = [_Shown(), *(_forms_of_list(voice, listing, values) if listing else ())]
    ended = [(call, frozenset(term_stems(call)), values.held(call)) for call in ends]
    shown = [
        (
            form,
            frozenset(term_stems(form.sentence + form.rows)),
            values.held(form.sentence + form.rows),
        )
        for form in lists
    ]
    said_already = values.held(said)

    def denies(text: str) -> bool:
        plainly = story.kind == "clarification" and denial(story.text) != ""
        if not plainly:
            return has_impact(story.kind, text)
        said_at = PLAIN_DENIAL.search(text)
        return said_at is not None and (said_at.start() < _SOON or not goes_round(text))

    begun: list[tuple[float, _Begun]] = []
    for share, sentence, place, stems in news:
        told = values.held(sentence) | said_already
        own = _NEWS_WORTH * share * _fresh(stems, known) if sentence else 0.0
        own *= _TOLD_NEWS if len(names) > 1 and names <= known else 1.0
        own += _LENGTH_WORTH * len(sentence) / longest
        for (form, listed, rows), (call, called, contacts) in product(shown, ended):
            rows_stems = frozenset(term_stems(form.rows.partition("\n")[0]))
            worth = own + (0.0 if form.whole else -_PARTLY)
            if story.kind == "clarification" and not denies(f"{said} {sentence}"):
                worth -= _UNDENIED_WORTH
            unnamed = _is_unnamed(names, known | stems | listed)
            if rows_stems and sentence and len(stems - rows_stems) <= _HARDLY_NEW:
                continue  # the list is introduced by the sentence itself
            held = told | rows | contacts
            shape = form if sentence or said else _named(form, voice.topic)
            sentences = tuple(part for part in (sentence, shape.sentence) if part)
            post = ShortPost(sentences, shape.rows, (), call, worth + values.sum(held))
            if post.size > room or (call and gives_contact(call, f"{sentence} {form.sentence}")):
                continue
            heard = known | stems | listed | called
            promise = post.worth + _FILL * (room - post.size) - _UNNAMED_WORTH / 2 * unnamed
            begun.append((promise, _Begun(post, place, heard, held, bool(form.size), names)))
    begun.sort(key=lambda pair: -pair[0])
    return [begin for _, begin in begun[:_PROMISING]]


def gives_contact(call: str, text: str) -> bool:
    """Whether a call to action repeats a number or an address that the text has."""
    ways = re.findall(r"[\d() -]{7,}\d|\S+\.\S+/?\S*[\w/]", call)
    return any(way.strip() in text for way in ways)


def _is_unnamed(names: frozenset[str], heard: frozenset[str]) -> bool:
    """Whether a post has hardly a word of the matter's name, nor one that means the same."""
    told = sum(name in heard or bool(alike(name) & heard) for name in names)
    return told < min(2, max(1, len(names) - 1), len(names))


def _fresh(stems: frozenset[str], known: frozenset[str]) -> float:
    return max(_LEAST_FRESH, len(stems - known) / len(stems)) if known and stems else 1.0


def _named(form: _Shown, topic: str) -> _Shown:
    """Rows without a sentence above them, under the topic: "Jadwal SIM keliling:"."""
    _, mark, rows = form.rows.partition(":\n")
    if not mark or not topic:
        return form
    return replace(form, rows=f"{topic[:1].upper()}{topic[1:]}:\n{rows}")


# --- how the room that is left is filled ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A further sentence or a line of the information block. `place`: where a sentence stands in
    the source, or a line among the entries."""

    text: str
    place: int
    held: int
    stems: frozenset[str]
    line: bool = False
    leaning: bool = False  # only right behind the sentence before it

    @property
    def size(self) -> int:
        return len(self.text) + (_LINE if self.line else 1)


def _pieces(
    story: Story,
    skip: frozenset[int],
    values: _Values,
    listing: Listing | None,
    *,
    entries: bool,
) -> list[_Piece]:
    pieces = []
    lines = [line for _, line in story.lines if line.number not in skip and not line.opinion]
    for line in lines[:_MOST_SECONDS]:
        text = line.text or line.follow
        leaning = line.text is None
        if (
            announces(line)
            or is_feeling(text)
            or (story.kind == "clarification" and goes_round(text))  # the denial names it
            or text.endswith("?")
            or (leaning and NEVER_FOLLOWS.match(text))
        ):
            continue
        forms = tight_whole(text, story)
        for form in dict.fromkeys((forms[0], min(forms, key=len))):
            stems = frozenset(term_stems(form))
            pieces.append(_Piece(form, line.number, values.held(form), stems, leaning=leaning))
    if listing and _is_told(listing):
        pieces += _item_pieces(listing, values)
    if entries:
        pieces += _entry_pieces(Voice(story, 0), values)
    return pieces


def _item_pieces(listing: Listing, values: _Values) -> Iterator[_Piece]:
    """Each item that says something by itself as a sentence."""
    numbers = sorted(listing.numbers)
    for place, item in enumerate(listing.items):
        alone = has_predicate(item) and not leans(item) and not has_free_pronoun(item)
        if alone or listing.kind == "answers":
            number = numbers[place] if len(numbers) == len(listing.items) else numbers[0] + place
            text = f"{item.rstrip('.')}."
            yield _Piece(text, number, values.held(text), frozenset(term_stems(text)))


def _entry_pieces(voice: Voice, values: _Values) -> Iterator[_Piece]:
    """Each entry whole, without its weekday, and as its day alone."""
    for place, entry in enumerate(voice.story.entries):
        for line in _entry_lines(voice, entry):
            stems = frozenset(term_stems(line)) - {"wib", "pukul"}
            yield _Piece(line, place, values.held(line), stems, line=True)


def _entry_lines(voice: Voice, entry: Entry) -> list[str]:
    story = voice.story
    whole = of_this_year(spell_dates(entry.text), story.today).replace(" s/d ", " sampai ")
    head = whole if _IS_LIST.search(entry.text) else whole.partition(", ")[0]
    texts = dict.fromkeys((whole, tight(whole), without_weekdays(head)))
    return [
        voice.entry(Entry(entry.slot, text, entry.label), marked=True)
        for text in texts
        if text == whole or re.search(r"\d", text)
    ]


def _filled(
    begun: _Begun,
    pieces: Sequence[_Piece],
    values: _Values,
    room: int,
    most: int,
    sentences: int,
    short: int,
) -> ShortPost:
    """With the pieces that add most for their length, sentences in the order of the source.

    `short`: characters below which a piece is no better for being shorter.
    """
    chosen: list[_Piece] = []
    held, heard, worth = begun.held, begun.heard, begun.post.worth
    left = room - begun.post.size
    told = len(begun.post.sentences)
    while True:
        added = [
            (gain / (short + piece.size), gain, piece)
            for piece in pieces
            if piece.size <= left
            and (gain := _gain(piece, chosen, begun, held, heard, values)) >= _LEAST_WORTH
            and (len([c for c in chosen if c.line]) < most if piece.line else told < sentences)
        ]
        if not added:
            break
        _, gain, piece = max(added, key=lambda option: option[0])
        chosen.append(piece)
        held, heard, worth = held | piece.held, heard | piece.stems, worth + gain
        left -= piece.size
        told += 0 if piece.line else 1
    lines = _still_needed([piece for piece in chosen if piece.line], chosen, begun)
    others = sorted((piece for piece in chosen if not piece.line), key=lambda piece: piece.place)
    before = tuple(piece.text for piece in others if 0 <= piece.place < begun.place)
    after = tuple(piece.text for piece in others if not 0 <= piece.place < begun.place)
    post = begun.post
    news, rest = post.sentences[:1], post.sentences[1:]
    if not begun.listed:
        news, rest = post.sentences, ()
    return replace(
        post,
        sentences=(*before, *news, *after, *rest),
        facts=tuple(piece.text for piece in sorted(lines, key=lambda piece: piece.place)),
        worth=worth - _UNNAMED_WORTH * _is_unnamed(begun.names, heard),
    )


def _gain(
    piece: _Piece,
    chosen: Iterable[_Piece],
    begun: _Begun,
    held: int,
    heard: frozenset[str],
    values: _Values,
) -> float:
    """What a piece adds to a post; nothing where it repeats."""
    if any(piece.place == other.place and piece.line == other.line for other in chosen):
        return 0.0
    new = values.sum(piece.held & ~held)
    if piece.line:
        return new
    told = [begun.place, *(other.place for other in chosen if not other.line)]
    if piece.place in told or (piece.leaning and piece.place - 1 not in told):
        return 0.0
    fresh = piece.stems - heard
    wanted = len(piece.stems) // (2 if begun.place == HEADLINE else 3)
    if len(fresh) <= max(1, wanted):
        return 0.0
    return new


def _still_needed(lines: Sequence[_Piece], chosen: Sequence[_Piece], begun: _Begun) -> list[_Piece]:
    """Lines whose values no sentence that came later gives."""
    kept = []
    for line in lines:
        held = begun.held
        for piece in chosen:
            held |= 0 if piece.line else piece.held
        if not line.held or line.held & ~held:
            kept.append(line)
    return kept


# --- calls to action -----------------------------------------------------------------------------


def _calls(voice: Voice, skip: frozenset[int]) -> Iterator[tuple[str, frozenset[int]]]:
    """What the reader can do, in ever fewer words."""
    told: set[str] = set()
    for most, room in ((2, 130), (2, 0), (1, 0)):
        text, numbers = voice.action(most=most, room=room, skip=skip)
        if text and text not in told:
            told.add(text)
            yield text, numbers
    text, numbers = voice.brief_action(skip=skip)
    if text and text not in told:
        yield text, numbers


# --- lists ------------------------------------------------------------------------------------


def _forms_of_list(voice: Voice, listing: Listing, values: _Values) -> Iterator[_Shown]:
    """A list as a sentence or as rows: whole, compact, and in ever fewer of its best items."""
    title = voice.list_title(listing)
    if _is_told(listing):
        return  # its items stand as sentences
    names = listing.kind == "fact" and all(_is_row(item) for item in listing.items)
    if listing.kind in ("row", "schedule") or names:
        for items, head in ((listing.items, title), _compact(listing.items, title)):
            for some in _best_items(items, values):
                if len(some) > 1 or len(items) == 1:
                    yield _rows(voice, some, head, whole=len(some) == len(items))
        if names:
            yield _Shown(f"{title}: {_in_one_line(listing.items)}.")
        return
    items = tuple(_lowered(item) for item in listing.items)
    for some in _best_items(items, values):
        if len(some) == len(items):
            yield _Shown(f"{title}: {'; '.join(items)}.")
        elif listing.kind == "step" and len(some) == 1:
            yield _Shown(f"Langkah pertama: {items[0]}.", whole=False)
        elif listing.kind != "step" and len(some) > 1:
            yield _Shown(f"{voice.part_title(title)}: {'; '.join(some)}.", whole=False)


def _best_items(items: Sequence[str], values: _Values) -> Iterator[list[str]]:
    """The items that a post needs most for their length, all of them down to one, in order."""
    worth = [values.sum(values.held(item)) / (len(item) + _ITEM_COST) for item in items]
    ranked = sorted(range(len(items)), key=lambda n: -worth[n])
    for count in range(min(len(items), _MOST_ITEMS), 0, -1):
        yield [items[n] for n in sorted(ranked[:count])]


def _is_told(listing: Listing) -> bool:
    """Whether the items are rather sentences, each of which can be told alone."""
    told = sum(has_predicate(item) for item in listing.items)
    return listing.kind in ("fact", "answers") and 2 * told >= len(listing.items)


def _is_row(item: str) -> bool:
    """Whether an item stands better in a line of its own: "Juara I: RW 07 Desa Pepe"."""
    return len(item) <= (_LABELLED_ITEM if ": " in item else _SHORT_ITEM)


def _rows(voice: Voice, items: Sequence[str], title: str, *, whole: bool) -> _Shown:
    head = title if whole else voice.part_title(title)
    shown = "\n".join(f"• {item}" for item in items)
    return _Shown(rows=f"{head}:\n{shown}", whole=whole)


def _compact(items: Sequence[str], title: str) -> tuple[tuple[str, ...], str]:
    """Rows without weekday and year; what all of them share stands in the title."""
    short = [_YEAR.sub("", _WEEKDAY.sub("", item)) for item in items]
    heads = {item.partition(" ")[0] for item in short}
    named = all(re.match(r"\w+ [A-Z\d]", item) for item in short)  # not "Rumah tangga …"
    if len(heads) == 1 and len(short) > 1 and named and (head := heads.pop()).isalpha():
        short = [item.removeprefix(f"{head} ") for item in short]
        known = head.lower() in title.lower()
        title = title if known else f"{title.removesuffix('nya')} {head.lower()}"
    ends = {item.rpartition(", ")[2] for item in short}
    if len(ends) == 1 and len(short) > 1 and all(", " in item for item in short):
        title = f"{title}, {ends.pop()}"
        short = [item.rpartition(", ")[0] for item in short]
    return tuple(short), title


def _in_one_line(names: Sequence[str]) -> str:
    """ "Desa Sruni, Desa Tebel" → "Desa Sruni, Tebel"."""
    shown, before = [], ""
    for name in names:
        kind = _KIND_OF_PLACE.match(name)
        shown.append(name[kind.end() :] if kind and kind[1] == before else name)
        before = kind[1] if kind else ""
    return ", ".join(shown)


def _lowered(item: str) -> str:
    """An item as it stands in a sentence; names keep their capital."""
    named = _NAMES.match(item) or _OFFICES.match(item)
    return item if not item[1:2].islower() or named else item[:1].lower() + item[1:]
