from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafts import CheckedClaim, Disposition, Finding, Lapor, Length, Source
from assistant.ui.cards import (
    disposition_text,
    lapor_text,
    meter,
    segments,
    show,
    summary,
    tell,
    verdict,
)

TEXT = "Dibuka 5 Mei 2025 di Aula. Biayanya Rp50.000. Kuotanya 30 orang.\n\nAyo daftar!"


def claim(what: str, status: str = "supported", source: int | None = 0) -> CheckedClaim:
    start = TEXT.index(what)
    supported = status in {"supported", "from_brief"}
    return CheckedClaim(
        what,
        "number",
        start,
        start + len(what),
        supported,
        status,  # type: ignore[arg-type]
        source,
        None,
    )


def finding(what: str, rule: str = "claim.not_found", suggestion: str | None = None) -> Finding:
    start = TEXT.index(what)
    return Finding(rule, "warn", start, start + len(what), "periksa", suggestion)


def judged(*findings: Finding) -> list[dict[str, object]]:
    length = Length(len(TEXT), 2200, "utf16")
    return verdict(TEXT, (), findings, (), length)["findings"]  # type: ignore[no-any-return]


def applied(repair: dict[str, object]) -> str:
    assert TEXT[repair["start"] : repair["end"]] == repair["old"]  # type: ignore[misc]
    return TEXT[: repair["start"]] + str(repair["new"]) + TEXT[repair["end"] :]  # type: ignore[misc]


def test_marks_carry_the_number_of_their_source() -> None:
    pieces = segments(TEXT, [claim("5 Mei 2025"), claim("Rp50.000", "contradicted", 2)])
    assert [(p["text"], p["mark"], p["source"]) for p in pieces if "mark" in p] == [
        ("5 Mei 2025", "ok", 1),
        ("Rp50.000", "wrong", 3),
    ]


def test_of_overlapping_claims_the_serious_one_is_shown() -> None:
    pieces = segments(TEXT, [claim("5 Mei 2025"), claim("2025", "not_found", None)])
    assert [p["text"] for p in pieces if p.get("mark") == "doubt"] == ["2025"]
    assert [p for p in pieces if p.get("mark") == "ok"] == []


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70))))
def test_the_pieces_are_the_text_again(text: str, places: list[tuple[int, int]]) -> None:
    claims = [
        CheckedClaim("", "number", start, end, True, "supported", None, None)
        for start, end in places
    ]
    assert "".join(piece["text"] for piece in segments(text, claims)) == text


def test_a_suggestion_is_one_tap() -> None:
    (found,) = judged(finding("Rp50.000", "style.money", "Rp60.000"))
    (repair,) = found["repairs"]  # type: ignore[misc]
    assert repair["label"] == "Ganti menjadi “Rp60.000”"  # type: ignore[index]
    assert "Biayanya Rp60.000." in applied(repair)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("suggestion", "label"), [("", "Hapus “30 orang”"), ("40 orang", "Ganti menjadi “40 orang”")]
)
def test_a_repair_says_what_it_does(suggestion: str, label: str) -> None:
    (found,) = judged(finding("30 orang", "style.x", suggestion))
    assert found["repairs"][0]["label"] == label  # type: ignore[index]


def test_a_doubtful_fact_can_go_with_its_sentence() -> None:
    (found,) = judged(finding("Rp50.000"))
    (repair,) = found["repairs"]  # type: ignore[misc]
    assert applied(repair) == TEXT.replace("Biayanya Rp50.000. ", "")  # type: ignore[arg-type]


def test_the_only_sentence_is_not_offered_for_deletion() -> None:
    text = "Kuotanya 30 orang."
    found = verdict(
        text,
        (),
        [Finding("claim.not_found", "warn", 9, 17, "periksa")],
        (),
        Length(18, None, "codepoints"),
    )["findings"]
    assert found[0]["repairs"] == []


def test_a_finding_without_a_place_has_no_repair() -> None:
    (found,) = judged(Finding("no-source", "block", None, None, "Tambahkan sumber."))
    assert found["quote"] is None and found["repairs"] == []


def test_a_document_stands_once_above_the_places_it_is_cited_for() -> None:
    sources = [Source("d1", "Rilis", None, 2, "Satu."), Source("d1", "Rilis", None, None, "Dua.")]
    shown = verdict(
        TEXT,
        [claim("5 Mei 2025"), claim("Rp50.000", source=1)],
        (),
        sources,
        Length(10, 100, "utf16"),
    )["sources"]
    assert [(group["title"], len(group["places"])) for group in shown] == [("Rilis", 2)]
    assert [place["place"] for place in shown[0]["places"]] == ["hlm. 2", ""]


def test_the_meter_speaks_indonesian() -> None:
    assert meter(Length(1234, 2200, "utf16"))["shown"] == "1.234 / 2.200"
    assert meter(Length(10, 5000, "bytes"))["shown"] == "10 / 5.000 bita"
    assert meter(Length(1200, None, "codepoints")) == {"shown": "1.200 karakter", "share": None}
    assert meter(Length(300, 280, "weighted"))["share"] > 1


def test_the_summary_says_only_what_is_so() -> None:
    good = [claim("5 Mei 2025"), claim("30 orang", "from_brief", None)]
    fits = Length(10, 100, "utf16")
    assert summary(good, [], fits) == (
        "1 fakta cocok dengan sumber · 1 dari maksud Anda · gaya sesuai pedoman · panjang aman"
    )
    style = Finding("style.x", "warn", 0, 1, "…")
    assert summary([], [style], Length(101, 100, "utf16")) == ""


def test_two_messages_with_the_same_content_differ() -> None:
    assert show([]) != show([]) and tell("x") != tell("x")


def test_the_notes_for_the_agency_read_as_notes() -> None:
    due = datetime(2026, 12, 2, 16, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    lapor = Lapor("Jalan rusak", "pengaduan", "Infrastruktur", "Jalan rusak di Waru.")
    note = Disposition("dpubmsda", "Jalan rusak di Waru", ("foto",), due, lapor)
    assert disposition_text(note, "DPUBMSDA") == (
        "Kepada: DPUBMSDA\nJalan rusak di Waru\n"
        "Perlu ditanyakan: foto\nBatas: 2 Des 2026, 16.00 WIB"
    )
    assert lapor_text(note).startswith("Judul: Jalan rusak\nKlasifikasi: Pengaduan\n")
