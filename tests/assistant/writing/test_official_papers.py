"""Letters, regulations, rotas and questions as offices write them: what a post makes of them."""

from datetime import date

import pytest

from assistant.facts import fact_sheet
from assistant.reading.clauses import shorten
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.intent import read_brief
from assistant.writing.tables import read_table, row_text
from assistant.writing.writer import Brief
from knowledge.reading import read_text

LETTER = """PEMERINTAH KABUPATEN SIDOARJO
DINAS PERIKANAN
Nomor : 523/81/438.5.20/2026
Perihal : Pembagian benih lele

Kepada
Yth. Sdr. Kepala Desa se-Kecamatan Jabon
di
TEMPAT

Menindaklanjuti hasil rapat tanggal 2 November 2026, bersama ini disampaikan bahwa tersedia 40.000 \
ekor benih lele untuk kelompok pembudi daya. Sehubungan dengan hal tersebut, diminta kepada \
Saudara untuk menyampaikan kepada warga agar mengajukan permohonan dengan ketentuan sebagai berikut:
1. Membawa fotokopi KTP;
2. Memiliki kolam minimal 20 meter persegi;
3. Diajukan paling lambat 11 Desember 2026.

Demikian atas perhatiannya disampaikan terima kasih.

KEPALA DINAS,
ttd.
NIP 19700101 199503 1 002
"""
REGULATION = """PERATURAN BUPATI SIDOARJO
NOMOR 9 TAHUN 2026
TENTANG
RETRIBUSI MAKAM

BAB II
TATA CARA PEMBAYARAN
Pasal 3
(1) Besaran retribusi makam ditetapkan sebagai berikut:
a. makam baru sebesar Rp75.000,00 (tujuh puluh lima ribu rupiah); dan
b. makam tumpang sebesar Rp50.000,00 (lima puluh ribu rupiah).
(2) Keluarga penerima bantuan sosial dibebaskan dari retribusi sebagaimana dimaksud pada ayat (1).

Pasal 8
Peraturan Bupati ini mulai berlaku pada tanggal 1 Maret 2027.
"""
COLUMNS = """JADWAL FISIOTERAPI KELILING

NO   DESA        HARI      TEMPAT
1    Gampang     Senin     Balai Desa
2    Temu        Rabu      Polindes
3    Simpang     Jumat     Balai RW 04

Jam pelayanan 08.00 - 11.00 WIB untuk semua desa.
"""
QUESTIONS = """# Tanya Jawab Wifi Publik

**Apakah wifi di taman gratis?**
Gratis, cukup mengisi nama.

**Berapa lama sekali pakai?**
Paling lama dua jam sehari.

**Ke mana melapor kalau mati?**
Ke WhatsApp 0811 2000 300.
"""
PROSE_ROTA = """Karang taruna Desa Klagen menggelar rangkaian acara: Jumat 4/12 lomba layang, \
Sabtu 5/12 pentas hadrah dan Minggu 6/12 jalan sehat.
"""


def write(text: str, brief: str, platform: str = "instagram") -> str:
    readings = [read_text(text)]
    sheet = fact_sheet(readings, date(2026, 11, 25))
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,)), sheet, readings)
    return written.text


def test_a_letter_speaks_to_the_people_and_not_to_their_head() -> None:
    text = write(LETTER, "umumkan pembagian benih lele, tekankan syarat")
    assert "tersedia 40.000 ekor benih lele" in text.lower()
    assert "Warga diminta mengajukan permohonan" in text
    assert "Ketentuannya:" in text and "Membawa fotokopi KTP" in text
    for of_the_letter in ("Saudara", "TEMPAT", "523/81", "Sehubungan", "Kepala Desa se-", "NIP"):
        assert of_the_letter not in text


def test_a_regulation_gives_its_sums_and_who_is_free() -> None:
    text = write(REGULATION, "sosialisasikan retribusi makam, tekankan tarif dan siapa yang bebas")
    assert "Besaran retribusi makam:" in text
    assert "Makam baru: Rp75.000" in text and "Makam tumpang: Rp50.000" in text
    assert "dibebaskan dari retribusi." in text and "ayat" not in text


def test_columns_kept_apart_by_spaces_are_a_table() -> None:
    text = write(COLUMNS, "info jadwal fisioterapi keliling")
    assert "Temu: Rabu, Polindes" in text
    assert "08.00–11.00 WIB" in text


def test_one_question_is_answered_with_its_own_answer() -> None:
    text = write(QUESTIONS, "jelaskan apakah wifi gratis")
    assert "Apakah wifi di taman gratis? Gratis, cukup mengisi nama." in text
    assert "dua jam" not in text


def test_days_within_a_sentence_become_a_rota() -> None:
    text = write(PROSE_ROTA, "kabarkan rangkaian acara Desa Klagen")
    assert "Jumat, 4 Desember: lomba layang" in text
    assert "Minggu, 6 Desember: jalan sehat" in text


def test_requirements_told_in_one_sentence_are_a_list() -> None:
    told = (
        "Dinas Sosial membuka pelatihan menjahit bagi penyandang disabilitas. Adapun syaratnya "
        "antara lain berusia 18 tahun, berdomisili di Sidoarjo, dan memiliki kartu disabilitas."
    )
    text = write(told, "umumkan pelatihan menjahit, sebut syarat")
    assert "✅ Berdomisili di Sidoarjo" in text


