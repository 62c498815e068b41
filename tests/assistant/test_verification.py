"""What of a text the sources bear out."""

import time
from datetime import date
from pathlib import Path

import pytest

from assistant.drafts import CheckedClaim, Finding
from assistant.evaluation import grounding
from assistant.verification import STRAY, Citations, Verification, verify
from knowledge.documents import Reading
from knowledge.reading import read_file, read_text

RELEASE = "\n\n".join(
    (
        "Bazar Buku Desa Sukamaju",
        "Perpustakaan Desa Sukamaju menggelar bazar buku pada Sabtu–Minggu, 14–15 Juni 2025, pukul "
        "08.00–16.00 WIB di Balai Desa Sukamaju. Sebanyak 45 penerbit membawa 3.200 judul.",
        "Pendaftaran lomba mewarnai dibuka 2 Juni dan ditutup 10 Juni 2025 melalui "
        "bukudesa.id/lomba. Hadiah utama Rp2,5 juta dan hadiah hiburan Rp250 ribu. Peserta minimal "
        "berusia 5 tahun dan wajib membawa kartu pelajar. Masuk bazar tidak dipungut biaya.",
        "Kepala Desa Sumarno Hadi berharap warga gemar membaca. “Buku yang baik tidak pernah "
        "membuat orang bosan,” kata Sumarno, Senin (2/6/2025).",
        "Parkir mobil tidak tersedia di lokasi. Informasi: 0812 3456 7890 atau @perpus.sukamaju.",
    )
)


@pytest.fixture(scope="module")
def release() -> Reading:
    return read_text(RELEASE)


def check(text: str, *readings: Reading, brief: str = "") -> Verification:
    return verify(text, readings, brief=brief, citations=Citations())


def statuses(text: str, reading: Reading, brief: str = "") -> dict[str, str]:
    return {claim.text: claim.status for claim in check(text, reading, brief=brief).claims}


FAITHFUL = "\n".join(
    (
        "Bazar buku Desa Sukamaju hadir lagi! 📚",
        "",
        "🗓 14–15 Juni 2025, jam 8 pagi sampai 4 sore",
        "📍 Balai Desa Sukamaju",
        "📖 45 penerbit, 3.200 judul",
        "",
        "Masuknya gratis. Lomba mewarnai: daftar 2–10 Juni di https://bukudesa.id/lomba, usia "
        "minimal lima tahun, hadiah utama Rp2.500.000.",
        "",
        "“Buku yang baik tidak pernah membuat orang bosan,” pesan Kepala Desa Sumarno Hadi. "
        "Tanya-tanya? WA +62 812-3456-7890.",
        "",
        "#Sukamaju",
    )
)


def test_true_facts_in_other_forms_pass(release: Reading) -> None:
    verified = check(FAITHFUL, release)
    assert verified.findings == ()
    assert len(verified.claims) >= 10
    assert all(claim.supported for claim in verified.claims)


@pytest.mark.parametrize(
    ("before", "after", "status", "suggestion"),
    [
        ("14–15 Juni 2025", "14–16 Juni 2025", "contradicted", None),
        ("45 penerbit", "54 penerbit", "contradicted", "45"),
        ("Rp2.500.000", "Rp2.700.000", "contradicted", "Rp2.500.000"),
        ("hadiah utama Rp2.500.000", "hadiah utama Rp250.000", "found_elsewhere", "Rp2.500.000"),
        ("bukudesa.id/lomba", "bukudesa.id/lomda", "contradicted", None),
        ("812-3456-7890", "812-3456-7899", "contradicted", None),
        ("Sumarno Hadi", "Sumarno Hardi", "contradicted", None),
        ("gratis", "berbayar", "contradicted", None),
        ("usia minimal lima tahun", "usia maksimal lima tahun", "contradicted", None),
        ("membuat orang bosan", "membuat orang senang", "contradicted", None),
    ],
)
def test_altered_facts_are_found(
    release: Reading, before: str, after: str, status: str, suggestion: str | None
) -> None:
    text = FAITHFUL.replace(before, after)
    assert text != FAITHFUL
    found = [item for item in check(text, release).findings if item.rule.startswith("claim.")]
    assert [item.rule for item in found] == [f"claim.{status}"]
    assert suggestion is None or found[0].suggestion == suggestion


