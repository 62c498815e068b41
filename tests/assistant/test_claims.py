"""What a text asserts, in normal form."""

from decimal import Decimal

import pytest

from assistant.assertions.value import Amount, Clock, Day, Span
from assistant.claims import Claim, find_claims


def one(text: str, kind: str | None = None) -> Claim:
    found = [claim for claim in find_claims(text) if kind is None or claim.kind == kind]
    assert len(found) == 1, [(claim.kind, claim.text) for claim in find_claims(text)]
    return found[0]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(claim.kind, claim.text) for claim in find_claims(text)]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Anggarannya Rp1,5 miliar.", "1500000000", "rupiah"),
        ("Anggarannya Rp 1.500.000.000,- saja.", "1500000000", "rupiah"),
        ("Tarifnya Rp15.000/5 kg", "15000", "rupiah"),
        ("Bantuan dua puluh lima ribu rupiah.", "25000", "rupiah"),
        ("Bantuan 600 ribu rupiah.", "600000", "rupiah"),
        ("Terserap 54,2% sejauh ini.", "54.2", "persen"),
        ("Terserap 54,2 persen sejauh ini.", "54.2", "persen"),
        ("Terserap enam persen sejauh ini.", "6", "persen"),
    ],
)
def test_amounts_have_one_form(text: str, number: str, unit: str) -> None:
    value = next(claim.value for claim in find_claims(text) if claim.kind in ("money", "percent"))
    assert isinstance(value, Amount)
    assert value.number == Decimal(number)
    assert value.unit == unit


def test_numbers_in_words_and_digits_are_equal() -> None:
    assert one("Ada tujuh regu.").value == one("Ada 7 regu.").value
    assert one("Selama tiga hari penuh.").value == one("Selama 3 hari penuh.").value
    assert one("Hanya dua pekan.").value == one("Hanya 14 hari.").value
    assert one("Paling lama 3 hari kerja.").value != one("Paling lama 3 hari.").value


def test_limits_belong_to_the_value() -> None:
    assert one("Usia minimal 17 tahun.").bound == "min"
    assert one("Usia minimal 17 tahun.").text == "minimal 17 tahun"
    assert one("Kurang dari 12 jam.").bound == "under"
    assert one("Sekitar 500 orang.").bound == "about"
    assert one("Berusia 17 tahun ke atas.").bound == "min"
    assert one("Setiap pembeli maksimal membeli satu tabung.").bound == "max"


def test_a_rate_is_part_of_a_sum() -> None:
    value = one("Setiap keluarga menerima Rp200.000 per bulan.").value
    assert isinstance(value, Amount)
    assert value.rate == "bulan"


def test_ranks_and_lists() -> None:
    assert one("Sidoarjo di peringkat keempat.").value == one("Sidoarjo di urutan 4.").value
    assert kinds("1. Fotokopi kartu keluarga\n2. Pas foto") == []
    assert kinds("Pelayanan terpadu satu pintu.") == []
    assert kinds("Salah satu caranya mudah.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mulai Senin (5/5/2025) di sini.",
        "Mulai Senin, 5 Mei 2025 di sini.",
        "Mulai Senin, 05-05-2025 di sini.",
        "Mulai Senin malam, 5 Mei 2025 di sini.",
    ],
)
def test_dates_have_one_form(text: str) -> None:
    assert one(text).value == Day(2025, 5, 5, 0)


def test_parts_and_spans_of_dates() -> None:
    assert one("Senin (5/5) digelar.").value == Day(None, 5, 5, 0)
    assert one("Sampai 5–7 Mei 2025.").value == Span(Day(2025, 5, 5), Day(2025, 5, 7))
    assert one("Pada 15-16/10/2025.").value == Span(Day(2025, 10, 15), Day(2025, 10, 16))
    assert one("Sejak 28 April sampai 2 Mei 2025.").value == Span(Day(2025, 4, 28), Day(2025, 5, 2))
    assert one("Buka Senin–Jumat.").value == Span(Day(weekday=0), Day(weekday=4))
    assert one("Sepanjang tahun 2024.").value == Day(2024)
    assert one("Paling lambat 20 Mei 2025.").bound == "until"
    assert kinds("Dua minggu lagi maret lewat mei.") == [("duration", "Dua minggu")]


