"""Short posts and first sentences: what is needed comes first, every source has a beginning."""

import re
from datetime import date

import pytest

from assistant.facts import fact_sheet
from assistant.platforms import measure
from assistant.writing.embedded_writer import EmbeddedWriter
from assistant.writing.writer import Brief
from knowledge.reading import read_text

TODAY = date(2026, 11, 25)
COURSE = """Kursus Menjahit Gratis Dibuka

Balai Latihan Kerja (BLK) Kabupaten Sidoarjo membuka kursus menjahit bagi 40 warga putus sekolah
yang berdomisili di Kecamatan Waru, Taman, dan Sukodono. Peserta mendapat bahan praktik dan makan
siang setiap hari.

Waktu: 7–18 Desember 2026
Tempat: Gedung BLK, Jalan Pahlawan

Syarat:
- KTP Sidoarjo
- Usia 17 sampai 35 tahun
- Belum pernah ikut kursus serupa

Pendaftaran melalui laman blk.contoh.go.id paling lambat 2 Desember 2026.
"""
ROTA = """JADWAL DONOR DARAH KELILING
DINAS KESEHATAN KABUPATEN SIDOARJO

| Tanggal | Lokasi | Jam |
|---|---|---|
| 1 Desember 2026 | Kantor Kecamatan Krian | 08.00 - 11.00 |
| 2 Desember 2026 | Kantor Kecamatan Porong | 08.00 - 11.00 |

Peserta diminta sarapan dan membawa KTP.
"""
NOTICE = """PENGUMUMAN

Sehubungan dengan perbaikan jembatan pada ruas jalan Tarik-Mlirip, maka bersama ini diberitahukan
kepada seluruh pengguna jalan bahwa ruas jalan tersebut akan ditutup total mulai hari Senin tanggal
30 November 2026 sampai dengan Jumat tanggal 4 Desember 2026.
"""
RUMOUR = """Beredar pesan WhatsApp yang mengatasnamakan Dinas Sosial tentang pembagian sembako
dengan biaya pendaftaran Rp 50.000.

Dinas Sosial Kabupaten Sidoarjo menyatakan informasi tersebut TIDAK BENAR. Pesan tersebut meminta
warga mengisi data bank. Informasi resmi hanya diumumkan di laman dinsos.sidoarjokab.go.id.
"""
POSTER = """BAZAR TANAMAN HIAS!!
📍 Parkir GOR Delta
🗓 12 - 13 Desember 2026
⏰ 08.00 - 15.00 WIB

Dinas Pangan dan Pertanian Kabupaten Sidoarjo mengajak warga datang ke bazar tanaman hias.

Hadiah:
Juara 1 : Rp1.000.000
Juara 2 : Rp500.000
"""


def write(text: str, brief: str, platform: str, tone: str = "warm") -> str:
    readings = [read_text(text)]
    sheet = fact_sheet(readings, TODAY)
    (written,) = EmbeddedWriter().captions(Brief(brief, (platform,), tone=tone), sheet, readings)
    return written.text


def test_until_when_and_where_to_register_come_before_an_aside() -> None:
    text = write(COURSE, "ajak warga daftar kursus menjahit", "x")
    assert "2 Desember" in text
    assert "blk.contoh.go.id" in text
    assert "makan siang" not in text
    assert measure(text, "x").count <= 280


def test_asked_for_requirements_stand_in_a_short_post() -> None:
    text = write(COURSE, "ajak warga daftar kursus menjahit, tekankan syarat", "tiktok")
    assert "KTP Sidoarjo; usia 17 sampai 35 tahun" in text


def test_a_rota_begins_with_whose_it_is() -> None:
    text = write(ROTA, "umumkan jadwal donor darah keliling", "press-release", "formal")
    assert text.startswith("Sidoarjo – Dinas Kesehatan Sidoarjo mengumumkan jadwal donor darah")
    assert "1 Desember 2026: Kantor Kecamatan Krian" in text


def test_a_rota_drops_what_its_rows_share_in_a_short_post() -> None:
    text = write(ROTA, "umumkan jadwal donor darah keliling", "x")
    assert "2 Desember" in text
    assert "Kantor Kecamatan Porong" in text


def test_a_notice_says_which_road_is_meant() -> None:
    text = write(NOTICE, "umumkan penutupan jalan", "facebook")
    assert "Ruas jalan Tarik-Mlirip akan ditutup total mulai Senin, 30 November 2026" in text
    assert "diberitahukan" not in text
    assert "tersebut" not in text


