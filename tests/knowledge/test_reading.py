from datetime import date
from pathlib import Path

import pytest

from knowledge.documents import Reading
from knowledge.errors import UnreadableFile
from knowledge.loading import ocr
from knowledge.reading import read_file, read_text
from tests.corpus import make

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
FORMATS = ["table.pdf", "unruled.pdf", "document.docx", "page.html", "page.md"]


def blocks_of(reading: Reading, kind: str) -> list[str]:
    return [reading.text[b.start : b.end] for b in reading.blocks if b.kind == kind]


def assert_offsets(reading: Reading) -> None:
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end
        end = block.end
        shown = reading.text[block.start : block.end]
        assert shown == shown.strip()
        assert "\n" not in shown
    covered = set()
    for passage in reading.passages:
        assert reading.text[passage.start : passage.end] == passage.text
        covered.update(range(passage.start, passage.end))
    assert len({passage.id for passage in reading.passages}) == len(reading.passages)
    for block in reading.blocks:
        shown = reading.text[block.start : block.end]
        in_heading = block.kind == "heading" and any(
            shown[:100] in passage.heading for passage in reading.passages
        )
        assert in_heading or block.start in covered


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_document(corpus: Path, name: str) -> None:
    reading = read_file(corpus / name)

    assert_offsets(reading)
    assert reading.title == make.TITLE
    assert make.PARAGRAPH in " ".join(reading.text.split())
    assert {"Syarat", "Jadwal"} <= set(blocks_of(reading, "heading"))
    assert "1. Fotokopi kartu keluarga" in blocks_of(reading, "item")
    assert blocks_of(reading, "row") == [" | ".join(row) for row in make.ROWS]
    rows = [block for block in reading.blocks if block.kind == "row"]
    assert {row.header for row in rows} == {tuple(make.ROWS[0])}


@pytest.mark.parametrize("name", FORMATS)
def test_passages_know_the_headings_above_them(corpus: Path, name: str) -> None:
    reading = read_file(corpus / name)
    found = next(p for p in reading.passages if "kartu keluarga" in p.text)
    assert found.heading == f"{make.TITLE} > Syarat"


def test_running_heads_and_page_numbers_are_not_read(corpus: Path) -> None:
    reading = read_file(corpus / "table.pdf")
    assert "Dokumen Pelayanan" not in reading.text
    assert "Halaman" not in reading.text
    assert reading.pages == 3
    assert reading.page_at(reading.text.index("Catatan xxx")) == 3


def test_columns_are_read_one_after_the_other(corpus: Path) -> None:
    reading = read_file(corpus / "columns.pdf")
    places = [reading.text.index(f"Kalimat nomor {n} ada. Warga") for n in range(1, 15)]
    assert places == sorted(places)
    assert reading.text.count(make.PARAGRAPH) == 14


@pytest.mark.parametrize("name", ["document.docx", "page.html", "page.md", "sheet.xlsx"])
def test_what_a_reader_cannot_see_is_not_read(corpus: Path, name: str) -> None:
    text = read_file(corpus / name).text
    for unseen in ("RAHASIA", "TERSEMBUNYI", "MENU", "SKRIP", "KAKI", "TIDAK TAMPAK"):
        assert unseen not in text


def test_a_long_document_is_read_whole(corpus: Path) -> None:
    reading = read_file(corpus / "long.pdf")
    assert reading.pages == 300
    assert "Baris 0 pada bagian 1 dokumen" in reading.text
    assert "Baris 29 pada bagian 300 dokumen" in reading.text


def test_an_owner_lock_does_not_keep_from_reading(corpus: Path) -> None:
    assert "Baris 3" in read_file(corpus / "owned.pdf").text


def test_pages_without_text_are_named(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "language", lambda: None)
    reading = read_file(corpus / "partly.pdf")
    assert "teks pengumuman" in reading.text
    assert "3 dari 4 halaman" in reading.notices[0]


BAD = {
    "locked.pdf": "kata sandi",
    "bomb.pdf": "demi keamanan",
    "bomb.docx": "mengembang",
    "empty.txt": "kosong",
    "cut.pdf": "rusak atau terpotong",
    "cut.docx": "rusak",
    "junk.txt": "bukan teks",
    "junk.docx": "bukan DOCX",
    "slides.pptx": "bukan PPTX",
    "photo.png": "Gambar",
    "large.txt": "lebih besar dari 20 MB",
    "archive.zip": "arsip",
    "program.exe": ".exe",
    "absent.pdf": "tidak ditemukan",
}


