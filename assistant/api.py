"""Jobs in (a dict with the names of a batch line), the public JSON out.

The command line, the page and HTTP all call these functions. A wrong job raises UsageError, a
failed one AssistantError or KnowledgeError; each message is one Indonesian sentence.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access import may
from assistant.drafts import as_json
from assistant.errors import AssistantError, UsageError
from assistant.jobs import (
    AnswerJob,
    CaptionJob,
    CheckJob,
    MaskJob,
    ReplyJob,
    SearchJob,
    TriageJob,
    parse_job,
)
from knowledge.comparison import compare_texts
from knowledge.documents import KINDS, STATUSES, Kind, Status
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.approvals import Approval
    from knowledge.base import AddReport
    from knowledge.catalogue import Document, Version
    from knowledge.conflicts import Statement

JSON = dict[str, Any]
Function = Callable[["Assistant", Mapping[str, Any]], JSON]


def caption(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    return _json(assistant.caption(parse_job(CaptionJob, dict(job))))


def reply(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    return _json(assistant.reply(parse_job(ReplyJob, dict(job))))


def check(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    return _json(assistant.check(parse_job(CheckJob, dict(job))))


def mask(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    masked = assistant.mask(parse_job(MaskJob, dict(job)))
    return {"text": masked.text, "personal_data": [as_json(item) for item in masked.items]}


def triage(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    text, triaged = assistant.triage(parse_job(TriageJob, dict(job)))
    return {"text_masked": text, "triage": as_json(triaged)}


def search(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    result = assistant.search(parse_job(SearchJob, dict(job)))
    return {
        "query": result.query,
        "results": [
            {
                "document_id": hit.document_id,
                "title": hit.title,
                "agency": hit.agency,
                "page": hit.passage.page,
                "heading": hit.passage.heading,
                "text": hit.passage.text,
                "score": round(hit.score, 6),
            }
            for hit in result.hits
        ],
        "answerable": result.answerable,
        "milliseconds": round(result.milliseconds, 3),
    }


FUNCTIONS: Mapping[str, Function] = {
    "caption": caption,
    "reply": reply,
    "check": check,
    "search": search,
    "mask": mask,
    "triage": triage,
}


def run_batch(
    assistant: "Assistant", function: Function, jobs: Iterable[Mapping[str, Any] | str]
) -> Iterator[JSON]:
    """One result a job, in order; a job that fails gives {"id", "error"} and stops nothing.

    A job may be a str: the reason why its line could not be read.
    """
    for job in jobs:
        if isinstance(job, str):
            yield {"id": None, "error": job}
            continue
        name = job.get("id")
        try:
            result = function(assistant, job)
        except (AssistantError, KnowledgeError) as error:
            result = {"error": str(error)}
        yield {"id": name, **result} if "id" in job or "error" in result else result


def add(
    assistant: "Assistant",
    paths: Sequence[Path],
    *,
    agency: str | None = None,
    kind: str | None = None,
    title: str | None = None,
    published: date | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    draft: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> JSON:
    """Files and folders into the base; `progress` gets files done, files in all, file name.

    What an agency's admin adds is a proposal: it serves, and drafts say that nobody has vouched.
    """
    owner, proposed_by = _agency(assistant, agency), None
    if not may(assistant.actor, "document.publish"):
        owner = proposed_by = owner or assistant.actor.agency
        assistant.require("document.propose", owner)
    report = assistant.knowledge.add(
        paths,
        agency=owner,
        kind=_kind(kind),
        title=title,
        published=published,
        valid_from=valid_from,
        valid_until=valid_until,
        draft=draft,
        progress=progress,
        proposed_by=proposed_by,
    )
    _note(assistant, "document.proposed" if proposed_by else "document.added", *report.added)
    return add_report_json(report)


def add_report_json(report: "AddReport") -> JSON:
    return {
        "added": [document_json(document) for document in report.added],
        "skipped": [as_json(item) for item in report.skipped],
        "failed": [as_json(item) for item in report.failed],
        "warnings": list(report.warnings),
    }


def documents(
    assistant: "Assistant", *, agency: str | None = None, status: str | None = None
) -> JSON:
    assistant.require("document.read")
    found = assistant.knowledge.documents(agency=_agency(assistant, agency), status=_status(status))
    return {"documents": [document_json(one) for one in found]}


def document(assistant: "Assistant", document_id: str) -> JSON:
    """Metadata, versions and passages of one document."""
    assistant.require("document.read")
    knowledge = assistant.knowledge
    return {
        "document": document_json(knowledge.document(document_id)),
        "versions": [version_json(version) for version in knowledge.versions(document_id)],
        "passages": [as_json(passage) for passage in knowledge.reading(document_id).passages],
    }


def queue(assistant: "Assistant") -> JSON:
    """The comments that wait, masked, the most urgent first."""
    return {
        "entries": [
            {
                **{name: _local(assistant, getattr(entry, name)) for name in _ENTRY},
                "count": len(entry.comments),
            }
            for entry in assistant.records.queue.entries()
        ]
    }


def queue_add(assistant: "Assistant", path: Path) -> JSON:
    """The comments of an export into the queue."""
    from assistant.queue import take_in
    from assistant.queueing.comment_exports import comments_of, guess_columns, read_export

    export = read_export(path)
    comments = comments_of(export, guess_columns(export), assistant.settings.timezone)
    return _json(take_in(comments, assistant.records.queue, assistant.clock()))


def follow_ups(assistant: "Assistant", *, agency: str | None = None, every: bool = False) -> JSON:
    """What was promised, the most urgent first; `every`: what is settled too."""
    found = assistant.records.follow_ups(
        agency=_agency(assistant, agency), state=None if every else "open"
    )
    now = assistant.clock()
    return {
        "follow_ups": [
            {
                **{name: _local(assistant, getattr(one, name)) for name in _FOLLOW_UP},
                "overdue": one.state == "open" and one.due < now,
                "comment_masked": one.reply.comment_masked,
            }
            for one in found
        ]
    }


def habits(assistant: "Assistant") -> JSON:
    """What admins often change in drafts before they send them."""
    from assistant.edits import frequent_replacements

    return {"habits": [as_json(one) for one in frequent_replacements(assistant.records.edits())]}


def approvals(assistant: "Assistant", *, agency: str | None = None, decided: bool = False) -> JSON:
    """What waits for a head, the oldest first; or what was decided, the newest first."""
    kept, whose = assistant.records.approvals, _agency(assistant, agency)
    found = kept.decided(agency=whose) if decided else kept.waiting(whose)
    return {"approvals": [approval_json(assistant, one) for one in found]}


def approval(assistant: "Assistant", approval_id: str) -> JSON:
    """One submission, and all that became of its draft, oldest first."""
    found = assistant.records.approvals.approval(approval_id)
    history = assistant.records.approvals.of_draft(found.draft_id)
    return {
        "approval": approval_json(assistant, found),
        "history": [approval_json(assistant, one) for one in history],
    }


def submit_draft(assistant: "Assistant", draft_id: str, version: int) -> JSON:
    from assistant.approvals import submit

    return approval_json(assistant, submit(assistant.records, draft_id, version))


def approve_draft(
    assistant: "Assistant",
    approval_id: str,
    version: int,
    reasons: Mapping[int, str] | None = None,
) -> JSON:
    """`reasons`: by the number of each open finding."""
    done = assistant.records.approvals.approve(approval_id, version, reasons)
    return approval_json(assistant, done)


def return_draft(assistant: "Assistant", approval_id: str, version: int, reason: str) -> JSON:
    done = assistant.records.approvals.send_back(approval_id, version, reason)
    return approval_json(assistant, done)


def publish_draft(assistant: "Assistant", draft_id: str, version: int, link: str) -> JSON:
    from assistant.approvals import publish as publish_kept

    return approval_json(assistant, publish_kept(assistant.records, draft_id, version, link))


def go_alone(assistant: "Assistant", agency: str, allowed: bool | None = None) -> JSON:
    """Whether drafts of an agency that nothing speaks against need no head; sets it if asked."""
    whose = _agency(assistant, agency) or agency
    if allowed is not None:
        assistant.records.approvals.let_go_alone(whose, allowed)
    assistant.require("draft.read", whose)
    return {"agency": whose, "may_go_alone": assistant.records.approvals.may_go_alone(whose)}


def digest(assistant: "Assistant", *, agency: str | None = None) -> JSON:
    """What a head should know today, as text."""
    from assistant.approvals import digest as digest_of
    from assistant.approvals import overview

    whose, now = _agency(assistant, agency) or assistant.actor.agency, assistant.clock()
    found = overview(assistant.records, now, whose)
    return {
        "agency": whose,
        "waiting": len(found.waiting),
        "risky": found.risky,
        "late": found.late,
        "issues": [as_json(issue) for issue in found.issues],
        "text": digest_of(found, now, whose),
    }


def approval_json(assistant: "Assistant", one: "Approval") -> JSON:
    return {
        **{name: _local(assistant, getattr(one, name)) for name in _APPROVAL},
        "owner": one.owner_name,
        "edited_by": one.edited_name,
        "submitted_by": one.submitted_name,
        "decided_by": one.decided_name,
        "published_by": one.published_name,
    }


def replace(assistant: "Assistant", document_id: str, path: Path) -> JSON:
    _own(assistant, document_id)
    return _done(assistant, "document.replaced", assistant.knowledge.replace(document_id, path))


def edit(assistant: "Assistant", document_id: str, values: Mapping[str, Any]) -> JSON:
    """Corrects metadata: title, kind, agency, agencies, published, valid_from, valid_until."""
    _own(assistant, document_id)
    known = dict(values)
    if "agency" in known:
        known["agency"] = _agency(assistant, known["agency"])
    if "agencies" in known:
        named = [_agency(assistant, one) for one in known["agencies"]]
        known["agencies"] = list(dict.fromkeys(filter(None, [known.get("agency"), *named])))
    if "kind" in known:
        known["kind"] = _kind(known["kind"]) or "other"
    if "agency" in known and not may(assistant.actor, "document.publish"):
        assistant.require("document.propose", known["agency"])
    return _done(assistant, "document.edited", assistant.knowledge.edit(document_id, **known))


def publish(assistant: "Assistant", document_id: str) -> JSON:
    assistant.require("document.publish")
    return _done(assistant, "document.published", assistant.knowledge.publish(document_id))


def withdraw(assistant: "Assistant", document_id: str) -> JSON:
    _own(assistant, document_id)
    return _done(assistant, "document.withdrawn", assistant.knowledge.withdraw(document_id))


def restore(assistant: "Assistant", document_id: str, version: int | None = None) -> JSON:
    assistant.require("document.publish")
    restored = assistant.knowledge.restore(document_id, version)
    return _done(assistant, "document.restored", restored)


def delete(assistant: "Assistant", document_id: str) -> None:
    _own(assistant, document_id)
    gone = assistant.knowledge.document(document_id)
    assistant.knowledge.delete(document_id)
    _note(assistant, "document.deleted", gone)


def conflicts(assistant: "Assistant") -> JSON:
    """Where documents in force contradict each other; both passages side by side."""
    assistant.require("document.read")
    return {
        "conflicts": [
            {"unit": found.one.unit, "statements": [_said(found.one), _said(found.other)]}
            for found in assistant.knowledge.conflicts()
        ]
    }


def _said(statement: "Statement") -> JSON:
    return {
        "document_id": statement.document_id,
        "title": statement.title,
        "agency": statement.agency,
        "published": as_plain(statement.published),
        "page": statement.passage.page,
        "heading": statement.passage.heading,
        "value": statement.shown,
        "text": statement.passage.text,
        "start": statement.start,
        "end": statement.end,
    }


def compare(assistant: "Assistant", document_id: str, old: int, new: int) -> JSON:
    """Two versions of a document, line by line."""
    assistant.require("document.read")
    knowledge = assistant.knowledge
    lines = compare_texts(
        knowledge.reading(document_id, old).text, knowledge.reading(document_id, new).text
    )
    return {"id": document_id, "old": old, "new": new, "lines": [as_json(line) for line in lines]}


def questions(assistant: "Assistant", *, agency: str | None = None) -> JSON:
    """What was asked and nothing answers, the most asked first."""
    found = assistant.records.questions.ranked(agency=_agency(assistant, agency))
    return {
        "questions": [{name: as_plain(getattr(one, name)) for name in _QUESTION} for one in found]
    }


def solved_replies(assistant: "Assistant") -> JSON:
    """Sent replies that can become an answer in the base once a person has checked them."""
    found = assistant.records.questions.solved_replies()
    return {
        "replies": [
            {
                "id": reply.id,
                "sent_at": as_plain(reply.sent_at),
                "comment": reply.comment_masked,
                "text": reply.text,
            }
            for reply in found
        ]
    }


def answer(assistant: "Assistant", job: Mapping[str, Any]) -> JSON:
    return _done(assistant, "document.answered", assistant.answer(parse_job(AnswerJob, dict(job))))


def dismiss(assistant: "Assistant", question_id: str) -> None:
    assistant.records.questions.dismissed(question_id)


def _done(assistant: "Assistant", action: str, document: "Document") -> JSON:
    """What became of a document, once the trail has it."""
    _note(assistant, action, document)
    return document_json(document)


def _note(assistant: "Assistant", action: str, *documents: "Document") -> None:
    from assistant.records.trail import Object

    names = ("title", "status", "version", "source_name", "valid_from", "valid_until")
    objects = [
        Object(one.id, one.agency, {name: as_plain(getattr(one, name)) for name in names})
        for one in documents
    ]
    assistant.records.trail.add_each(action, "document", objects)


def _own(assistant: "Assistant", document_id: str) -> None:
    """An agency may change what it proposed until an editor has vouched for it."""
    if may(assistant.actor, "document.publish"):
        return
    found = assistant.knowledge.document(document_id)
    if found.proposed_by is None:
        assistant.require("document.publish")
    assistant.require("document.propose", found.proposed_by)


def document_json(document: "Document") -> JSON:
    return {name: as_plain(getattr(document, name)) for name in _DOCUMENT}


def version_json(version: "Version") -> JSON:
    return {name: as_plain(getattr(version, name)) for name in _VERSION}


_DOCUMENT = (
    "id title kind agency agencies published valid_from valid_until status version pages passages "
    "source_name proposed proposed_by"
).split()
_QUESTION = "id text wordings count agency first_asked last_asked".split()
_ENTRY = (
    "id text_masked platform kind urgency agency received_at respond_by responded_at settle_by "
    "state taken_by"
).split()
_APPROVAL = (
    "id draft_id version state way agency platform brief title text alt_text risks findings "
    "submitted_at decided_at reason finding_reasons link published_at"
).split()
_FOLLOW_UP = "id agency promise due created_at state settled_at".split()
_VERSION = "number source_name pages passages added_at".split()


def as_plain(value: Any) -> Any:
    """A kept value as JSON: dates in ISO 8601, tuples as lists, values by their fields."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    return as_json(value) if hasattr(value, "__dataclass_fields__") else value


def _local(assistant: "Assistant", value: Any) -> Any:
    """As `as_plain`; a moment is kept in UTC and shown in the regency's own time."""
    if isinstance(value, datetime):
        value = value.astimezone(assistant.settings.timezone)
    return as_plain(value)


def _json(value: Any) -> JSON:
    plain = as_json(value)
    assert isinstance(plain, dict)
    return plain


def _agency(assistant: "Assistant", name: str | None) -> str | None:
    """An agency by its id or any of its names; UsageError when there is none."""
    if name is None:
        return None
    found = assistant.agencies.normalise(name)
    if found is None:
        raise UsageError(f"OPD {name!r} tidak dikenal; pakai kodenya, misalnya dishub atau dinkes.")
    return found


def _kind(name: str | None) -> Kind | None:
    for kind in KINDS:
        if kind == name:
            return kind
    if name is None:
        return None
    raise UsageError(f"Jenis dokumen {name!r} tidak dikenal; pilih: {', '.join(KINDS)}.")


def _status(name: str | None) -> Status | None:
    for status in STATUSES:
        if status == name:
            return status
    if name is None:
        return None
    raise UsageError(f"Status {name!r} tidak dikenal; pilih: {', '.join(STATUSES)}.")
