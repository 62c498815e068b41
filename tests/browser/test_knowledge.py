from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go

TEXT = """# Posyandu {name}

Posyandu dibuka Senin, 9 November 2026 pukul 08.00 WIB di Balai Desa {name}.

## Syarat

- Buku KIA
- KTP orang tua
"""


@pytest.fixture
def village(request: pytest.FixtureRequest) -> str:
    """A name of its own for each test: the base is shared by the tests of this file."""
    return "Desa" + "".join(c for c in request.node.name if c.isalnum())


@pytest.fixture
def release(tmp_path: Path, village: str) -> Path:
    path = tmp_path / f"{village}.md"
    path.write_text(TEXT.format(name=village), encoding="utf-8")
    return path


def upload(page: Page, *files: Path) -> None:
    go(page, "Basis Pengetahuan")
    page.set_input_files("#room-knowledge .jatuhan input[type=file]", files)


def publish(page: Page, *files: Path) -> None:
    """Without looking at it first."""
    go(page, "Basis Pengetahuan")
    page.get_by_label("Tinjau dulu sebelum terbit").uncheck()
    upload(page, *files)
    expect(page.locator(".berkas.baik")).to_be_visible()


def test_an_uploaded_document_is_listed_and_can_be_read(
    page: Page, release: Path, village: str, tmp_path: Path
) -> None:
    broken = tmp_path / "kosong.pdf"
    broken.write_bytes(b"")
    upload(page, release, broken)
    room = page.locator("#room-knowledge")
    expect(room.locator(".berkas.baik")).to_contain_text("terbaca, 2 kutipan")
    expect(room.locator(".berkas.gagal")).to_contain_text("kosong")
    room.locator(".baris .dokumen", has_text=f"Posyandu {village}").click()
    detail = room.get_by_label("Rincian dokumen")
    expect(detail).to_contain_text("Cara dokumen ini terbaca: 2 kutipan")
    expect(detail.locator(".kutipan").first).to_contain_text(f"Balai Desa {village}")


def test_a_document_is_withdrawn_restored_and_deleted(
    page: Page, release: Path, village: str
) -> None:
    publish(page, release)
    room = page.locator("#room-knowledge")
    row = room.locator(".baris .dokumen", has_text=f"Posyandu {village}")
    row.click()
    detail = room.get_by_label("Rincian dokumen")
    detail.get_by_role("button", name="Tarik").click()
    expect(row).to_contain_text("Ditarik")
    detail.get_by_role("button", name="Pulihkan").click()
    expect(row).to_contain_text("Terbit")
    detail.get_by_role("button", name="Hapus").click()
    expect(row).to_be_visible()
    detail.get_by_role("button", name="Yakin?").click()
    expect(row).to_have_count(0)


def test_an_editor_corrects_what_is_known(page: Page, release: Path, village: str) -> None:
    publish(page, release)
    room = page.locator("#room-knowledge")
    row = room.locator(".baris .dokumen", has_text=f"Posyandu {village}")
    row.click()
    detail = room.get_by_label("Rincian dokumen")
    detail.get_by_text("Ubah keterangan").click()
    detail.get_by_label("OPD pemilik").select_option("Dinas Kesehatan")
    detail.get_by_label("Berlaku sampai").fill("2025-12-31")
    detail.get_by_role("button", name="Simpan keterangan").click()
    expect(row).to_contain_text("Dinkes")
    expect(row).to_contain_text("berlaku s.d. 31 Des 2025")
    expect(row).to_contain_text("Kedaluwarsa")


def test_a_search_shows_passages(page: Page, release: Path, village: str) -> None:
    publish(page, release)
    page.get_by_label("Coba cari").fill(f"syarat posyandu {village}")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.locator(".hasil .kutipan").first).to_contain_text(village)


def test_a_new_document_can_be_chosen_for_a_caption(
    page: Page, release: Path, village: str
) -> None:
    publish(page, release)
    go(page, "Caption")
    page.locator("#room-caption").get_by_label("Dokumen basis pengetahuan").click()
    expect(page.get_by_role("option", name=f"Posyandu {village}")).to_be_visible()


