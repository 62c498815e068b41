"""The use case "answer a comment": protect, understand, answer at once, answer fully, hand on."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from assistant.agencies import load_agencies
from assistant.checking import examine, in_order
from assistant.deadlines import due, first_response_due
from assistant.drafts import Draft, Finding, Promise, ReplyProgress, ReplyResult, Triage
from assistant.errors import ModelError
from assistant.jobs import ReplyJob
from assistant.llm import ChatModel
from assistant.platforms import measure
from assistant.privacy import TOKEN_NAMES, Masked, mask
from assistant.prompts import load_table
from assistant.reading.instructions import may_order
from assistant.reading.moments import write_date
from assistant.replying.answering import Answer, find_answer
from assistant.replying.asking import asks_plainly
from assistant.replying.bodies import DESK, doer_for, is_named, spoken_name, through_lapor
from assistant.replying.dispositions import Case, make_case, make_disposition
from assistant.replying.fatigue import IN_A_ROW, names_the_matter, same_opening
from assistant.replying.reply_frames import (
    Composed,
    Words,
    commitments,
    load_canned,
    load_frames,
    lowered,
)
from assistant.replying.second_matter import second_matter
from assistant.source_findings import source_findings
from assistant.triage import Assessment, assess, is_outside
from assistant.triaging.comments import split_list
from assistant.triaging.opinions import refine
from assistant.triaging.rules import load_rules
from assistant.verification import Citations
from assistant.writing.writer import Partial, ReplyPlan, Writer
from knowledge.base import KnowledgeBase
from knowledge.documents import Reading

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_TOKEN = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]")
_NAME = f"[{TOKEN_NAMES['name']}"
_CALLED = re.compile(r"\b(?:nama|jeneng|asma|a\.?n\.?)\b[^.!?]{0,25}$", re.IGNORECASE)
# What a comment orders no model is shown.
_ORDERS = Finding(
    "model-fallback",
    "info",
    None,
    None,
    "Komentar ini seperti menyuruh mesin penulis, jadi balasan ini disusun tanpa model.",
)
_NO_MODEL = ("emergency", "abuse", "politics", "spam", "other", "praise", "rumour")
# Who is praised with them is thanked for the support: they are no service that went well.
_NO_SERVICE = frozenset({"leaders"})
_PLAIN = frozenset({"abuse", "politics", "other"})


class Records(Protocol):
    """Where a reply that was sent is kept together with its promises."""

    def record_reply(
        self,
        *,
        comment_masked: str,
        text: str,
        platform: str | None,
        triage: Triage,
        writer: str,
        promises: Sequence[Promise],
    ) -> tuple[str, ...]:
        """In one transaction; gives the ids of the follow-ups."""


@dataclass(frozen=True, slots=True)
class ReplyDesk:
    """What the use case works with: `writers` in the order of preference, the last one never
    fails; `records` is asked for only when a reply is recorded; `recent` gives so many texts of
    replies that were sent last, the newest first; `chat` is asked where a kind is in doubt."""

    writers: Sequence[Writer]
    knowledge: KnowledgeBase | None
    clock: Callable[[], datetime]
    records: Callable[[], Records]
    recent: Callable[[int], Sequence[str]] = lambda _: ()
    chat: ChatModel | None = None


def draft_reply(job: ReplyJob, desk: ReplyDesk) -> ReplyResult:
    """As `stream_reply`, without what comes in between."""
    *_, result = stream_reply(job, desk)
    assert isinstance(result, ReplyResult)
    return result


def stream_reply(job: ReplyJob, desk: ReplyDesk) -> Iterator[ReplyResult | ReplyProgress]:
    """First the result with its acknowledgement, then what a model writes, last the whole."""
    masked = mask(job.comment)
    assessment = _as_asked(assess(masked.text))
    work = _Work(job, desk, masked, assessment, make_case(assessment), desk.clock())
    result = work.first_result()
    yield result
    refined = refine(assessment, masked.text, desk.chat)
    if refined is not assessment:
        assessment = refined
        work = _Work(job, desk, masked, assessment, make_case(assessment), work.now)
        result = work.first_result()
        yield result
    if not assessment.triage.needs_reply:
        return
    draft: Draft | None = None
    answer: Answer | None = None
    citations = Citations()
    if work.situation is not None:
        answer = find_answer(job, assessment, work.case, desk.knowledge, work.now.date())
        for item in work.full(answer, citations):
            if isinstance(item, ReplyProgress):
                yield item
            else:
                draft = item
    recent = desk.recent(IN_A_ROW)
    result = replace(
        result,
        acknowledgement=work.not_worn(result.acknowledgement, recent),
        reply=work.not_worn(draft, recent),
        answered=answer is not None,
        disposition=None if work.settled(answer) else result.disposition,
        sources=tuple(citations.sources),
    )
    yield replace(result, follow_up_ids=work.record(result)) if job.record else result


class _Work:
    """One comment on its way to its answers."""

    def __init__(
        self,
        job: ReplyJob,
        desk: ReplyDesk,
        masked: Masked,
        assessment: Assessment,
        case: Case,
        now: datetime,
    ) -> None:
        self.job, self.desk, self.masked, self.now = job, desk, masked, now
        self.assessment, self.case, self.triage = assessment, case, assessment.triage
        self.frames = load_frames()
        self.owner = self.triage.agencies[0] if self.triage.agencies else None
        self.doer = doer_for(self.owner, self.triage)
        self.until = _until(assessment, case, now)
        self.situation = _situation(assessment, self.owner, self.doer)
        self.second = second_matter(case, self.triage, self.owner)
        self.words = self._words()

    def first_result(self) -> ReplyResult:
        triage = self.triage
        return ReplyResult(
            comment_masked=self.masked.text,
            personal_data=self.masked.items,
            triage=triage,
            acknowledgement=self._acknowledgement() if triage.needs_reply else None,
            reply=None,
            answered=False,
            disposition=make_disposition(self.assessment, self.case, self.masked.text, self.until),
            sources=(),
        )

    def full(self, answer: Answer | None, citations: Citations) -> Iterator[ReplyProgress | Draft]:
        """The full reply: from the model if one is asked and can be used, else from the frames."""
        composed = self._composed(answer)
        readings = answer.readings if answer else ()
        models = self.desk.writers[:-1] if self._may_be_worded() else ()
        notice = _ORDERS if models and may_order(self.masked.text) else None
        for writer in models if notice is None else ():
            plan = ReplyPlan(
                comment=self.masked.text,
                triage=self._summary(),
                passages=answer.passages if answer else (),
                limit=_characters(self.job.platform),
                suggestion=composed.text,
                platform=self.job.platform,
                variant=self.job.variant,
            )
            try:
                for item in writer.reply(plan):
                    if isinstance(item, Partial):
                        yield ReplyProgress(item.text)
                    elif reason := self._refusal(item.text, composed):
                        raise ModelError(reason)
                    else:
                        found = Composed(item.text, commitments(item.text))
                        yield self._draft(found, readings, citations, writer.name)
                        return
            except ModelError as error:
                message = f"{error} Balasan ini disusun tanpa model."
                notice = Finding("model-fallback", "info", None, None, message)
        own = _without(composed.text, answer)
        if answer:
            own = f"{own}\n{'. '.join(answer.composed)}."
        draft = self._draft(composed, readings, citations, self.desk.writers[-1].name, own)
        if answer:
            answer.cite(citations)
        yield replace(draft, findings=(notice, *draft.findings)) if notice else draft

    def not_worn(self, draft: Draft | None, recent: Sequence[str]) -> Draft | None:
        """`draft` with what a reader tires of: the opening of the replies before, or no word of
        the matter. A canned text is as it is."""
        if draft is None or self.triage.kind in _NO_MODEL:
            return draft
        worn = same_opening(draft.text, recent)
        worn += names_the_matter(draft.text, self.triage.kind, self.case)
        return replace(draft, findings=tuple(in_order([*draft.findings, *worn])))

    def settled(self, answer: Answer | None) -> bool:
        """Whether nothing is left to hand on: a question that the sources answer."""
        told = answer is not None and not answer.past and answer.open is None
        return told and self._only_asks()

    def _only_asks(self) -> bool:
        return self.triage.kind == "question" and all(
            matter.kind == "question" for matter in self.assessment.matters
        )

    def record(self, result: ReplyResult) -> tuple[str, ...]:
        """The reply counts as sent; an emergency has only its acknowledgement."""
        sent = result.reply or result.acknowledgement
        if sent is None:
            return ()
        return self.desk.records().record_reply(
            comment_masked=result.comment_masked,
            text=sent.text,
            platform=sent.platform,
            triage=result.triage,
            writer=sent.writer,
            promises=sent.promises,
        )

    def _acknowledgement(self) -> Draft:
        emergency = self.assessment.emergency
        if emergency is not None:
            canned = load_canned(f"emergency-{emergency}").meta["first"]
            table = self.frames.table["emergency"]
            passed_on = None if emergency in table["silent"] else table["text"][0]
            composed = self.frames.canned(canned, passed_on, self.words, self._fits)
        elif self.situation is None or self.situation in _PLAIN:
            composed = self.frames.canned(
                load_canned(self._canned()).meta["first"], None, self.words, self._fits
            )
        else:
            stage = self.situation
            if stage not in self.frames.table["plans"] or "first" not in self._plan(stage):
                stage = stage.split("-")[0]
            composed = self.frames.compose(stage, "first", self.words, self._fits)
        name = self.desk.writers[-1].name
        return self._draft(composed, (), Citations(), name, composed.text)

    def _composed(self, answer: Answer | None) -> Composed:
        assert self.situation is not None
        if self.situation in _PLAIN:
            texts = load_canned(self._canned()).meta["full"]
            return self.frames.canned(texts, None, self.words, self._fits)
        filled = dict(self.words.filled)
        if answer:
            filled["answer"] = answer.text
            filled["answer_short"] = answer.short or self.frames.table["too_long"]
            if self.triage.kind != "question":
                filled["answer_short"] = answer.short
            if answer.second and (second := self.second.filled["second"]):
                opened = self.frames.table["second_answered"].format(second=second)
                for name in ("answer", "answer_short"):
                    filled[name] = f"{opened} {lowered(said)}" if (said := filled[name]) else said
            if answer.second or self._only_asks():  # the answer is to all that is asked
                filled |= dict.fromkeys(self.second.filled)
        situation = self.situation
        ours = answer is not None and any(reading.agency for reading in answer.readings)
        if answer and (situation == "question" or (situation == "question-outside" and ours)):
            filled["open"] = answer.open
            partly = "question-partly" if answer.open else "question-answered"
            situation = "question-past" if answer.past else partly
        return self.frames.compose(
            situation, "full", replace(self.words, filled=filled), self._fits
        )

    def _canned(self) -> str:
        if self.triage.kind == "abuse":
            return "threat" if self.triage.urgency == "high" else "abuse"
        if self.triage.kind == "other" and self.triage.language == "other":
            return "other-language"
        return str(self.triage.kind)

    def _plan(self, situation: str) -> Mapping[str, object]:
        plan: Mapping[str, object] = self.frames.table["plans"][situation]
        return plan

    def _may_be_worded(self) -> bool:
        return self.triage.kind not in _NO_MODEL

    def _words(self) -> Words:
        agencies, case = load_agencies(), self.case
        written_in = self.frames.table["written_in"]
        lapor = self.frames.table["through_lapor"]["name"] if self._files_at_lapor() else None
        recorded = self.frames.table["passed_on"]["after" if self.job.record else "before"]
        doer = self.doer or DESK
        owner = self.owner or doer
        short = agencies.short(doer)
        if self.assessment.emergency is not None and doer == DESK:
            short = self.frames.table["emergency"]["desk"]
        # A comment of the queue comes masked already.
        flags = {"personal"} if shows_personal_data(self.job.comment, self.masked) else set()
        flags |= {"coordinated" if self.doer else "explained", "asked" if case.asked else "named"}
        flags |= {"hurt"} if case.hurt else set()
        flags |= set() if case.others else {"single"}
        waited = load_rules().markers["unanswered"].find(self.assessment.comment.plain)
        flags |= {"waited"} if waited else set()
        flags |= {"placed"} if case.place else {"unplaced"}
        flags |= {"twins"} if case.place and case.place.twins else set()
        named, named_short = lapor or spoken_name(doer), lapor or short
        if self.triage.kind == "rumour" and (knower := next(iter(self.triage.agencies[1:]), None)):
            told = self.frames.table["together"].format
            named = told(desk=named, knower=spoken_name(knower))
            named_short = told(desk=named_short, knower=agencies.short(knower))
        words = Words(
            filled={
                "problem": case.problem,
                "Problem": _capital(case.problem),
                "matter": case.matter,
                "asked": case.asked,
                **written_in.get(self.job.platform, written_in["default"]),
                "Matter": _capital(case.matter) if case.matter else None,
                "place": f" {case.place.phrase}" if case.place else "",
                "agency": named,
                "agency_short": named_short,
                "body": spoken_name(owner),
                "body_short": agencies.short(owner),
                "passed_on": recorded,
                "due": f"{_DAYS[self.until.weekday()]}, {write_date(self.until.date())}",
                "due_short": write_date(self.until.date()).rsplit(" ", 1)[0],
                "details": _listed(case.wanted),
                **self.second.filled,
                "village": case.place.text if case.place else None,
                "districts": " atau ".join(case.place.twins) if case.place else None,
            },
            flags=frozenset(flags),
            topic=case.topic,
            greeting="jv" if self.triage.language == "jv" else "id",
            turn=zlib.crc32(self.job.comment.encode()) + self.job.variant,
            second=self.second.sort,
        )
        return replace(words, filled={**words.filled, "greeting": self.frames.greeting(words)})

    def _files_at_lapor(self) -> bool:
        return self.triage.kind == "complaint" and through_lapor(self.owner)

    def _summary(self) -> str:
        triage = self.triage
        agency = load_agencies().name(self.owner) if self.owner else "-"
        return f"jenis {triage.kind}, urgensi {triage.urgency}, wewenang {agency}"

    def _fits(self, text: str) -> bool:
        length = measure(text, self.job.platform, field="comment")
        return length.limit is None or length.count <= length.limit

    def _refusal(self, text: str, composed: Composed) -> str | None:
        """Why a model's wording cannot be used, as a sentence; None where it can."""
        if not self._fits(text):
            return "Balasan dari model terlalu panjang."
        if _TOKEN.search(text) or repeats_personal_data(text, self.masked):
            return "Balasan dari model memuat data pribadi."
        if forbidden_in(text):
            return "Balasan dari model memakai kalimat yang dilarang gaya rumah."
        if composed.promises and not is_named(text, self.doer or DESK):
            return "Balasan dari model tidak menyebut OPD yang menangani."
        return None

    def _draft(
        self,
        composed: Composed,
        readings: Sequence[Reading],
        citations: Citations,
        writer: str,
        own: str = "",
    ) -> Draft:
        """`own` is what the editors' frames say in it: that asserts nothing new."""
        examined = examine(
            composed.text,
            readings,
            brief=f"{self._told(composed.text)}\n{own}",
            citations=citations,
            platform=self.job.platform,
            today=self.now.date(),
            field="comment",
        )
        of_sources = source_findings(
            composed.text, examined.claims, citations.sources, readings, self.desk.knowledge
        )
        return Draft(
            platform=self.job.platform,
            title=None,
            title_length=None,
            text=composed.text,
            hashtags=(),
            alt_text=None,
            length=measure(composed.text, self.job.platform, field="comment"),
            claims=examined.claims,
            findings=tuple(in_order([*examined.findings, *of_sources])),
            promises=tuple(
                Promise(start, end, agency, self.until)
                for start, end in composed.promises
                for agency in self._promised_of(composed.text[start:end])
            ),
            writer=writer,
        )

    def _promised_of(self, said: str) -> tuple[str, ...]:
        """The agencies that a promise binds: the second where it is named in it, and the first
        unless the promise is about the second alone."""
        second, doer = self.second, self.doer or DESK
        names = (second.filled["second_agency"], second.filled["second_short"])
        if second.doer is None or not any(name and name in said for name in names):
            return (doer,)
        both = any(is_named(said, agency) for agency in (doer, self.owner or doer))
        return tuple(dict.fromkeys((doer, second.doer) if both else (second.doer,)))

    def _told(self, text: str) -> str:
        """What is known without a document: the case, whose duty it is, 112, the due date.

        Not the comment itself: what a stranger writes bears out nothing but where and how long.
        """
        place = self.case.place.text if self.case.place else ""
        twins = self.case.place.twins if self.case.place else ()
        place = ". ".join([place, *(f"Kecamatan {twin}. {twin}" for twin in twins)])
        names = load_agencies()
        known = {self.owner or DESK, self.doer or DESK, *self.triage.agencies}
        said = [f"{names.name(agency)} ({names.short(agency)})." for agency in sorted(known)]
        filled = self.words.filled
        said.append(f"{filled['agency']}. {filled['body']}.")
        lines = [
            f"{filled['Problem']}{filled['place']}, {self.case.duration or ''}.",
            f"{place}.",
            *said,
            f"{filled['due']}.",
            *(f"{said}." for said in (*self.second.filled.values(), self.case.asked) if said),
            f"{filled['Matter'] or ''} menjadi wewenang {filled['body']}.",
            # Only beside the number itself: elsewhere "gratis" would be borne out as well.
            "Telepon 112 gratis, 24 jam." if "112" in text else "",
            "Pemkab Sidoarjo.",
        ]
        return "\n".join(lines)


