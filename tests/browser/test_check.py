from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.jobs import CheckJob
from tests.browser.conftest import go, reload
from tests.staged import StagedAssistant


def test_a_pasted_text_is_checked_and_repaired(page: Page) -> None:
    go(page, "Periksa Draf")
    page.get_by_label("Teks yang diperiksa").fill("Target 98 persen, gratis.")
    page.get_by_role("button", name="Periksa", exact=True).click()
    card = page.locator("#room-check .kartu")
    expect(card.locator("mark.wrong")).to_contain_text("98 persen")
    expect(card.locator("mark.ok")).to_contain_text("gratis")
    card.get_by_role("button", name="Ganti menjadi “95 persen”").click()
    expect(card.get_by_label("Teks Hasil pemeriksaan")).to_have_value("Target 95 persen, gratis.")
    expect(card.locator("mark.wrong")).to_have_count(0)


def test_an_empty_text_is_said(page: Page) -> None:
    go(page, "Periksa Draf")
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Teks masih kosong")


def test_a_text_is_held_against_chosen_documents(
    page: Page, assistant: StagedAssistant, tmp_path: Path
) -> None:
    release = tmp_path / "rilis.txt"
    release.write_text("Posko Vaksin di Waru\n\nLayanan posko tidak dipungut biaya.", "utf-8")
    assistant.knowledge.add([release])
    document = assistant.knowledge.documents(status="published")[0]
    reload(page)
    go(page, "Periksa Draf")
    page.get_by_label("Teks yang diperiksa").fill("Layanan gratis.")
    page.locator("#room-check").get_by_label("Dokumen basis pengetahuan").click()
    page.get_by_role("option", name=document.title).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.locator("#room-check .kartu")).to_be_visible()
    job = assistant.jobs[-1]
    assert isinstance(job, CheckJob) and job.documents == (document.id,)
