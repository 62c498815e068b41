"""Documents of the knowledge base as the JSON that page.js puts on the screen."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant import api
from assistant.ui import strings
from knowledge.documents import Reading

if TYPE_CHECKING:
    from assistant.assembly import Assistant

JSON = dict[str, Any]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# A page that shows thousands of passages helps nobody and stalls a phone.
_PASSAGES = 200
_AROUND = 260  # characters shown on each side of a value that is disputed
_SOON = timedelta(days=30)
_QUESTIONS = 3  # of those without an answer, the most asked
# A validity is proposed, never applied.
_TAKEN_OVER = ("agency", "published")
_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "published": ("replace", "withdraw", "delete"),
    "draft": ("publish", "replace", "delete"),
    "withdrawn": ("restore", "delete"),
    "expired": ("replace", "withdraw", "delete"),
}


def library_message(**content: Any) -> JSON:
    """Any of: documents, uploads, detail, notice with tone. What is left out stays as it is."""
    return {"serial": uuid.uuid4().hex, **content}


def search_message(results: Sequence[Mapping[str, Any]], notice: str | None) -> JSON:
    """What was found: the passages of one document together, where its best one stands."""
    shown: dict[str, JSON] = {}
    for result in results:
        found = shown.setdefault(result["document_id"], {"title": result["title"], "passages": []})
        found["passages"].append({"place": _place(result), "text": result["text"]})
    tone = "warn" if notice else ""
    return {
        "serial": uuid.uuid4().hex,
        "results": list(shown.values()),
        "notice": notice,
        "tone": tone,
    }


def shelf(assistant: "Assistant") -> dict[str, list[JSON]]:
    """The documents, and what an editor should look into."""
    documents = listed(assistant)
    conflicts = api.conflicts(assistant)["conflicts"]
    return {
        "documents": documents,
        "conflicts": [_conflict(assistant, one) for one in conflicts],
        "attention": [one for one in documents if one["attention"]],
        "questions": [
            {"title": f"“{one['text']}”", "text": strings.QUESTION_WAITS.format(count=one["count"])}
            for one in api.questions(assistant)["questions"][:_QUESTIONS]
        ],
    }


def listed(assistant: "Assistant") -> list[JSON]:
    today = assistant.clock().date()
    return [_row(assistant, one, today) for one in api.documents(assistant)["documents"]]


def compared(assistant: "Assistant", document_id: str, old: int, new: int) -> JSON:
    """What changed from one version to another, line by line."""
    found = api.compare(assistant, document_id, old, new)
    lines = [
        {
            "kind": line["kind"],
            "text": strings.SAME_LINES.format(count=line["skipped"])
            if line["kind"] == "skipped"
            else line["text"],
        }
        for line in found["lines"]
    ]
    return {"title": strings.COMPARED.format(old=old, new=new), "lines": lines}


def _conflict(assistant: "Assistant", conflict: Mapping[str, Any]) -> JSON:
    sides = []
    for one in conflict["statements"]:
        text, start, end = one["text"], one["start"], one["end"]
        first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
        published = day(one["published"])
        about = [_agency(assistant, one["agency"]), published and f"terbit {published}"]
        sides.append(
            {
                "id": one["document_id"],
                "title": one["title"],
                "value": one["value"],
                "about": " · ".join(filter(None, [*about, _place(one)])),
                "before": ("…" if first else "") + text[first:start],
                "after": text[end:last] + ("…" if last < len(text) else ""),
            }
        )
    what = strings.CONFLICTS.get(conflict["unit"], strings.CONFLICT_OF_AMOUNTS)
    title = strings.CONFLICT.format(what=what, one=sides[0]["value"], other=sides[1]["value"])
    return {"title": title, "sides": sides}


def opened(assistant: "Assistant", document_id: str) -> JSON:
    """One document: what is known of it, its history, and the passages as they were read."""
    found = api.document(assistant, document_id)
    document = found["document"]
    passages = found["passages"]
    reading = assistant.knowledge.reading(document_id)
    return {
        "id": document["id"],
        "title": document["title"],
        "status": document["status"],
        "facts": [*_facts(assistant, document), *_as_read(reading)],
        "fields": _fields(assistant, document),
        "notices": list(reading.notices),
        "actions": [
            {"action": action, "label": strings.ACTIONS[action], "danger": action == "delete"}
            for action in _ACTIONS[document["status"]]
        ],
        "version": document["version"],
        "versions": [
            {
                "number": version["number"],
                "label": f"Versi {version['number']}: {version['source_name']}",
                "current": version["number"] == document["version"],
                "added": day(version["added_at"]),
            }
            for version in found["versions"]
        ],
        "passages": [
            {"place": _place(passage), "text": passage["text"]} for passage in passages[:_PASSAGES]
        ],
        "more": len(passages) > _PASSAGES,
    }


def _row(assistant: "Assistant", document: Mapping[str, Any], today: date) -> JSON:
    agency = _agency(assistant, document["agency"])
    kind = strings.KINDS[document["kind"]]
    status = strings.STATUSES[document["status"]]
    parts = [agency, kind]
    if document["published"]:
        parts.append(day(document["published"]))
    if document["valid_until"]:
        parts.append(f"berlaku s.d. {day(document['valid_until'])}")
    if document["version"] > 1:
        parts.append(f"versi {document['version']}")
    return {
        "id": document["id"],
        "title": document["title"],
        "status": document["status"],
        "status_label": status,
        "agency": agency,
        "kind": kind,
        "attention": _attention(assistant, document, today),
        "about": " · ".join(part for part in parts if part),
        "searched": " ".join([document["title"], *filter(None, parts), status]).lower(),
    }


def _attention(assistant: "Assistant", document: Mapping[str, Any], today: date) -> str:
    """Why an editor should look at a document; empty where there is no reason."""
    until = document["valid_until"]
    if document["status"] == "expired":
        return strings.EXPIRED.format(day=day(until))
    if document["status"] != "published":
        return ""
    if until and date.fromisoformat(until) <= today + _SOON:
        return strings.EXPIRES_SOON.format(day=day(until))
    if document["proposed_by"]:
        return strings.UNREVIEWED.format(agency=_agency(assistant, document["proposed_by"]))
    return ""


def _facts(assistant: "Assistant", document: Mapping[str, Any]) -> list[JSON]:
    proposed = document["proposed"] or {}
    facts = [
        ("Status", strings.STATUSES[document["status"]]),
        ("OPD", _agency(assistant, document["agency"]) or _proposal(proposed.get("agency_name"))),
        (
            "OPD terkait",
            ", ".join(_agency(assistant, one) for one in _others(document)),
        ),
        ("Jenis", strings.KINDS[document["kind"]]),
        ("Terbit", day(document["published"]) or _proposal(day(proposed.get("published")))),
        (
            "Berlaku sampai",
            day(document["valid_until"]) or _proposal(day(proposed.get("valid_until"))),
        ),
        ("Halaman", str(document["pages"] or "")),
        ("Berkas", document["source_name"]),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _as_read(reading: Reading) -> list[JSON]:
    """How much of a document's structure was recognised, and whom it names as contact."""
    kinds = [block.kind for block in reading.blocks]
    tables = sum(kind == "row" and before != "row" for before, kind in pairwise(["", *kinds]))
    rows = kinds.count("row")
    counts = [
        ("Judul bagian", kinds.count("heading"), ""),
        ("Tabel", tables, f" ({rows} baris)"),
        ("Butir daftar", kinds.count("item"), ""),
        ("Kutipan", len(reading.passages), ""),
    ]
    facts = [{"label": label, "value": f"{count}{more}"} for label, count, more in counts if count]
    if contacts := ", ".join(reading.proposed.contacts):
        facts.append({"label": "Kontak yang terbaca", "value": contacts})
    return facts


