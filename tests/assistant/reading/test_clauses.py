"""Shortening: what goes, what stays, and what cannot stand alone."""

import pytest

from assistant.reading.clauses import (
    abbreviations,
    as_request,
    compress,
    drop_abbreviation,
    drop_future,
    has_predicate,
    shorten,
    spell_verb,
    unreport,
    use_abbreviation,
    without_degrees,
)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "SIDOARJO – Dinas Kesehatan membuka posko di Waru. (abc/def)",
            "Dinas Kesehatan membuka posko di Waru.",
        ),
        (
            "Sidoarjo (kabarkita.com) - Warga Krian menanam mangrove.",
            "Warga Krian menanam mangrove.",
        ),
        (
            "Sementara itu, petugas menyiagakan dua perahu karet.",
            "Petugas menyiagakan dua perahu karet.",
        ),
        (
            "Akibat kejadian tersebut, dua ruas jalan ditutup sementara.",
            "Dua ruas jalan ditutup sementara.",
        ),
        (
            "Petugas menutup saluran yang bocor, kata dia.",
            "Petugas menutup saluran yang bocor.",
        ),
        ("Dinas Sosial gelar pelatihan menjahit.", "Dinas Sosial menggelar pelatihan menjahit."),
    ],
)
def test_what_a_reader_does_not_need_goes(sentence: str, wanted: str) -> None:
    short = shorten(sentence)
    assert short.text == wanted
    assert short.whole


@pytest.mark.parametrize(
    "sentence",
    [
        "Hal itu akan mempercepat layanan kepada warga.",
        "Ia meminta warga menjaga kebersihan.",
        "Menjamin setiap aduan ditangani dengan cepat.",
        "Waktu, uraian kejadian, dan dampak yang dirasakan.",
        "“Kami siap membantu warga kapan saja,” ujarnya.",
        "Akibatnya, genangan lebih lama surut.",
    ],
)
def test_what_leans_on_something_else_is_not_whole(sentence: str) -> None:
    assert not shorten(sentence).whole


def test_before_is_not_taken_for_now() -> None:
    assert "Sebelumnya" in shorten("Sebelumnya pelayanan dipusatkan di kantor dinas.").text


def test_a_number_in_brackets_and_an_abbreviation_stay() -> None:
    text = shorten("Program Rumah Sehat (PRS) diikuti warga pada Senin (4/5/2026).").text
    assert "(PRS)" in text and "(4/5/2026)" in text


def test_abbreviations_are_known_used_and_dropped() -> None:
    text = "Kartu Identitas Anak (KIA) diberikan kepada anak."
    assert abbreviations(text) == {"KIA": "Kartu Identitas Anak"}
    assert use_abbreviation(text, "KIA", "Kartu Identitas Anak").startswith("KIA diberikan")
    assert drop_abbreviation(text) == "Kartu Identitas Anak diberikan kepada anak."
    assert drop_abbreviation(text, keep="KIA selesai dua hari.") == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Warga yang berusia 17 tahun wajib merekam data.", True),
        ("Siapkan fotokopi kartu keluarga.", True),
        ("Surat yang ditandatangani pemohon dan saksi.", False),
        ("Berusia paling tinggi 15 tahun.", False),
        ("Daftar titik pengambilan sampah.", False),
    ],
)
def test_a_sentence_needs_a_predicate_of_its_own(text: str, whole: bool) -> None:
    assert has_predicate(text) is whole


def test_reports_and_requests_turn_to_the_reader() -> None:
    said = "Kepala Dinas X Budi Santoso mengatakan, layanan malam dibuka hari Senin."
    assert unreport(said) == "Layanan malam dibuka hari Senin."
    assert unreport("Kepala Dinas X Budi Santoso mengatakan membuka layanan malam hari.") is None
    asked = "Kepala BPBD Rini Astuti meminta warga di tepi sungai untuk menyiapkan dokumen."
    assert as_request(asked) == "Warga di tepi sungai diminta untuk menyiapkan dokumen."


def test_compress_never_cuts_a_condition() -> None:
    text = "Warga dapat datang ke posko, kecuali pada hari Minggu."
    assert compress(text) == text
    long = "Petugas mengangkut 20 ton sampah dari sungai, sebagian besar berupa plastik."
    assert compress(long) == "Petugas mengangkut 20 ton sampah dari sungai."


