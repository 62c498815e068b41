from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go, reload
from tests.staged import TEXT, StagedAssistant


def draft(page: Page, brief: str = "Ajak warga ke posyandu") -> Locator:
    page.get_by_label("Apa yang ingin disampaikan?").fill(brief)
    page.get_by_role("button", name="Buat draf").click()
    card = page.locator("#room-caption .kartu:not(.mengalir):visible")
    expect(card).to_have_count(1)
    return card


def test_a_brief_becomes_a_draft_for_each_platform(page: Page) -> None:
    card = draft(page)
    expect(page.get_by_role("tab", name="Saluran WhatsApp")).to_be_visible()
    expect(card.get_by_label("Teks Instagram")).to_have_value(TEXT)
    expect(card.locator("mark.ok")).to_have_count(4)
    expect(card.locator("mark.wrong")).to_have_text("98 persen1")
    expect(card).to_contain_text("95 persen")
    expect(card.locator("ol.sumber li")).to_have_count(2)
    page.get_by_role("tab", name="Facebook", exact=True).click()
    expect(page.get_by_label("Teks Facebook")).to_be_visible()
    expect(page.get_by_label("Teks Instagram")).to_be_hidden()


def test_the_text_is_copied_with_one_tap(page: Page) -> None:
    draft(page).get_by_role("button", name="Salin Instagram").click()
    assert page.evaluate("navigator.clipboard.readText()") == TEXT


def test_a_repair_is_one_tap_and_can_be_undone(page: Page) -> None:
    card = draft(page)
    card.get_by_role("button", name="Ganti menjadi “95 persen”").click()
    expect(card.get_by_label("Teks Instagram")).to_have_value(
        TEXT.replace("98 persen", "95 persen")
    )
    expect(card.locator(".temuan")).to_have_count(0)
    page.keyboard.press("Control+Z")
    expect(card.get_by_label("Teks Instagram")).to_have_value(TEXT)


def test_leaving_a_sentence_out_keeps_the_rest(page: Page) -> None:
    card = draft(page)
    card.get_by_role("button", name="Hapus kalimat").click()
    expect(card.get_by_label("Teks Instagram")).to_have_value(
        TEXT.replace("Target kita 98 persen anak terlindungi. ", "")
    )


def test_marks_and_meter_follow_the_edit(page: Page) -> None:
    card = draft(page)
    text = card.get_by_label("Teks Instagram")
    text.fill("Posyandu gratis 💉")
    expect(card.locator("header .meter")).to_contain_text("17 / 2.200")
    expect(card.locator("mark")).to_have_text(["gratis1"])
    text.press_sequentially(", 98 persen")
    expect(card.locator("mark.wrong")).to_be_visible()
    expect(text).to_have_value("Posyandu gratis 💉, 98 persen")


def test_another_version_takes_the_place_of_one_draft(page: Page) -> None:
    card = draft(page)
    card.get_by_role("button", name="Versi lain").click()
    expect(card.get_by_label("Teks Instagram")).to_have_value(TEXT.replace("sudah", "sudah 1 kali"))
    page.get_by_role("tab", name="Facebook", exact=True).click()
    expect(page.get_by_label("Teks Facebook")).to_have_value(TEXT)


def test_while_a_model_writes_nothing_can_be_copied(page: Page, assistant: StagedAssistant) -> None:
    assistant.streaming = True
    page.get_by_label("Apa yang ingin disampaikan?").fill("Ajak warga")
    page.get_by_role("button", name="Buat draf").click()
    stream = page.locator("#room-caption .kartu.mengalir")
    expect(stream).to_contain_text("sedang diperiksa")
    expect(stream.get_by_role("button", name="Salin")).to_be_disabled()
    expect(page.get_by_label("Teks Instagram")).to_have_value(TEXT)
    expect(stream).to_have_count(0)


def test_own_sources_are_pasted_or_sent(
    page: Page, assistant: StagedAssistant, tmp_path: Path
) -> None:
    release = tmp_path / "rilis.txt"
    release.write_text("Rilis contoh.", encoding="utf-8")
    page.locator("#room-caption").get_by_role("button", name="Sumber sendiri").click()
    page.locator("#room-caption").get_by_label("Tempel rilis").fill("Rilis yang ditempel.")
    page.set_input_files("#room-caption input[type=file]", release)
    expect(page.locator("#room-caption .berkas")).to_contain_text("rilis.txt")
    draft(page)
    sources = assistant.jobs[-1].sources  # type: ignore[attr-defined]
    assert [Path(source).read_text(encoding="utf-8") for source in sources] == [
        "Rilis yang ditempel.",
        "Rilis contoh.",
    ]


def test_what_is_missing_is_said_and_what_was_typed_stays(page: Page) -> None:
    page.get_by_role("button", name="Buat draf").click()
    expect(page.get_by_role("alert")).to_have_text("Maksud masih kosong; isi dulu lalu coba lagi.")
    page.get_by_label("Apa yang ingin disampaikan?").fill("x" * 5000)
    page.get_by_role("button", name="Buat draf").click()
    expect(page.get_by_role("alert")).to_contain_text("terlalu panjang")
    expect(page.get_by_label("Apa yang ingin disampaikan?")).to_have_value("x" * 5000)


def test_a_failure_is_one_calm_sentence_and_keeps_the_drafts(
    page: Page, assistant: StagedAssistant
) -> None:
    card = draft(page)
    assistant.fail = "Ruang disk habis; hapus berkas lalu coba lagi."
    card.get_by_role("button", name="Versi lain").click()
    expect(page.get_by_role("alert")).to_have_text(assistant.fail)
    expect(card.get_by_label("Teks Instagram")).to_have_value(TEXT)


def test_hostile_text_is_only_text(page: Page, assistant: StagedAssistant) -> None:
    evil = (
        '<img src=x onerror="document.title=1"><script>document.title=1</script>'
        "${document.title=1} {{constructor}} ![](http://evil.example/a.png) "
        "`${alert(1)}` </textarea><b>tebal</b> gratis"
    )
    assistant.text = lambda: evil
    title = page.title()
    try:
        card = draft(page)
        expect(card.get_by_label("Teks Instagram")).to_have_value(evil)
        expect(card.locator(".tanda")).to_contain_text("<b>tebal</b>")
        expect(card.locator(".tanda img, .tanda b, .tanda script")).to_have_count(0)
        page.wait_for_timeout(300)
        assert page.title() == title
    finally:
        assistant.text = lambda: TEXT


def test_rooms_can_be_reached_by_keyboard_and_by_address(page: Page) -> None:
    page.get_by_role("tab", name="Caption").press("ArrowRight")
    expect(page.get_by_label("Komentar warga")).to_be_visible()
    assert page.url.endswith("#reply")
    reload(page)
    expect(page.get_by_label("Komentar warga")).to_be_visible()
    go(page, "Periksa Draf")
    expect(page.get_by_label("Teks yang diperiksa")).to_be_visible()
    expect(page.get_by_label("Komentar warga")).to_be_hidden()


def test_everything_that_can_be_used_has_a_name(page: Page) -> None:
    draft(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, select')].filter(n => {
            if (!n.checkVisibility() || n.type === 'hidden') return false;
            const labelled = n.labels?.length || n.ariaLabel || n.getAttribute('aria-labelledby');
            return !labelled && !n.textContent.trim() && !n.title && !n.placeholder;
        }).map(n => n.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
