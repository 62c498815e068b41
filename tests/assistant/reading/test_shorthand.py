"""Short forms are written out where they have one meaning, and nowhere else."""

import pytest

from assistant.reading.shorthand import write_out


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sdh dibuka utk warga ds Tarik", "sudah dibuka untuk warga Desa Tarik"),
        ("mulai 1/12 s/d 20/12", "mulai 1 Desember sampai 20 Desember"),
        ("sen 30/11 di balai desa", "Senin, 30 November di balai desa"),
        ("Rabu 2 Des, 15 May 2026", "Rabu 2 Desember, 15 Mei 2026"),
        ("umur min. 6 bln, maks 35 th", "umur minimal 6 bulan, maksimal 35 tahun"),
        ("biaya 780 jt, Rp 3,2 M", "biaya 780 juta, Rp 3,2 miliar"),
        ("baru 3 dr 15 balai desa", "baru 3 dari 15 balai desa"),
        ("hub drh. Wening 0812", "hubungi drh. Wening 0812"),
        ("bapak2 dan ibu2, berturut2", "bapak-bapak dan ibu-ibu, berturut-turut"),
        ("genangan > 40 cm", "genangan lebih dari 40 cm"),
        ("IDR 20,000,000", "Rp20.000.000"),
        ("40 unit @25 jt", "40 unit masing-masing 25 juta"),
        ("Sabtu malam Minggu, 5 Desember", "Sabtu malam, 5 Desember"),
    ],
)
def test_written_out(typed: str, written: str) -> None:
    assert write_out(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "Lapor SPT di PD Pasar, RS TH",
        "SD Negeri 2 dan dr. Rina",
        "“Yg penting sdh jujur,” katanya.",
        "Rumus 1/2 bagian, perbandingan 3/4",
        "Panjang 2,5 m jadi 5 m, bukan M",
        "akun @dinkes.sda dan u/kir",
        "Kel. Ny. Siti pindah",
        "Bank BTN KCP Kab",
    ],
)
def test_left_alone(text: str) -> None:
    assert write_out(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PEMERINTAH KABUPATEN SlDOARJO", "PEMERINTAH KABUPATEN SIDOARJO"),
        ("ditutup pkl. 16.00 WlB", "ditutup pukul 16.00 WIB"),
        ("dari JI. Raya Sidokerto", "dari Jl. Raya Sidokerto"),
        ("Telp (031) 8057O21", "Telp (031) 8057021"),
        ("pohon tumbang 9 ttk di jl poros", "pohon tumbang 9 titik di jalan poros"),
    ],
)
def test_what_a_scanner_misread_is_read_rightly(text: str, written: str) -> None:
    assert write_out(text) == written
