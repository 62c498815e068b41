"""Greetings: the occasion with its capitals and its wish, sober where somebody mourns."""

from datetime import date

import pytest

from assistant.drafts import PLATFORMS
from assistant.facts import fact_sheet
from assistant.house_style import check_style
from assistant.platforms import find_hashtags
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.writer import Brief, Written
from knowledge.reading import read_text

TODAY = date(2026, 11, 24)


def greet(brief: str, tone: str | None = None) -> dict[str, Written]:
    asked = Brief(brief, PLATFORMS, tone=tone)
    return {w.platform: w for w in EmbeddedWriter().captions(asked, fact_sheet([], TODAY), [])}


@pytest.mark.parametrize(
    ("brief", "occasion"),
    [
        ("ucapan selamat hari guru nasional 25 november untuk para guru", "Hari Guru Nasional"),
        ("buat ucapan hari ibu 22 desember, tekankan peran ibu", "Hari Ibu"),
        ("selamat idul fitri 1448 h dari pemkab", "Hari Raya Idulfitri 1448 H"),
        ("ucapkan selamat hari jadi ke-168 kabupaten sidoarjo", "Hari Jadi ke-168 Kabupaten"),
    ],
)
def test_the_occasion_has_its_capitals_and_no_date(brief: str, occasion: str) -> None:
    drafts = greet(brief)
    for draft in drafts.values():
        assert occasion in draft.text and draft.asserts_nothing
        assert "november" not in draft.text.lower() and "desember" not in draft.text.lower()
        styled = check_style(draft.text, platform=draft.platform, today=TODAY)
        assert not [f for f in styled if f.severity == "warn"]
    assert drafts["instagram"].text.split("\n")[-3] != drafts["x"].text
    assert "Pemkab Sidoarjo mengucapkan selamat" in drafts["press-release"].text or (
        "Pemerintah Kabupaten Sidoarjo mengucapkan" in drafts["press-release"].text
    )


def test_each_occasion_has_a_wish_of_its_own() -> None:
    assert "maaf lahir dan batin" in greet("selamat idul fitri")["x"].text
    assert "kerukunan" in greet("selamat natal bagi umat kristiani")["x"].text
    assert "maaf" not in greet("selamat hari batik nasional")["instagram"].text


def test_a_condolence_has_no_hashtag_no_emoji_and_no_call() -> None:
    drafts = greet("turut berduka cita atas wafatnya mantan camat krembung")
    for draft in drafts.values():
        assert "atas wafatnya mantan camat Krembung" in draft.text
        assert not find_hashtags(draft.text)
        assert not any(ord(c) > 0x2190 for c in draft.text) and "komentar" not in draft.text
    assert drafts["instagram"].text != drafts["x"].text


def test_thanks_name_whom_and_what_for() -> None:
    text = greet("ucapan terima kasih untuk relawan yang sudah membersihkan sungai")["x"].text
    assert "kepada relawan karena telah membersihkan sungai" in text


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        ("ucapan nyepi tahun baru saka 1949", "Selamat Hari Suci Nyepi Tahun Baru Saka 1949"),
        ("ucapan isra mikraj", "Selamat memperingati Isra Mikraj"),
        ("hari bhakti PU ke-81", "Selamat Hari Bhakti PU ke-81"),
        ("selamat hari disabilitas internasional", "Selamat Hari Disabilitas Internasional"),
        (
            "ucapkan selamat kepada kafilah sidoarjo juara umum MTQ jatim",
            "Selamat kepada kafilah Sidoarjo juara umum MTQ Jatim",
        ),
        ("selamat atas dilantiknya pengurus pkk", "Selamat atas dilantiknya pengurus PKK"),
        ("belasungkawa korban gempa cianjur", "dukacita kepada korban gempa Cianjur"),
        (
            "duka cita atas wafatnya mantan bupati budi santoso",
            "atas wafatnya mantan Bupati Budi Santoso",
        ),
        (
            "terima kasih kepada warga yang sudah bayar pajak tepat waktu",
            "karena telah membayar pajak tepat waktu",
        ),
    ],
)
def test_what_is_greeted_is_named_as_it_is_written(brief: str, text: str) -> None:
    for platform in ("instagram", "x"):
        draft = greet(brief)[platform]
        assert text in draft.text and draft.asserts_nothing


def test_the_wish_fits_whom_it_is_for() -> None:
    assert "ilmu" not in greet("selamat atas dilantiknya pengurus pkk")["x"].text
    assert "Kerja sama" not in greet("terima kasih buat para guru")["instagram"].text


OBITUARY = """\
KABAR DUKA

Kami sampaikan bahwa Ibu Hj. Siti Aminah, S.Kep. (54), kepala ruang rawat anak, meninggal dunia
pada Selasa, 24 November 2026 pukul 22.10 WIB di rumah.

Tahlil tiga malam di rumah duka, Perum Krian Asri, ba'da Magrib.

Keluarga memohon agar pelayat tidak membawa papan bunga.

Kontak anak almarhumah (hanya untuk panitia): 0857 3301 2299
"""


def test_a_paper_of_a_death_names_who_died_and_what_the_family_wishes() -> None:
    paper = read_text(OBITUARY)
    brief = Brief("ucapan duka untuk bu siti aminah", PLATFORMS)
    written = list(EmbeddedWriter().captions(brief, fact_sheet([paper], TODAY), [paper]))
    for draft in written:
        assert "Hj. Siti Aminah, S.Kep. (54 tahun), kepala ruang rawat anak" in draft.text
        assert "Tahlil tiga malam" in draft.text
        assert "0857" not in draft.text
        assert not find_hashtags(draft.text)
    long = next(draft.text for draft in written if draft.platform == "facebook")
    assert "Almarhumah berpulang pada Selasa, 24 November 2026" in long
    assert "tidak membawa papan bunga" in long
