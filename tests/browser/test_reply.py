from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go
from tests.staged import StagedAssistant

COMMENT = "min iki dalan ngarep pasar Gedangan bolong kabeh, telp 0812-3456-7890"


def reply(page: Page) -> Locator:
    go(page, "Balas Komentar")
    page.get_by_label("Komentar warga").fill(COMMENT)
    page.get_by_role("button", name="Buat balasan").click()
    room = page.locator("#room-reply")
    expect(room.locator("[data-key=reply]")).to_be_visible()
    return room


def test_a_comment_gets_a_first_and_a_full_reply(page: Page) -> None:
    room = reply(page)
    expect(room.locator(".keping")).to_contain_text("Aduan")
    expect(room.locator(".keping .gawat")).to_contain_text("Tinggi")
    expect(room.locator(".keping")).to_contain_text("1 nomor telepon disamarkan")
    expect(room.locator("[data-key=comment]")).to_contain_text("[TELEPON-1]")
    expect(room.get_by_label("Teks 1 · Tanggapan cepat")).to_have_value(
        "Terima kasih laporannya, Kak 🙏 Lubang di depan Pasar Gedangan kami teruskan "
        "ke Dinas PU Bina Marga dan SDA."
    )
    expect(room.locator("[data-key=disposition]")).to_contain_text("foto, titik lokasi")
    expect(room.locator("[data-key=lapor]")).to_contain_text("Klasifikasi: Pengaduan")
    assert "0812" not in room.locator(".papan").inner_text()


def test_done_records_the_reply_once_as_it_was_edited(
    page: Page, assistant: StagedAssistant
) -> None:
    room = reply(page)
    text = room.get_by_label("Teks 2 · Balasan lengkap")
    text.fill(text.input_value().replace("Halo Kak,", "Halo Kak, mohon maaf,"))
    before = len(assistant.records.follow_ups())
    page.get_by_role("button", name="Selesai").click()
    expect(room.get_by_text("dengan 1 tindak lanjut")).to_be_visible()
    page.get_by_role("button", name="Selesai").click()
    expect(room.get_by_text("sudah tercatat")).to_be_visible()
    follow_ups = assistant.records.follow_ups()
    assert len(follow_ups) == before + 1
    assert follow_ups[-1].promise == "lubang di ruas itu ditangani kurang dari 24 jam."


def test_copying_a_reply_records_it(page: Page, assistant: StagedAssistant) -> None:
    room = reply(page)
    before = len(assistant.records.follow_ups())
    room.get_by_role("button", name="Salin 2 · Balasan lengkap").click()
    expect(room.get_by_text("dengan 1 tindak lanjut")).to_be_visible()
    assert "kurang dari 24 jam" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Selesai").click()
    expect(room.get_by_text("sudah tercatat")).to_be_visible()
    assert len(assistant.records.follow_ups()) == before + 1


def test_a_promise_that_was_taken_out_is_not_recorded(
    page: Page, assistant: StagedAssistant
) -> None:
    room = reply(page)
    before = len(assistant.records.follow_ups())
    room.get_by_label("Teks 2 · Balasan lengkap").fill("Halo Kak, boleh kirim fotonya?")
    page.get_by_role("button", name="Selesai").click()
    expect(room.get_by_text("Tercatat sebagai terkirim.")).to_be_visible()
    assert len(assistant.records.follow_ups()) == before


def test_an_own_source_serves_one_reply(page: Page, assistant: StagedAssistant) -> None:
    go(page, "Balas Komentar")
    room = page.locator("#room-reply")
    room.get_by_role("button", name="Sumber sendiri").click()
    room.get_by_label("Tempel rilis").fill("Uji kir buka Senin.")
    reply(page)
    (source,) = assistant.jobs[-1].sources  # type: ignore[attr-defined]
    assert Path(source).read_text(encoding="utf-8") == "Uji kir buka Senin."


def test_the_first_reply_does_not_wait_for_the_model(
    page: Page, assistant: StagedAssistant
) -> None:
    assistant.streaming = True
    go(page, "Balas Komentar")
    page.get_by_label("Komentar warga").fill(COMMENT)
    page.get_by_role("button", name="Buat balasan").click()
    room = page.locator("#room-reply")
    expect(room.locator("[data-key=reply].mengalir")).to_be_visible()
    expect(room.get_by_label("Teks 1 · Tanggapan cepat")).to_be_visible()
    expect(room.get_by_label("Teks 2 · Balasan lengkap")).to_be_visible()


def test_an_empty_comment_is_said(page: Page) -> None:
    go(page, "Balas Komentar")
    page.get_by_role("button", name="Buat balasan").click()
    expect(page.get_by_role("alert")).to_contain_text("Komentar masih kosong")
    expect(page.get_by_role("button", name="Selesai")).to_have_count(0)
