"""The head's page: what waits is decided with one tap, what is flagged with reasons; two who write
at once both see both texts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.access import Actor
from assistant.assembly import Assistant
from assistant.drafts import CaptionResult, CheckResult, Draft, Finding, Length
from assistant.records.approvals import Approval
from assistant.records.tables import KeptDraft

RINA = Actor("a-rina", "rina.dishub", frozenset({"admin"}), "dishub", "page")
SARI = Actor("a-sari", "sari.kominfo", frozenset({"editor"}), None, "page")
TEXT = "Jalan Pahlawan ditutup sementara. Pelanggar didenda Rp250 ribu."
HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(autouse=True)
def nothing_waits(assistant: Assistant) -> Iterator[None]:
    yield
    for draft in assistant.records.drafts.all():
        assistant.records.drafts.delete(draft.id)


def submitted(assistant: Assistant, brief: str, *findings: Finding) -> Approval:
    draft = Draft(
        "x", None, None, TEXT, (), None, Length(len(TEXT), 280, "weighted"), findings=findings
    )
    records = assistant.acting(RINA).records
    work = records.drafts.keep({"brief": brief, "platforms": ["x"]}, CaptionResult((draft,)))
    return records.approvals.submit(records.drafts.of_work(work)[0].id, 1)


def decided(assistant: Assistant, waiting: Approval) -> Approval:
    return assistant.records.approvals.approval(waiting.id)


def enter(page: Page, waiting: Approval) -> Locator:
    page.get_by_role("tab", name="Persetujuan").click()
    card = page.locator(f'.putusan[data-id="{waiting.id}"]')
    expect(card).to_be_visible()
    return card


def test_one_tap_approves(page: Page, assistant: Assistant) -> None:
    waiting = submitted(assistant, f"Kabarkan penutupan jalan {HOSTILE}")
    card = enter(page, waiting)
    expect(card).to_contain_text("memuat aturan atau sanksi")
    expect(card).to_contain_text("rina.dishub")
    card.get_by_role("button", name="Setujui", exact=True).click()
    expect(page.locator(".persetujuan .kabar")).to_contain_text("Disetujui")
    expect(card).to_have_count(0)
    assert decided(assistant, waiting).state == "approved"
    page.locator(".persetujuan details", has_text="Sudah diputuskan").locator(
        "summary"
    ).first.click()
    approved = page.locator(".satu-putusan").filter(has=page.locator(".label.approved"))
    one = approved.filter(has_text=HOSTILE)
    expect(one).to_contain_text(HOSTILE)
    one.locator("summary").first.click()
    one.get_by_text("Tarik persetujuan").click()
    one.get_by_label("Apa yang perlu diubah?").fill("Tanggalnya berubah.")
    one.get_by_role("button", name="Tarik dan kembalikan").click()
    expect(page.locator(".persetujuan .kabar")).to_contain_text("Dikembalikan")
    assert decided(assistant, waiting).state == "returned"


def test_what_is_flagged_needs_a_reason(page: Page, assistant: Assistant) -> None:
    finding = Finding("claim.not_found", "warn", 0, 14, "Tidak ada di sumber.")
    waiting = submitted(assistant, "Kabarkan penutupan jalan", finding)
    card = enter(page, waiting)
    card.get_by_role("button", name="Setujui", exact=True).click()
    why = card.get_by_label("Alasan untuk “Jalan Pahlawan”")
    card.get_by_role("button", name="Setujui dengan alasan").click()
    expect(page.locator(".persetujuan .kabar")).to_contain_text("perlu alasan")
    assert decided(assistant, waiting).state == "submitted"
    why.fill("Sudah dicek ke bidang lalu lintas.")
    card.get_by_role("button", name="Setujui dengan alasan").click()
    expect(card).to_have_count(0)
    assert decided(assistant, waiting).finding_reasons[0]["reason"].startswith("Sudah dicek")


def test_a_draft_is_sent_back_and_what_was_typed_stays(page: Page, assistant: Assistant) -> None:
    waiting = submitted(assistant, "Kabarkan penutupan jalan")
    card = enter(page, waiting)
    card.get_by_role("button", name="Kembalikan", exact=True).click()
    card.get_by_label("Apa yang perlu diubah?").fill("Sebutkan jalan penggantinya.")
    draft = assistant.records.drafts.draft(waiting.draft_id)
    checked = CheckResult((), (), Length(9, 280, "weighted"), ())
    assistant.acting(RINA).records.drafts.edit(draft.work, "x", None, "Diubah.", checked, seen=1)
    card.get_by_role("button", name="Kembalikan ke admin").click()
    expect(page.locator(".persetujuan .kabar")).to_contain_text("diubah oleh rina.dishub")
    expect(card.get_by_label("Apa yang perlu diubah?")).to_have_value(
        "Sebutkan jalan penggantinya."
    )
    expect(card).to_contain_text("versi 2")
    expect(card).to_contain_text("Diubah.")
    card.get_by_role("button", name="Kembalikan ke admin").click()
    expect(card).to_have_count(0)
    assert decided(assistant, waiting).reason == "Sebutkan jalan penggantinya."


def write(page: Page) -> Locator:
    page.get_by_role("tab", name="Caption").click()
    page.get_by_label("Apa yang ingin disampaikan?").fill("Ajak warga ke posyandu")
    page.get_by_role("button", name="Buat draf").click()
    card = page.locator('.kartu[data-key="instagram"]')
    expect(card.get_by_role("button", name="Ajukan persetujuan")).to_be_visible()
    return card


def newest(assistant: Assistant) -> KeptDraft:
    return next(d for d in assistant.records.drafts.all() if d.platform == "instagram")


def test_two_who_write_at_once_lose_nothing(page: Page, assistant: Assistant) -> None:
    card = write(page)
    draft = newest(assistant)
    theirs = draft.text.replace("gratis", "tanpa biaya")
    checked = CheckResult((), (), Length(9, 2200, "utf16"), ())
    assistant.acting(SARI).records.drafts.edit(
        draft.work, "instagram", None, theirs, checked, seen=1
    )
    card.locator("textarea.naskah").fill("Tulisan saya sendiri.")
    clash = card.get_by_role("alert")
    expect(clash).to_contain_text("sari.kominfo mengubah draf ini")
    expect(clash).to_contain_text("tanpa biaya")
    expect(card.locator("textarea.naskah")).to_have_value("Tulisan saya sendiri.")
    assert newest(assistant).text == theirs
    clash.get_by_role("button", name="Simpan tulisan saya").click()
    expect(clash).to_be_hidden()
    expect(card.locator(".status")).to_have_text("")
    assert newest(assistant).text == "Tulisan saya sendiri."


def test_typing_on_is_no_conflict_with_oneself(page: Page, assistant: Assistant) -> None:
    card = write(page)
    area = card.locator("textarea.naskah")
    for n in range(4):
        area.press_sequentially(f" kata {n}", delay=15)
        page.wait_for_timeout(370)
    expect(card.locator(".status")).to_have_text("")
    expect(card.locator(".bentrok")).to_be_hidden()
    assert newest(assistant).text == area.input_value()


def test_from_the_draft_to_the_published_link(page: Page, assistant: Assistant) -> None:
    card = write(page)
    card.get_by_role("button", name="Tandai terbit").click()
    card.get_by_label("Tautan unggahan").fill("https://www.instagram.com/p/C1")
    card.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("#room-caption .kabar").first).to_contain_text("perlu persetujuan pimpinan")
    card.get_by_role("button", name="Ajukan persetujuan").click()
    expect(card.locator(".jalan-terbit")).to_contain_text("Menunggu persetujuan")
    (waiting,) = assistant.records.approvals.of_draft(newest(assistant).id)
    decision = enter(page, waiting)
    decision.get_by_role("button", name="Setujui", exact=True).click()
    decision.get_by_role("textbox").first.fill("Angka terbaru dari dinas.")
    decision.get_by_role("button", name="Setujui dengan alasan").click()
    expect(decision).to_have_count(0)
    assert decided(assistant, waiting).way == "single"
    page.get_by_role("tab", name="Caption").click()
    page.locator(".draf-saya summary").first.click()
    mine = page.locator(".draf-saya .jalan-terbit", has_text="tanpa persetujuan orang kedua")
    mine.get_by_role("button", name="Tandai terbit").click()
    mine.get_by_label("Tautan unggahan").fill("https://www.instagram.com/p/C1")
    mine.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".draf-saya .label.published")).to_be_visible()
    assert decided(assistant, waiting).link == "https://www.instagram.com/p/C1"