def test_a_repair_makes_the_text_true(release: Reading) -> None:
    text = FAITHFUL.replace("45 penerbit", "54 penerbit").replace("Rp2.500.000", "Rp3 juta")
    for finding in reversed(check(text, release).findings):
        assert finding.suggestion is not None and finding.start is not None
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert check(text, release).findings == ()


def test_every_unsupported_claim_has_one_finding_at_its_place(release: Reading) -> None:
    text = "Bazar digelar 20 Juli 2025 di Gedung Serbaguna Melati, dibuka Bupati Rahmat Wijaya."
    verified = check(text, release)
    places = [(item.start, item.end) for item in verified.findings]
    wrong = [claim for claim in verified.claims if not claim.supported]
    assert wrong and places == [(claim.start, claim.end) for claim in wrong]
    for claim, finding in zip(wrong, verified.findings, strict=True):
        assert finding.rule == f"claim.{claim.status}"
        assert (finding.severity == "block") == (claim.status == "contradicted")


def test_claims_cite_the_words_of_the_document(release: Reading) -> None:
    citations = Citations()
    verified = verify("Ada 45 penerbit.", [release], brief="", citations=citations)
    (claim,) = verified.claims
    assert claim.source is not None
    source = citations.sources[claim.source]
    assert source.quote in release.text
    assert "45 penerbit" in source.quote
    assert source.document_id is None


def test_the_same_place_is_cited_once(release: Reading) -> None:
    citations = Citations()
    assert citations.cite(release, 0, 10) == citations.cite(release, 0, 10) == 0
    assert citations.cite(release, 5, 10) == 1
    assert len(citations.sources) == 2


def test_what_the_admin_said_counts(release: Reading) -> None:
    text = "Bazar diperpanjang sampai 21 Juni 2025."
    assert statuses(text, release)["21 Juni 2025"] != "from_brief"
    told = statuses(text, release, "kabarkan bazar diperpanjang sampai 21 Juni 2025")
    assert told["21 Juni 2025"] == "from_brief"


def test_a_denial_lost_or_added(release: Reading) -> None:
    assert check("Parkir mobil tersedia di lokasi.", release).findings
    assert check("Peserta tidak wajib membawa kartu pelajar.", release).findings
    assert not check("Parkir mobil tidak tersedia di lokasi.", release).findings


def test_a_quotation_needs_its_words_and_its_speaker(release: Reading) -> None:
    real = "“Buku yang baik tidak pernah membuat orang bosan,”"
    assert not check(f"{real} kata Sumarno Hadi.", release).findings
    (wrong,) = [
        item for item in check(f"{real} kata Lurah Wahono.", release).findings
        if item.rule == "claim.contradicted"
    ][:1]  # fmt: skip
    assert "Sumarno" in wrong.message
    invented = check("“Kami akan membangun sepuluh perpustakaan baru,” kata Sumarno.", release)
    assert invented.findings[0].severity == "block"


def test_an_invented_reference_blocks(release: Reading) -> None:
    for text in ("Sesuai Perda Nomor 3 Tahun 2020.", "Begitu tertulis dalam dokumen [7]."):
        (finding,) = check(text, release).findings
        assert (finding.rule, finding.severity) == ("claim.not_found", "block")


def test_weekday_and_date_must_agree() -> None:
    source = read_text("Rapat Warga Rukun Makmur\n\nRapat digelar Senin (6/5/2025) di balai.")
    (finding,) = check("Rapat digelar Senin (6/5/2025).", source).findings
    assert (finding.rule, finding.severity) == ("weekday-mismatch", "warn")
    assert "Selasa" in finding.message


