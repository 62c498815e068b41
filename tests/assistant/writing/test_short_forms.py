"""Forms of a sentence for little room: shorter, and still the same."""

from datetime import date

import pytest

from assistant.writing.short_forms import of_this_year, tight

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Bazar dibuka Kamis, 3 Desember 2026.", "Bazar dibuka Kamis, 3 Desember."),
        ("Pelatihan dimulai 11 Januari 2027.", "Pelatihan dimulai 11 Januari 2027."),
        ("Dibanding Agustus 2026 angkanya turun.", "Dibanding Agustus 2026 angkanya turun."),
        (
            "Digelar 3 Juli 2026, 5 Juli 2026, dan 7 Juli 2026.",
            "Digelar 3, 5, dan 7 Juli.",
        ),
        ("Digelar 30 Juni, 1 Juli, dan 2 Juli.", "Digelar 30 Juni, 1, dan 2 Juli."),
    ],
)
def test_a_day_of_this_year_needs_no_year_and_a_month_is_said_once(text: str, short: str) -> None:
    today = TODAY if "Juli" not in text else date(2026, 6, 1)
    assert of_this_year(text, today) == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Dinas Kesehatan Kabupaten Sidoarjo buka Senin, 7 Desember pukul 08.00–11.00 WIB.",
            "Dinkes Sidoarjo buka 7 Desember pukul 08.00–11.00.",
        ),
        (
            "Dinas Lingkungan Hidup dan Kebersihan (DLHK) Kabupaten Sidoarjo mengimbau warga.",
            "DLHK Sidoarjo mengimbau warga.",
        ),
        ("Layanan buka setiap Senin dan Rabu.", "Layanan buka setiap Senin dan Rabu."),
        ("Dinas Kesehatan Surabaya ikut hadir.", "Dinas Kesehatan Surabaya ikut hadir."),
    ],
)
def test_offices_are_called_as_people_call_them(text: str, short: str) -> None:
    assert tight(text) == short
