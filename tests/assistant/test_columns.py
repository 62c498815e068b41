"""Heads of columns, and numbers with the unit that they or their row give."""

import pytest

from assistant.columns import read_head, with_unit


@pytest.mark.parametrize(
    ("name", "noun", "unit", "year"),
    [
        ("Jumlah UMKM binaan 2026 (unit)", "UMKM binaan", "unit", "2026"),
        ("jml_kk_miskin", "KK miskin", "", ""),
        ("pct_miskin", "persen miskin", "persen", ""),
        ("2025", "", "", "2025"),
        ("Indeks kedalaman (P1)", "indeks kedalaman", "", ""),
        ("Rumah tidak layak huni (RTLH)", "rumah tidak layak huni", "", ""),
        ("Volume (m3/bulan)", "volume", "m3/bulan", ""),
        ("Tarif 2026", "tarif", "Rp", "2026"),
        ("%", "persentase", "persen", ""),
        ("Penduduk L", "penduduk laki-laki", "", ""),
    ],
)
def test_a_head_says_what_is_counted_in_which_unit_and_year(
    name: str, noun: str, unit: str, year: str
) -> None:
    head = read_head(name)
    assert (head.noun, head.unit, head.year) == (noun, unit, year)


@pytest.mark.parametrize(
    ("number", "head", "row", "shown"),
    [
        ("212,3", "Rp miliar", "", "Rp212,3 miliar"),
        ("525867", "", "rupiah/kapita/bulan", "Rp525.867 per kapita per bulan"),
        ("125.69", "", "ribu jiwa", "125,69 ribu jiwa"),
        ("0.74", "", "indeks", "0,74"),
        ("13.200", "Rp", "kg", "Rp13.200 per kg"),
        ("4000", "Rp", "per buah", "Rp4.000 per buah"),
        ("62.5", "%", "", "62,5 persen"),
        ("92,0", "persen", "Rp miliar", "92,0 persen"),
        ("08.00", "WIB", "", "08.00 WIB"),
    ],
)
def test_a_bare_number_reads_with_its_unit(number: str, head: str, row: str, shown: str) -> None:
    assert with_unit(number, head, row) == shown
