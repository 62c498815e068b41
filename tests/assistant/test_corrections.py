"""What the admin corrects in the fact sheet reaches the drafts, and the checks know whose it is."""

from datetime import date
from typing import Any

from assistant.captions import Desk, draft_captions
from assistant.checking import check
from assistant.corrections import correct
from assistant.drafts import CaptionResult
from assistant.facts import fact_sheet
from assistant.jobs import CaptionJob, CheckJob, FactChanges, parse_job
from assistant.writing.embedded_writer import EmbeddedWriter
from knowledge.reading import read_text

TODAY = date(2026, 11, 24)
RELEASE = """Pasar Murah di Kecamatan Krian

Dinas Perindustrian dan Perdagangan Kabupaten Sidoarjo menggelar pasar murah pada Rabu, 9 Desember \
2026, pukul 07.00–11.00 WIB di Lapangan Krian. Panitia menyiapkan 2 ton beras.

Warga membawa KTP Sidoarjo. Tiap warga dapat membeli paling banyak 10 kilogram beras.

Informasi melalui WhatsApp 0811-3333-4444.
"""
READING = read_text(RELEASE)
CHANGES: dict[str, Any] = {
    "replace": [{"slot": "where", "text": "Lapangan Krian", "by": "Balai Desa Sidomulyo"}],
    "remove": [{"slot": "when", "text": "07.00–11.00 WIB"}],
    "add": [{"slot": "cost", "text": "Rp60.000 per paket"}],
}


def drafts(**more: Any) -> CaptionResult:
    values = {"brief": "Kabarkan pasar murah", "platforms": ["instagram"], "source_text": RELEASE}
    job = parse_job(CaptionJob, {**values, **more})
    return draft_captions(job, Desk((EmbeddedWriter(),), None, TODAY))


def test_the_sheet_says_what_stands_where() -> None:
    facts = {(fact.slot, fact.text): fact for fact in drafts().facts}
    place = facts["where", "Lapangan Krian"]
    assert place.state == "source" and "pasar murah" in (place.quote or "")
    assert ("contact", "0811-3333-4444") in facts


def test_the_drafts_follow_and_the_values_are_the_admins() -> None:
    result = drafts(facts=CHANGES)
    (draft,) = result.drafts
    assert "Balai Desa Sidomulyo" in draft.text and "Rp60.000" in draft.text
    assert "Lapangan Krian" not in draft.text and "07.00" not in draft.text
    assert "9 Desember 2026" in draft.text
    statuses = {claim.text: claim.status for claim in draft.claims}
    assert {s for text, s in statuses.items() if "Rp60.000" in text} == {"from_brief"}
    assert {s for text, s in statuses.items() if "Sidomulyo" in text} == {"from_brief"}
    assert not [f for f in draft.findings if f.rule.startswith("claim.")]
    states = {fact.text: (fact.state, fact.old) for fact in result.facts}
    assert states["Balai Desa Sidomulyo"] == ("replaced", "Lapangan Krian")
    assert states["07.00–11.00 WIB"] == ("removed", None)
    assert states["Rp60.000 per paket"] == ("added", None)


def test_citations_stay_verbatim() -> None:
    assert all(source.quote in READING.text for source in drafts(facts=CHANGES).sources)


def test_a_text_that_keeps_a_corrected_value_is_told(tmp_path: Any) -> None:
    source = tmp_path / "rilis.txt"
    source.write_text(RELEASE, encoding="utf-8")
    text = "Pasar murah digelar di Lapangan Krian, pukul 7 sampai 11 pagi."
    job = parse_job(CheckJob, {"text": text, "sources": [str(source)], "facts": CHANGES})
    told = [f for f in check(job, None, TODAY).findings if f.rule == "struck-fact"]
    assert next(text[f.start : f.end] for f in told) == "Lapangan Krian"
    assert told[0].suggestion == "Balai Desa Sidomulyo"
    assert any("dicoret" in f.message for f in told)


def test_a_corrected_reading_is_as_sound_as_the_one_before() -> None:
    (corrected,) = correct([READING], FactChanges.model_validate(CHANGES), TODAY)
    assert all(
        corrected.text[passage.start : passage.end] == passage.text
        for passage in corrected.passages
    )
    assert "di Balai Desa Sidomulyo. Panitia" in corrected.text
    assert "9 Desember 2026 di Balai" in corrected.text
    assert "Biaya: Rp60.000 per paket" in {
        corrected.text[block.start : block.end] for block in corrected.blocks
    }
    values = {fact.text for fact in fact_sheet([corrected], TODAY).facts}
    assert "Lapangan Krian" not in values


def test_a_sentence_goes_with_a_fact_that_it_cannot_do_without() -> None:
    changes = FactChanges.model_validate(
        {"remove": [{"slot": "contact", "text": "0811-3333-4444"}]}
    )
    (corrected,) = correct([READING], changes, TODAY)
    assert "Informasi melalui" not in corrected.text


def test_a_missing_essential_is_said_until_it_is_added() -> None:
    release = RELEASE.replace(" di Lapangan Krian", "").replace(" di Kecamatan Krian", "")
    brief = "Kabarkan acara pasar murah"
    (draft,) = drafts(brief=brief, source_text=release).drafts
    assert next(f for f in draft.findings if f.rule == "missing-fact").message.startswith("Tempat")
    added = {"add": [{"slot": "where", "text": "Balai Desa Sidomulyo"}]}
    (draft,) = drafts(brief=brief, source_text=release, facts=added).drafts
    assert not [f for f in draft.findings if f.rule == "missing-fact"]
    assert "Balai Desa Sidomulyo" in draft.text