def _fields(assistant: "Assistant", document: Mapping[str, Any]) -> list[JSON]:
    """What an editor may correct; `proposed` is what the text of the document says."""
    proposed = document["proposed"] or {}
    named = assistant.agencies.normalise(proposed.get("agency_name") or "")
    choices = {
        "agency": agency_choices(assistant),
        "agencies": agency_choices(assistant),
        "kind": [(label, kind) for kind, label in strings.KINDS.items()],
    }
    offered = {**proposed, "agency": named}
    shown = {
        "agency": _agency(assistant, named),
        "kind": strings.KINDS.get(proposed.get("kind") or "", ""),
    }
    # A draft that nobody has described yet starts from what its text says.
    fresh = document["status"] == "draft" and document["version"] == 1
    return [
        {
            "name": name,
            "label": label,
            "type": "text" if name == "title" else "date",
            "choices": choices.get(name),
            "many": name == "agencies",
            "value": _others(document)
            if name == "agencies"
            else document[name] or (offered.get(name) if fresh and name in _TAKEN_OVER else None),
            "proposed": offered.get(name),
            "proposed_shown": shown.get(name) or day(offered.get(name)) or offered.get(name),
        }
        for name, label in strings.FIELDS.items()
    ]


def _others(document: Mapping[str, Any]) -> list[str]:
    """The agencies that a document concerns beside its owner."""
    return [one for one in document["agencies"] if one != document["agency"]]


def agency_choices(assistant: "Assistant") -> list[tuple[str, str]]:
    """Names and ids of the regency's own agencies."""
    return sorted((agency.name, agency.id) for agency in assistant.agencies if not agency.outside)


def _proposal(value: Any) -> str:
    """What was read from the text itself and what nobody has confirmed."""
    return f"{value} (terbaca dari isi, belum dipastikan)" if value else ""


def _agency(assistant: "Assistant", agency_id: str | None) -> str:
    if not agency_id:
        return ""
    agencies = assistant.agencies
    return agencies.short(agency_id) if agency_id in agencies else agency_id


def _place(passage: Mapping[str, Any]) -> str:
    page = f"hlm. {passage['page']}" if passage["page"] is not None else ""
    path = (passage.get("heading") or "").split(" > ")
    if len(path) > 1 and path[0] == passage.get("title"):
        path = path[1:]  # the title stands over it already
    return " · ".join(part for part in (page, " › ".join(path)) if part)


def day(iso: str | None) -> str:
    """2026-11-03 → 3 Nov 2026; nothing for what is no date."""
    if not iso or not _DATE.match(iso):
        return ""
    year, month, number = iso[:10].split("-")
    return f"{int(number)} {strings.MONTHS[int(month) - 1]} {year}"
