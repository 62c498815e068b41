"""Dates, hours and spans in the forms of Indonesian documents."""

from datetime import date

import pytest

from assistant.reading.moments import find_dates, find_durations, find_spans, find_times


@pytest.mark.parametrize(
    ("text", "shown", "first", "last"),
    [
        ("pada Senin (4/5/2026)", "Senin, 4 Mei 2026", date(2026, 5, 4), date(2026, 5, 4)),
        ("Senin (4/5), di aula", "Senin, 4 Mei", date(2026, 5, 4), date(2026, 5, 4)),
        ("Kamis, 12 Maret 2026", "Kamis, 12 Maret 2026", date(2026, 3, 12), date(2026, 3, 12)),
        ("2–20 Februari 2026", "2–20 Februari 2026", date(2026, 2, 2), date(2026, 2, 20)),
        (
            "5 November 2025 hingga 8 April 2026",
            "5 November 2025 hingga 8 April 2026",
            date(2025, 11, 5),
            date(2026, 4, 8),
        ),
        ("tanggal 3 Juni", "3 Juni", date(2026, 6, 3), date(2026, 6, 3)),
        (
            "Selasa-Rabu (8-9/9/2026)",
            "Selasa-Rabu, 8–9 September 2026",
            date(2026, 9, 8),
            date(2026, 9, 9),
        ),
    ],
)
def test_dates(text: str, shown: str, first: date, last: date) -> None:
    (found,) = find_dates(text, 2026)
    assert (found.text, found.first, found.last) == (shown, first, last)
    assert text[found.start : found.end]


@pytest.mark.parametrize(
    "text", ["Pasal 5/2026", "harga 12.500", "nomor 31/2/2026", "SK 065/10/438"]
)
def test_what_is_no_date(text: str) -> None:
    assert list(find_dates(text, 2026)) == []


def test_hours_durations_and_spans() -> None:
    assert [t for t, _, _ in find_times("jam 08:00 s/d 15:00 WIB dan 12.50")] == ["08.00–15.00 WIB"]
    assert [t for t, _, _ in find_durations("berlangsung selama tiga hari")] == ["selama tiga hari"]
    text = "padam mulai pukul 22.00 WIB sampai Jumat (13/3/2026) pukul 06.00 WIB."
    (span,) = find_spans(text)
    assert span[0] == "mulai pukul 22.00 WIB sampai Jumat (13/3/2026) pukul 06.00 WIB"


def test_a_long_row_of_numbers_is_read_quickly() -> None:
    assert list(find_dates("1 2 3 4 5 6 7 8 9 10 " * 2000)) == []
    assert list(find_spans("mulai " + "1 2 3 " * 5000)) == []
