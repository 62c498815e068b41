"""The whole program, nothing staged: from a document sent a minute ago to a draft."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.assembly import Assistant, assemble
from assistant.settings import Settings
from tests.browser.conftest import go
from tests.loopback import Loopback
from tests.serving import serving

RELEASE = """# Jalan Sehat Hari Kesehatan Nasional

Dinas Kesehatan Kabupaten Sidoarjo menggelar jalan sehat pada Minggu, 29 November 2026. Peserta \
berkumpul pukul 05.30 WIB di Alun-Alun Sidoarjo. Kegiatan ini terbuka untuk umum dan gratis.

Pendaftaran dibuka sampai 27 November 2026 di nomor 0811 2233 440.

## Syarat peserta

- Membawa botol minum sendiri
- Memakai pakaian olahraga
"""
SENTENCES = "Jalan sehat digelar di Alun-Alun Sidoarjo, gratis. Yuk, ikut!"
MODEL = "\n".join(
    f"=== {platform} ===\n{SENTENCES}\nALT: Warga berjalan.\n"
    for platform in ("instagram", "facebook", "x", "whatsapp")
)


def real(folder: Path, **settings: object) -> Assistant:
    zone = ZoneInfo("Asia/Jakarta")
    base = Settings(data_dir=folder / "data", sample=False)
    return assemble(
        replace(base, **settings),  # type: ignore[arg-type]
        clock=lambda: datetime(2026, 11, 24, 9, 0, tzinfo=zone),
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return real(tmp_path_factory.mktemp("journey"))


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "jalan-sehat.md"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def test_a_document_sent_now_carries_a_caption_now(page: Page, release: Path) -> None:
    go(page, "Basis Pengetahuan")
    page.get_by_label("Tinjau dulu sebelum terbit").uncheck()
    page.set_input_files("#room-knowledge .jatuhan input[type=file]", release)
    expect(page.locator(".berkas.baik, .berkas.ragu")).to_be_visible(timeout=30_000)
    go(page, "Caption")
    page.get_by_label("Apa yang ingin disampaikan?").fill("Ajak warga ikut jalan sehat")
    page.get_by_role("button", name="Buat draf").click()
    card = page.locator("#room-caption .kartu:visible")
    expect(card.get_by_label("Teks Instagram")).to_have_value(
        # The words are the writer's; the facts are those of the document.
        re.compile("29 November 2026"),
        timeout=30_000,
    )
    expect(card.locator("ol.sumber")).to_contain_text("Jalan Sehat")
    expect(card.locator("mark.ok").first).to_be_visible()
    expect(card.locator("mark.wrong")).to_have_count(0)
    text = card.get_by_label("Teks Instagram").input_value()
    card.get_by_label("Teks Instagram").fill(text.replace("29 November", "28 November"))
    expect(card.locator("mark.wrong, mark.doubt").first).to_contain_text("28 November")


def test_a_comment_with_a_phone_number_gets_a_reply_without_it(page: Page) -> None:
    go(page, "Balas Komentar")
    page.get_by_label("Komentar warga").fill(
        "min jalan depan balai desa Tambaksumur bolong gede, kapan dibenahi? wa ku 0812-3456-7890"
    )
    page.get_by_role("button", name="Buat balasan").click()
    room = page.locator("#room-reply")
    expect(room.locator(".keping")).to_contain_text("1 nomor telepon disamarkan", timeout=30_000)
    expect(room.get_by_role("button", name="Selesai")).to_be_visible()
    shown = room.locator(".papan").inner_text() + "".join(
        field.input_value() for field in room.locator(".naskah").all()
    )
    assert "3456" not in shown and "[TELEPON-1]" in shown


def test_what_a_model_writes_streams_and_is_checked(
    browser: Browser, tmp_path: Path, release: Path
) -> None:
    with Loopback(MODEL, gap=0.03) as server:
        assistant = real(tmp_path, openai_base_url=server.url, openai_model="uji")
        assistant.knowledge.add([release])
        with serving(assistant) as url:
            page = browser.new_page()
            page.goto(url)
            page.get_by_label("Apa yang ingin disampaikan?").fill("Ajak warga ikut jalan sehat")
            page.get_by_role("button", name="Buat draf").click()
            stream = page.locator("#room-caption .kartu.mengalir:visible")
            expect(stream).to_contain_text("sedang diperiksa", timeout=30_000)
            expect(stream.get_by_role("button", name="Salin")).to_be_disabled()
            text = page.get_by_label("Teks Instagram")
            expect(text).to_have_value(
                "Jalan sehat digelar di Alun-Alun Sidoarjo, gratis. Yuk, ikut!"
            )
            expect(page.locator("#room-caption mark.ok:visible").first).to_be_visible()
            expect(page.locator("#room-caption .kartu:visible footer")).to_contain_text("uji")
            page.close()
