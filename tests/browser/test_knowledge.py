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


def test_an_uploaded_document_is_listed_and_can_be_read(
    page: Page, release: Path, village: str, tmp_path: Path
) -> None:
    broken = tmp_path / "kosong.pdf"
    broken.write_bytes(b"")
    upload(page, release, broken)
    room = page.locator("#room-knowledge")
    expect(room.locator(".berkas.baik")).to_contain_text("terbaca, 2 kutipan")
    expect(room.locator(".berkas.gagal")).to_contain_text("kosong")
    room.get_by_role("button", name=f"Posyandu {village}").click()
    detail = room.get_by_label("Rincian dokumen")
    expect(detail).to_contain_text("Cara dokumen ini terbaca: 2 kutipan")
    expect(detail.locator(".kutipan").first).to_contain_text(f"Balai Desa {village}")


def test_a_document_is_withdrawn_restored_and_deleted(
    page: Page, release: Path, village: str
) -> None:
    upload(page, release)
    room = page.locator("#room-knowledge")
    row = room.get_by_role("button", name=f"Posyandu {village}")
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
    upload(page, release)
    room = page.locator("#room-knowledge")
    row = room.get_by_role("button", name=f"Posyandu {village}")
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
    upload(page, release)
    expect(page.locator(".berkas.baik")).to_be_visible()
    page.get_by_label("Coba cari").fill(f"syarat posyandu {village}")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.locator(".hasil .kutipan").first).to_contain_text(village)


def test_a_new_document_can_be_chosen_for_a_caption(
    page: Page, release: Path, village: str
) -> None:
    upload(page, release)
    expect(page.locator(".berkas.baik")).to_be_visible()
    go(page, "Caption")
    page.get_by_label("Dokumen basis pengetahuan").click()
    expect(page.get_by_role("option", name=f"Posyandu {village}")).to_be_visible()


def test_the_list_can_be_narrowed(page: Page, release: Path, village: str) -> None:
    upload(page, release)
    expect(page.locator(".berkas.baik")).to_be_visible()
    page.get_by_label("Saring dokumen").fill(village.lower())
    expect(page.locator(".dokumen")).to_have_count(1)
    page.get_by_label("Saring dokumen").fill("tidak ada dokumen seperti ini")
    expect(page.locator(".dokumen")).to_have_count(0)
