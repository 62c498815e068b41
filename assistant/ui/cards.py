"""Drafts and what the checks say of them, as the JSON that page.js puts on the screen.

Nothing here is HTML: the browser sets every text as text, so no text needs to be escaped.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from assistant.drafts import (
    CheckedClaim,
    CheckResult,
    Disposition,
    Draft,
    Finding,
    Length,
    Source,
)
from assistant.house_style import reason_of
from assistant.ui import strings
from knowledge.sentences import split_sentences

JSON = dict[str, Any]

_MARKS = {
    "supported": "ok",
    "from_brief": "brief",
    "not_found": "doubt",
    "found_elsewhere": "doubt",
    "contradicted": "wrong",
}


def show(
    cards: Sequence[JSON],
    *,
    layout: str = "stack",
    notice: str | None = None,
    busy: bool = False,
    chips: Sequence[JSON] = (),
    finish: str | None = None,
    steps: Sequence[JSON] = (),
) -> JSON:
    """A board with these cards and nothing else. `layout`: "tabs" or "stack".

    `finish` is the label of a button below the cards that closes the job; `steps` are what else
    can be done there: {"step", "label"}.
    """
    return _message(
        "show",
        cards=list(cards),
        layout=layout,
        notice=notice,
        busy=busy,
        chips=list(chips),
        finish=finish,
        steps=list(steps),
    )


def tell(sentence: str, tone: str = "warn") -> JSON:
    """A sentence above the cards, which stay. `tone`: "warn" or "good"."""
    return _message("tell", notice=sentence, tone=tone)


def renew_card(card: JSON) -> JSON:
    return _message("card", card=card)


def renew_verdict(key: str, verdict: JSON) -> JSON:
    return _message("verdict", key=key, verdict=verdict)


def standing_message(key: str, standing: JSON, sentence: str) -> JSON:
    """How far the draft of one card is on its way out now."""
    return _message("standing", key=key, standing=standing, notice=sentence)


def _message(kind: str, **content: Any) -> JSON:
    # Two messages with the same content are still two: the browser must notice the second.
    return {"kind": kind, "serial": uuid.uuid4().hex, **content}


def draft_card(
    key: str,
    heading: str,
    draft: Draft,
    sources: Sequence[Source],
    *,
    note: str = "",
    own: str = strings.OWN_BRIEF,
    promises: Sequence[JSON] = (),
    **more: Any,
) -> JSON:
    return {
        "key": key,
        "type": "draft",
        "heading": heading,
        "note": note,
        "title": draft.title,
        "text": draft.text,
        "alt_text": draft.alt_text,
        "verdict": verdict(
            draft.text,
            draft.claims,
            draft.findings,
            sources,
            draft.length,
            title=draft.title,
            title_length=draft.title_length,
            own=own,
            promises=promises,
        ),
        **more,
    }


def checked_card(key: str, heading: str, text: str, result: CheckResult) -> JSON:
    return {
        "key": key,
        "type": "draft",
        "heading": heading,
        "note": "",
        "title": None,
        "text": text,
        "alt_text": None,
        "verdict": check_verdict(text, result),
    }


def streaming_card(key: str, heading: str, text: str) -> JSON:
    """What a model has written so far: grey, unchecked, not to be copied."""
    return {"key": key, "type": "stream", "heading": heading, "note": "", "text": text}


def note_card(
    key: str,
    heading: str,
    text: str,
    *,
    note: str = "",
    copy: bool = True,
    reveal: str | None = None,
) -> JSON:
    """`reveal`: the label of a button that asks for what masking took out of `text`."""
    return {
        "key": key,
        "type": "note",
        "heading": heading,
        "note": note,
        "text": text,
        "copy": copy,
        "reveal": reveal,
    }


def check_verdict(text: str, result: CheckResult, **more: Any) -> JSON:
    return verdict(text, result.claims, result.findings, result.sources, result.length, **more)


def verdict(
    text: str,
    claims: Sequence[CheckedClaim],
    findings: Sequence[Finding],
    sources: Sequence[Source],
    length: Length,
    *,
    title: str | None = None,
    title_length: Length | None = None,
    own: str = strings.OWN_BRIEF,
    promises: Sequence[JSON] = (),
) -> JSON:
    """What is shown under a text; `text` and `title` say which state of it was checked.

    `own` names what the text was written for: the brief or the comment. `promises`: sentences
    that are recorded when it is sent, {"quote", "record"}.
    """
    used = sorted({c.source for c in claims if c.source is not None and c.source < len(sources)})
    return {
        "text": text,
        "title": title,
        "segments": segments(text, claims, own),
        "findings": [_finding(text, finding) for finding in findings],
        "sources": _grouped([_source(number, sources[number]) for number in used]),
        "length": meter(length),
        "title_length": meter(title_length) if title_length else None,
        "summary": summary(claims, findings, length, own),
        "promises": list(promises),
    }


def segments(text: str, claims: Sequence[CheckedClaim], own: str = strings.OWN_BRIEF) -> list[JSON]:
    """`text` cut into pieces, each with its mark; together they are `text` again.

    Of claims that overlap the most serious one is shown, then the longest.
    """
    rank = {"wrong": 0, "doubt": 1, "ok": 2, "brief": 3}
    taken: list[CheckedClaim] = []
    for claim in sorted(claims, key=lambda c: (rank[_MARKS[c.status]], c.start - c.end, c.start)):
        inside = 0 <= claim.start < claim.end <= len(text)
        if inside and all(claim.end <= t.start or t.end <= claim.start for t in taken):
            taken.append(claim)
    pieces: list[JSON] = []
    at = 0
    for claim in sorted(taken, key=lambda c: c.start):
        if at < claim.start:
            pieces.append({"text": text[at : claim.start]})
        pieces.append(
            {
                "text": text[claim.start : claim.end],
                "mark": _MARKS[claim.status],
                "source": claim.source + 1 if claim.source is not None else None,
                "hint": _hint(claim, own),
            }
        )
        at = claim.end
    if at < len(text):
        pieces.append({"text": text[at:]})
    return pieces


def _hint(claim: CheckedClaim, own: str) -> str:
    status = strings.CLAIM_STATUSES[claim.status].format(own=own)
    return f"{status}: {claim.source_says}" if claim.source_says else status


def _finding(text: str, finding: Finding) -> JSON:
    start, end = finding.start, finding.end
    quote = text[start:end] if start is not None and end is not None else None
    return {
        "severity": finding.severity,
        "message": finding.message,
        "rule": finding.rule if reason_of(finding.rule) else "",
        "reason": reason_of(finding.rule),
        "quote": quote,
        "repairs": _repairs(text, finding) if quote is not None else [],
    }


def _repairs(text: str, finding: Finding) -> list[JSON]:
    """What one tap can do about a finding: the suggestion, or leaving the sentence out."""
    assert finding.start is not None and finding.end is not None
    start, end = finding.start, finding.end
    repairs = []
    if finding.suggestion is not None:
        repairs.append(_repair(text, start, end, finding.suggestion))
    if finding.rule.startswith("claim.") and finding.suggestion != "":
        sentence = _sentence_around(text, start, end)
        if sentence and text[: sentence[0]].strip() + text[sentence[1] :].strip():
            repairs.append(
                {
                    "label": "Hapus kalimat",
                    "start": sentence[0],
                    "end": sentence[1],
                    "old": text[sentence[0] : sentence[1]],
                    "new": "",
                }
            )
    return repairs


def _repair(text: str, start: int, end: int, new: str) -> JSON:
    old = text[start:end]
    if not old:
        label = f"Tambahkan “{_short(new)}”"
    elif not new.strip():
        label = f"Hapus “{_short(old)}”" if old.strip() else "Hapus"
    else:
        label = f"Ganti menjadi “{_short(new)}”"
    return {"label": label, "start": start, "end": end, "old": old, "new": new}


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The sentence that holds `text[start:end]`, with the space before the next one."""
    for sentence in split_sentences(text):
        if not sentence.start <= start < end <= sentence.end:
            continue
        left, right = sentence.start, sentence.end
        while text[right : right + 1] == " ":
            right += 1
        alone = text[left - 1 : left] in {"", "\n"} and text[right : right + 1] == "\n"
        # A line that is left empty goes with its line break.
        return (left, right + 1) if alone else (left, right)
    return None


