"""Lists: what they are a list of, whose variant is asked for, one answer of many."""

from datetime import date

from assistant.facts import fact_sheet
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.forms import _second_list
from assistant.writing.frames import Voice
from assistant.writing.intent import read_brief
from assistant.writing.listings import Listing
from assistant.writing.story import tell
from assistant.writing.writer import Brief
from knowledge.reading import read_text

SERVICE = """# Standar Pelayanan Kartu Lansia Sehat (KLS)

## Persyaratan

### Warga usia 60–69 tahun
- Fotokopi kartu keluarga
- KTP-el asli

### Warga usia 70–99 tahun
- Fotokopi kartu keluarga
- KTP-el asli
- Surat keterangan pendamping

## Prosedur
1. Pemohon mengisi formulir di puskesmas.
2. Petugas memeriksa berkas.
3. Petugas mencetak kartu.
4. Pemohon mengambil kartu di loket.

## Pengaduan
Pengaduan layanan disampaikan melalui telepon (031) 8900111.
"""
QUESTIONS = """# Tanya Jawab Sewa Gedung

## Berapa biaya sewa aula?
Tarif aula Rp750.000 per hari untuk warga.

## Bagaimana cara memesan?
Pemesanan dilakukan di kantor UPT pada hari kerja.

## Apakah ada genset?
Genset disediakan untuk acara malam hari.
"""


def write(text: str, brief: str, platform: str = "whatsapp") -> str:
    readings = [read_text(text)]
    sheet = fact_sheet(readings, date(2026, 11, 24))
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,)), sheet, readings)
    return written.text


def test_a_list_says_what_it_is_a_list_of() -> None:
    text = write(SERVICE, "cara urus KLS")
    assert "Cara mengurus KLS:\n1. Pemohon mengisi formulir di puskesmas.\n2. Petugas" in text
    assert "Syarat untuk warga usia 60–69 tahun:" in text
    assert "Untuk warga usia 70–99 tahun, ditambah:\n- Surat keterangan pendamping" in text
    assert text.count("Fotokopi kartu keluarga") == 1


def test_the_variant_of_the_age_in_the_brief_is_shown() -> None:
    text = write(SERVICE, "cara urus KLS untuk kakek umur 72 tahun")
    assert "70–99 tahun" in text and "60–69" not in text


def test_where_to_complain_opens_no_short_post() -> None:
    assert "8900111" not in write(SERVICE, "cara urus KLS", "x")
    assert "8900111" in write(SERVICE, "ke mana mengadu soal layanan KLS", "whatsapp")


def test_one_question_is_told_with_its_answer() -> None:
    text = write(QUESTIONS, "jelaskan biaya sewa aula", "instagram")
    assert "Berapa biaya sewa aula? Tarif aula Rp750.000 per hari untuk warga." in text
    assert "Genset" not in text


def test_no_two_lists_of_a_post_have_one_title() -> None:
    readings = [read_text("Jembatan Kedungrawan ditutup mulai 7 Mei 2026.")]
    sheet = fact_sheet(readings, date(2026, 4, 30))
    story = tell(read_brief(Brief("penutupan jembatan", ("facebook",)), sheet), sheet, readings)
    first, second = (Listing("fact", "", (word,) * 4, 1.0) for word in ("Truk memutar", "Portal"))
    story.listings = [first, second]
    assert _second_list(Voice(story, 0), first).startswith("Selain itu:\n- Portal")


def test_of_a_list_that_is_told_in_part_the_title_says_so() -> None:
    items = "\n".join(f"- Pasar nomor {n} di Jalan Raya {n}, lantai dasar" for n in range(1, 15))
    text = f"# Revitalisasi Pasar\n\nDinas memperbaiki empat belas pasar.\n\nRinciannya:\n{items}\n"
    readings = [read_text(text)]
    sheet = fact_sheet(readings, date(2026, 11, 25))
    (written,) = EmbeddedWriter().captions(
        Brief("revitalisasi pasar, daftar pasarnya", ("facebook",)), sheet, readings
    )
    told = written.text.count("Pasar nomor")
    assert told == 14 or ("antara lain:" in written.text and told > 0)