def test_a_clarification_names_the_rumour() -> None:
    for platform in ("x", "tiktok", "press-release"):
        text = write(RUMOUR, "klarifikasi hoaks pembagian sembako", platform)
        assert "tidak benar" in text
        assert "TIDAK BENAR" not in text
        assert not text.startswith("Pesan meminta")


def test_emoji_of_a_poster_are_labels_and_lists_keep_their_name() -> None:
    text = write(POSTER, "ajak warga ke bazar tanaman hias", "whatsapp")
    assert "📍 Parkir GOR Delta" in text
    assert "12–13 Desember 2026, 08.00–15.00 WIB" in text
    assert "- Juara 1: Rp1.000.000" in text


def test_posts_of_one_kind_do_not_all_begin_alike() -> None:
    briefs = [f"ajak warga daftar kursus menjahit {word}" for word in ("Waru", "Krian", "Taman")]
    briefs += [f"ayo warga ikut kursus menjahit {word}" for word in ("gratis", "Porong", "Candi")]
    openings = {write(COURSE, brief, "instagram").split("\n")[0].split()[0] for brief in briefs}
    assert len(openings) > 1


DENIAL = """Camat: Tautan Pendaftaran Sembako Palsu

Beredar tautan di grup warga yang menawarkan sembako murah. Kecamatan tidak pernah membuat tautan
pendaftaran. Warga dapat bertanya ke kantor desa.
"""
STOPS = """UJI EMISI GRATIS

📍 Selasa 1 Desember 2026 - Parkir Timur Alun-Alun
📍 Rabu 2 Desember 2026 - Parkir Pasar Larangan
📍 Kamis 3 Desember 2026 - Terminal Krian
⏰ 08.00-12.00 WIB

Khusus mobil berbahan bakar bensin.
"""
WINNERS = """Pemenang Lomba Kampung Bersih

Tim juri menetapkan pemenang Lomba Kampung Bersih sebagai berikut:
Juara I: RW 07 Desa Pepe, Kecamatan Sedati
Juara II: RW 03 Kelurahan Sidokare
Juara III: RW 11 Desa Kureksari

Lomba diikuti 86 RW. Keputusan juri bersifat mutlak.
"""
BRIDGE = (
    "Bupati Resmikan Jembatan Kali Mas, Warga Tak Perlu Memutar\n\n"
    "SIDOARJO - Bupati Sidoarjo meresmikan Jembatan Kali Mas di Desa Pepe, Selasa (24/11/2026). "
    "Jembatan sepanjang 42 meter itu menelan anggaran Rp7,3 miliar.\n\n"
    "Sebelumnya warga memutar sejauh 4 kilometer untuk mencapai pasar.\n"
)
MARKET = (
    "Pasar Murah di Tiga Kecamatan\n\n"
    "Dinas Perindustrian dan Perdagangan Kabupaten Sidoarjo menggelar pasar murah di Kecamatan "
    "Krembung, Jabon, dan Prambon. Pasar murah dilaksanakan pada 3 Desember 2026 di Balai Desa "
    "Kedungsumur, 5 Desember 2026 di Pasar Dukuhsari, dan 9 Desember 2026 di Lapangan "
    "Bendotretek.\n\n"
    "Beras 5 kilogram dijual Rp58.000. Setiap warga membeli paling banyak dua sak.\n"
)


@pytest.mark.parametrize("platform", ["x", "tiktok", "threads"])
def test_a_clarification_begins_with_the_denial(platform: str) -> None:
    text = write(DENIAL, "luruskan hoaks tautan sembako", platform)
    assert text.index("alsu") < 60 or text.index("tidak pernah") < 90


@pytest.mark.parametrize("platform", ["x", "tiktok", "threads", "instagram"])
def test_no_stop_of_a_poster_is_left_out(platform: str) -> None:
    text = write(STOPS, "info jadwal uji emisi gratis", platform)
    for place in ("Alun-Alun", "Pasar Larangan", "Terminal Krian"):
        assert place in text


@pytest.mark.parametrize("platform", ["x", "tiktok", "threads"])
def test_the_winners_are_the_news(platform: str) -> None:
    text = write(WINNERS, "umumkan pemenang lomba kampung bersih", platform)
    assert "RW 07 Desa Pepe" in text


