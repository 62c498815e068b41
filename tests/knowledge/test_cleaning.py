import pytest

from knowledge.cleaning import join_lines, looks_like_heading, marker, repair_text, statute_level


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["mutu pelaya-", "nan publik"], "mutu pelayanan publik"),
        (["untuk anak-", "anak sekolah"], "untuk anak-anak sekolah"),
        (["bagi anak-", "anaknya"], "bagi anak-anaknya"),
        (["mereka berlari-", "lari"], "mereka berlari-lari"),
        (["dana non-", "fisik daerah"], "dana non-fisik daerah"),
        (["Undang-", "Undang Dasar"], "Undang-Undang Dasar"),
        (["cetak KTP-", "el"], "cetak KTP-el"),
        (["kegiatan peme-", "rintah"], "kegiatan pemerintah"),
        (["tahun 2025-", "2026"], "tahun 2025-2026"),
        (["satu –", "dua"], "satu – dua"),
    ],
)
def test_words_broken_at_the_end_of_a_line(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb01siensi\u00a0anggaran", "efisiensi anggaran"),
        ("P E M E R I N T A H daerah", "PEMERINTAH daerah"),
        ("tersem\u200bbunyi \u202eteks", "tersembunyi teks"),
        ("  dua   kata\n", "dua kata"),
    ],
)
def test_text_is_repaired(raw: str, clean: str) -> None:
    assert repair_text(raw) == clean


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("• Gratis", ("-", "Gratis")),
        ("- Gratis", ("-", "Gratis")),
        ("1. Datang", ("1.", "Datang")),
        ("a) Datang", ("a)", "Datang")),
        ("(2) Wajib", ("(2)", "Wajib")),
        ("-5 derajat", None),
        ("1.500 orang", None),
        ("Warga datang", None),
    ],
)
def test_markers_of_items(line: str, found: tuple[str, str] | None) -> None:
    assert marker(line) == found


def test_headings_of_statutes() -> None:
    assert statute_level("BAB II KETENTUAN UMUM") == 2
    assert statute_level("Pasal 12") == 4
    assert statute_level("Pasal 12 mengatur hal ini.") is None
    assert looks_like_heading("SYARAT PENDAFTARAN")
    assert not looks_like_heading("Warga Datang")