@pytest.fixture(scope="module")
def bad(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name in ("locked.pdf", "bomb.pdf", "bomb.docx"):
        (folder / name).symlink_to(corpus / name)
    (folder / "empty.txt").touch()
    (folder / "cut.pdf").write_bytes((corpus / "table.pdf").read_bytes()[:900])
    (folder / "cut.docx").write_bytes((corpus / "document.docx").read_bytes()[:9000])
    junk = bytes(i * 7919 % 256 for i in range(5000))
    (folder / "junk.txt").write_bytes(junk)
    (folder / "junk.docx").write_bytes(junk)
    (folder / "slides.pptx").write_bytes(b"not a slide show")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + junk)
    (folder / "large.txt").write_bytes(b"kata " * (21 * 1024 * 1024 // 5))
    (folder / "archive.zip").write_bytes(b"PK\x03\x04" + junk)
    (folder / "program.exe").write_bytes(b"MZ program")
    return folder


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_file_that_cannot_be_read_says_why(bad: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_file(bad / name)
    assert any(part in str(raised.value) for part in BAD[name].split("|"))


def test_the_reasons_can_be_told_apart(bad: Path) -> None:
    reasons = set()
    for name in BAD:
        with pytest.raises(UnreadableFile) as raised:
            read_file(bad / name)
        reasons.add(str(raised.value))
    assert len(reasons) == len(BAD)


@pytest.mark.parametrize(
    ("source", "name"), [("table.pdf", "table.docx"), ("page.html", "page.txt")]
)
def test_a_wrongly_named_file_is_read_as_what_it_is(
    corpus: Path, tmp_path: Path, source: str, name: str
) -> None:
    wrong = tmp_path / name
    wrong.write_bytes((corpus / source).read_bytes())
    assert read_file(wrong).text == read_file(corpus / source).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rilis.txt"
    path.write_bytes("Café “Delta” dibuka – warga senang.\r\n\r\nGratis.".encode(encoding))
    assert read_file(path).text == "Café “Delta” dibuka – warga senang.\n\nGratis."


def test_what_is_given_wins_over_what_the_document_says(corpus: Path) -> None:
    given = read_file(
        corpus / "page.md",
        title="Judul lain",
        kind="sop",
        agency="dukcapil",
        published=date(2025, 1, 2),
    )
    assert (given.title, given.kind, given.agency) == ("Judul lain", "sop", "dukcapil")
    assert given.published == date(2025, 1, 2)


RELEASE = """Pendaftaran Beasiswa Dibuka

SIDOARJO – Dinas Pendidikan dan Kebudayaan membuka pendaftaran beasiswa mulai 5 November 2025 \
sampai 8 April 2026.

Syaratnya:
• Ber-KTP Sidoarjo
• Mahasiswa aktif

Informasi: 0812-3456-7890 atau beasiswa@contoh.go.id, www.contoh.go.id/beasiswa.
Diterbitkan: Selasa, 4 November 2025"""


def test_a_pasted_release_proposes_its_metadata() -> None:
    reading = read_text(RELEASE)

    assert_offsets(reading)
    proposed = reading.proposed
    assert reading.title == "Pendaftaran Beasiswa Dibuka"
    assert reading.kind == "press-release"
    assert proposed.agency_name == "Dinas Pendidikan dan Kebudayaan"
    assert reading.published == date(2025, 11, 4)
    assert (proposed.valid_from, proposed.valid_until) == (date(2025, 11, 5), date(2026, 4, 8))
    assert reading.valid_until is None
    assert proposed.contacts == (
        "0812-3456-7890",
        "beasiswa@contoh.go.id",
        "www.contoh.go.id/beasiswa",
    )
    assert blocks_of(reading, "item") == ["Ber-KTP Sidoarjo", "Mahasiswa aktif"]


def test_pasted_blanks_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_text(" \n\t ")


def test_csv_rows_know_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "blangko.csv"
    path.write_text("\n".join(";".join(row) for row in make.ROWS), "cp1252")
    reading = read_file(path)
    assert blocks_of(reading, "row")[1] == "Waru | Senin sampai Jumat | 1.500"
    assert reading.blocks[1].header == tuple(make.ROWS[0])
    assert reading.title == "Blangko"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_real_statutes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "language", lambda: None)
    for path in sorted(SHARED.glob("*-pdf/*.pdf")):
        if path.name == "uu14-2022.pdf":
            with pytest.raises(UnreadableFile, match="pindaian"):
                read_file(path)
            continue
        reading = read_file(path)
        assert_offsets(reading)
        assert reading.kind == "regulation"
        assert len(reading.text) > 400 * (reading.pages or 0)


@pytest.mark.parametrize(
    "pasted",
    [
        "Data pasar\n\n| Pasar | Los |\n|---|---|\n| Tarik | 12 |\n| Wage | 31 |\n",
        "Data pasar\n\nPasar\tLos\nTarik\t12\nWage\t31\n",
    ],
)
def test_a_pasted_table_has_rows(pasted: str) -> None:
    reading = read_text(pasted)
    rows = [reading.text[b.start : b.end] for b in reading.blocks if b.kind == "row"]
    assert rows == ["Pasar | Los", "Tarik | 12", "Wage | 31"]
    assert {b.header for b in reading.blocks if b.kind == "row"} == {("Pasar", "Los")}


def test_a_walk_is_no_address(tmp_path: Path) -> None:
    file = tmp_path / "jalan-sehat.md"
    file.write_text(
        "# Jalan Sehat Hari Kesehatan\n\nPeserta berkumpul.\n\n## Syarat peserta\n\nKTP."
    )
    assert read_file(file).title == "Jalan Sehat Hari Kesehatan"


def test_an_announcement_is_called_what_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "pengumuman.txt"
    file.write_text(
        "PENGUMUMAN\nNomor: 800/1124/2026\nTENTANG PENUTUPAN SEMENTARA JALAN MELATI\n\n"
        "Jalan Melati ditutup mulai Senin, 30 November 2026 karena pekerjaan saluran air.\n",
        "utf-8",
    )
    assert read_file(file).title == "PENUTUPAN SEMENTARA JALAN MELATI"


def test_a_release_without_a_title_is_called_by_its_first_sentence() -> None:
    reading = read_text(
        "SIDOARJO – Seleksi beasiswa dibuka 4–8 Januari 2027. Kuotanya 250 orang.\n\n"
        "Informasi melalui WhatsApp 0812-5550-8868 pada hari kerja.\n"
    )
    assert reading.title == "Seleksi beasiswa dibuka 4–8 Januari 2027"