def _as_asked(assessment: Assessment) -> Assessment:
    """A comment that has no word of a complaint or proposal, and asks plainly, is a question."""
    rules, plain, kind = load_rules(), assessment.comment.plain, assessment.triage.kind
    wanting = {"complaint", kind} & {"complaint", "suggestion"}
    wants = any(rules.strong[name].find(plain) for name in wanting)
    if kind not in ("complaint", "suggestion", "praise", "other") or (
        wants or rules.weak["complaint"].find(plain)
    ):
        return assessment
    if not asks_plainly(assessment.comment):
        return assessment
    return replace(assessment, triage=replace(assessment.triage, kind="question", needs_reply=True))


def _without(text: str, answer: Answer | None) -> str:
    """What the frames say around an answer."""
    for said in (answer.text, answer.short) if answer else ():
        text = text.replace(said, "") if said else text
    return text


def _situation(assessment: Assessment, owner: str | None, doer: str | None) -> str | None:
    """Which frames answer; None where the canned first answer is complete."""
    kind = assessment.triage.kind
    if kind in ("emergency", "spam", "abuse"):
        return None
    if kind == "praise":
        own = [topic for topic in assessment.topics if topic.id not in _NO_SERVICE]
        return "praise" if own else "praise-plain"
    if kind == "complaint" and owner and is_outside(owner):
        return "outside" if doer else "outside-explained"
    if kind == "question" and owner and is_outside(owner):
        return "question-outside"
    return kind


