"""What a draft consists of. The fields and their names are the public JSON (`as_json`)."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Severity = Literal["block", "warn", "info"]
ClaimStatus = Literal["supported", "from_brief", "not_found", "found_elsewhere", "contradicted"]
Platform = Literal[
    "instagram", "facebook", "x", "tiktok", "youtube", "threads", "whatsapp", "press-release"
]
CommentKind = Literal[
    "question",
    "complaint",
    "suggestion",
    "praise",
    "emergency",
    "rumour",
    "abuse",
    "spam",
    "politics",
    "other",
]
Urgency = Literal["high", "normal", "low"]
Language = Literal["id", "jv", "mixed", "other"]
PLATFORMS: tuple[Platform, ...] = (
    "instagram",
    "facebook",
    "x",
    "tiktok",
    "youtube",
    "threads",
    "whatsapp",
    "press-release",
)


@dataclass(frozen=True, slots=True)
class Length:
    """`unit`: codepoints, utf16, weighted, bytes; `limit` is what the platform refuses to pass."""

    count: int
    limit: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document; `quote` is verbatim from it. `document_id` None: an own source."""

    document_id: str | None
    title: str
    agency: str | None
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """Something that a draft asserts, with what the sources say to it. Offsets into the draft."""

    text: str
    kind: str
    start: int
    end: int
    supported: bool
    status: ClaimStatus
    source: int | None
    source_says: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says about a place in a draft; `suggestion` replaces `text[start:end]`."""

    rule: str
    severity: Severity
    start: int | None
    end: int | None
    message: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence that commits the regency; sending the draft records it as a follow-up."""

    start: int
    end: int
    agency: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for one platform, suggested to a person. `text`, hashtags included, is copied."""

    platform: str | None
    title: str | None
    title_length: Length | None
    text: str
    hashtags: tuple[str, ...]
    alt_text: str | None
    length: Length
    claims: tuple[CheckedClaim, ...] = ()
    findings: tuple[Finding, ...] = ()
    promises: tuple[Promise, ...] = ()
    writer: str = "embedded"


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A line of the fact sheet: what the drafts were written from.

    `role` tells facts of one slot apart (the day of the event, the last day to register). `state`:
    source, added, replaced or removed; the last three are the admin's. `old` is the value of the
    source that was replaced. `title`, `page` and `quote` say where it stands.
    """

    slot: str
    role: str | None
    text: str
    state: str
    old: str | None
    document_id: str | None
    title: str | None
    page: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class CaptionResult:
    """Drafts in the order of the platforms asked for; claims point into `sources` by index."""

    drafts: tuple[Draft, ...]
    sources: tuple[Source, ...] = field(default=())
    facts: tuple[SheetFact, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class CaptionProgress:
    """What a model has written for one platform so far: unchecked, not to be copied."""

    platform: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks say of a text that somebody wrote; offsets into that text."""

    claims: tuple[CheckedClaim, ...]
    findings: tuple[Finding, ...]
    length: Length
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A place in a text that identifies a person. Offsets into the text as it was given."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Triage:
    """What a comment is. `agencies` are ids, best first; `reasons` are the words that decided."""

    kind: CommentKind
    urgency: Urgency
    language: Language
    agencies: tuple[str, ...]
    needs_reply: bool
    topics: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lapor:
    """The text that an admin files at SP4N-LAPOR!; `report_class` is "class" in JSON."""

    title: str
    report_class: str
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Disposition:
    """The note that hands a comment to an agency. `missing`: details to ask for; `due`: until."""

    agency: str
    summary: str
    missing: tuple[str, ...]
    due: datetime
    lapor: Lapor


@dataclass(frozen=True, slots=True)
class ReplyResult:
    """Everything that a comment gets. `answered`: sources carry the reply."""

    comment_masked: str
    personal_data: tuple[PersonalData, ...]
    triage: Triage
    acknowledgement: Draft | None
    reply: Draft | None
    answered: bool
    disposition: Disposition | None
    sources: tuple[Source, ...]
    follow_up_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyProgress:
    """What a model has written of the full reply so far: unchecked, not to be copied."""

    text: str


# Python keeps the word "class" for itself.
_NAMES = {"report_class": "class"}


def as_json(value: Any) -> Any:
    """`value` as plain JSON types: dataclasses by field, dates and times in ISO 8601."""
    return _plain(asdict(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_NAMES.get(key, key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