def test_the_list_can_be_narrowed(page: Page, release: Path, village: str) -> None:
    publish(page, release)
    page.get_by_label("Saring dokumen").fill(village.lower())
    expect(page.locator(".baris")).to_have_count(1)
    page.get_by_label("Saring dokumen").fill("tidak ada dokumen seperti ini")
    expect(page.locator(".baris")).to_have_count(0)


def test_a_document_is_looked_at_before_it_is_published(
    page: Page, release: Path, village: str
) -> None:
    upload(page, release)
    room = page.locator("#room-knowledge")
    detail = room.get_by_label("Rincian dokumen")  # opens by itself
    expect(detail).to_contain_text("Judul bagian")
    expect(detail).to_contain_text("Butir daftar")
    row = room.locator(".baris .dokumen", has_text=f"Posyandu {village}")
    expect(row).to_contain_text("Draf")
    detail.get_by_label("Judul", exact=True).fill(f"Posyandu {village} buka lagi")
    detail.get_by_role("button", name="Simpan dan terbitkan").click()
    expect(row).to_contain_text("buka lagi")
    expect(row).to_contain_text("Terbit")


def test_two_versions_are_compared_as_text(page: Page, release: Path, village: str) -> None:
    publish(page, release)
    room = page.locator("#room-knowledge")
    room.locator(".baris .dokumen", has_text=f"Posyandu {village}").click()
    release.write_text(TEXT.format(name=village).replace("08.00", "<b>09.30</b>"), encoding="utf-8")
    detail = room.get_by_label("Rincian dokumen")
    detail.locator("input[type=file]").set_input_files(release)
    detail.get_by_text("Riwayat: 2 versi").click()
    detail.get_by_role("button", name="Bandingkan dengan yang dipakai").click()
    expect(detail.locator(".baris-banding.gone")).to_contain_text("08.00")
    expect(detail.locator(".baris-banding.added")).to_contain_text("09.30")


def test_documents_are_narrowed_and_changed_together(
    page: Page, release: Path, village: str, tmp_path: Path
) -> None:
    other = tmp_path / f"lain-{village}.md"
    other.write_text(TEXT.format(name=f"{village} lain"), encoding="utf-8")
    upload(page, release, other)
    room = page.locator("#room-knowledge")
    expect(room.locator(".berkas.baik")).to_have_count(2)
    room.get_by_label("Semua status").select_option("draft")
    page.get_by_label("Saring dokumen").fill(village.lower())
    rows = room.locator(".baris")
    expect(rows).to_have_count(2)
    for number in (0, 1):
        rows.nth(number).get_by_role("checkbox").check()
    expect(room.locator(".sekaligus")).to_contain_text("2 dipilih")
    room.locator(".sekaligus").get_by_role("button", name="Terbitkan").click()
    expect(rows).to_have_count(0)
    room.get_by_label("Semua status").select_option("published")
    expect(rows).to_have_count(2)
    room.locator(".sekaligus").get_by_role("button", name="Hapus").click()
    room.locator(".sekaligus").get_by_role("button", name="Yakin?").click()
    expect(rows).to_have_count(0)


def test_a_contradiction_is_shown_side_by_side(page: Page, village: str, tmp_path: Path) -> None:
    old, new = tmp_path / f"{village}1.md", tmp_path / f"{village}2.md"
    old.write_text(f"# Layanan {village}\n\nWhatsApp Si {village}: 0812 1111 2222.", "utf-8")
    new.write_text(f"# Bantuan {village}\n\nWhatsApp Si {village}: 0813 4444 5555.", "utf-8")
    go(page, "Basis Pengetahuan")
    page.get_by_label("Tinjau dulu sebelum terbit").uncheck()
    upload(page, old, new)
    room = page.locator("#room-knowledge")
    attention = room.get_by_label("Perlu perhatian")
    attention.get_by_role("button", name=f"Layanan {village}").click()
    sides = room.get_by_label("Dua dokumen berlaku berbeda isi").locator(".kutipan")
    expect(sides).to_have_count(2)
    marked = set(sides.locator("mark").all_inner_texts())
    assert marked == {"0812 1111 2222", "0813 4444 5555"}
