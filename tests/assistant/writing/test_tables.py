"""Tables as a post shows them: the right column, unit, year and row."""

from datetime import date
from pathlib import Path

import pytest

from assistant.facts import fact_sheet
from assistant.verification import Citations, verify
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.tables import (
    asked_columns,
    indonesian,
    ordered,
    read_table,
    row_text,
    table_title,
)
from assistant.writing.writer import Brief
from knowledge.documents import Reading
from knowledge.reading import read_file

HEADER = ("No", "Kecamatan", "Jumlah koperasi 2025", "Jumlah koperasi 2026", "Keterangan")
ROWS = [("1", "Krembung", "87", "1092", "-"), ("2", "Tarik", "64", "71", "baru")]


def table_file(folder: Path, header: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    lines = [header, tuple("---" for _ in header), *rows]
    path = folder / "tabel.md"
    path.write_text("# Data\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines))
    return path


def write(path: Path, brief: str, platform: str) -> str:
    readings: list[Reading] = [read_file(path)]
    sheet = fact_sheet(readings, date(2026, 11, 24))
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,)), sheet, readings)
    checked = verify(written.text, readings, brief=brief, citations=Citations())
    assert all(claim.supported for claim in checked.claims), checked.claims
    return written.text


def test_a_row_has_its_name_the_newest_value_and_what_it_counts() -> None:
    table = read_table(ROWS, HEADER)
    assert table
    columns = asked_columns(table, "berapa koperasi tiap kecamatan", {"koperasi": 1.0})
    assert row_text(table, columns, ROWS[0]) == "Krembung: 1.092 koperasi"
    assert table_title(table, columns) == "Koperasi per kecamatan tahun 2026"
    (older,) = asked_columns(table, "data koperasi 2025", {"koperasi": 1.0})
    assert older.year == "2025"
    both = asked_columns(table, "bandingkan koperasi 2025 dan 2026", {})
    assert row_text(table, both, ROWS[1]) == (
        "Tarik: naik dari 64 koperasi (2025) menjadi 71 koperasi (2026)"
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("1385", "1.385"), ("62.56", "62,56"), ("1.385", "1.385"), ("84,2", "84,2"), ("75", "75")],
)
def test_numbers_are_written_as_indonesian_has_them(cell: str, shown: str) -> None:
    assert indonesian(cell) == shown


def test_units_stand_in_the_head_of_the_column(tmp_path: Path) -> None:
    header = ("Jenis", "Tarif (Rp)", "Satuan")
    rows = [("Sewa aula", "1500000", "per hari"), ("Sewa kursi", "4000", "per buah")]
    table = read_table(rows, header)
    assert table
    assert row_text(table, asked_columns(table, "", {}), rows[0]) == (
        "Sewa aula: Rp1.500.000 per hari"
    )
    text = write(table_file(tmp_path, header, *rows), "umumkan tarif sewa", "whatsapp")
    assert "- Sewa kursi: Rp4.000 per buah" in text


def test_the_row_that_is_asked_for_is_the_answer(tmp_path: Path) -> None:
    header = ("No", "Desa", "Tanggal", "Tempat")
    rows = [
        ("1", "Grogol", "3 Desember 2026", "Balai Desa Grogol"),
        ("2", "Kemantren", "9 Desember 2026", "Balai Desa Kemantren"),
        ("3", "Medalem", "11 Desember 2026", "Posyandu Anggrek"),
    ]
    text = write(table_file(tmp_path, header, *rows), "kapan jadwal posyandu di desa Medalem", "x")
    assert "Desa Medalem: 11 Desember, Posyandu Anggrek." in text
    assert "Grogol" not in text
    whole = write(table_file(tmp_path, header, *rows), "umumkan jadwal posyandu desa", "instagram")
    assert "Jadwal per desa:" in whole and whole.count("🗓️") == 3


def test_the_most_is_said_only_where_it_is_asked(tmp_path: Path) -> None:
    header = ("Kecamatan", "Jumlah posyandu")
    rows = [("Tarik", "64"), ("Prambon", "81"), ("Balongbendo", "70"), ("Total", "215")]
    asked = write(
        table_file(tmp_path, header, *rows), "kecamatan mana yang posyandunya terbanyak", "x"
    )
    assert "Posyandu terbanyak tercatat di Prambon: 81 posyandu." in asked
    plain = write(table_file(tmp_path, header, *rows), "data posyandu per kecamatan", "instagram")
    assert "terbanyak" not in plain and "Total: 215 posyandu" in plain


def test_a_table_of_names_and_explanations_is_the_information_block(tmp_path: Path) -> None:
    header = ("Komponen", "Uraian")
    rows = [
        ("Persyaratan", "1. Fotokopi KTP; 2. Surat pengantar RT"),
        ("Jangka waktu", "2 hari kerja"),
        ("Biaya", "Gratis"),
        ("Jam layanan", "08.00–14.00 WIB"),
    ]
    text = write(table_file(tmp_path, header, *rows), "cara urus surat domisili", "instagram")
    for line in ("⏱️ Jangka waktu: 2 hari kerja", "💰 Gratis", "⏰ Jam layanan: 08.00–14.00 WIB"):
        assert line in text
    assert "✅ Fotokopi KTP\n✅ Surat pengantar RT" in text


