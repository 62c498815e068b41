"""The public JSON as text for a person at a terminal."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

JSON = Mapping[str, Any]
_SEVERITY = {"block": "HARUS DIPERBAIKI", "warn": "periksa", "info": "saran"}
_KINDS = {
    "question": "pertanyaan",
    "complaint": "keluhan",
    "suggestion": "saran",
    "praise": "pujian",
    "emergency": "DARURAT",
    "rumour": "kabar belum jelas",
    "abuse": "makian",
    "spam": "spam",
    "politics": "politik",
    "other": "lainnya",
}
_URGENCY = {"high": "mendesak", "normal": "biasa", "low": "rendah"}
_STATUS = {
    "published": "terbit",
    "draft": "draf",
    "withdrawn": "ditarik",
    "expired": "kedaluwarsa",
}


def emit(as_json: bool, result: Any, as_text: Callable[[Any], str]) -> None:
    """One JSON document, or text for a person."""
    print(json.dumps(result, ensure_ascii=False) if as_json else as_text(result))


def caption(result: JSON) -> str:
    parts = [_draft(draft["platform"], draft) for draft in result["drafts"]]
    return "\n\n".join([*parts, *_sources(result["sources"])])


def reply(result: JSON) -> str:
    triaged = result["triage"]
    parts = [f"Komentar: {result['comment_masked']}", _triage_line(triaged)]
    if result["acknowledgement"]:
        parts.append(_draft("tanggapan cepat", result["acknowledgement"]))
    if result["reply"]:
        parts.append(_draft("balasan lengkap", result["reply"]))
    if not triaged["needs_reply"]:
        parts.append("Komentar ini tidak perlu dibalas.")
    if result["disposition"]:
        parts.append(_disposition(result["disposition"]))
    if result["follow_up_ids"]:
        parts.append("Tindak lanjut tercatat: " + ", ".join(result["follow_up_ids"]))
    return "\n\n".join([*parts, *_sources(result["sources"])])


def check(result: JSON) -> str:
    wrong = sum(not claim["supported"] for claim in result["claims"])
    lines = [
        f"Panjang {_length(result['length'])} · {len(result['claims'])} fakta, "
        f"{wrong} tidak didukung sumber · {len(result['findings'])} temuan"
    ]
    lines += _findings(result["findings"])
    return "\n\n".join(["\n".join(lines), *_sources(result["sources"])])


def mask(result: JSON) -> str:
    return str(result["text"])


def search(result: JSON) -> str:
    if not result["results"]:
        return "Tidak ada kutipan yang cocok."
    lines = []
    if not result["answerable"]:
        lines.append("Belum ada dokumen yang menjawab; yang paling dekat:")
    for number, hit in enumerate(result["results"], start=1):
        page = f", hlm. {hit['page']}" if hit["page"] else ""
        lines.append(f"{number}. {hit['title']}{page} ({hit['document_id']})")
        lines.append(f"   {_shortened(hit['text'], 300)}")
    return "\n".join(lines)


def triage_rows(result: JSON) -> str:
    lines = [
        f"{row['row']:>4}  {_triage_line(row['triage'])}  {_shortened(row['text_masked'], 80)}"
        for row in result["rows"]
    ]
    return "\n".join(lines) or "Tidak ada komentar."


def add_report(report: JSON) -> str:
    lines = [f"+ {document['title']} ({document['id']})" for document in report["added"]]
    lines += [f"= {item['path']}: {item['reason']}" for item in report["skipped"]]
    lines += [f"! {item['path']}: {item['reason']}" for item in report["failed"]]
    counts = [
        f"{len(report[key])} {name}"
        for key, name in (("added", "ditambah"), ("skipped", "dilewati"), ("failed", "gagal"))
    ]
    return "\n".join([*lines, ", ".join(counts) + "."])


def documents(found: JSON) -> str:
    return "\n".join(map(_document_line, found["documents"])) or "Belum ada dokumen."


def document(found: JSON) -> str:
    lines = [_document_line(found["document"])]
    for passage in found["passages"]:
        place = " · ".join(
            part
            for part in (f"hlm. {passage['page']}" if passage["page"] else "", passage["heading"])
            if part
        )
        lines.append(f"\n[{passage['id']}] {place}\n{passage['text']}")
    return "\n".join(lines)


def changed(one: JSON) -> str:
    return _document_line(one)


def conflicts(found: JSON) -> str:
    lines = []
    for conflict in found["conflicts"]:
        lines.append(f"== {' lawan '.join(one['value'] for one in conflict['statements'])}")
        for one in conflict["statements"]:
            page = f", hlm. {one['page']}" if one["page"] else ""
            published = f", terbit {one['published']}" if one["published"] else ""
            lines.append(f"{one['title']}{page}{published} ({one['document_id']})")
            start = max(0, one["start"] - 140)
            lines.append(f"   {_shortened(one['text'][start : one['end'] + 140], 320)}")
    return "\n".join(lines) or "Tidak ada dokumen yang saling bertentangan."


def comparison(found: JSON) -> str:
    signs = {"same": " ", "gone": "-", "added": "+"}
    lines = [
        f"… {line['skipped']} baris sama …"
        if line["kind"] == "skipped"
        else f"{signs[line['kind']]} {line['text']}"
        for line in found["lines"]
    ]
    return "\n".join(lines) or "Kedua versi sama."


def questions(found: JSON) -> str:
    lines = [
        f"{one['count']:>4}×  {one['agency'] or '-'}  {_shortened(one['text'], 100)} ({one['id']})"
        for one in found["questions"]
    ]
    return "\n".join(lines) or "Tidak ada pertanyaan yang menunggu jawaban."


def figures(name: str, result: JSON, indent: str = "") -> str:
    """Nested figures as an indented list."""
    lines = [f"{indent}{name}"]
    for key, value in result.items():
        if isinstance(value, Mapping):
            lines.append(figures(key, value, indent + "  "))
        else:
            shown = f"{value:.4g}" if isinstance(value, float) else value
            lines.append(f"{indent}  {key}: {shown}")
    return "\n".join(lines)


def _draft(name: str | None, draft: JSON) -> str:
    lines = [f"== {name} · {_length(draft['length'])} · {draft['writer']}"]
    if draft["title"]:
        lines += [draft["title"], ""]
    lines.append(draft["text"])
    if draft["alt_text"]:
        lines += ["", f"Teks alternatif: {draft['alt_text']}"]
    lines += _findings(draft["findings"])
    return "\n".join(lines)


def _findings(findings: Sequence[JSON]) -> Iterator[str]:
    for finding in findings:
        better = finding["suggestion"]
        repair = "" if better is None else f" → “{better}”" if better else " → hapus"
        severity, rule = _SEVERITY[finding["severity"]], finding["rule"]
        yield f"  [{severity}] {finding['message']}{repair} ({rule})"


def _disposition(note: JSON) -> str:
    lines = [f"== disposisi · {note['agency']} · batas {_moment(note['due'])}", note["summary"]]
    if note["missing"]:
        lines.append("Perlu ditanyakan: " + ", ".join(note["missing"]))
    lapor = note["lapor"]
    lines += ["", f"Teks LAPOR ({lapor['class']}, {lapor['category']}): {lapor['title']}"]
    return "\n".join([*lines, lapor["text"]])


def _sources(sources: Sequence[JSON]) -> list[str]:
    if not sources:
        return []
    lines = ["Sumber:"]
    for number, source in enumerate(sources, start=1):
        page = f", hlm. {source['page']}" if source["page"] else ""
        lines.append(f"{number}. {source['title']}{page}: “{_shortened(source['quote'], 200)}”")
    return ["\n".join(lines)]


def _triage_line(triaged: JSON) -> str:
    agencies = ", ".join(triaged["agencies"]) or "-"
    return f"[{_KINDS[triaged['kind']]} · {_URGENCY[triaged['urgency']]} · {agencies}]"


def _document_line(one: JSON) -> str:
    version = f"v{one['version']}"
    parts = (one["id"], _STATUS[one["status"]], one["kind"], one["agency"] or "-", version)
    return f"{'  '.join(parts)}  {one['title']}"


def _length(length: JSON) -> str:
    limit = "" if length["limit"] is None else f"/{length['limit']}"
    return f"{length['count']}{limit} {length['unit']}"


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%d/%m/%Y %H.%M}"


def _shortened(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def queue(result: JSON) -> str:
    return "\n".join(
        f"{_running(one)}  [{_KINDS[one['kind']]} · {_URGENCY[one['urgency']]}] "
        f"{one['count']}×  {_shortened(one['text_masked'], 100)}"
        for one in result["entries"]
    )


def _running(entry: JSON) -> str:
    """The clock that runs: until the first response, and once it is given until the end."""
    if entry["responded_at"]:
        return f"selesaikan {_moment(entry['settle_by'])}"
    return f"tanggapi {_moment(entry['respond_by'])}"


def intake(result: JSON) -> str:
    return (
        f"{result['added']} masuk antrean, {result['grouped']} digabung dengan yang serupa, "
        f"{result['repeated']} sudah pernah masuk, {result['ignored']} tidak perlu dibalas"
    )


def follow_ups(result: JSON) -> str:
    return "\n".join(
        f"{one['id']}  {_moment(one['due'])}{' TERLAMBAT' if one['overdue'] else ''}  "
        f"{one['agency']}  {_shortened(one['promise'], 100)}"
        for one in result["follow_ups"]
    )


def habits(result: JSON) -> str:
    return "\n".join(
        f"{one['count']}×  {one['old'] or '-'} → {one['new'] or '(dihapus)'}"
        for one in result["habits"]
    )


JOBS: Mapping[str, Callable[[JSON], str]] = {
    "caption": caption,
    "reply": reply,
    "check": check,
    "search": search,
    "mask": mask,
}
