"""Signing in, working, being cut off, and signing out, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.accounts import add_account, hash_password
from tests.browser.conftest import SIZES
from tests.serving import serving
from tests.staged import StagedAssistant, staged

PASSWORD = "kuda terbang di atas delta"


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> StagedAssistant:
    assistant = staged(tmp_path_factory.mktemp("door"))
    for name, role, agency in (
        ("rina.dishub", "admin", "dishub"),
        ("ibu.kominfo", "superadmin", None),
    ):
        add_account(assistant.records, name, role, agency)
        assistant.records.accounts.set_password(name, hash_password(PASSWORD))
    return assistant


@pytest.fixture(params=SIZES)
def door(
    request: pytest.FixtureRequest, browser: Browser, office: StagedAssistant
) -> Iterator[Page]:
    width, height = SIZES[request.param]
    with serving(office) as url:
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=url)
        page = context.new_page()
        page.goto("/")
        yield page
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        context.close()
        assert scrolled <= width


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Nama akun").fill(name)
    page.get_by_label("Frasa sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()


def test_work_begins_and_ends_at_the_door(door: Page, office: StagedAssistant) -> None:
    expect(door.get_by_role("heading", name="Masuk")).to_be_visible()
    sign_in(door, "rina.dishub", "salah sama sekali")
    expect(door.get_by_role("alert")).to_contain_text("tidak cocok")
    expect(door.get_by_label("Nama akun")).to_have_value("rina.dishub")
    sign_in(door, "rina.dishub")
    expect(door.get_by_role("tab", name="Caption")).to_be_visible()
    box = door.locator("#room-caption textarea").first
    box.fill("ajak warga uji kir")

    # The session ends while somebody writes: the text stays, and they can go on.
    office.records.accounts.disable("rina.dishub")
    door.get_by_role("button", name="Buat draf").click()
    expect(door.locator(".sesi-berakhir")).to_contain_text("masih di halaman ini")
    expect(box).to_have_value("ajak warga uji kir")
    office.records.accounts.enable("rina.dishub")
    with door.context.expect_page() as opened:
        door.get_by_role("link", name="Masuk lagi").click()
    sign_in(opened.value, "rina.dishub")
    expect(opened.value.get_by_role("tab", name="Caption")).to_be_visible()
    opened.value.close()
    door.goto("/")
    expect(box).to_have_value("ajak warga uji kir")
    door.get_by_role("button", name="Buat draf").click()
    draft = door.locator("#room-caption").get_by_text("sudah cek jadwal posyandu")
    expect(draft.first).to_be_visible()

    door.locator(".akun summary").click()
    expect(door.get_by_role("link", name="Kelola akun")).to_have_count(0)
    door.get_by_role("button", name="Keluar").click()
    expect(door.get_by_text("Anda sudah keluar.")).to_be_visible()
    door.goto("/")
    expect(door.get_by_role("heading", name="Masuk")).to_be_visible()
    assert door.evaluate("localStorage.length") == 0


def test_a_superadmin_makes_an_account_and_its_owner_sets_the_passphrase(
    door: Page, office: StagedAssistant
) -> None:
    sign_in(door, "ibu.kominfo")
    expect(door.get_by_role("tab", name="Caption")).to_be_visible()
    door.locator(".akun summary").click()
    door.get_by_role("link", name="Kelola akun").click()
    form = door.locator("form").last
    form.get_by_label("Nama akun").fill("pak kepala")
    form.get_by_role("button", name="Tambah akun").click()
    expect(door.get_by_role("alert")).to_contain_text("huruf kecil")
    form.get_by_label("Nama akun").fill("pak.kepala")
    form.locator("[name=peran]").select_option("head")
    form.locator("[name=opd]").select_option("dishub")
    form.get_by_role("button", name="Tambah akun").click()
    link = door.locator("code").inner_text()

    door.context.clear_cookies()
    door.goto(link)
    door.get_by_label("Frasa sandi baru", exact=True).fill(PASSWORD)
    door.get_by_label("Ulangi").fill("lain sama sekali ya")
    door.get_by_role("button", name="Simpan").click()
    expect(door.get_by_role("alert")).to_contain_text("tidak sama")
    door.get_by_label("Frasa sandi baru", exact=True).fill(PASSWORD)
    door.get_by_label("Ulangi").fill(PASSWORD)
    door.get_by_role("button", name="Simpan").click()
    sign_in(door, "pak.kepala")
    expect(door.locator(".akun summary")).to_contain_text("pak.kepala")
    door.goto(link)
    expect(door.get_by_role("alert")).to_contain_text("sudah dipakai")