@pytest.mark.parametrize(
    "text",
    [
        "Pukul 08.00–11.00 WIB.",
        "Jam 8 pagi sampai 11 siang.",
        "08:00-11:00 WIB",
        "pukul 08.00 s.d. 11.00",
    ],
)
def test_times_have_one_form(text: str) -> None:
    value = one(text).value
    assert isinstance(value, Clock)
    assert (value.minute, value.until) == (480, 660)


def test_times_of_the_afternoon_and_no_times() -> None:
    assert one("Mulai jam 7 malam.").value == Clock(19 * 60)
    assert one("Jam 2 siang kumpul.").value == Clock(14 * 60)
    assert one("Buka 24 jam.").kind == "duration"
    assert one("Naik 10.50 persen.").kind == "percent"


@pytest.mark.parametrize(
    "text", ["WA 0811 3052 030.", "WA 0811-3052-030.", "WA +62 811 3052 030.", "WA 628113052030."]
)
def test_telephone_numbers_have_one_form(text: str) -> None:
    assert one(text).value == "08113052030"


def test_contacts() -> None:
    assert one("Cek https://www.sidoarjokab.go.id/").value == "sidoarjokab.go.id"
    assert one("Cek sidoarjokab.go.id/ppdb.").text == "sidoarjokab.go.id/ppdb"
    assert one("Tulis ke Info@dinas.go.id ya.").value == "info@dinas.go.id"
    assert one("Ikuti @dinsos.sidoarjo.").kind == "handle"
    assert one("Darurat? Lapor 112.").kind == "phone"
    assert one("Sebanyak 112 orang hadir.").kind == "number"
    assert one("Anggarannya 62.500.000 unit.").kind == "number"


def test_agencies_meet_under_their_names() -> None:
    long, short = one("Lapor ke Dinas Perhubungan."), one("Lapor ke Dishub.")
    assert long.value == short.value
    assert long.kind == "organisation"
    assert one("Warga di Kec. Waru.").value == one("Warga di Kecamatan Waru.").value


def test_names_of_persons_and_places() -> None:
    claim = one("Kata Bupati Ahmad Sanusi kemarin sore.", "person")
    assert (claim.text, claim.role) == ("Bupati Ahmad Sanusi", "Bupati")
    assert one("Jalan rusak di Desa Sawohan.").kind == "place"
    assert one("Kumpul di SMPN 2 Krian ya.").text == "SMPN 2 Krian"


@pytest.mark.parametrize(
    "text",
    [
        "Yuk, cek jadwalnya dan siapkan berkasmu! 🎉",
        "Halo, Kak! Terima kasih sudah bertanya 🙏",
        "Selamat pagi, Sobat Sidoarjo!",
        "Punya pertanyaan? Tulis di kolom komentar, ya.",
        "#Sidoarjo #KominfoSidoarjo #HUT2025",
        "Jangan lupa ajak keluarga.",
        "Tidak hanya itu, suasananya pun meriah.",
    ],
)
def test_greetings_and_calls_assert_nothing(text: str) -> None:
    assert kinds(text) == []


def test_a_quotation_is_one_claim_with_its_speaker() -> None:
    text = "“Tiga hari lagi kami mulai bekerja di sana,” kata Camat Rudi Hartono."
    claim = one(text, "quotation")
    assert claim.text == "Tiga hari lagi kami mulai bekerja di sana,"
    assert "Rudi Hartono" in claim.role
    assert not [item for item in find_claims(text) if item.kind == "duration"]


def test_directions() -> None:
    assert one("Layanan ini gratis.").value == one("Layanan ini tidak dipungut biaya.").value
    assert one("Layanan ini berbayar.").value == "biaya-"
    assert one("Pendaftaran belum diumumkan.").kind == "polarity"
    assert kinds("Apakah layanan ini gratis?") == []


def test_regulations_under_either_name() -> None:
    assert (
        one("Sesuai Perda Nomor 10 Tahun 2013.").value
        == one("Sesuai Peraturan Daerah No. 10 Tahun 2013.").value
    )


def test_offsets_point_into_the_text_and_do_not_overlap() -> None:
    text = (
        "Dishub buka 08.00–15.00 WIB, Senin–Kamis 📱 WA 0811-3052-030. Minimal 17 tahun, "
        "biaya Rp1,5 juta sampai 20 Mei 2025 di Desa Kletek. “Kami siap melayani warga semua,” "
        "kata Camat Rudi."
    )
    end = 0
    for claim in find_claims(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.start >= end
        end = claim.end
