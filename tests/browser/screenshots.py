"""Takes the pictures in docs/images of the real program on its sample base.

`python -m tests.browser.screenshots`
"""

import tempfile
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.assembly import assemble
from assistant.settings import Settings
from tests.browser.conftest import CHROMIUM, SIZES
from tests.serving import serving

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
BRIEF = "cara lapor lampu jalan mati"
SUBMITTED = "umumkan beasiswa 2026, sebut besarannya dan batas daftarnya"
DRAFT = "Silahkan lapor lampu jalan mati ke Dinas Perhubungan, buka jam 08:00-15:00 wib disini."
COMMENT = (
    "min lampu jalan dpn balai desa kletek mati 3 hari, gelap bgt bahaya buat anak2 pulang ngaji. "
    "wa sy 0812-3456-7890"
)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        assistant = assemble(Settings(data_dir=Path(folder)))
        with serving(assistant) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            for size in SIZES:
                take(browser, url, size)
            browser.close()


def take(browser: Browser, url: str, size: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url)
    page.locator("#room-caption").wait_for()
    while httpx.get(f"{url}/healthz").json()["index"]["state"] != "ready":
        page.wait_for_timeout(200)
    page.locator(".kesiapan").wait_for(state="hidden")
    page.get_by_label("Apa yang ingin disampaikan?").fill(BRIEF)
    page.get_by_role("button", name="Buat draf").click()
    page.locator("#room-caption .naskah").first.wait_for()
    picture(page, "caption", size)
    page.get_by_role("tab", name="Balas Komentar").click()
    page.get_by_label("Komentar warga").fill(COMMENT)
    page.get_by_role("button", name="Buat balasan").click()
    page.get_by_role("button", name="Selesai").wait_for()
    picture(page, "reply", size)
    page.get_by_role("tab", name="Basis Pengetahuan").click()
    page.locator(".dokumen").first.click()
    page.locator(".rincian .kutipan").first.wait_for(state="attached")
    picture(page, "knowledge", size)
    page.get_by_role("tab", name="Periksa Draf").click()
    page.get_by_label("Teks yang diperiksa").fill(DRAFT)
    page.get_by_role("button", name="Periksa", exact=True).click()
    page.locator("#room-check .temuan").first.wait_for()
    picture(page, "check", size)
    show_approvals(page)
    picture(page, "approvals", size)
    page.get_by_role("tab", name="Gaya Rumah").click()
    show_house_style(page)
    picture(page, "style", size)
    page.close()


def show_approvals(page: Page) -> None:
    """A draft that only a head may let out."""
    page.get_by_role("tab", name="Caption").click()
    page.get_by_label("Apa yang ingin disampaikan?").fill(SUBMITTED)
    page.get_by_role("button", name="Buat draf").click()
    card = page.locator('#room-caption .kartu[data-key="facebook"]')
    page.locator("#room-caption [role=tab][data-key=facebook]").click()
    card.get_by_role("button", name="Ajukan persetujuan").click()
    card.get_by_text("Menunggu persetujuan").wait_for()
    page.get_by_role("tab", name="Persetujuan").click()
    page.locator(".putusan").first.wait_for()


def show_house_style(page: Page) -> None:
    """A word pair on its way: the rule, its effects, and what is not saved yet."""
    page.get_by_label("Cari aturan").fill("kata.asing")
    rule = page.locator("[data-aturan='kata.asing']")
    rule.locator("button.aturan").click()
    rule.get_by_role("button", name="Tambah kata").click()
    rule.get_by_label("Yang ditandai, baris 1").fill("hotline")
    rule.get_by_label("Diganti dengan, baris 1").fill("layanan telepon")
    page.get_by_label("Coba juga pada teks Anda").fill("Hubungi hotline kami di 112.")
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.locator(".satu-akibat").first.wait_for()


def picture(page: Page, room: str, size: str) -> None:
    """What a person sees: on a phone one screen, on a desk the whole page."""
    page.wait_for_timeout(700)
    if size == "phone" and room not in ("knowledge", "style", "approvals"):
        page.locator(f"#room-{room} .papan").evaluate(
            "n => n.scrollIntoView({behavior: 'instant'})"
        )
    else:
        page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    suffix = "" if size == "desk" else "-phone"
    page.screenshot(
        path=IMAGES / f"{room}{suffix}.png",
        full_page=size == "desk" and room not in ("knowledge", "style"),
    )


if __name__ == "__main__":
    main()
