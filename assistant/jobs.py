"""What a person can ask for. One model a job; the fields are those of a batch line (JSON)."""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.drafts import Platform
from assistant.errors import UsageError

Audience = Literal["public", "parents", "students", "small-business", "farmers"]
Tone = Literal["formal", "warm", "inviting", "urgent"]
AUDIENCES: tuple[Audience, ...] = ("public", "parents", "students", "small-business", "farmers")
TONES: tuple[Tone, ...] = ("formal", "warm", "inviting", "urgent")

# A brief or a comment is at most a few sentences; a text to check is at most a long post.
BRIEF_LIMIT = 4_000
COMMENT_LIMIT = 20_000
TEXT_LIMIT = 100_000

J = TypeVar("J", bound="Job")
FactSlot = Literal[
    "what",
    "who",
    "when",
    "where",
    "cost",
    "requirement",
    "step",
    "contact",
    "purpose",
    "quotation",
    "figure",
]
Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Blanks around it stay: offsets point into the text as it was given.
Verbatim = Annotated[str, StringConstraints(pattern=r"\S")]


class Job(BaseModel):
    """`id` is handed through to the result of a batch line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str | int | None = None


class NamedFact(BaseModel):
    """A line of the fact sheet, named by what stands in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slot: FactSlot
    text: Annotated[Written, StringConstraints(max_length=500)]


class ReplacedFact(NamedFact):
    """`by` is the value that holds instead of the source's."""

    by: Annotated[Written, StringConstraints(max_length=500)]


class FactChanges(BaseModel):
    """What the admin knows better than the sources; it counts as from the brief."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    add: tuple[NamedFact, ...] = ()
    remove: tuple[NamedFact, ...] = ()
    replace: tuple[ReplacedFact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.remove or self.replace)


NO_CHANGES = FactChanges()


class CaptionJob(Job):
    """`sources` are paths of own sources (this draft only); `source_text` is a pasted release.

    `facts` corrects the fact sheet. `revision` is a wish for the text `previous`: a name from
    prompts/revisions.yaml ("shorter") or free words.
    """

    brief: Annotated[Written, StringConstraints(max_length=BRIEF_LIMIT)]
    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    source_text: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] | None = None
    audience: Audience | None = None
    tone: Tone | None = None
    variant: int = Field(default=0, ge=0, le=99)
    facts: FactChanges = NO_CHANGES
    revision: Annotated[Written, StringConstraints(max_length=500)] | None = None
    previous: Annotated[Written, StringConstraints(max_length=TEXT_LIMIT)] | None = None


class ReplyJob(Job):
    """`platform` None: the strictest comment limit holds. `record`: the reply counts as sent."""

    comment: Annotated[Verbatim, StringConstraints(max_length=COMMENT_LIMIT)]
    platform: Platform | None = None
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    record: bool = False
    variant: int = Field(default=0, ge=0, le=99)


class FollowUpJob(Job):
    """What the agency says to the promise `follow_up` (an id), to be told to the citizen."""

    follow_up: str
    answer: Annotated[Written, StringConstraints(max_length=BRIEF_LIMIT)]
    variant: int = Field(default=0, ge=0, le=99)


class CheckJob(Job):
    """`brief`: what the text was written for; a fact of it counts as from_brief. `field`: whether
    the text is a post or a comment on the platform."""

    text: Annotated[Verbatim, StringConstraints(max_length=TEXT_LIMIT)]
    platform: Platform | None = None
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    brief: Annotated[str, StringConstraints(max_length=COMMENT_LIMIT)] = ""
    title: Annotated[str, StringConstraints(max_length=BRIEF_LIMIT)] | None = None
    field: Literal["post", "comment"] = "post"
    facts: FactChanges = NO_CHANGES


class SearchJob(Job):
    query: Annotated[Written, StringConstraints(max_length=BRIEF_LIMIT)]
    limit: int = Field(default=10, ge=1, le=100)
    agency: str | None = None


class MaskJob(Job):
    text: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)]


class TriageJob(Job):
    """One comment; the field has the name of the column that the command reads."""

    text: Annotated[str, StringConstraints(max_length=COMMENT_LIMIT)]


class AnswerJob(Job):
    """An editor's answer to what nothing in the base answered. `source`: who says so, or where it
    is written. `question_id` or `reply_id`: what it settles, or the sent reply it comes from."""

    question: Annotated[Written, StringConstraints(max_length=300)]
    answer: Annotated[Written, StringConstraints(max_length=BRIEF_LIMIT)]
    source: Annotated[Written, StringConstraints(max_length=300)]
    agency: Written
    valid_until: date
    question_id: str | None = None
    reply_id: str | None = None


_FIELDS = {
    "answer": "jawaban",
    "question": "pertanyaan",
    "source": "sumber",
    "agency": "OPD",
    "valid_until": "tanggal akhir berlaku",
    "brief": "maksud",
    "comment": "komentar",
    "text": "teks",
    "query": "pertanyaan",
    "platforms": "platform",
    "platform": "platform",
    "audience": "sasaran",
    "tone": "nada",
    "facts": "lembar fakta",
    "revision": "instruksi",
    "previous": "teks yang diperbaiki",
}


def parse_job(model: type[J], values: dict[str, Any]) -> J:
    """`values` as a job. Raises UsageError with one sentence on the first field that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise UsageError(_sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    field = _FIELDS.get(name, name).capitalize()
    context = first.get("ctx", {})
    match first["type"]:
        case "missing" | "string_too_short" | "string_pattern_mismatch" | "too_short":
            return f"{field} masih kosong; isi dulu lalu coba lagi."
        case "string_too_long":
            return f"{field} terlalu panjang; ringkas sampai {context['max_length']:n} karakter."
        case "literal_error":
            return f"{field} tidak dikenal; pilih salah satu: {context['expected']}."
        case "extra_forbidden":
            return f"{name} tidak dikenal; periksa nama isiannya."
        case _:
            return f"{field} tidak dapat dipakai; periksa isiannya."