def test_a_title_that_tells_opens_the_post() -> None:
    text = write(BRIDGE, "kabarkan peresmian jembatan", "tiktok")
    assert text.startswith("Bupati meresmikan Jembatan Kali Mas, warga tak perlu memutar.")
    assert "Ada kabar" not in text


def test_what_is_asked_comes_before_the_rest() -> None:
    text = write(MARKET, "kabarkan pasar murah, sebut harga", "x")
    assert "Rp58.000" in text
    assert measure(text, "x").count <= 280


def test_one_of_several_places_is_not_the_place() -> None:
    assert "📍" not in write(MARKET, "kabarkan pasar murah", "instagram")


def test_a_variant_tells_it_otherwise() -> None:
    readings = [read_text(MARKET)]
    sheet = fact_sheet(readings, TODAY)
    briefs = [Brief("kabarkan pasar murah", ("x",), variant=number) for number in range(3)]
    texts = {next(EmbeddedWriter().captions(b, sheet, readings)).text for b in briefs}
    assert len(texts) > 1


PARTY = (
    "Malam Pergantian Tahun di Alun-Alun\n\n"
    "Pemerintah Kabupaten Sidoarjo mengadakan malam pergantian tahun di Alun-Alun Sidoarjo pada "
    "Kamis, 31 Desember 2026 mulai pukul 19.00 WIB. Pengunjung tidak dipungut biaya. Jalan Ahmad "
    "Yani ditutup bagi kendaraan bermotor sejak pukul 17.00 WIB hingga 01.00 WIB.\n"
)


@pytest.mark.parametrize("platform", ["x", "tiktok", "instagram"])
def test_the_hours_of_a_closed_road_are_not_those_of_the_feast(platform: str) -> None:
    text = write(PARTY, "ajak warga ke malam pergantian tahun", platform)
    assert "31 Desember" in text and "19.00" in text
    assert "31 Desember 2026, sejak pukul 17.00" not in text


RECRUITMENT = """Beredar Surat Rekrutmen Pegawai RSUD Krian

Sebuah surat rekrutmen pegawai yang mengatasnamakan RSUD Krian beredar di media sosial sejak Senin
(23/11/2026). Surat itu mencantumkan nomor WhatsApp 0812-9988-7766 dan meminta pelamar mentransfer
Rp350.000 ke rekening 1420098877665.

Surat tersebut tidak benar. RSUD Krian tidak pernah memungut biaya rekrutmen.

RSUD Krian membuka pelatihan bantuan hidup dasar bagi kader kesehatan pada 9 Desember 2026.
Pelatihan itu gratis untuk 60 kader.

Warga dapat melapor ke (031) 8977 001.
"""
OUTAGE = """Penjelasan Kabar Air Mati Tiga Hari

Beredar unggahan di grup WhatsApp warga Waru bahwa air mati tiga hari mulai 1 Desember 2026.
Pengirim mengaku sebagai petugas dan menawarkan air tangki lewat tautan s.id/tangki-waru.

Kabar itu tidak benar. Air mengalir normal dan tidak ada pipa yang pecah.

Delta Tirta hanya membersihkan jaringan di Kecamatan Waru pada 3 Desember 2026 pukul 22.00-02.00.
Pelanggan dapat memastikan informasi melalui call center (031) 8062 000.
"""
HOAXES = [
    (RECRUITMENT, "surat rekrutmen RSUD Krian tidak benar", "Pelatihan bantuan hidup dasar kader"),
    (OUTAGE, "jangan percaya kabar air mati tiga hari", "pembersihan jaringan di Waru"),
]


@pytest.mark.parametrize("platform", ["x", "tiktok", "instagram", "whatsapp", "press-release"])
@pytest.mark.parametrize(("paper", "hoax", "programme"), HOAXES)
def test_what_a_hoax_wants_is_never_told(
    paper: str, hoax: str, programme: str, platform: str
) -> None:
    denied, other = write(paper, hoax, platform), write(paper, programme, platform)
    for wanted in ("0812-9988-7766", "1420098877665", "mentransfer", "s.id", "menawarkan"):
        assert wanted not in denied + other
    assert "tidak benar" in denied
    assert "beredar" not in other.lower()
    if platform in ("x", "tiktok"):
        assert re.search("tidak benar|jangan percaya", denied[:120])