def test_a_table_of_something_else_is_not_shown(tmp_path: Path) -> None:
    text = write(
        table_file(tmp_path, HEADER, *ROWS), "kabarkan lomba mancing di waduk", "instagram"
    )
    assert "koperasi" not in text


YEARS = ("Indikator", "Satuan", "2024", "2025", "2026")
OVER_YEARS = [
    ("Penduduk miskin", "ribu jiwa", "110.41", "104.95", "99.12"),
    ("Garis kemiskinan", "rupiah/kapita/bulan", "604311", "632790", "659440"),
    ("Kemiskinan ekstrem", "persen", "0.21", "0.09", "0.09"),
]


def test_years_as_heads_are_told_with_their_years_and_units(tmp_path: Path) -> None:
    path = table_file(tmp_path, YEARS, *OVER_YEARS)
    text = write(path, "paparkan angka kemiskinan turun berapa", "whatsapp")
    assert "turun dari 104,95 ribu jiwa (2025) menjadi 99,12 ribu jiwa (2026)" in text
    assert "naik dari Rp632.790 per kapita per bulan (2025) menjadi Rp659.440" in text
    assert "tetap 0,09 persen (2025 dan 2026)" in text
    alone = write(path, "paparkan data kemiskinan", "whatsapp")
    assert "tahun 2026:" in alone and "Penduduk miskin: 99,12 ribu jiwa" in alone


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Penduduk miskin 2026 tinggal 99,12 ribu jiwa.", ""),
        ("Garis kemiskinan Rp659.440 per kapita per bulan.", ""),
        ("Penduduk miskin turun dari 104,95 ribu jiwa (2025) menjadi 99,12 ribu jiwa (2026).", ""),
        ("Penduduk miskin 2026 tinggal 104,95 ribu jiwa.", "104,95"),
        ("Penduduk miskin turun dari 110,41 ribu jiwa (2025) menjadi 99,12 ribu jiwa.", "110,41"),
        ("Kemiskinan ekstrem 2026: 99,12 persen.", "99,12"),
    ],
)
def test_a_cell_of_another_year_or_row_is_found(tmp_path: Path, said: str, wrong: str) -> None:
    readings = [read_file(table_file(tmp_path, YEARS, *OVER_YEARS))]
    claims = verify(said, readings, brief="", citations=Citations()).claims
    flagged = " ".join(claim.text for claim in claims if not claim.supported)
    assert wrong in flagged and bool(wrong) == bool(flagged)


def test_winners_are_told_with_their_village(tmp_path: Path) -> None:
    header = ("Peringkat", "Desa", "Kecamatan", "Judul Inovasi", "Nilai")
    rows = [
        ("I", "Bohar", "Taman", "Ketok Pintu: antar dokumen", "93,10"),
        ("II", "Pepelegi", "Waru", "Balai desa buka malam", "90,05"),
    ]
    text = write(table_file(tmp_path, header, *rows), "umumkan pemenang inovasi", "facebook")
    assert "Peringkat I: Desa Bohar, Kecamatan Taman, Ketok Pintu: antar dokumen" in text
    assert "nilai 90,05" in text


def test_a_number_like_a_year_is_one_only_below_years(tmp_path: Path) -> None:
    header = ("nama_kecamatan", "luas_panen_ha", "jml_petani")
    rows = [("Prambon", "2287", "1204"), ("Wonoayu", "1950", "2010")]
    text = write(table_file(tmp_path, header, *rows), "rilis luas panen per kecamatan", "whatsapp")
    assert "Prambon: 2.287 ha" in text and "Wonoayu: 1.950 ha" in text


def test_rows_of_one_name_are_told_apart_and_periods_named() -> None:
    header = ("Titik pantau", "Parameter", "TW I", "TW II", "Satuan")
    rows = [("Kali Porong", "BOD", "4.2", "3.9", "mg/L"), ("Kali Porong", "DO", "5.1", "5", "mg/L")]
    table = read_table(rows, header)
    assert table
    columns = asked_columns(table, "", {})
    assert row_text(table, columns, rows[1]) == "Kali Porong, DO: TW I 5,1 mg/L; TW II 5 mg/L"


PRICES = (
    "tanggal",
    "komoditas",
    "satuan",
    "psr_larangan",
    "rata2",
    "rata2_pekan_lalu",
    "HET",
    "ket",
)
PRICED = [
    ("23-11-2026", "Telur ayam ras", "kg", "27500", "27750", "26250", "30000", ""),
    ("23-11-2026", "Cabai rawit", "kg", "58000", "57000", "72000", "57000", ""),
    ("23-11-2026", "Gula pasir", "kg", "17000", "17250", "17250", "17500", ""),
]


