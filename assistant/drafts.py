"""What a draft consists of. The fields and their names are the public JSON (`as_json`)."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Severity = Literal["block", "warn", "info"]
ClaimStatus = Literal["supported", "from_brief", "not_found", "found_elsewhere", "contradicted"]
Platform = Literal[
    "instagram", "facebook", "x", "tiktok", "youtube", "threads", "whatsapp", "press-release"
]
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
class CaptionResult:
    """Drafts in the order of the platforms asked for; claims point into `sources` by index."""

    drafts: tuple[Draft, ...]
    sources: tuple[Source, ...] = field(default=())


def as_json(value: Any) -> Any:
    """`value` as plain JSON types: dataclasses by field, dates and times in ISO 8601."""
    return _plain(asdict(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
