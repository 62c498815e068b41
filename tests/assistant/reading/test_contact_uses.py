"""What a contact is for, and when somebody answers."""

import pytest

from assistant.reading.contact_uses import answers_chat, use_of


@pytest.mark.parametrize(
    ("text", "contact", "purpose", "hours"),
    [
        ("Informasi: WhatsApp 0812-5550-8868; keadaan darurat 112.", "0812-5550-8868", "info", ""),
        ("Informasi: WhatsApp 0812-5550-8868; keadaan darurat 112.", "112", "emergency", ""),
        (
            "Pendaftaran melalui WhatsApp 0812-5550-1476 pada Senin sampai Jumat pukul "
            "07.30–14.00 WIB.",
            "0812-5550-1476",
            "register",
            "Senin sampai Jumat pukul 07.30–14.00 WIB",
        ),
        ("Telepon (031) 555-1408 (jam kerja)", "(031) 555-1408", "", "jam kerja"),
        ("Dalam keadaan darurat, hubungi Call Center 112 (24 jam).", "112", "emergency", "24 jam"),
        ("Narahubung: Seksi Evakuasi BPBD, telepon (031) 555-1180.", "(031) 555-1180", "info", ""),
        ("Kantor Dinas Pemadam Kebakaran, telepon (031) 555-1181", "(031) 555-1181", "", ""),
        (
            "Bila terjadi kebakaran, telepon Pos Pemadam Kebakaran Waru (031) 555-1182.",
            "(031) 555-1182",
            "emergency",
            "",
        ),
        ("Lapor ke 112 bila pohon tumbang.", "112", "report", ""),
        (
            "Informasi: WhatsApp 0811-3030-7007 setiap hari kerja pukul 08.00 - 15.00 WIB.",
            "0811-3030-7007",
            "info",
            "setiap hari kerja pukul 08.00 - 15.00 WIB",
        ),
    ],
)
def test_the_own_clause_tells(text: str, contact: str, purpose: str, hours: str) -> None:
    start = text.index(contact)
    use = use_of(text, start, start + len(contact))
    assert (use.purpose, use.hours) == (purpose, hours)


def test_what_is_to_be_reported_is_known() -> None:
    text = "Warga yang menemui lampu mati dapat melapor melalui WhatsApp 0813-5550-7720."
    start = text.index("0813")
    assert use_of(text, start, start + 14).matter == "lampu mati"


def test_a_number_may_be_called_whatsapp_behind_it() -> None:
    text = "0852-5550-6677 (WhatsApp, Senin–Jumat pukul 08.00–15.30 WIB)"
    assert answers_chat(text, 14)
    assert not answers_chat("0852-5550-6677 (jam kerja)", 14)


@pytest.mark.parametrize(
    ("text", "registers"),
    [
        ("Daftar 48 sekolah penerima dapat dilihat di laman pip.contoh.id.", False),
        ("Daftar peserta yang lolos diumumkan di pip.contoh.id.", False),
        ("Warga yang tercantum dalam daftar dapat membuka pip.contoh.id.", False),
        ("Daftar lewat laman pip.contoh.id, kuota 40 orang.", True),
        ("Warga bisa daftar lewat aplikasi yang dapat diunduh di pip.contoh.id.", True),
        ("Daftar ulang dilakukan di laman pip.contoh.id.", True),
    ],
)
def test_a_list_to_look_at_is_no_registration(text: str, registers: bool) -> None:
    start = text.index("pip.")
    assert (use_of(text, start, start + 13).purpose == "register") is registers
