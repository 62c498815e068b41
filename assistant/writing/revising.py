"""Revisions without a model: each by what can be done to a text and its material, or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.facts import FactSheet, in_fair_copy
from assistant.house_style import check_style
from assistant.platforms import measure
from assistant.prompts import load_table
from assistant.reading.clauses import has_predicate, is_request
from assistant.verification import Citations, verify
from assistant.writing.frames import Voice
from assistant.writing.intent import read_brief, term_stems
from assistant.writing.story import choose, tell
from assistant.writing.writer import Brief, Partial, ReplyPlan, Unwritten, Writer, Written
from knowledge.documents import Reading
from knowledge.sentences import split_sentences

_TONES = {"relaxed": "warm", "formal": "formal", "inviting": "inviting"}
_SHORTER = 0.68  # of the length, which is what "about two thirds" asks for
_FEWER = 3  # items that stay of a longer list
_ROOM, _MORE = 420, 3  # characters and sentences that a longer text may gain
_OPENINGS = 8
_OTHER_NAMES = ("free", "understood")
# "📅 10 November", "🔹 …", "- …", "1. …", "Waktu: …": a fact a line.
_FACT_LINE = re.compile(r"^(?:[^\w\s#\"“(*@]|\d{1,2}[.)]\s|[A-Z][\w /]{2,24}:\s)")
_POINT = re.compile(r"^🔹 .*[.!?]$")  # a sentence that was set as a point
_NEEDED = 1.0  # weight of a sentence that alone gives a fact that was asked for
_REPEATED = 0.7  # of its words that the rest of the text says, too
_END_TAGS = re.compile(r"(?:\s*#\w+)*\s*$")
# "Simpan dan bagikan info ini, ya. #Sidoarjo": what ends a post of one paragraph.
_LAST_WORDS = re.compile(
    r"(?:(?:(?<=[.!?]\s)|(?<=^))[^.!?\n]*(?:, ya|, yuk|komentar|terbuka)[^.!?\n]*[.!]\s*)?"
    r"(?:#\w+\s*)*$"
)
# What is not reworded: quotations, links, tags, handles, names of more than one word.
_KEPT = re.compile(
    r"(“[^”]*”|\"[^\"\n]*\"|https?://\S+|[@#]\w[\w.]*|\b[A-Z][\w.]*(?:\s(?:dan\s)?[A-Z][\w.]*)+)"
)
_LONG = 18  # words
_HALVES = re.compile(r";\s+|,\s+(?:sedangkan|sementara)\s+(?!itu)")
_STANDS = re.compile(r"(?:[A-Z]\w+|[a-z]+(?:an|nya)?)\s+(?!(?:dan|atau|serta)\b)")
_TAGS = re.compile(r"^(?:#\w+\s*)+$")


def named_revision(wish: str) -> str | None:
    """The name of a revision from its name, its wish or free words that mean it."""
    table = _revisions()
    for name, entry in table.items():
        if wish in (name, entry["wish"]):
            return name
    for name, entry in table.items():
        if re.search(entry["cues"], wish, re.I):
            return name
    return None


def wish_for(revision: str) -> str:
    """What a model is told: the wish behind a name, or the admin's own words."""
    entry = _revisions().get(revision)
    return str(entry["wish"]) if entry else revision


def unchanged(wish: str) -> str:
    """Why a revision left the text as it was."""
    return str(load_table("revisions.yaml")[named_revision(wish) or "free"]["unchanged"])


def understood(wish: str) -> str | None:
    """What free words were taken for; None where they were no free words."""
    table = _revisions()
    name = named_revision(wish)
    if name is None or wish in (name, table[name]["wish"]):
        return None
    return str(load_table("revisions.yaml")["understood"]).format(label=table[name]["label"])


def labels() -> dict[str, str]:
    """The revisions of one tap: name and label."""
    return {name: entry["label"] for name, entry in _revisions().items()}


def _revisions() -> dict[str, Any]:
    table = load_table("revisions.yaml")
    return {name: entry for name, entry in table.items() if name not in _OTHER_NAMES}