def test_rounding_words_are_not_dropped() -> None:
    source = read_text("Data Pengunjung Taman\n\nPengunjung taman hampir 40.000 orang.")
    assert not check("Pengunjung taman hampir 40 ribu orang.", source).findings
    assert check("Pengunjung taman lebih dari 40.000 orang.", source).findings
    assert check("Pengunjung taman 40.000 orang.", source).findings


def test_a_table_row_belongs_to_its_label(tmp_path: Path) -> None:
    file = tmp_path / "loket.md"
    file.write_text(
        "# Jadwal Loket\n\n| Loket | Buka | Petugas |\n|---|---|---|\n"
        "| Anggrek | 08.00 | 4 orang |\n| Melati | 10.00 | 6 orang |\n"
    )
    table = read_file(file)
    assert not check("Loket Melati buka pukul 10.00 WIB dengan 6 petugas.", table).findings
    assert check("Loket Melati buka pukul 08.00 WIB.", table).findings
    assert check("Loket Anggrek dijaga 6 orang.", table).findings


PRICES = (
    "# Tarif Sewa\n\n| Tempat | Tarif lama (Rp) | Tarif baru (Rp) | Luas (meter persegi) |\n"
    "|---|---|---|---|\n| Aula | 250.000 | 300.000 | 180 |\n| Teras | 90.000 | 110.000 | 75 |\n\n"
    "Pengunjung 2025 mencapai 4.310 orang (2024: 3.905). Kursi 240 buah dan meja 60 buah."
)


@pytest.fixture
def prices(tmp_path: Path) -> Reading:
    file = tmp_path / "sewa.md"
    file.write_text(PRICES)
    return read_file(file)


@pytest.mark.parametrize(
    "text",
    [
        "Sewa aula Rp300.000 (sebelumnya Rp250.000), teras Rp110 ribu.",
        "Tarif aula naik dari Rp250 ribu menjadi Rp300 ribu.",
        "Aula seluas 180 m2, teras 75 m2.",
        "Pengunjung naik dari 3.905 orang menjadi 4.310 orang.",
        "Total 300 buah: kursi 240 buah, meja 60 buah.",
    ],
)
def test_earlier_and_later_values_and_units_of_columns(prices: Reading, text: str) -> None:
    assert not check(text, prices).findings


@pytest.mark.parametrize(
    "text",
    [
        "Sewa aula Rp250.000 (sebelumnya Rp300.000).",
        "Sewa aula Rp110.000, teras Rp300.000.",
        "Pengunjung naik dari 4.310 orang menjadi 3.905 orang.",
        "Aula seluas 75 m2, teras 180 m2.",
        "Tersedia kursi 60 buah dan meja 240 buah.",
    ],
)
def test_values_that_change_places(prices: Reading, text: str) -> None:
    assert check(text, prices).findings


def test_both_of_two_exchanged_values_are_put_right(prices: Reading) -> None:
    text = "Sewa aula Rp110.000, teras Rp300.000."
    for finding in reversed(check(text, prices).findings):
        assert finding.start is not None and finding.suggestion is not None
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert text == "Sewa aula Rp300.000, teras Rp110.000."


def test_a_sentence_that_no_source_bears_out_is_told(release: Reading) -> None:
    stray = "Semua pelanggan segera mengganti meteran listrik miliknya."
    (finding,) = check(f"Bazar buku digelar di Balai Desa Sukamaju. {stray}", release).findings
    assert (finding.rule, finding.severity, finding.suggestion) == (STRAY, "info", "")
    assert not check("Yuk, ajak keluarga dan tetangga. #BazarBuku", release).findings


def test_no_sources_and_no_brief() -> None:
    assert check("Selamat Hari Guru untuk semua guru hebat!").findings == ()
    (finding,) = check("Pendaftaran ditutup 3 Maret 2025.").findings
    assert finding.rule == "claim.not_found"


def test_verification_is_quick(release: Reading) -> None:
    readings = [case.reading for case in grounding.load_cases("development")[:10]]
    check(FAITHFUL, *readings, release)
    began = time.perf_counter()
    for _ in range(5):
        check(FAITHFUL, *readings, release)
    assert (time.perf_counter() - began) / 5 < 0.25  # 50 ms where nothing else runs


