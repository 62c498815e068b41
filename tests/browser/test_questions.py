from playwright.sync_api import Page, expect

from assistant.curation import question_words
from tests.browser.conftest import go
from tests.staged import StagedAssistant


def test_an_editor_answers_what_was_asked(page: Page, assistant: StagedAssistant) -> None:
    place = f"gedung{len(assistant.knowledge.documents())}"
    asked = f"berapa sewa {place} <img src=x>"
    assistant.records.questions.collect(asked, question_words(asked), "dispora")
    go(page, "Pertanyaan")
    question = page.locator(".tanya", has_text=place).first
    expect(question).to_contain_text("<img src=x>")
    question.get_by_role("button", name="Tulis jawaban").click()
    form = page.locator(".tanya form")
    form.get_by_label("Pertanyaan").fill(f"Berapa sewa {place}?")
    form.get_by_label("Jawaban").fill(f"Sewa {place} Rp500.000 per hari.")
    form.get_by_label("Sumber").fill("Nota dinas 12/2026")
    form.get_by_label("OPD penanggung jawab").select_option("dinkes")
    form.get_by_label("Berlaku sampai").fill("2030-06-30")
    form.get_by_role("button", name="Terbitkan jawaban").click()
    expect(page.locator(".pertanyaan .kabar.baik")).to_contain_text("Jawaban diterbitkan")
    expect(page.locator(".tanya", has_text=place)).to_have_count(0)
    go(page, "Basis Pengetahuan")
    expect(page.locator("#room-questions")).to_be_hidden()


def test_a_question_is_put_away(page: Page, assistant: StagedAssistant) -> None:
    phone = page.viewport_size is not None and page.viewport_size["width"] < 800
    # What was dismissed stays away: each size asks something else.
    asked = "kapan konser artis digelar" if phone else "syarat izin usaha katering rumahan"
    assistant.records.questions.collect(asked, question_words(asked), None)
    go(page, "Pertanyaan")
    row = page.locator(".tanya", has_text=asked)
    row.get_by_role("button", name="Singkirkan").click()
    expect(row).to_have_count(0)
