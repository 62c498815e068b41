"""Composes captions from the sources themselves, with no model: intent → story → form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from zlib import crc32

from assistant.drafts import PLATFORMS
from assistant.facts import FactSheet, in_fair_copy
from assistant.house_style import check_style
from assistant.platforms import measure
from assistant.prompts import load_table
from assistant.reading.clauses import dangles
from assistant.reading.moments import MONTHS, WEEKDAY
from assistant.verification import Citations, verify
from assistant.writing.answers import answer
from assistant.writing.condolences import condole, mourned
from assistant.writing.forms import compose
from assistant.writing.frames import Voice
from assistant.writing.greetings import card_alt_text, congratulation, greet
from assistant.writing.intent import Intent, read_brief, term_stems
from assistant.writing.story import Story, tell
from assistant.writing.writer import Brief, ReplyPlan, Written
from knowledge.documents import Reading
from knowledge.sentences import split_sentences

# Each platform starts at another frame, each variant one further.
_TURNS: dict[str, int] = {platform: number for number, platform in enumerate(PLATFORMS)}


_TRIES = 3  # versions that are written where one loses a sentence to the checks
_ROUND = 60  # a multiple of the number of frames of any kind
# "1 - 20 Desember", "Senin - Kamis", "26-28 November"
# "pukul 05.00 dan 13.00": what the rule adds to one hour belongs to both.
_NOT_ALONE = ("eyd.zona-waktu",)
_MONTH = f"(?:{'|'.join(MONTHS)})"
_SPAN = re.compile(
    rf"(?P<from>\d(?=[ ]?-[ ]?\d{{1,2}}[ ]{_MONTH})|"
    rf"(?:\b{WEEKDAY}|\d[ ]{_MONTH}(?:[ ]\d{{4}})?)"
    rf"(?=[ ]?-[ ]?(?:\d{{1,2}}[ ]{_MONTH}|{WEEKDAY}\b)))"
    r"(?:[ ]-[ ]|-)|(?P<number>\d)[ ]-[ ](?=\d)"
)
_LONG_MONTHS = {month[:3].lower(): month for month in MONTHS} | {"sept": "September"}
_SHORT_MONTH = re.compile(
    rf"(?<=\d )({'|'.join(month for month in _LONG_MONTHS if month != 'mei')})\b\.?", re.IGNORECASE
)
# What papers hold and a post does not: "< 1 minggu", "gratis !!", a comma that lost its clause,
# "loket | telepon", a point that is numbered too.
_SIGNS = (
    (re.compile(r"(?<![\w<])<\s?(?=\d)"), "kurang dari "),
    (re.compile(r"(?<![\w>-])>\s?(?=\d)"), "lebih dari "),
    (re.compile(r"(?<=\d )H\.(?=\s|$)", re.M), "Hijriah."),  # no initial of the next word
    (re.compile(r"[ \t]?!+(?=\s|$)", re.M), "!"),
    (re.compile(r"[,;]\s*(?=\.(?:\s|$))", re.M), ""),
    (re.compile(r"[ ]\|[ ](?=\S)"), "; "),
    (re.compile(r"(?<=[a-z])[ ]:[ ](?=\S)"), ": "),
    (re.compile(r"^((?:-|[^\w\s(])\s)\(?\d{1,2}[.)]\s+(?=\D)", re.M), r"\1"),
)
_NAME = re.compile(r"\b(?!Pukul|Jam)[A-Z][a-z]{2,}")
_GAP = re.compile(r"\n{3,}")
_MARK = re.compile(r"(?:-|[^\w\s(“\"#*@])\ufe0f?\s")  # of an item or a fact
# "Rinciannya:" whose items are gone.
_BARE_TITLE = re.compile(r"^[^\n]*:\n(?=\n|\Z)", re.M)


class EmbeddedWriter:
    """Needs no key and no network, and always has an answer."""

    name = "embedded"

    def captions(
        self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Iterator[Written]:
        sheet, copies = in_fair_copy(sheet, readings)
        intent = read_brief(brief, sheet)
        story = _of_the_praised(intent, sheet, copies) or tell(intent, sheet, copies)
        # So that twenty posts of one kind do not all begin alike.
        own = crc32(f"{brief.text} {story.title}".encode()) % _ROUND
        for platform in brief.platforms:
            turn = _TURNS.get(platform, 0) + brief.variant
            if story.kind == "achievement" and intent.asserts_nothing:
                story.hook = congratulation(brief.text, turn)
            elif intent.kind == "condolence" and (lost := mourned(copies)):
                title, text = condole(platform, lost, turn)
                alt = None if platform == "press-release" else f"Kartu duka cita: {lost.name}."
                yield Written(platform, title, edited(text, platform, sheet.today), alt)
                continue
            elif intent.asserts_nothing:
                title, text = greet(platform, intent, turn)
                alt = None if platform == "press-release" else card_alt_text(text)
                yield Written(platform, title, text, alt, asserts_nothing=True)
                continue
            alt_text = None if platform == "press-release" else Voice(story, turn).alt_text()
            versions = (
                Written(
                    platform,
                    title,
                    edited(text, platform, sheet.today),
                    alt_text,
                )
                for title, text in (
                    compose(platform, story, own + turn, brief.variant + step)
                    for step in range(_TRIES)
                )
            )
            yield _surest(versions, brief, readings)

    def reply(self, plan: ReplyPlan) -> Iterator[Written]:
        yield Written(plan.platform or "", None, answer(plan) or plan.suggestion, None)


def _of_the_praised(intent: Intent, sheet: FactSheet, readings: Sequence[Reading]) -> Story | None:
    """What a paper tells of those whom a brief congratulates: no card where there is news."""
    if intent.kind != "greeting" or not congratulation(intent.said, 0):
        return None
    story = tell(replace(intent, kind="achievement"), sheet, readings)
    known = intent.terms & set(term_stems(story.text))
    if not story.lines or 2 * len(known) < len(intent.terms):
        return None
    story.topic = story.deed = ""  # the congratulation names them
    return story


def edited(text: str, platform: str, today: date) -> str:
    """In the spelling of the house, outside quotations, and within the platform's limit; names keep
    the form of their owner."""
    quoted = [match.span() for match in re.finditer(r"“[^”]*”|\"[^\"]*\"", text)]
    findings = check_style(text, platform=platform, today=today)
    for finding in sorted(findings, key=lambda f: -(f.start or 0)):
        start, end, better = finding.start, finding.end, finding.suggestion
        ours = finding.rule.startswith(("eyd.", "kata.kesepakatan"))
        ours = ours and finding.rule not in _NOT_ALONE
        if not ours or start is None or end is None or better is None:
            continue
        inside = any(begin <= start < stop for begin, stop in quoted)
        inside = inside or text[:start].endswith("Siapa ")  # "Siapa bilang …?"
        if not inside and not _NAME.search(text[start:end]):
            text = text[:start] + better + text[end:]
    for sign, words in _SIGNS:
        text = sign.sub(words, text)
    if platform == "youtube":  # which refuses a text that has one
        text = re.sub(r"[ \t]?[<>]", "", text)
    text = _SHORT_MONTH.sub(lambda m: _LONG_MONTHS[m[1].lower()], text)
    text = text.replace(" sampai dengan ", " sampai ")
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _within(_SPAN.sub(lambda m: f"{m['from'] or m['number']}–", text), platform)


def _within(text: str, platform: str) -> str:
    """The text within the platform's limit: spelling out may have made it longer. What goes first
    are hashtags, then what stands before the last line."""
    while (length := measure(text, platform)).limit and length.count > length.limit:
        shorter = re.sub(r"\s*#\w+\s*\Z", "", text)
        if shorter == text:
            parts = text.split("\n")
            del parts[-2 if len(parts) > 2 else -1]
            shorter = _GAP.sub("\n\n", "\n".join(parts)).strip()
        if not shorter:
            return text
        text = shorter
    return text


def _surest(versions: Iterator[Written], brief: Brief, readings: Sequence[Reading]) -> Written:
    """The first version that the sources bear out whole; else the one of which most is left."""
    left: list[Written] = []
    for version in versions:
        sure = _without_doubts(version, brief, readings) if readings else version
        if sure.text == version.text:
            return sure
        left.append(sure)
    return max(left, key=lambda written: len(written.text))


def _without_doubts(written: Written, brief: Brief, readings: Sequence[Reading]) -> Written:
    """Without the sentences that the sources do not bear out or that lean on nothing.

    What stays may be shorter, never wrong; a post that would lose all of it stays as it is, and
    its checks say why.
    """
    checked = verify(
        written.text,
        readings,
        brief=brief.text,
        citations=Citations(),
        platform=written.platform,
    )
    doubts = [claim.start for claim in checked.claims if not claim.supported]
    kept: list[str] = []
    offset = 0
    lines = written.text.split("\n")
    for number, line in enumerate(lines):
        sure = _sure_part(line, [doubt - offset for doubt in doubts])
        if not sure and line.endswith(":") and any(lines[number + 1 : number + 2]):
            sure = f"{load_table('frames/words.yaml')['untitled_list']}:"  # its items stay
        if sure or not line:
            kept.append(sure)
        offset += len(line) + 1
    text = _BARE_TITLE.sub("", "\n".join(kept) + "\n")
    text = _GAP.sub("\n\n", text).strip()
    if text == written.text or not any(line and line[0] != "#" for line in text.splitlines()):
        return written
    return replace(written, text=text)


def _sure_part(line: str, doubts: Sequence[int]) -> str:
    """The sentences of a line that hold none of the `doubts` and do not dangle."""
    pieces = split_sentences(line)
    sure = [
        line[piece.start : piece.end]
        for piece in pieces
        if not any(piece.start <= doubt < piece.end for doubt in doubts) and not dangles(piece.text)
    ]
    if len(sure) == len(pieces):
        return line
    last = len(sure)
    while last and sure[last - 1].startswith("#"):
        last -= 1
    while last and sure[last - 1].endswith("?"):
        last -= 1
        del sure[last]  # its answer is gone
    rest = " ".join(sure)
    if not any(map(str.isalnum, rest)):
        return ""  # the emoji of an opening that is gone
    mark = _MARK.match(line)
    if mark and rest and not rest.startswith(mark[0]):
        return f"{mark[0]}{rest}"
    return rest
