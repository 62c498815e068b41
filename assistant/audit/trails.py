"""Use case: read the trail back, search it, hand it out, and prove that it is whole."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.audit.acts import ACTS, GROUPS, assistance, in_group, sentence
from assistant.audit.spreadsheets import Table, as_file, as_lines
from assistant.errors import UsageError
from assistant.records.trail import Entry, Head, Period
from assistant.records.trail_heads import FILE_NAME, TrailHeads

if TYPE_CHECKING:
    from assistant.assembly import Assistant

JSON = dict[str, Any]
# So many of the newest rows are read where they have to be looked at one by one.
_MOST_READ = 20_000
_SIGNED = (
    "seq actor actor_id roles actor_agency via action kind object_id agency content_hash key_mark "
    "mac"
).split()
_HEADINGS = (
    "nomor",
    "waktu",
    "pelaku",
    "peran",
    "opd_pelaku",
    "lewat",
    "tindakan",
    "jenis_objek",
    "objek",
    "opd_objek",
    "uraian",
    "bantuan_ai",
    "isi",
    "hash_isi",
    "tanda",
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `actor` is a whole name; `words` may stand anywhere in the sentence, the
    id of the object, or the content. `action`: an act, or a group of GROUPS."""

    object_id: str | None = None
    period: Period = field(default_factory=Period)
    actor: str | None = None
    action: str | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.action and self.action not in ACTS and self.action not in GROUPS:
            raise UsageError(
                f"Tindakan {self.action!r} tidak dikenal; misalnya draft.approved, atau "
                f"kelompoknya: {', '.join(GROUPS)}."
            )


def find(assistant: "Assistant", search: Search, limit: int | None = None) -> list[Entry]:
    """The newest first, of what the actor may read."""
    exact = search.action if search.action in ACTS else None
    words, looked_at = search.words.lower().split(), bool(search.words.split())
    looked_at = looked_at or (search.action is not None and exact is None)
    rows = assistant.records.trail.entries(
        object_id=search.object_id,
        period=search.period,
        actor=search.actor,
        action=exact,
        limit=_MOST_READ if looked_at and limit else limit,
    )
    found = [
        entry
        for entry in rows
        if (search.action is None or in_group(entry.row.action, search.action))
        and (not words or _has(assistant, entry, words))
    ]
    return found[:limit]


def export(assistant: "Assistant", search: Search, suffix: str) -> bytes:
    """The rows found, oldest first, as a file; that they went out is in the trail itself."""
    found = find(assistant, search)[::-1]
    assistant.records.trail.add(
        "trail.exported",
        "trail",
        search.object_id or "jejak",
        agency=assistant.actor.agency,
        content={
            "rows": len(found),
            "format": suffix,
            "first": _iso(search.period.first),
            "last": _iso(search.period.last),
        },
        lasting=True,
    )
    if suffix == "jsonl":
        return as_lines([entry_json(assistant, entry) for entry in found])
    return as_file(table_of(assistant, found), suffix)


def table_of(assistant: "Assistant", entries: list[Entry], name: str = "jejak") -> Table:
    rows = []
    for entry in entries:
        row, one = entry.row, entry_json(assistant, entry)
        content = "" if entry.content is None else json.dumps(entry.content, ensure_ascii=False)
        rows.append(
            (
                row.seq, one["at"], row.actor, row.roles, row.actor_agency, row.via, row.action,
                row.kind, row.object_id, row.agency, one["sentence"], one["assistance"], content,
                row.content_hash, row.mac,
            )
        )  # fmt: skip
    return Table(name, _HEADINGS, rows)


def entry_json(assistant: "Assistant", entry: Entry) -> JSON:
    """`content` is null where there was none, and where it has been purged (then it has a hash)."""
    return {
        **{name: getattr(entry.row, name) for name in _SIGNED},
        "at": entry.row.at.astimezone(assistant.settings.timezone).isoformat(),
        "sentence": sentence(entry, assistant.agencies),
        "assistance": assistance(entry),
        "content": entry.content,
    }


def state(assistant: "Assistant", heads: tuple[Head, ...] | None = None) -> JSON:
    """Whether the chain is whole: also against `heads`, by default those that were kept."""
    if heads is None:
        heads = TrailHeads(assistant.settings.data_dir / FILE_NAME).kept()
    trail = assistant.records.trail
    fault, last = trail.verify(heads), trail.head()
    return {
        "whole": fault is None,
        "fault": None if fault is None else {"seq": fault.seq, "reason": fault.reason},
        "head": head_json(last),
        "heads": len(heads),
    }


def told(found: Mapping[str, Any]) -> str:
    """The state in one sentence."""
    if found["fault"]:
        return f"Jejak TIDAK utuh pada baris {found['fault']['seq']}: {found['fault']['reason']}."
    if not found["head"]:
        return "Jejak masih kosong."
    against = f", cocok dengan {found['heads']} kepala yang disimpan" if found["heads"] else ""
    return f"Jejak utuh: {found['head']['seq']} baris{against}."


def head_json(head: Head | None) -> JSON | None:
    return None if head is None else {"seq": head.seq, "mac": head.mac}


def read_heads(path: Path) -> tuple[Head, ...]:
    """Heads that somebody kept: lines of trail-heads.jsonl, or what `trail head --json` says."""
    if not path.is_file():
        raise UsageError(f"{path} tidak ada; sebutkan berkas kepala jejak yang disimpan.")
    heads = TrailHeads(path).kept()
    if not heads:
        raise UsageError(f'{path} tidak memuat kepala jejak; isinya baris {{"seq", "mac"}}.')
    return heads


def _has(assistant: "Assistant", entry: Entry, words: list[str]) -> bool:
    text = " ".join(_texts(assistant, entry)).lower()
    return all(word in text for word in words)


def _texts(assistant: "Assistant", entry: Entry) -> Iterator[str]:
    yield sentence(entry, assistant.agencies)
    yield entry.row.object_id
    if entry.content:
        yield json.dumps(entry.content, ensure_ascii=False)


def _iso(value: Any) -> str | None:
    return None if value is None else value.isoformat()