def _until(assessment: Assessment, case: Case, now: datetime) -> datetime:
    if assessment.emergency is not None:
        return first_response_due(now)[0]
    return due(case.report_class, now, urgency=assessment.triage.urgency)


def _characters(platform: str | None) -> int:
    limit = measure("", platform, field="comment").limit or 600
    return min(limit, 600)


def forbidden_in(text: str) -> str | None:
    """The first wording in `text` that no reply may have."""
    plain = " ".join(re.findall(r"\w+", text.lower()))
    for phrase in split_list(load_table("reply_frames.yaml")["forbidden"]):
        if phrase in plain:
            return phrase
    return None


def shows_personal_data(comment: str, masked: Masked) -> bool:
    """Whether the citizen is asked to delete something: a number or an address, a name that is
    given as one or written as one. What only may be a name is masked, but no reason to ask."""
    found = [(item.kind == "name", item.start, item.end) for item in masked.items]
    found += [(m[0].startswith(_NAME), *m.span()) for m in _TOKEN.finditer(comment)]
    for is_name, start, end in found:
        written = comment[start:end]
        if not is_name or _CALLED.search(comment[:start]):
            return True
        if written.istitle() and " " in written:
            return True
    return False


def repeats_personal_data(text: str, masked: Masked) -> bool:
    """Whether a value that was masked stands in `text`, however it is spaced."""
    plain = _letters(text)
    return any(len(value) > 3 and value in plain for value in map(_letters, masked.values.values()))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(items: Sequence[str]) -> str | None:
    if not items:
        return None
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} dan {items[-1]}"
