from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.prompts import put_in_force
from assistant.style_editing import newest
from tests.browser.conftest import go, reload
from tests.staged import StagedAssistant


@pytest.fixture(autouse=True)
def as_shipped(assistant: StagedAssistant) -> Iterator[None]:
    """Each test begins with a room that nobody has changed."""
    records = assistant.records
    number, changes = newest(records)
    if changes:
        records.prompts.save("house-style", {}, who="tes", reason="awal", seen=number)
    yield
    put_in_force({})


def open_rule(page: Page, name: str) -> Locator:
    page.get_by_label("Cari aturan").fill(name)
    rule = page.locator(f"[data-aturan='{name}']")
    rule.locator("button.aturan").click()
    return rule


def save(page: Page, reason: str) -> None:
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.locator(".akibat .langkah")).to_be_visible()
    page.get_by_label("Alasan perubahan").fill(reason)
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page.locator(".panel-gaya .kabar.baik")).to_contain_text("berlaku mulai sekarang")


def test_a_word_pair_is_tried_saved_and_holds_at_once(
    page: Page, assistant: StagedAssistant
) -> None:
    go(page, "Gaya Rumah")
    rule = open_rule(page, "kata.asing")
    rule.get_by_role("button", name="Tambah kata").click()
    rule.get_by_label("Yang ditandai, baris 1").fill("hotline <b>")
    rule.get_by_label("Diganti dengan, baris 1").fill("telepon")
    page.get_by_label("Coba juga pada teks Anda").fill("Hubungi hotline <b> lewat link ini.")
    save_button = page.get_by_role("button", name="Simpan sebagai versi baru")
    expect(save_button).to_be_disabled()  # nobody has looked at the effects yet
    page.get_by_role("button", name="Lihat akibatnya").click()
    own = page.locator(".satu-akibat", has_text="Teks Anda")
    expect(own).to_contain_text("muncul")
    expect(own).to_contain_text("“hotline <b>”")
    save(page, "rapat redaksi")
    assert newest(assistant.records)[1]["house_style.yaml"]["rules"]["kata.asing"]["words"] == {
        "hotline <b>": "telepon"
    }
    entry = page.locator(".versi-gaya").first
    expect(entry).to_contain_text("rapat redaksi")
    expect(entry).to_contain_text("berlaku sekarang")


def test_what_is_typed_outlives_a_mistake_and_a_reload(page: Page) -> None:
    go(page, "Gaya Rumah")
    rule = open_rule(page, "kalimat.panjang")
    rule.get_by_label("Paling banyak").fill("dua puluh")
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.locator(".panel-gaya .masalah-masalah")).to_contain_text("“dua puluh” bukan angka")
    expect(rule.locator(".masalah")).to_contain_text("bukan angka")
    reload(page)
    go(page, "Gaya Rumah")
    expect(page.locator(".perubahan")).to_contain_text("kalimat.panjang")
    rule = open_rule(page, "kalimat.panjang")
    expect(rule.get_by_label("Paling banyak")).to_have_value("dua puluh")
    rule.get_by_label("Paling banyak").fill("20")
    save(page, "lebih pendek")
    expect(rule).to_contain_text("diubah")


def test_a_version_is_compared_and_taken_back(page: Page) -> None:
    go(page, "Gaya Rumah")
    rule = open_rule(page, "eyd.jam")
    rule.get_by_label("Nyala").uncheck()
    save(page, "jam bebas")
    expect(page.locator("[data-aturan='eyd.jam']")).to_have_class("mati")
    shipped = page.locator(".versi-gaya[data-versi='0']")
    shipped.get_by_role("button", name="Bandingkan").click()
    expect(shipped).to_contain_text("eyd.jam: dinyalakan")
    shipped.get_by_role("button", name="Pakai versi ini").click()
    expect(page.locator(".panel-gaya .kabar.baik")).to_contain_text("berlaku lagi")
    expect(page.locator("[data-aturan='eyd.jam']")).not_to_have_class("mati")


def test_a_campaign_is_announced_in_every_room(page: Page) -> None:
    go(page, "Gaya Rumah")
    page.locator(".kelompok", has_text="Masa kampanye").first.locator("summary").click()
    page.get_by_label("Nyala", exact=True).check()
    page.get_by_label("Nama calon, satu per baris").fill("Budi Santoso\nSiti Aminah")
    save(page, "Pilkada")
    expect(page.locator(".masa-kampanye")).to_contain_text("ditahan")
    go(page, "Caption")
    expect(page.locator(".masa-kampanye")).to_be_visible()
    go(page, "Gaya Rumah")
    page.locator(".versi-gaya[data-versi='0']").get_by_role("button", name="Pakai").click()
    expect(page.locator(".masa-kampanye")).to_be_hidden()


def test_a_habit_of_admins_becomes_a_rule_with_one_tap(
    page: Page, assistant: StagedAssistant
) -> None:
    from assistant.records.tables import SentReply

    with assistant.records._writing() as session:
        for number in range(4):
            session.merge(
                SentReply(
                    id=f"gaya{number}",
                    sent_at=assistant.records.now(),
                    comment_masked="lampu mati",
                    drafted=f"Halo Kak, laporan {number} kami teruskan hari ini, mohon ditunggu.",
                    text=f"Halo Kak, laporan {number} kami sampaikan hari ini, mohon ditunggu.",
                    kind="complaint",
                    urgency="normal",
                    writer="embedded",
                )
            )
    reload(page)
    go(page, "Gaya Rumah")
    proposal = page.locator(".usulan", has_text="teruskan")
    expect(proposal).to_contain_text("4 kali")
    proposal.get_by_role("button", name="Jadikan aturan").click()
    expect(page.locator(".akibat .langkah")).to_contain_text("“teruskan” diganti “sampaikan”")
    page.get_by_label("Alasan perubahan").fill("kebiasaan admin")
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page.locator(".panel-gaya .kabar.baik")).to_be_visible()
    expect(page.locator(".usulan", has_text="teruskan")).to_have_count(0)