def test_hours_without_a_verb_are_kept() -> None:
    told = (
        "Mulai 1 Desember 2026 jam buka taman baca berubah. Senin-Kamis 08.00-16.00, "
        "Jumat 08.00-14.00. Sabtu tetap tutup."
    )
    text = write(told, "umumkan perubahan jam buka taman baca")
    assert "Senin–Kamis: 08.00–16.00" in text and "Jumat: 08.00–14.00" in text


def test_only_what_is_asked_for_is_said() -> None:
    program = (
        "# Pekan Batik\n\nTanggal: Minggu, 29 November 2026\nTempat: Pendopo\n"
        "Biaya: Rp10.000\n\n| Waktu | Kegiatan |\n|---|---|\n| 08.00 | Senam |\n"
        "| 10.00 | Lomba canting |\n\nCatatan:\n- Parkir di alun-alun\n- Bawa botol minum\n"
    )
    text = write(program, "umumkan pekan batik, sebut jadwal dan lokasi saja")
    assert "08.00: Senam" in text and "Pendopo" in text
    assert "Rp10.000" not in text and "botol minum" not in text


def test_what_is_not_to_be_said_is_left_out() -> None:
    told = (
        "Mulai 1 Januari 2027 tarif terminal disesuaikan menjadi Rp4.000 per bus. Penumpang tidak "
        "membayar. Awak bus yang tidak membayar dikenai denda Rp50.000."
    )
    assert "denda" not in write(told, "info tarif terminal baru, jangan sebut sanksi", "facebook")
    assert "denda" in write(told, "info tarif terminal baru, tekankan sanksi", "facebook")


def test_a_day_that_was_moved_is_no_deadline_any_more() -> None:
    told = (
        "Dinas Koperasi memperpanjang pendaftaran bazar yang semula berakhir 30 November 2026 "
        "menjadi 12 Desember 2026."
    )
    sheet = fact_sheet([read_text(told)], date(2026, 11, 25))
    roles = {fact.text: fact.role for fact in sheet.of("when")}
    assert roles["30 November 2026"] == "mention" and roles["12 Desember 2026"] == "deadline"


def test_a_portrait_is_not_the_news() -> None:
    told = (
        "Warga Terima Sambungan Air Gratis\n\nSIDOARJO – Wajah Bu Tumini berseri-seri.\n\n"
        "Sebanyak 350 keluarga di Kecamatan Jabon menerima sambungan air gratis dari Perumda "
        "Delta Tirta, Selasa (24/11/2026)."
    )
    text = write(told, "kabarkan sambungan air gratis")
    assert text.index("350 keluarga") < 200


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "Di bawah kepemimpinan Camat, desa sukses menorehkan prestasi dengan meraih emas.",
            "Desa meraih emas.",
        ),
        (
            "Mimpi itu mendekat setelah Bupati menandatangani naskah.",
            "Bupati menandatangani naskah.",
        ),
        (
            'Menanggapi video dengan narasi "Pasar X terbakar, pedagang kabur semua", Dinas Y '
            "memastikan pasar aman.",
            "Dinas Y memastikan pasar aman.",
        ),
        (
            "DINAS PANGAN KABUPATEN SIDOARJO membuka pasar.",
            "Dinas Pangan Kabupaten Sidoarjo membuka",
        ),
    ],
)
def test_what_is_empty_before_the_news_is_taken_off(told: str, shown: str) -> None:
    assert shorten(told).text.startswith(shown)


def test_the_manner_of_a_brief_is_no_kind_of_news() -> None:
    sheet = fact_sheet([read_text("Tarif parkir stadion naik.")], date(2026, 11, 25))
    intent = read_brief(Brief("info tarif parkir, jangan bikin panik", ()), sheet)
    assert intent.kind != "appeal" and intent.avoided is not None


def test_a_second_document_does_not_lend_its_capitals() -> None:
    other = read_text("Sistem Penerimaan Murid Baru dibuka. Dalam Penerimaan itu jalur ditambah.")
    own = read_text(
        "Dinas Kominfo membuka penerimaan siswa magang periode Januari 2027. Pengajuan sampai "
        "20 Desember 2026 lewat laman magang.kominfo.sidoarjokab.go.id."
    )
    readings = [own, other]
    sheet = fact_sheet(readings, date(2026, 11, 25))
    (written,) = EmbeddedWriter().captions(
        Brief("umumkan penerimaan siswa magang", ("facebook",)), sheet, readings
    )
    assert " Penerimaan siswa" not in written.text


def test_where_the_facts_come_from_is_no_line_of_a_post() -> None:
    told = (
        "Warga dapat mengurus kartu pedagang di kantor pasar setiap Senin pukul 08.00 WIB. Kartu "
        "pedagang tidak dipungut biaya.\n\nSumber fakta: pasar.sidoarjokab.go.id, 1 April 2024"
    )
    assert "Sumber fakta" not in write(told, "info cara mengurus kartu pedagang", "facebook")


def test_days_of_a_table_are_named_and_like_ones_told_once() -> None:
    header = ("Layanan", "24 Des", "25 Des", "31 Des")
    row = ("Puskesmas", "Tutup", "Tutup", "08.00–12.00")
    table = read_table([row, ("Perpustakaan", "Tutup", "Tutup", "Tutup")], header)
    assert table is not None
    told = row_text(table, table.columns, row)
    assert told == "Puskesmas: 24 Des, 25 Des tutup; 31 Des 08.00–12.00"