def _source(number: int, source: Source) -> JSON:
    return {
        "number": number + 1,
        "title": source.title,
        "place": f"hlm. {source.page}" if source.page is not None else "",
        "quote": _short(source.quote, 280),
    }


def _grouped(sources: Sequence[JSON]) -> list[JSON]:
    """Sources by document, so that a title stands once above the places it is cited for."""
    titles = dict.fromkeys(source["title"] for source in sources)
    return [
        {"title": title, "places": [s for s in sources if s["title"] == title]} for title in titles
    ]


def meter(length: Length) -> JSON:
    """`share` of the limit that is used; above 1 the platform refuses the text."""
    count = thousands(length.count)
    if length.limit is None:
        return {"shown": f"{count} karakter", "share": None}
    unit = " bita" if length.unit == "bytes" else ""
    return {
        "shown": f"{count} / {thousands(length.limit)}{unit}",
        "share": round(length.count / length.limit, 4) if length.limit else 1.0,
    }


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def summary(
    claims: Sequence[CheckedClaim],
    findings: Sequence[Finding],
    length: Length,
    own: str = strings.OWN_BRIEF,
) -> str:
    """What is in order, in a few words; what is not stands in the findings."""
    good = sum(claim.status == "supported" for claim in claims)
    given = sum(claim.status == "from_brief" for claim in claims)
    parts = [f"{good} fakta cocok dengan sumber"] if good else []
    if given:
        parts.append(f"{given} dari {own}")
    style = [f for f in findings if not f.rule.startswith(("claim.", "no-source"))]
    if not any(finding.severity != "info" for finding in style):
        parts.append("gaya sesuai pedoman")
    if length.limit is not None and length.count <= length.limit:
        parts.append("panjang aman")
    return " · ".join(parts)


def disposition_text(disposition: Disposition, agency: str) -> str:
    lines = [f"Kepada: {agency}", disposition.summary]
    if disposition.missing:
        lines.append("Perlu ditanyakan: " + ", ".join(disposition.missing))
    due = disposition.due
    month = strings.MONTHS[due.month - 1]
    lines.append(f"Batas: {due.day} {month} {due.year}, {due:%H.%M} WIB")
    return "\n".join(lines)


def lapor_text(disposition: Disposition) -> str:
    lapor = disposition.lapor
    kind = strings.LAPOR_CLASSES.get(lapor.report_class, lapor.report_class)
    return f"Judul: {lapor.title}\nKlasifikasi: {kind}\nKategori: {lapor.category}\n\n{lapor.text}"