def test_only_planned_events_lose_their_future() -> None:
    assert drop_future("Lomba akan digelar di alun-alun.") == "Lomba digelar di alun-alun."
    later = "Peserta akan dievaluasi setelah enam bulan."
    assert drop_future(later) == later


def test_nouns_are_not_taken_for_headline_verbs() -> None:
    text = "Tinggi tumpukan sampah mencapai 15 meter."
    assert spell_verb(text) == text


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Sehubungan dengan perbaikan jembatan di Desa Janti, jalan desa ditutup sementara.",
            "Jalan desa ditutup sementara karena perbaikan jembatan di Desa Janti.",
        ),
        (
            "Menindaklanjuti surat gubernur Nomor 5, tanggal 3 Mei 2026, layanan loket dipindah.",
            "Layanan loket dipindah.",
        ),
        (
            "Dengan ini diberitahukan kepada seluruh warga bahwa kantor desa tutup pada 3 Mei.",
            "Kantor desa tutup pada 3 Mei.",
        ),
        (
            "Menetapkan Desa A dan Desa B sebagai Desa Tangguh 2026.",
            "Desa A dan Desa B ditetapkan sebagai Desa Tangguh 2026.",
        ),
        (
            "Warga diimbau menghindari alun-alun pada jam tersebut.",
            "Warga diimbau menghindari alun-alun pada jam itu.",
        ),
    ],
)
def test_the_news_of_letters_and_decrees_comes_first(sentence: str, wanted: str) -> None:
    assert shorten(sentence).text == wanted


def test_a_denial_is_told_without_who_denies() -> None:
    told = unreport("Dinas Sosial memastikan pesan berantai tentang bansos itu tidak benar.")
    assert told == "Pesan berantai tentang bansos itu tidak benar."


def test_who_wants_to_say_something_is_no_reporter() -> None:
    sentence = "Warga yang ingin menyampaikan usulan dapat menitipkannya kepada kepala desa."
    assert unreport(sentence) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Penundaan Kontes Kambing dan Pemberian Obat Cacing Hati (OCH) di Tarik",
            {"OCH": "Obat Cacing Hati"},
        ),
        (
            "Keringanan Sanksi Bea Perolehan Hak atas Tanah dan Bangunan (BPHTB)",
            {},  # "atas" stands between: rather nothing than the whole title
        ),
        ("Penutupan Jalan Raya Tulangan (PKL) sementara", {}),
        ("Dinas Perindustrian dan Perdagangan (Disperindag)",
         {"Disperindag": "Dinas Perindustrian dan Perdagangan"}),
        ("Keselamatan dan Kesehatan Kerja (K3)", {"K3": "Keselamatan dan Kesehatan Kerja"}),
        ("Badan Penanggulangan Bencana Daerah Kabupaten Sidoarjo (BPBD)",
         {"BPBD": "Badan Penanggulangan Bencana Daerah Kabupaten Sidoarjo"}),
    ],
)  # fmt: skip
def test_a_short_form_stands_only_for_words_that_it_is_made_of(
    text: str, wanted: dict[str, str]
) -> None:
    assert abbreviations(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Camat Waru, M. Ridwan Saleh, mengajak", "Camat Waru, M. Ridwan Saleh, mengajak"),
        ("Camat Waru, M.Ridwan Saleh, mengajak", "Camat Waru, M.Ridwan Saleh, mengajak"),
        ("Lina Sari, S. Sos., M. Si., mengajak", "Lina Sari mengajak"),
        ("Bagus Hadi, Sp.A., mengajak", "Bagus Hadi mengajak"),
    ],
)
def test_an_initial_is_no_degree(text: str, wanted: str) -> None:
    assert without_degrees(text) == wanted


def test_what_somebody_is_to_hand_in_is_nothing_said() -> None:
    assert (
        unreport(
            "Dinas memberi waktu kepada pengurus untuk rapat dan menyampaikan hasilnya sampai "
            "3 Mei 2027 sebelum kelompok dibekukan."
        )
        is None
    )


def test_what_any_programme_has_is_said_without_a_verb() -> None:
    assert shorten("Sasarannya 420 anak kelas 5 dan 6 di Kecamatan Tarik.").whole
    assert not shorten("Anak kelas 5 dan 6 di Kecamatan Tarik.").whole
