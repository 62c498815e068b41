"""Search over a small base: informal questions, both legs, refusals, filters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.vocabulary import load_vocabulary, matter
from knowledge.base import KnowledgeBase
from knowledge.documents import SearchResult
from knowledge.query import Query, Term, understand
from knowledge.ranking import searched
from knowledge.reading import read_text

TEXTS = {
    "Layanan lampu jalan": "Dinas Perhubungan menerima laporan lampu jalan yang padam melalui "
    "WhatsApp 0812 1111 2222 selama 24 jam. Perbaikan selesai paling lambat dua hari.",
    "Kartu Identitas Anak (KIA)": "Persyaratan KIA ialah fotokopi akta kelahiran, kartu keluarga, "
    "dan KTP orang tua. Pelayanan tidak dipungut biaya.",
    "Perpustakaan keliling": "Mobil perpustakaan keliling mengunjungi sekolah dasar setiap Selasa "
    "dan Kamis. Jadwal kunjungan disusun bersama kepala sekolah.",
    "Bantuan benih padi": "Kelompok tani dapat mengajukan bantuan benih padi kepada Dinas Pangan "
    "dan Pertanian dengan proposal yang diketahui kepala desa.",
    "Kolam retensi": "Kolam retensi seluas 2 hektare dibangun untuk menampung limpasan air hujan.",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(
        tmp_path_factory.mktemp("base"),
        today=lambda: date(2026, 3, 2),
        vocabulary=load_vocabulary(),
    )
    made.add_readings(read_text(text, title=title) for title, text in TEXTS.items())
    yield made
    made.close()


def first(result: SearchResult) -> str | None:
    return result.hits[0].title if result.hits else None


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Ke mana melaporkan lampu jalan yang padam?", "Layanan lampu jalan"),
        ("min lampu jln dpn rmh mati lapor kmn", "Layanan lampu jalan"),
        ("lampune dalan peteng wadule nang endi", "Layanan lampu jalan"),
        ("syarat bikin kia apa aja kak", "Kartu Identitas Anak (KIA)"),
        ("ngurus kartu idntitas ank brp biayanya", "Kartu Identitas Anak (KIA)"),
        ("mobil perpustakaaan kliling kpn dtg", "Perpustakaan keliling"),
        ("wong tani njaluk benih pari lewat endi", "Bantuan benih padi"),
        ("jobdesk kolamretensi luasnya", "Kolam retensi"),
    ],
)
def test_a_citizen_finds_the_passage(base: KnowledgeBase, question: str, title: str) -> None:
    assert first(base.search(question)) == title


@pytest.mark.parametrize(
    ("question", "answerable"),
    [
        ("syarat kartu identitas anak", True),
        ("lapor lampu jalan padam ke nomor berapa", True),
        ("lapor lampu jalan padam di Gresik ke nomor berapa", False),
        ("nomor pengaduan PLN", False),
        ("jadwal konser dangdut di stadion", False),
        ("kabarkan peluncuran kapal riset kelautan", False),
        ("halo min", False),
        ("", False),
        ("😀😀", False),
    ],
)
def test_says_whether_something_answers(
    base: KnowledgeBase, question: str, answerable: bool
) -> None:
    assert base.search(question).answerable is answerable


def test_each_leg_finds_what_the_other_does_not(base: KnowledgeBase) -> None:
    vocabulary = load_vocabulary()
    index = base._indexing.lexical.current()
    vectors = base._indexing.vectors.current()
    # Pieces of words: no word and no stem of it stands in any passage.
    question = "kependidikanperpustakaanan"
    query = understand(question, vocabulary, index)
    assert not index.search([one for term in query.terms for one in term.stems], 5)
    assert (
        base._open()
        .retrieval.search(question, limit=1, agency=None, documents=None, lexical_only=False)
        .hits[0]
        .title
        == "Perpustakaan keliling"
    )
    # Vectors alone put other passages first where one rare word decides.
    assert first(base.search("limpasan", lexical_only=True)) == "Kolam retensi"
    assert vectors.search("perpustakaan", 5)


def test_without_vectors_the_words_still_find(base: KnowledgeBase, tmp_path: Path) -> None:
    alone = KnowledgeBase(tmp_path, chroma_url="http://127.0.0.1:9", vocabulary=load_vocabulary())
    alone.add_readings(read_text(text, title=title) for title, text in TEXTS.items())
    assert first(alone.search("syarat kartu identitas anak")) == "Kartu Identitas Anak (KIA)"
    alone.close()


def test_an_agency_that_is_concerned_finds_it_too(tmp_path: Path) -> None:
    own = KnowledgeBase(tmp_path, vocabulary=load_vocabulary())
    for title, text in TEXTS.items():
        own.add_reading(read_text(text, title=title), agencies=["dishub"])
    assert first(own.search("lampu jalan", agency="dishub")) == "Layanan lampu jalan"
    assert own.search("lampu jalan", agency="dinkes").hits == ()
    own.close()


def test_a_very_long_text_is_searched_by_its_rare_words(base: KnowledgeBase) -> None:
    text = "kolam retensi limpasan " + "dan yang untuk warga " * 5000
    result = base.search(text)
    assert first(result) == "Kolam retensi"


def test_odd_questions_harm_nothing(base: KnowledgeBase) -> None:
    for text in ('" OR *', "NEAR(a b)", "raw:x", "'; DROP TABLE texts", "a" * 5000, "\x00", "٣ ٤"):
        base.search(text)


@pytest.mark.parametrize(
    ("brief", "title"),
    [
        ("kabarkan layanan lampu jalan, ajak warga melapor", "Layanan lampu jalan"),
        (
            "buat caption perpustakaan keliling untuk instagram, gaya santai",
            "Perpustakaan keliling",
        ),
        ("umumkan bantuan benih padi, tekankan syarat", "Bantuan benih padi"),
        ("ajak warga datang ke festival layang-layang", None),
    ],
)
def test_a_brief_finds_the_document_that_it_is_about(
    base: KnowledgeBase, brief: str, title: str | None
) -> None:
    about = base.search(matter(brief)).about
    assert (base.document(about[0]).title if about else None) == title


TITLES = {2023: "Alur bantuan pangan", 2025: "Aktivasi jaminan kesehatan"}


def test_the_newer_of_two_contacts_comes_first(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path, vocabulary=load_vocabulary())
    texts = {
        2023: "WhatsApp Si Peduli Dinas Sosial 0812 1111 2222. WhatsApp dibalas setiap hari kerja.",
        2025: "Informasi bantuan: WhatsApp Si Peduli 0813 3333 4444.",
    }
    base.add_readings(
        replace(read_text(text, title=TITLES[year]), agency="dinsos", published=date(year, 5, 1))
        for year, text in texts.items()
    )
    found = base.search("nomor wa si peduli dinas sosial")
    base.close()
    assert [hit.title for hit in found.hits] == [TITLES[2025], TITLES[2023]]
    assert found.hits[0].score >= found.hits[1].score


@pytest.mark.parametrize(
    ("question", "answerable"),
    [
        ("Berapa nomor WhatsApp untuk melaporkan lampu jalan?", True),
        ("berapa anggaran pengadaan lampu jalan tahun 2027", False),
        ("Kapan mobil perpustakaan keliling datang ke sekolah dasar?", True),
        ("Berapa luas kolam retensi?", True),
    ],
)
def test_an_answer_has_the_form_that_is_asked_for(
    base: KnowledgeBase, question: str, answerable: bool
) -> None:
    assert base.search(question).answerable is answerable


def test_common_words_are_not_searched_by_in_a_large_base() -> None:
    def term(word: str, count: int) -> Term:
        return Term(word, (word,), (word,), count)

    rare, common, most = term("retensi", 12), term("warga", 39_000), term("jalan", 70_000)
    assert searched(Query((most, common, rare), 100_000)) == ["retensi", "warga"]
    assert searched(Query((most,), 100_000)) == ["jalan"]