class Reviser:
    """A writer that changes `brief.previous` as `brief.revision` wishes, with no model.

    What it cannot do leaves the text as it is.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.name = writer.name

    def captions(
        self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Iterator[Partial | Written | Unwritten]:
        revision = named_revision(brief.revision or "")
        for platform in brief.platforms:
            one = replace(brief, platforms=(platform,), revision=None, previous=None)
            yield self._revised(revision, one, brief.previous or "", sheet, readings)

    def reply(self, plan: ReplyPlan) -> Iterator[Partial | Written]:
        return self._writer.reply(plan)

    def _revised(
        self,
        revision: str | None,
        brief: Brief,
        previous: str,
        sheet: FactSheet,
        readings: Sequence[Reading],
    ) -> Written:
        platform = brief.platforms[0]
        anew = self._anew(brief, sheet, readings)
        kept = replace(anew, text=previous)
        match revision:
            case "shorter":
                return replace(kept, text=_shorter(previous, brief, sheet))
            case "longer":
                return replace(kept, text=_longer(previous, brief, sheet, readings))
            case "simpler":
                return replace(kept, text=_simpler(previous, brief, sheet, readings))
            case "relaxed" | "formal" | "inviting":
                toned = self._anew(replace(brief, tone=_TONES[revision]), sheet, readings)
                if revision == "inviting" and toned.text == previous:
                    return replace(kept, text=_with_call(previous, platform))
                if revision == "relaxed" and toned.text == previous:
                    return replace(kept, text=_relaxed(previous, brief, sheet, readings))
                return toned
            case "opening":
                return self._opened(brief, previous, sheet, readings) or kept
        return kept

    def _anew(self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]) -> Written:
        items = self._writer.captions(brief, sheet, readings)
        return next(item for item in items if isinstance(item, Written))

    def _opened(
        self, brief: Brief, previous: str, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Written | None:
        """The next version that begins with another sentence."""
        first = _first_line(previous)
        for step in range(1, _OPENINGS):
            other = replace(brief, variant=(brief.variant + step) % 100)
            found = self._anew(other, sheet, readings)
            if _first_line(found.text) != first:
                return found
        return None


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _shorter(text: str, brief: Brief, sheet: FactSheet) -> str:
    """Whole sentences and list items are left out, those that say least about the brief first.

    What stays: the first sentence, facts a line, the last paragraph before the hashtags, and what
    alone says when, where, or something that the brief asks for.
    """
    platform = brief.platforms[0]
    aim = int(measure(text, platform).count * _SHORTER)
    parts = [part.split("\n") for part in text.split("\n\n")]
    weigh = _Weight(brief, sheet, parts)
    for n, m, piece in sorted(_droppable(parts), key=lambda item: weigh(*item)):
        if measure(_joined(parts), platform).count <= aim or weigh(n, m, piece) >= _NEEDED:
            break
        parts[n][m] = parts[n][m].replace(piece, "", 1).replace("  ", " ").strip()
    return _joined(parts)


def _droppable(parts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Number of the paragraph, number of the line, and what of the line can go."""
    tagged = [n for n, part in enumerate(parts) if _TAGS.match(" ".join(part))]
    last = max((n for n in range(len(parts)) if n not in tagged), default=0)
    for n, part in enumerate(parts):
        if n in tagged or (n == last and n > 0):
            continue
        listed = [m for m, line in enumerate(part) if _FACT_LINE.match(line)]
        for m, line in enumerate(part):
            if _POINT.match(line):
                yield n, m, line
            elif m in listed:
                # Of a long list the end goes first; short blocks of facts stay whole.
                if len(listed) > _FEWER + 1 and listed.index(m) >= _FEWER:
                    yield n, m, line
            else:
                pieces = [piece.text for piece in split_sentences(line)]
                # The first sentence stays, below a bold title, too.
                first = 1 if m == 0 and (n == 0 or (n == 1 and parts[0][0][:1] == "*")) else 0
                for piece in pieces[first:]:
                    tags = _TAGS.match(piece) is not None
                    if not piece.endswith(":") and not tags and any(c.isalnum() for c in piece):
                        yield n, m, piece


class _Weight:
    """What would be lost with a piece of a text."""

    def __init__(self, brief: Brief, sheet: FactSheet, parts: Sequence[Sequence[str]]) -> None:
        intent = read_brief(brief, sheet)
        self._parts = parts
        self._urges = intent.kind in ("appeal", "warning")
        self._wanted = intent.terms | intent.stress
        lines = (line for part in parts for line in part if _FACT_LINE.match(line))
        told = set(term_stems(" ".join(line for line in lines if not _POINT.match(line))))
        slots = {*intent.slots, "when", "where"}
        asked = (set(term_stems(f.text)) for f in sheet.facts if f.slot in slots)
        self._asked = [fact for fact in asked if not fact <= told]

    def __call__(self, part: int, line: int, piece: str) -> float:
        said = set(term_stems(piece))
        rest = " ".join(
            text.replace(piece, "") if (n, m) == (part, line) else text
            for n, other in enumerate(self._parts)
            for m, text in enumerate(other)
        )
        if said and len(said & set(term_stems(rest))) >= _REPEATED * len(said):
            return -1.0  # the block of facts says it
        if self._urges and is_request(piece):
            return _NEEDED  # what to do is the matter itself
        weight = 0.9 * len(said & self._wanted) / (len(self._wanted) or 1) - 0.03 * (part + line)
        return weight + sum(len(said & fact) > 0.6 * len(fact) for fact in self._asked)


def _joined(parts: Sequence[Sequence[str]]) -> str:
    whole = ("\n".join(line for line in part if line.strip()) for part in parts)
    return "\n\n".join(part for part in whole if part)


