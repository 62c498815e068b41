"""Documents of the knowledge base as the JSON that page.js puts on the screen."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant import api
from assistant.ui import strings

if TYPE_CHECKING:
    from assistant.assembly import Assistant

JSON = dict[str, Any]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# A page that shows thousands of passages helps nobody and stalls a phone.
_PASSAGES = 200
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
    shown = [
        {"title": result["title"], "place": _place(result), "text": result["text"]}
        for result in results
    ]
    tone = "warn" if notice else ""
    return {"serial": uuid.uuid4().hex, "results": shown, "notice": notice, "tone": tone}


def listed(assistant: "Assistant") -> list[JSON]:
    return [_row(assistant, document) for document in api.documents(assistant)["documents"]]


def opened(assistant: "Assistant", document_id: str) -> JSON:
    """One document: what is known of it, its history, and the passages as they were read."""
    found = api.document(assistant, document_id)
    document = found["document"]
    passages = found["passages"]
    return {
        "id": document["id"],
        "title": document["title"],
        "facts": _facts(assistant, document),
        "fields": _fields(assistant, document),
        "notices": list(assistant.knowledge.reading(document_id).notices),
        "actions": [
            {"action": action, "label": strings.ACTIONS[action], "danger": action == "delete"}
            for action in _ACTIONS[document["status"]]
        ],
        "versions": [
            {
                "number": version["number"],
                "label": f"Versi {version['number']}: {version['source_name']}",
                "current": version["number"] == document["version"],
            }
            for version in found["versions"]
        ],
        "passages": [
            {"place": _place(passage), "text": passage["text"]} for passage in passages[:_PASSAGES]
        ],
        "more": len(passages) > _PASSAGES,
    }


def _row(assistant: "Assistant", document: Mapping[str, Any]) -> JSON:
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
        "about": " · ".join(part for part in parts if part),
        "searched": " ".join([document["title"], *filter(None, parts), status]).lower(),
    }


def _facts(assistant: "Assistant", document: Mapping[str, Any]) -> list[JSON]:
    proposed = document["proposed"] or {}
    facts = [
        ("Status", strings.STATUSES[document["status"]]),
        ("OPD", _agency(assistant, document["agency"]) or _proposal(proposed.get("agency_name"))),
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


def _fields(assistant: "Assistant", document: Mapping[str, Any]) -> list[JSON]:
    """What an editor may correct; `proposed` is what the text of the document says."""
    proposed = document["proposed"] or {}
    named = assistant.agencies.normalise(proposed.get("agency_name") or "")
    choices = {
        "agency": agency_choices(assistant),
        "kind": [(label, kind) for kind, label in strings.KINDS.items()],
    }
    offered = {**proposed, "agency": named}
    shown = {
        "agency": _agency(assistant, named),
        "kind": strings.KINDS.get(proposed.get("kind") or "", ""),
    }
    return [
        {
            "name": name,
            "label": label,
            "type": "text" if name == "title" else "date",
            "choices": choices.get(name),
            "value": document[name],
            "proposed": offered.get(name),
            "proposed_shown": shown.get(name) or day(offered.get(name)) or offered.get(name),
        }
        for name, label in strings.FIELDS.items()
    ]


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
    return " · ".join(part for part in (page, passage.get("heading") or "") if part)


def day(iso: str | None) -> str:
    """2026-11-03 → 3 Nov 2026; nothing for what is no date."""
    if not iso or not _DATE.match(iso):
        return ""
    year, month, number = iso[:10].split("-")
    return f"{int(number)} {strings.MONTHS[int(month) - 1]} {year}"
