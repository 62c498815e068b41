"""What sends a draft to the head, and what does not; the words that decided are named."""

from datetime import date

import pytest

from assistant.claims import find_claims
from assistant.prompts import trying
from assistant.risks import find_risks, load_rules

TODAY = date(2026, 11, 25)


def risks(text: str, title: str | None = None) -> dict[str, tuple[str, ...]]:
    claims = [{"kind": claim.kind, "text": claim.text} for claim in find_claims(text)]
    return {risk.id: risk.words for risk in find_risks((text, title, None), claims, (), TODAY)}


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Pembangunan taman menelan Rp750 juta.", "money", "Rp750 juta"),
        (
            "Penerima bantuan pangan dapat mengambil beras di balai desa.",
            "money",
            "Penerima bantuan",
        ),
        ("Retribusi pasar naik mulai Januari.", "money", "Retribusi"),
        ("Pedagang yang berjualan di trotoar akan ditertibkan.", "law", "ditertibkan"),
        ("Ketentuan ini diatur dalam Perbup Nomor 12 Tahun 2024.", "law", "Perbup"),
        ("Dua motor tabrakan di Jalan Raya Taman.", "accident", "tabrakan"),
        ("Polisi menangkap pelaku curanmor di Krian.", "accident", "pelaku"),
        ("Rumah warga Tarik terbakar Senin malam.", "accident", "terbakar"),
        ("Sebanyak 130 kepala keluarga di Tanggulangin terdampak.", "accident", "terdampak"),
        ("Kepala Dinas Sosial Ahmad Misbahul membuka acara.", "person", "Ahmad Misbahul"),
        ("Warga bernama Sulastri menerima kursi roda.", "person", "Sulastri"),
        ("Selamat kepada Nadia Putri, siswi SDN Sidokare 2.", "child", "Nadia Putri"),
        ("Seorang pelajar, DK (15), ikut program ini.", "child", "DK (15)"),
        ("Jamu ini ampuh menyembuhkan batuk.", "health", "ampuh"),
        ("ASI dapat mencegah stunting dan penyakit infeksi.", "health", "mencegah"),
    ],
)
def test_goes_to_the_head(text: str, kind: str, word: str) -> None:
    found = risks(text)
    assert any(word in words for words in found.get(kind, ())), found


@pytest.mark.parametrize(
    "text",
    [
        "Layanan rekam KTP buka Sabtu pukul 08.00–12.00 WIB di kantor kecamatan.",
        "Yuk ikut jalan sehat keliling alun-alun Minggu pagi!",
        "Perpustakaan daerah punya 300 buku baru. Ajak anak membaca, ya.",
        "Jalan Diponegoro dialihkan sementara karena pengecatan marka.",
        "Pasar Larangan kini punya tempat parkir baru.",
        "Selamat Hari Guru Nasional! Terima kasih Bapak dan Ibu guru.",
        "Siswa SMP se-Sidoarjo belajar menanam mangrove di Jabon.",
        "Penerima KPM mengambil kartunya di kantor desa.",
        "Air mengecil di Kecamatan Candi karena perbaikan pipa.",
    ],
)
def test_may_go_with_the_admin(text: str) -> None:
    assert risks(text) == {}


def test_the_title_counts_and_a_hidden_mark_hides_nothing() -> None:
    assert "law" in risks("Baca selengkapnya.", "Sanksi bagi pembuang sampah")
    assert "law" in risks("Pelanggar di\u200bdenda di tempat.")


def test_open_findings_count_and_remarks_do_not() -> None:
    found = [{"severity": "warn"}, {"severity": "info"}, {"severity": "block"}]
    (risk,) = find_risks(("Senam pagi.",), (), found, TODAY)
    assert (risk.id, risk.words) == ("findings", ("2 temuan",))
    assert find_risks(("Senam pagi.",), (), [{"severity": "info"}], TODAY) == ()


def test_a_campaign_is_a_reason_by_itself() -> None:
    with trying({"house_style.yaml": {"campaign": {"switch": "on"}}}):
        assert [risk.id for risk in find_risks(("Senam pagi.",), (), (), TODAY)] == ["campaign"]


def test_every_rule_of_the_table_can_be_read() -> None:
    assert [rule.id for rule in load_rules()] == [
        "money", "law", "accident", "child", "person", "health", "campaign", "findings",
    ]  # fmt: skip