def test_the_figures_hold_on_cases_nobody_tuned_to() -> None:
    result = grounding.measure("measuring")
    figures = result["figures"]
    for name in ("number", "date", "contact", "quote", "citation"):
        assert figures[name]["share"] >= grounding.REACH[name], (name, figures[name])
    # 0.02 is wanted; more than stands now would be a step back.
    assert result["faithful"]["flagged_claims_share"] <= 0.025


@pytest.mark.parametrize("fault", ["blind", "eager"])
def test_the_evaluation_fails_on_a_planted_fault(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(text: str, readings: object, **options: object) -> Verification:
        if fault == "blind":
            return Verification((), ())
        claim = CheckedClaim(text, "number", 0, len(text), False, "not_found", None, None)
        return Verification((claim,), (Finding("claim.not_found", "warn", 0, len(text), ""),))

    monkeypatch.setattr(grounding, "verify", faulty)
    measured = grounding.measure("measuring")
    assert not measured["passed"]
    if fault == "blind":
        assert all(figure["share"] == 0 for figure in measured["figures"].values())
    else:
        assert measured["faithful"]["flagged_drafts_share"] == 1


def test_the_cases_are_sound() -> None:
    for part in ("development", "measuring"):
        cases = grounding.load_cases(part)
        assert len({case.id for case in cases}) == len(cases)
        assert all(case.reading.published is None or case.reading.published < date.max
                   for case in cases)  # fmt: skip
        for case in cases:
            for _, number, before, _ in case.changes:
                assert before in case.drafts[number], (case.id, before)


FAIR = (
    "# Pasar Ikan\n\n| Ikan | Tarif lama (Rp) | Tarif baru (Rp) |\n|---|---|---|\n"
    "| Bandeng | 28.000 | 30.000 |\n| Nila | 35.000 | 31.000 |\n\n"
    "Kepala Bidang Sarana dan Prasarana Bagus Santoso membuka pasar pukul 15.30 WIB. Pengunjung "
    "sepanjang 2025 mencapai 4.310 orang, naik dari 3.905 orang pada 2024. Iuran Rp20 ribu per "
    "bulan. Denda ditiadakan. Kolam tutup setiap Selasa. Timbangan diperiksa sekali seminggu. "
    "Pengiriman paling lama 1 (satu) hari kerja. Pedagang tidak perlu membawa meja.\n\n"
    "**Kapan lomba masak?** Tanggal 6 April 2026.\n\n**Kapan lomba gambar?** Tanggal 9 April 2026."
)


@pytest.fixture
def fair(tmp_path: Path) -> Reading:
    file = tmp_path / "pasar.md"
    file.write_text(FAIR)
    return read_file(file)


@pytest.mark.parametrize(
    "text",
    [
        "Kabid Sarana dan Prasarana Bagus Santoso membuka pasar setengah 4 sore.",
        "Setahun iurannya Rp240 ribu.",
        "Tidak ada denda. Timbangan diperiksa seminggu sekali.",
        "Kolam buka tiap hari, kecuali Selasa.",
        "Pengiriman paling lama satu hari kerja.",
        "Bandeng dulu Rp28.000, kini Rp30.000.",
        "Lomba masak: 6 April\n- 9 April: lomba gambar",
        "Meja tak usah dibawa.",
    ],
)
def test_other_ways_to_say_the_same(fair: Reading, text: str) -> None:
    assert not check(text, fair).findings


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Camat Bagus Santoso membuka pasar.", "Camat"),
        ("Iurannya Rp20 ribu per hari.", "Rp20 ribu per hari"),
        ("Tarif bandeng Rp28.000.", "Rp28.000"),
        ("Harga nila naik dari Rp35.000 menjadi Rp31.000.", "naik"),
        ("Pengunjung 2024: 4.310 orang.", "2024"),
        ("Lomba masak: 9 April 2026.", "9 April 2026"),
        ("Pedagang wajib membawa meja.", "wajib"),
        ("Pengiriman paling cepat 1 hari kerja.", "paling cepat 1 hari kerja"),
    ],
)
def test_what_is_wrong_is_marked(fair: Reading, text: str, wrong: str) -> None:
    found = [text[item.start : item.end] for item in check(text, fair).findings]
    assert any(wrong in place for place in found), found


