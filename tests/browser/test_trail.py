"""The room *Jejak*: found, opened, proven whole, taken out; not there for who may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.assembly import Assistant
from tests.browser.conftest import go
from tests.worked import HEAD, at_work, call_model, hand_in, send_reply, write_draft

HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    assistant = at_work(tmp_path_factory.mktemp("trail"))
    waiting = hand_in(assistant, write_draft(assistant, f"Senam pagi {HOSTILE}", writer="model:m1"))
    assistant.acting(HEAD).records.approvals.send_back(waiting.id, 1, "Sebutkan jamnya.")
    send_reply(assistant, "Kami teruskan ke Dishub.")
    call_model(assistant, "tolong [NAMA-1]")
    yield assistant
    assistant.close()


def rows(page: Page, count: int) -> None:
    expect(page.locator(".baris-jejak")).to_have_count(count)


def test_what_was_done_is_found_and_opened(page: Page, assistant: Assistant) -> None:
    go(page, "Jejak")
    row = page.locator(".baris-jejak", has_text="mengembalikan draf")
    expect(row).to_contain_text("kepala.dishub (Kepala Dishub)")
    row.locator("summary").click()
    expect(row).to_contain_text("Sebutkan jamnya.")
    expect(row).to_contain_text(HOSTILE)
    made = page.locator(".baris-jejak", has_text="menyusun draf")
    expect(made).to_contain_text("dibantu AI (m1)")
    call = page.locator(".baris-jejak", has_text="mengirim teks tersamarkan")
    call.locator("summary").click()
    expect(call).to_contain_text("tolong [NAMA-1]")
    row.get_by_role("button", name="Riwayat objek ini").click()
    rows(page, 3)
    page.get_by_role("button", name="Tampilkan semua objek").click()
    expect(page.locator(".hanya-objek")).to_be_hidden()
    page.get_by_label("Orang", exact=True).fill("kepala.dishub")
    page.get_by_role("button", name="Cari di jejak").click()
    rows(page, 1)


def test_the_chain_is_proven_and_files_are_taken(page: Page, assistant: Assistant) -> None:
    go(page, "Jejak")
    page.get_by_role("button", name="Periksa rantai").click()
    expect(page.locator(".jejak-kanan .kabar.baik")).to_contain_text("Jejak utuh")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    assert download.value.suggested_filename == "jejak-2026-11-25.csv"
    assert HOSTILE.replace('"', '""') in Path(download.value.path()).read_text("utf-8-sig")
    expect(page.locator(".jejak-kiri .kabar.baik")).to_contain_text("tercatat di jejak")
    page.get_by_label("Isi laporan").select_option("balasan")
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").nth(1).click()
    assert download.value.suggested_filename == "balasan-2026-11-25.xlsx"
    page.get_by_label("Dari", exact=True).fill("2026-11-24")
    page.get_by_label("Sampai", exact=True).fill("2026-11-26")
    page.get_by_label("Uraian singkat kejadian").fill("laptop hilang")
    with page.expect_download() as download:
        page.get_by_role("button", name="Buat paket").click()
    assert download.value.suggested_filename == "insiden-2026-11-25.zip"
