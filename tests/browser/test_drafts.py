"""Fact sheet, revisions, versions and kept drafts, with the real writer behind the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.assembly import Assistant, assemble
from assistant.settings import Settings
from tests.assistant.test_corrections import RELEASE
from tests.browser.conftest import reload

BRIEF = "Ajak warga ke pasar murah, sebutkan syaratnya"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = assemble(Settings(data_dir=tmp_path_factory.mktemp("drafts"), sample=False))
    yield opened
    opened.close()


@pytest.fixture
def card(page: Page) -> Locator:
    room = page.locator("#room-caption")
    page.get_by_label("Apa yang ingin disampaikan?").fill(BRIEF)
    room.get_by_role("button", name="Sumber sendiri").click()
    room.get_by_label("Tempel rilis").fill(RELEASE)
    page.get_by_role("button", name="Buat draf").click()
    found = room.locator(".kartu[data-key=instagram]")
    expect(found.get_by_label("Teks Instagram")).to_be_visible()
    return found


def open_sheet(page: Page) -> Locator:
    sheet = page.locator(".lembar")
    if sheet.get_attribute("open") is None:
        sheet.locator("summary").click()
    return sheet


def test_a_corrected_and_an_added_fact_reach_the_draft(page: Page, card: Locator) -> None:
    sheet = open_sheet(page)
    sheet.get_by_role("button", name="Ubah: Lapangan Krian").click()
    sheet.get_by_label("Nilai untuk Di mana").fill("Balai Desa Sidomulyo")
    sheet.get_by_label("Nilai untuk Di mana").press("Enter")
    sheet.get_by_label("Jenis fakta").select_option("cost")
    sheet.get_by_label("Isi fakta").fill("Rp60.000 per paket")
    sheet.get_by_role("button", name="Tambah fakta").click()
    sheet.get_by_role("button", name="Perbarui draf").click()
    text = card.get_by_label("Teks Instagram")
    expect(text).to_have_value(_holds("Balai Desa Sidomulyo"))
    expect(text).to_have_value(_holds("Rp60.000"))
    assert "Lapangan Krian" not in text.input_value()
    expect(page.locator(".lembar dd.replaced")).to_contain_text("sumber: Lapangan Krian")
    expect(card.locator("mark.brief").first).to_be_visible()


def test_a_revision_is_compared_and_taken_back(page: Page, card: Locator) -> None:
    text = card.get_by_label("Teks Instagram")
    before = text.input_value()
    card.get_by_role("button", name="Lebih singkat").click()
    expect(card.locator(".versi-draf")).to_contain_text("Versi 2 dari 2")
    assert len(text.input_value()) < len(before)
    card.get_by_role("button", name="Versi sebelumnya").click()
    card.get_by_role("button", name="Bandingkan").click()
    expect(card.locator(".versi-draf del").first).to_be_visible()
    card.get_by_role("button", name="Kembalikan versi ini").click()
    expect(text).to_have_value(before)


def test_a_wish_that_needs_a_model_says_so(page: Page, card: Locator) -> None:
    card.get_by_label("Tulis instruksi").fill("jadikan pantun")
    card.get_by_role("button", name="Jalankan").click()
    expect(card.locator(".temuan.info").first).to_contain_text("memerlukan model AI")


def test_the_preview_is_folded_where_the_platform_folds(page: Page, card: Locator) -> None:
    card.get_by_text("Pratinjau unggahan").click()
    body = card.locator(".pratinjau .teks")
    expect(body).not_to_contain_text("#Sidoarjo")
    body.get_by_role("button", name="… selengkapnya").click()
    expect(body).to_contain_text("#Sidoarjo")


def test_nothing_is_lost_on_reload(page: Page, card: Locator) -> None:
    text = card.get_by_label("Teks Instagram")
    text.fill("Pasar murah di Lapangan Krian, ditunggu ya!")
    expect(card.locator(".status")).to_have_text("")
    page.wait_for_timeout(400)  # the checked text is kept just after its verdict is shown
    reload(page)
    expect(page.get_by_label("Apa yang ingin disampaikan?")).to_have_value(BRIEF)
    again = page.locator("#room-caption").get_by_label("Teks Instagram")
    expect(again).to_have_value("Pasar murah di Lapangan Krian, ditunggu ya!")


def test_kept_drafts_are_found_copied_and_deleted(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="Salin Instagram").click()
    mine = page.locator(".draf-saya")
    mine.locator("summary").click()
    work = mine.locator(".kerja").first
    expect(work).to_contain_text(BRIEF)
    expect(work.locator(".label.used")).to_have_count(1)
    mine.get_by_label("Saring menurut keadaan").select_option("used")
    expect(work.locator(".satu-draf")).to_have_count(1)
    work.get_by_role("button", name="Buka lagi").click()
    expect(page.locator("#room-caption").get_by_label("Teks Instagram")).to_be_visible()
    left = mine.locator(".kerja").count()
    work.get_by_role("button", name="Hapus").click()
    work.get_by_role("button", name="Yakin?").click()
    expect(mine.locator(".kerja")).to_have_count(left - 1)


def _holds(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))