CAMP = (
    "# Perkemahan Pramuka\n\nKemah berlangsung 6–10 Juli 2026 di Bumi Perkemahan Trisula. "
    "Sebanyak 24 regu, masing-masing delapan orang, mendirikan tenda. Puncaknya hari Rabu. "
    "Tahun lalu "
    "kemah "
    "ditiadakan. Pendaftaran paling lambat 30 Juni 2026. Loket buka Senin–Jumat 08.00–15.00; "
    "Jumat sampai 11.00. Jarak jelajah 1.500 meter.\n\n"
    "Ketua panitia berkata: “Konsumsi Rp35.000 per anak, ditanggung kwarcab.” Pembina boleh "
    "menginap, orang tua tidak boleh. Dari 310 pendaftar, 192 diterima. Denda keterlambatan "
    "dihapus. Yang dipakai kompor gas, bukan kayu bakar. Api unggun pindah dari malam ke sore. "
    "Usul tambahan dana ditolak. Menebang pohon dikenai sanksi.\n\n"
    "- Konsumsi: 4 juru masak\n- Kesehatan: 3 perawat\n- Keamanan: 9 penjaga\n"
)


@pytest.fixture
def camp(tmp_path: Path) -> Reading:
    file = tmp_path / "kemah.md"
    file.write_text(CAMP)
    return read_file(file, published=date(2026, 6, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Kemah pramuka selama 5 hari, 6 sampai 10 Juli 2026.",
        "Total 192 orang mendirikan tenda.",
        "Puncak kemah Rabu (8/7).",
        "Pada 2025 kemah ditiadakan.",
        "Daftar sebelum Juli, ya.",
        "Loket: Senin–Kamis 08.00–15.00, khusus Jumat sampai jam 11 siang.",
        "Jelajahnya sejauh 1,5 km.",
        "Konsumsi tiap anak Rp35 ribu.",
        "Orang tua? Tidak boleh menginap.",
        "Sebanyak 192 dari 310 pendaftar diterima.",
        "Usul tambahan dana tidak diterima.",
        "Api unggun digelar sore, tidak lagi malam.",
        "Jangan menebang pohon.",
        "Ada 16 petugas:\n- 4 juru masak\n- 3 perawat\n- 9 penjaga",
    ],
)
def test_what_follows_from_the_source_passes(camp: Reading, text: str) -> None:
    assert not [item for item in check(text, camp).findings if item.rule.startswith("claim.")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kemah pramuka selama 6 hari, 6 sampai 10 Juli 2026.", "6 hari"),
        ("Total 240 orang mendirikan tenda.", "240"),
        ("Pada 2024 kemah ditiadakan.", "2024"),
        ("Daftar sebelum Agustus, ya.", "Agustus"),
        ("Jelajahnya sejauh 15 km.", "15 km"),
        ("Telat? Kena denda keterlambatan.", "denda"),
        ("Yang dipakai kayu bakar, bukan kompor gas.", "bukan kompor"),
        ("Usul tambahan dana diterima.", "diterima"),
        ("Sebanyak 310 dari 192 pendaftar diterima.", "310"),
        ("Ada 17 petugas:\n- 4 juru masak\n- 3 perawat\n- 9 penjaga", "17"),
    ],
)
def test_what_does_not_follow_is_marked(camp: Reading, text: str, wrong: str) -> None:
    found = [text[item.start : item.end] for item in check(text, camp).findings]
    assert any(wrong in place for place in found), found


def test_a_repair_keeps_the_unit_of_the_draft(camp: Reading) -> None:
    (finding,) = check("Jelajahnya sejauh 2,5 km.", camp).findings
    assert finding.suggestion == "1,5 km"