def test_prices_have_their_measure_and_no_day_of_all_rows() -> None:
    table = read_table(PRICED, PRICES)
    assert table is not None
    columns = [c for c in table.columns if c.noun == "pasar larangan"]
    assert row_text(table, columns, PRICED[0]) == "Telur ayam ras: Rp27.500 per kg"


def test_what_rose_and_fell_is_told_against_the_state_before() -> None:
    table = read_table(PRICED, PRICES)
    assert table is not None
    columns = asked_columns(table, "mana yang naik mana yang turun", {})
    rows = ordered(table, columns, range(len(PRICED)), "mana yang naik mana yang turun")
    assert [row_text(table, columns, PRICED[n]) for n in rows] == [
        "Telur ayam ras: naik dari Rp26.250 menjadi Rp27.750 per kg",
        "Cabai rawit: turun dari Rp72.000 menjadi Rp57.000 per kg",
    ]


def test_a_day_that_moved_is_told_as_moved() -> None:
    header = ("Tanggal", "Lokasi", "Jam", "Ket")
    rows = [
        ("Rabu, 16 Desember 2026", "Lapangan Wonokasian", "08.00-12.00", "DIUNDUR ke Kamis 17/12"),
        ("Jumat, 18 Desember 2026", "Pasar Baru Krian", "08.00-10.30", "ramai"),
    ]
    table = read_table(rows, header)
    assert table is not None
    told = [row_text(table, table.columns, row) for row in rows]
    assert told[0].endswith("diundur ke Kamis 17/12")
    assert "ramai" not in told[1]


def test_bare_thousands_below_a_tariff_are_rupiah_for_writer_and_checks(tmp_path: Path) -> None:
    page = tmp_path / "tarif.md"
    page.write_text(
        "# Tarif Laboratorium Daerah\n\nPeserta JKN dengan rujukan tidak membayar tarif.\n\n"
        "| Pemeriksaan | Umum | Pelajar |\n|---|---|---|\n| I. KLINIK | | |\n"
        "| Gula darah | 20.000 | 15.000 |\n| Darah lengkap | 65.000 | 50.000 |\n"
        "| II. NARKOBA | | |\n| 3 parameter | 110.000 | 75.000 |\n"
    )
    text = write(page, "tarif laboratorium daerah", "whatsapp")
    assert "Klinik – Gula darah: umum Rp20.000, pelajar Rp15.000" in text
    assert "Narkoba – 3 parameter: umum Rp110.000, pelajar Rp75.000" in text
    checked = verify(text, [read_file(page)], brief="", citations=Citations(), platform="whatsapp")
    assert [claim.text for claim in checked.claims if not claim.supported] == []


def test_a_remark_of_few_rows_is_told_and_one_of_all_rows_only_where_it_moves_them() -> None:
    header = ("Tanggal", "Desa", "Tempat", "Catatan")
    rows = [
        ("Rabu, 2 Desember", "Gampang", "Pendopo", ""),
        ("Kamis, 3 Desember", "Watutulis", "Balai desa", "khusus lansia, petugas ke rumah"),
        ("Jumat, 4 Desember", "Permisan", "Balai desa", ""),
    ]
    table = read_table(rows, header)
    assert table is not None
    columns = asked_columns(table, "jadwal", {})
    assert row_text(table, columns, rows[1]).endswith(", khusus lansia, petugas ke rumah")
    counted = [(*row[:3], f"Sapi {n} ekor") for n, row in enumerate(rows)]
    counted[2] = (*counted[2][:3], "DIBATALKAN (sudah divaksin)")
    table = read_table(counted, header)
    assert table is not None
    assert "ekor" not in row_text(table, columns, counted[0])
    assert row_text(table, columns, counted[2]).endswith("dibatalkan (sudah divaksin)")


def test_a_heading_with_its_measure_names_the_table(tmp_path: Path) -> None:
    page = tmp_path / "gor.txt"
    page.write_text(
        "TARIF PEMAKAIAN GOR DELTA\nDinas Pemuda Sidoarjo\nBerlaku mulai 2 Januari 2027\n\n"
        "A. LAPANGAN (per jam)\n                 Siang        Malam\n"
        "Bulu tangkis     Rp35.000     Rp50.000\nFutsal           Rp90.000     Rp130.000\n"
        "Tenis            Rp40.000     Rp65.000\n\nB. STADION\n"
        "Latihan klub     Rp1.250.000 per 2 jam\nPertandingan     Rp7.500.000 per hari\n"
        "Konser           Rp45.000.000 per hari\n"
    )
    text = write(page, "tarif lapangan GOR Delta", "whatsapp")
    assert "Lapangan (per jam):\n- Bulu tangkis: siang Rp35.000, malam Rp50.000" in text
    assert "Berlaku mulai" not in text.replace("delta berlaku mulai", "")
