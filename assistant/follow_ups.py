"""The use case "keep a promise": what is due, and the reply that says what came of it."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from assistant.agencies import load_agencies
from assistant.checking import examine
from assistant.deadlines import due, is_working_day, load_calendar
from assistant.drafts import Draft, Finding, Promise, Triage
from assistant.jobs import FollowUpJob
from assistant.platforms import measure
from assistant.privacy import mask
from assistant.prompts import load_table
from assistant.reading.clauses import compress, shorten
from assistant.reading.moments import find_dates, write_date
from assistant.records.tables import FollowUp
from assistant.replying.dispositions import make_case
from assistant.replying.reply_frames import Frames, Words, load_frames
from assistant.triage import assess
from assistant.verification import Citations
from knowledge.sentences import split_sentences

TABLE = "follow_up_frames.yaml"
# A warning well before the date: one working day to ask the agency.
SOON = 1
_TOKEN = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]")
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True, slots=True)
class FollowUpReply:
    """A draft to the citizen, with the promise that it answers.

    `outcome`: done, progress or declined, as the agency's words read. `known`: what bears it out,
    masked.
    """

    follow_up: FollowUp
    triage: Triage
    outcome: str
    known: str
    draft: Draft


def working_days_left(now: datetime, until: datetime) -> int:
    """Working days from today to `until`: 0 is today, negative is how many are overdue."""
    today, last = now.date(), until.astimezone(now.tzinfo).date()
    first, end = min(today, last), max(today, last)
    days = sum(is_working_day(first + timedelta(n)) for n in range(1, (end - first).days + 1))
    return days if last >= today else -days


def draft_follow_up(job: FollowUpJob, follow_up: FollowUp, now: datetime) -> FollowUpReply:
    """From what the agency answered and what the citizen wrote then."""
    masked = mask(job.answer)
    answer, withheld = _told(masked.text)
    outcome = read_outcome(answer or masked.text)
    assessment = assess(follow_up.reply.comment_masked)
    case = make_case(assessment)
    until = _next_news(answer, now)
    words = _words(job, follow_up, answer, until)
    platform = follow_up.reply.platform

    def fits(text: str) -> bool:
        length = measure(text, platform, field="comment")
        return length.limit is None or length.count <= length.limit

    composed = _frames().compose(outcome, "full", words, fits)
    filled = words.filled
    known = (
        f"{masked.text}\n{answer}\n{filled['Agency']}. {filled['Agency_short']}.\n"
        f"{case.problem}{filled['place']}. {filled['due']}. Pemkab Sidoarjo."
    )
    examined = examine(
        composed.text,
        (),
        brief=known,
        citations=Citations(),
        platform=platform,
        today=now.date(),
        field="comment",
    )
    findings = [*_withheld(withheld), *examined.findings]
    draft = Draft(
        platform=platform,
        title=None,
        title_length=None,
        text=composed.text,
        hashtags=(),
        alt_text=None,
        length=measure(composed.text, platform, field="comment"),
        claims=examined.claims,
        findings=tuple(findings),
        promises=tuple(
            Promise(start, end, follow_up.agency, until) for start, end in composed.promises
        ),
    )
    return FollowUpReply(follow_up, assessment.triage, outcome, known, draft)


def read_outcome(answer: str) -> str:
    """done, progress or declined. What is not certainly done counts as in progress."""
    plain = answer.lower()
    cues: Mapping[str, str] = load_table(TABLE)["outcomes"]
    return next((name for name, cue in cues.items() if re.search(cue, plain)), "progress")


@cache
def _frames() -> Frames:
    return Frames(load_table(TABLE))


def _words(job: FollowUpJob, follow_up: FollowUp, answer: str, until: datetime) -> Words:
    assessment = assess(follow_up.reply.comment_masked)
    case = make_case(assessment)
    agencies = load_agencies()
    name = load_frames().table["spoken"].get(follow_up.agency) or agencies.name(follow_up.agency)
    language = "jv" if assessment.triage.language == "jv" else "id"
    turn = zlib.crc32(follow_up.id.encode()) + job.variant
    greetings = load_table(TABLE)["greetings"][language]
    filled = {
        "greeting": greetings[turn % len(greetings)],
        "matter": case.problem
        if assessment.triage.kind == "complaint"
        else case.matter or case.problem,
        "place": f" {case.place.phrase}" if case.place else "",
        "Agency": name,
        "Agency_short": agencies.short(follow_up.agency),
        "answer": answer or None,
        "answer_short": _shortest(answer) or None,
        "due": f"{_DAYS[until.weekday()]}, {write_date(until.date())}",
        "due_short": write_date(until.date()).rsplit(" ", 1)[0],
    }
    return Words(filled, frozenset(), case.topic, language, turn)


def _told(answer: str) -> tuple[str, int]:
    """The agency's message as a citizen should read it, and how many sentences are withheld
    because they carry personal data."""
    table = load_table(TABLE)
    pleasantry = re.compile(rf"\s*{table['pleasantries']}[^.!?\n]*[.!?]*\s*$", re.IGNORECASE)
    opening = re.compile(rf"\s*{table['openings']}", re.IGNORECASE)
    said, withheld = [], 0
    for line in answer.splitlines():
        for sentence in split_sentences(line):
            text = opening.sub("", sentence.text, count=1).strip()
            if not text or (pleasantry.match(text) and not re.search(r"\d", text)):
                continue
            if _TOKEN.search(text):
                withheld += 1
                continue
            said.append(_written_out(text, table["spelt_out"]))
    return _after_colon(" ".join(said)), withheld


def _after_colon(text: str) -> str:
    """An ordinary word begins small there; a name of several words keeps its capitals."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z]+ [a-z]", text) else text


def _written_out(sentence: str, spelt_out: Mapping[str, Any]) -> str:
    def spell(match: re.Match[str]) -> str:
        return str(spelt_out.get(match[0].lower().rstrip("."), match[0]))

    text = re.sub(r"(?<![\w@/])[a-zA-Z]{2,6}\b\.?(?=\s)|(?<!\w)u/", spell, sentence)
    text = text[:1].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def _shortest(answer: str) -> str:
    first = next((sentence.text.strip() for sentence in split_sentences(answer)), "")
    made = shorten(first).text or first
    return compress(made)


def _next_news(answer: str, now: datetime) -> datetime:
    """When the citizen hears again: the day that the agency names, else as for a new report."""
    days = [moment.last for moment in find_dates(answer, now.year) if moment.last]
    ahead = [day for day in days if day > now.date()]
    if not ahead:
        return due("pengaduan", now)
    return datetime.combine(_working(max(ahead)), load_calendar().closes, now.tzinfo)


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _withheld(count: int) -> list[Finding]:
    if not count:
        return []
    message = (
        f"{count} kalimat jawaban OPD memuat data pribadi dan tidak ikut ditulis; "
        "sampaikan lewat DM bila perlu."
    )
    return [Finding("personal-data", "warn", None, None, message)]