@pytest.fixture(scope="module")
def library() -> Reading:
    return read_text(
        "Perpustakaan Keliling\n\n"
        "Perpustakaan keliling berkunjung ke 12 desa setiap Kamis. Buku boleh dipinjam selama "
        "tujuh hari, tetapi komik tidak boleh dibawa pulang. Anggota tidak dikenai biaya.\n\n"
        "Kolam renang ditutup selama pemugaran. Lapangan voli tetap dibuka.\n\n"
        "Pengambilan bibit tidak dapat diwakilkan. Anak di bawah lima tahun dilarang naik perahu.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Komik cuma bisa dibaca di tempat, tidak bisa dipinjam pulang.",
        "Jadi anggota gratis, lho.",
        "Voli jalan terus: lapangannya tetap buka.",
        "Ambil bibitnya sendiri, jangan diwakilkan.",
        "Balita belum boleh naik perahu.",
    ],
)
def test_another_wording_of_a_denial_passes(library: Reading, text: str) -> None:
    assert not [item for item in check(text, library).findings if item.rule.startswith("claim.")]


@pytest.mark.parametrize(
    "text",
    [
        "Komik boleh dibawa pulang.",
        "Buku tidak boleh dipinjam selama tujuh hari.",
        "Kolam renang dibuka selama pemugaran.",
        "Lapangan voli ditutup.",
        "Pengambilan bibit dapat diwakilkan.",
        "Anak di bawah lima tahun boleh naik perahu.",
        "Perpustakaan keliling tidak berkunjung ke 12 desa setiap Kamis.",
    ],
)
def test_the_clause_of_the_source_decides(library: Reading, text: str) -> None:
    found = [item for item in check(text, library).findings if item.rule == "claim.contradicted"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("source", "true", "false"),
    [
        (
            "Diperiksa 90 sampel: 64 memenuhi syarat, 26 tidak memenuhi syarat.",
            "Dari 90 sampel, 64 memenuhi syarat dan 26 tidak memenuhi syarat.",
            "Dari 90 sampel, 26 memenuhi syarat dan 64 tidak memenuhi syarat.",
        ),
        (
            "Masa sanggah berlangsung lima hari, bukan tiga hari seperti sebelumnya.",
            "Masa sanggah kini 5 hari (dulu tiga hari).",
            "Masa sanggah kini 3 hari (dulu lima hari).",
        ),
        (
            "Sampai Juni masuk 48 aduan jalan; tujuh di antaranya selesai.",
            "Sudah masuk 48 aduan jalan, 7 di antaranya selesai.",
            "Sudah masuk 7 aduan jalan, 48 di antaranya selesai.",
        ),
        (
            "Tarif rusunawa turun dari Rp250.000 menjadi Rp200.000 per bulan.",
            "Tarif rusunawa turun dari Rp250.000 jadi Rp200.000 per bulan.",
            "Tarif rusunawa turun dari Rp200.000 jadi Rp200.000 per bulan.",
        ),
        (
            "| Layanan | Buka | Tutup |\n|---|---|---|\n| Loket KTP | 08.00 | 14.00 |\n"
            "| Loket akta | 09.00 | 12.00 |",
            "Loket KTP buka 08.00–14.00, loket akta 09.00–12.00.",
            "Loket KTP buka 09.00–12.00.",
        ),
        (
            "Dana desa paling sedikit 20 persen untuk ketahanan pangan.",
            "Dana desa minimal 20 persen untuk ketahanan pangan, bukan untuk honor.",
            "Dana desa maksimal 20 persen untuk ketahanan pangan, bukan untuk honor.",
        ),
    ],
)
def test_a_value_is_held_against_what_it_is_of(source: str, true: str, false: str) -> None:
    reading = read_text(source)
    flagged = [
        [claim.text for claim in check(text, reading).claims if not claim.supported]
        for text in (true, false)
    ]
    assert flagged[0] == []
    assert flagged[1] != []
