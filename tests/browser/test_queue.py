"""Twenty comments one after the other, and what was promised until it is kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.assembly import Assistant, assemble
from assistant.records.comment_queue import Seen, Step
from assistant.settings import Settings
from tests.browser.conftest import go

ROAD = "jalan berlubang di depan pasar Wonoayu, kemarin ada yang jatuh"
LAMP = "lampu PJU di Balongbendo padam sejak kemarin, hubungi 0812-3456-7890"
COMMENTS = f"{LAMP}\n{ROAD}\nLampu pju di balongbendo padam sejak kemarin hubungi 0812-3456-7890"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A real one: the queue understands and answers by itself."""
    assistant = assemble(Settings(data_dir=tmp_path_factory.mktemp("queue")))
    yield assistant
    assistant.close()


@pytest.fixture(autouse=True)
def nothing_waits(assistant: Assistant) -> None:
    records = assistant.records
    for entry in records.queue.entries():
        records.queue.change(Step(Seen(entry.id, entry.version), "ignored", "admin"))
    for follow_up in records.follow_ups():
        records.settle(follow_up.id)


def fill_queue(page: Page) -> Locator:
    go(page, "Antrean")
    room = page.locator("#room-queue")
    expect(room.get_by_label("Tempel komentar")).to_be_visible()
    room.get_by_label("Tempel komentar").fill(COMMENTS)
    room.get_by_role("button", name="Masukkan ke antrean").click()
    expect(room.get_by_text("2 masuk antrean, 1 digabung")).to_be_visible()
    return room


def test_comments_are_answered_one_after_the_other(page: Page, assistant: Assistant) -> None:
    room = fill_queue(page)
    rows = room.locator(".komentar")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("pasar Wonoayu")
    assert "0812" not in room.inner_text()
    rows.first.click()
    expect(room.locator(".papan .kabar")).to_contain_text("Komentar 1 dari 2")
    expect(room.locator("[data-key=reply] .janji")).to_contain_text("Dicatat sebagai janji")
    expect(room.locator("[data-step=done]")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(room.get_by_text("Tercatat sebagai terkirim")).to_be_visible()
    expect(room.locator("[data-key=comment]")).to_contain_text("[TELEPON-1]")
    expect(room.locator("[data-key=alike]")).to_contain_text("2 komentar serupa")
    expect(rows).to_have_count(1)
    room.locator("[data-step=done]").click()
    expect(room.get_by_text("Semua komentar di antrean sudah ditangani")).to_be_visible()
    assert assistant.records.queue.entries() == []
    assert len(assistant.records.follow_ups()) == 2


def test_a_copied_first_reply_stops_its_clock(page: Page, assistant: Assistant) -> None:
    room = fill_queue(page)
    row = room.locator(".komentar", has_text="pasar Wonoayu")
    expect(row.locator(".jam")).to_have_attribute("title", "tanggapan pertama")
    row.click()
    expect(room.locator("[data-step=done]")).to_be_visible()
    room.locator("[data-key=acknowledgement]").get_by_role("button", name="Salin").click()
    expect(row).to_contain_text("sudah ditanggapi")
    expect(row.locator(".jam")).to_have_attribute("title", "penyelesaian")
    expect(row).to_have_attribute("aria-current", "true")
    (entry, other) = assistant.records.queue.entries()
    assert entry.responded_at and other.responded_at is None


def test_what_masking_took_out_is_shown_to_whoever_asks(page: Page, assistant: Assistant) -> None:
    room = fill_queue(page)
    room.locator(".komentar", has_text="Balongbendo").click()
    note = room.locator("[data-key=disposition]")
    button = note.get_by_role("button", name="Tampilkan data asli")
    expect(button).to_be_visible()
    assert "0812" not in room.inner_text()
    trail = assistant.records.trail
    before = len(trail.entries(action="original.read"))
    button.click()
    expect(note).to_contain_text("0812-3456-7890")
    expect(note).to_contain_text("tercatat di jejak")
    assert len(trail.entries(action="original.read")) == before + 2


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(
    page: Page, assistant: Assistant
) -> None:
    room = fill_queue(page)
    room.locator(".komentar").first.click()
    expect(room.locator("[data-step=done]")).to_be_visible()
    text = room.get_by_label("Teks 2 · Balasan lengkap")
    text.fill("Halo Kak, jalan di depan pasar Wonoayu kami cek dulu.")
    (entry, _) = assistant.records.queue.entries()
    assistant.records.queue.change(Step(Seen(entry.id, entry.version), "done", "admin"))
    room.locator("[data-step=done]").click()
    expect(room.get_by_role("alert")).to_contain_text("diselesaikan admin")
    expect(text).to_have_value(re.compile("kami cek dulu"))
    assert assistant.records.follow_ups() == []


def test_an_export_is_shown_before_it_is_taken_in(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "instagram.csv"
    path.write_text(
        "id,username,comment\n1,budi,jalan rusak di Tarik\n2,siti,got mampet di Jabon\n",
        encoding="utf-8",
    )
    go(page, "Antrean")
    room = page.locator("#room-queue")
    expect(room.get_by_label("Tempel komentar")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        room.get_by_text("Impor ekspor komentar").click()
    chooser.value.set_files(path)
    expect(room.get_by_label("Kolom komentar")).to_have_value("2")
    expect(room.locator(".contoh-baris")).to_contain_text("jalan rusak di Tarik")
    room.get_by_label("Kolom nomor komentar").select_option(label="Tidak ada")
    room.get_by_role("button", name="Masukkan 2 komentar").click()
    expect(room.locator(".komentar")).to_have_count(2)
    expect(room.locator(".komentar").first).to_contain_text("Instagram")


def test_a_promise_is_kept_with_the_agencys_answer(page: Page, assistant: Assistant) -> None:
    room = fill_queue(page)
    room.locator(".komentar").first.click()
    room.locator("[data-step=done]").click()
    expect(room.get_by_text("Tercatat sebagai terkirim")).to_be_visible()
    go(page, "Tindak Lanjut")
    room = page.locator("#room-follow-ups")
    room.locator(".komentar").first.click()
    room.locator("textarea:visible").first.fill("Mohon izin, lubang sdh ditambal tadi pagi.")
    room.get_by_role("button", name="Susun kabar").click()
    news = room.get_by_label("Teks Kabar untuk warga")
    expect(news).to_have_value(re.compile("lubang sudah ditambal tadi pagi"))
    room.get_by_role("button", name="Selesai, catat").click()
    expect(room.get_by_text("janji ini selesai")).to_be_visible()
    expect(room.get_by_text("Tidak ada janji di sini")).to_be_visible()
    assert assistant.records.follow_ups() == []