def _longer(text: str, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]) -> str:
    """With further sentences of the source, before the last paragraph."""
    platform = brief.platforms[0]
    length = measure(text, platform)
    room = _ROOM if length.limit is None else min(_ROOM, length.limit - length.count - 4)
    story = tell(read_brief(brief, sheet), *in_fair_copy(sheet, readings))
    if room < 40 or not story.lines:
        return text
    lines = choose(story, room, _MORE, said=text, least=0.0, single=True, lead=0.0)
    said = set(term_stems(text))
    new = [
        line
        for line in lines
        if len(set(term_stems(line)) & said) < _REPEATED * len(set(term_stems(line)))
        and _borne_out(line, brief, readings)
    ]
    if not new:
        return text
    parts = text.split("\n\n")
    if len(parts) == 1:  # before the call and the hashtags that end its only paragraph
        end = _LAST_WORDS.search(text)
        cut = end.start() if end else len(text)
        longer = f"{text[:cut].rstrip()} {' '.join(new)} {text[cut:].lstrip()}".rstrip()
        return longer if _fits(longer, platform) else text
    place = len(parts) - 1
    while place > 1 and (_TAGS.match(parts[place]) or _FACT_LINE.match(parts[place])):
        place -= 1
    longer = "\n\n".join([*parts[:place], " ".join(new), *parts[place:]])
    return longer if _fits(longer, platform) else text


def _fits(text: str, platform: str) -> bool:
    found = measure(text, platform)
    return found.limit is None or found.count <= found.limit


def _with_call(text: str, platform: str) -> str:
    """With a further call before the hashtags, where there is room for one."""
    calls = load_table("frames/words.yaml")["inviting"]
    call = next((call["say"] for call in calls if not re.search(call["unless"], text)), None)
    tags = _END_TAGS.search(text)
    if call is None or tags is None:
        return text
    gap = "\n\n" if tags[0].startswith("\n\n") else " "
    told = f"{text[: tags.start()]}{gap}{call}{gap}{tags[0].strip()}".rstrip()
    return told if _fits(told, platform) else text


def _borne_out(line: str, brief: Brief, readings: Sequence[Reading]) -> bool:
    checked = verify(line, readings, brief=brief.text, citations=Citations())
    return all(claim.supported for claim in checked.claims)


def _simpler(text: str, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]) -> str:
    """With the everyday words that the style guide and the table know, in shorter sentences."""
    found = [
        finding
        for finding in check_style(text, platform=brief.platforms[0], today=sheet.today)
        if finding.rule.startswith("kata.") and finding.suggestion and finding.start is not None
    ]
    for finding in sorted(found, key=lambda f: -(f.start or 0)):
        text = text[: finding.start] + str(finding.suggestion) + text[finding.end :]
    words = load_table("frames/words.yaml")["simple"]
    return _within(_parted(_reworded(text, words)), text, brief, readings)


def _relaxed(text: str, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]) -> str:
    """Spoken to the neighbours: with a greeting, words of every day, and "ya" behind a request."""
    table = load_table("frames/words.yaml")["relaxed"]
    intent = read_brief(brief, sheet)
    if intent.kind == "condolence":
        return text
    told = _reworded(text, table["words"])
    told = re.sub(rf"(?<!\w)({table['asked']}[^.!?\n]*?)(?<!, ya)\.(?=\s|$)", r"\1, ya.", told)
    if not re.match(table["greeted"], told, re.I):
        voice = Voice(tell(intent, *in_fair_copy(sheet, readings)), brief.variant)
        greetings = table["greetings"]
        hail = str(greetings[len(text) % len(greetings)]).format(address=voice.address)
        head, gap, rest = told.partition("\n\n") if told.startswith("*") else ("", "", told)
        told = f"{head}{gap}{hail} {rest}"
    return _within(told, text, brief, readings)


def _reworded(text: str, words: Sequence[Mapping[str, str]]) -> str:
    """Outside quotations, names and links; a capital at the beginning stays one."""
    pieces = _KEPT.split(text)
    for number in range(0, len(pieces), 2):
        for word in words:
            pieces[number] = re.sub(
                rf"(?<![\w-])(?:{word['from']})(?![\w-])",
                lambda m, to=word["to"]: f"{to[:1].upper()}{to[1:]}" if m[0][0].isupper() else to,
                pieces[number],
                flags=re.IGNORECASE,
            )
    return re.sub(r"(?<=\S)  +(?=\S)", " ", "".join(pieces))


def _parted(text: str) -> str:
    """Long sentences of two halves as two."""
    lines = []
    for line in text.split("\n"):
        for piece in split_sentences(line):
            if len(piece.text.split()) < _LONG:
                continue
            for cut in _HALVES.finditer(piece.text):
                first, second = piece.text[: cut.start()], piece.text[cut.end() :]
                if ":" in first:
                    break  # a list
                if has_predicate(first) and _STANDS.match(second) and has_predicate(second):
                    parted = f"{first}. {second[:1].upper()}{second[1:]}"
                    line = line.replace(piece.text, parted, 1)
                    break
        lines.append(line)
    return "\n".join(lines)


def _within(new: str, old: str, brief: Brief, readings: Sequence[Reading]) -> str:
    """The new text where it fits and the sources bear it out as they bore out the old one."""
    if new == old or not _fits(new, brief.platforms[0]):
        return old
    if not readings:
        return new
    doubts = [
        sum(
            not claim.supported
            for claim in verify(text, readings, brief=brief.text, citations=Citations()).claims
        )
        for text in (old, new)
    ]
    return new if doubts[1] <= doubts[0] else old
