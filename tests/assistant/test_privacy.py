"""Personal data is masked, comes back exactly, and what is nobody's stays."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from assistant.evaluation.privacy import NUMERIC, Cases, adversarial_text, run
from assistant.privacy import TOKEN_NAMES, Masked, mask, unmask
from assistant.writing.tokens import FactTokens

NIK = "3515081204900001"


def found(text: str) -> list[tuple[str, str]]:
    return [(item.kind, text[item.start : item.end]) for item in mask(text).items]


@pytest.mark.parametrize(
    ("text", "kind", "item"),
    [
        (f"NIK saya {NIK} min", "nik", NIK),
        (f"kok {NIK} tidak terdaftar", "nik", NIK),
        ("no KK 3515081204150007", "kk", "3515081204150007"),
        ("hubungi 0812-3456-7890", "phone", "0812-3456-7890"),
        ("WA +62 812 3456 7890 ya", "phone", "+62 812 3456 7890"),
        ("telp (031) 8665544", "phone", "(031) 8665544"),
        ("NPWP 09.254.294.3-617.000", "npwp", "09.254.294.3-617.000"),
        ("kartu bpjs 0001234567890 mati", "bpjs", "0001234567890"),
        ("rek BRI 0021-01-045678-50-3", "bank_account", "0021-01-045678-50-3"),
        ("tulis ke rina.w@gmail.com saja", "email", "rina.w@gmail.com"),
        (
            "surel: rina garis bawah 9 at gmail titik com",
            "email",
            "rina garis bawah 9 at gmail titik com",
        ),
        ("ke rina#yahoo.com", "email", "rina#yahoo.com"),
        ("lapor ke layanan saya, WA 085711112222", "phone", "085711112222"),
        (
            "lahir tahun 1961 bulan mei tanggal 7",
            "birth_date",
            "tahun 1961 bulan mei tanggal 7",
        ),
        ("born May 7, 1961", "birth_date", "May 7, 1961"),
        ("mampir ke Alam Juanda K5-12", "address", "Alam Juanda K5-12"),
        ("rina [at] yahoo [dot] co [dot] id", "email", "rina [at] yahoo [dot] co [dot] id"),
        ("mobil W 1234 AB parkir", "plate", "W 1234 AB"),
        ("motor plat w 1234 ab", "plate", "w 1234 ab"),
        ("paspor C7654321 hilang", "passport", "C7654321"),
        ("lahir 12 Maret 2019", "birth_date", "12 Maret 2019"),
        ("TTL: Sidoarjo, 17-08-1995", "birth_date", "Sidoarjo, 17-08-1995"),
        ("nama saya Budi Santoso mau tanya", "name", "Budi Santoso"),
        ("jenengku slamet riyadi, pengen takon", "name", "slamet riyadi"),
        ("a.n. Siti Aminah, S.Pd belum cair", "name", "Siti Aminah, S.Pd"),
        ("tagihan di Jl. Dr. Soetomo No. 12A salah", "address", "Jl. Dr. Soetomo No. 12A"),
        ("di Puri Surya Jaya blok C3/12 banjir", "address", "Puri Surya Jaya blok C3/12"),
        ("rumah saya di Jl. Melati, banjir", "address", "Jl. Melati"),
        ("omahku nang gang mawar, peteng", "address", "gang mawar"),
        ("Dsn Wates RT 01 RW 05 Desa Suko rusak", "address", "Dsn Wates RT 01 RW 05 Desa Suko"),
    ],
)
def test_each_kind_is_found_whole(text: str, kind: str, item: str) -> None:
    assert found(text) == [(kind, item)]


@pytest.mark.parametrize(
    "written",
    [
        "0812 3456 7890",
        "0 8 1 2 3 4 5 6 7 8 9 0",
        "0812\n34567890",
        "O8l2345678gO".replace("g", "9"),
        "0812|3456|7890",
        "\u200b".join("081234567890"),
        "０８１２３４５６７８９０",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol",
        "nol wolu siji loro telu papat limo enem pitu wolu songo nol",
        "kosong delapan dua belas tiga puluh empat lima enam tujuh delapan sembilan nol",
        "".join(f"{digit}\ufe0f\u20e3" for digit in "081234567890"),
        "0·8·1·2·3·4·5·6·7·8·9·0",
        "𝟎𝟖𝟏𝟐-𝟑𝟒𝟓𝟔-𝟕𝟖𝟗𝟎",
    ],
)
def test_a_number_in_disguise_is_masked_with_every_mark_of_it(written: str) -> None:
    masked = mask(f"wa ku {written} ya")
    assert masked.text == "wa ku [TELEPON-1] ya"
    assert unmask(masked.text, masked) == f"wa ku {written} ya"


@pytest.mark.parametrize(
    "text",
    [
        "Lampu PJU di Jl. Sekardangan depan SDN 2 mati 3 hari",
        "Jl. Lingkar Timur dekat Desa Kletek, Kec. Taman, rusak 2 km",
        "Tarif Rp 1.500.000.000 atau Rp1,5 miliar, naik 12,5% sejak 12-05-2025",
        "jam 08.00-11.00, 13.00-15.30 WIB tanggal 5/5/2025 sampai 6/5/2025",
        "anggaran 4500000000 dan dana bansos 4500000 belum jelas",
        "SK Bupati 188/345/438.1.1.3/2025, Perda Nomor 2 Tahun 2023",
        "tiket 20251124001, antrean A-045, laporan #1234567",
        "2021 2022 2023 2024 selalu banjir",
        "koordinat -7.447812, 112.718345",
        "telepon 112 gratis, call center 1500567, WA PJU 0811 3052 030",
        "Dinsos (031) 8921483, dinsos.sidoarjo@gmail.com, kominfo@sidoarjokab.go.id, @dishub",
        "Bupati Subandi hadir atas nama Subandi dan atas nama warga",
        "nama jalan itu apa? nama programnya ganti",
        "Kantor Dukcapil, Jl. Sultan Agung No. 23",
        "saya tinggal di Desa Kletek, air mati",
        "hari lahir Pancasila 1 Juni 2025",
        "Ketua RT 03 dan RT 05",
        "satu dua tiga empat lima, ayo kerja bakti",
        "layanan akta lewat WA 0857 1111 2222 tidak dibalas",
        "nomor kantor Kecamatan Prambon 031-8971234 benar?",
        "kerajaan itu lahir 12 November 1293",
        "lampu padam di RT 4 RW 1 Perum Griya Asri",
        "meet at gmail office",
        "toko kain Bu Darmi dekat masjid Al Amin tutup",
        "Mas Gibran dan cristiano ronaldo",
        "Ojo Lali Mbayar Pajek Yo Rek",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    masked = mask(text)
    assert masked.text == text and not masked.items and not masked.values


def test_an_rt_is_an_address_only_where_somebody_lives_there() -> None:
    assert mask("banjir di RT 05 RW 02 Desa Kletek").items == ()
    assert mask("jalan RT 07 Kletek tergenang").items == ()
    assert mask("rumahku RT 05 RW 02 Kletek").text == "rumahku [ALAMAT-1]"
    assert mask("Wiryono, Kletek RT 05 RW 02, minta bantuan").text == (
        "[NAMA-1], [ALAMAT-1], minta bantuan"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("alamatku gang sawo nomor tiga belas ya", "gang sawo nomor tiga belas"),
        ("ambil di Jl Teratai 14B saja", "Jl Teratai 14B"),
        ("surat ke Intan Juanda H8/9 nyasar", "Intan Juanda H8/9"),
        ("kami tinggal di Perumtas 4 blok K1/2", "Perumtas 4 blok K1/2"),
        ("gg 2/15 sidokare bocor", "gg 2/15 sidokare"),
        ("Lebo gg Mangga no 5 gelap", "Lebo gg Mangga no 5"),
    ],
)
def test_parts_of_an_address_in_any_order(text: str, address: str) -> None:
    assert found(text) == [("address", address)]


@pytest.mark.parametrize(
    "text",
    ["Warga Perum TAS 3 protes", "jalan nomor dua dari barat", "perizinan kode A1/23 lama"],
)
def test_numbers_beside_a_place_that_are_no_house(text: str) -> None:
    assert found(text) == []


def test_officials_are_masked_too_when_asked() -> None:
    text = "WA 0811 3052 030, kominfo@sidoarjokab.go.id"
    assert mask(text, keep_officials=False).text == "WA [TELEPON-1], [EMAIL-1]"


def test_the_same_value_has_the_same_number_however_written() -> None:
    masked = mask(
        f"NIK {NIK}, sekali lagi 3515 0812 0490 0001; wa 081234567890 = +62 812-3456-7890"
    )
    assert masked.text == "NIK [NIK-1], sekali lagi [NIK-1]; wa [TELEPON-1] = [TELEPON-1]"
    assert len(masked.items) == 4
    assert masked.values == {"[NIK-1]": NIK, "[TELEPON-1]": "081234567890"}


def test_a_name_is_masked_again_where_it_stands_without_a_cue() -> None:
    masked = mask("nama saya Rina Wulandari. Mohon dibantu. Hormat, RINA WULANDARI")
    assert masked.text == "nama saya [NAMA-1]. Mohon dibantu. Hormat, [NAMA-1]"


def test_a_typed_token_is_never_taken_for_one_of_ours() -> None:
    text = f"apa itu [NIK-1] dan [nik 2]? NIK saya {NIK}"
    masked = mask(text)
    assert masked.text == "apa itu [NIK-1] dan [nik 2]? NIK saya [NIK-3]"
    assert unmask(masked.text, masked) == text


def test_invented_tokens_stay_as_they_are() -> None:
    masked = mask(f"NIK {NIK}")
    assert unmask("[NIK-2] [KK-1] [NAMA-1] [nik-1] [NIK-01] NIK-1", masked) == (
        "[NIK-2] [KK-1] [NAMA-1] [nik-1] [NIK-01] NIK-1"
    )


def test_tokens_of_facts_and_of_persons_do_not_mix() -> None:
    text = " ".join(f"[{name}-1]" for name in TOKEN_NAMES.values())
    assert FactTokens().show(text) == (text, ())


def test_offsets_point_into_the_text_as_given() -> None:
    text = "🙏 é ﬁ\u200b nik: ３５１５ ０８１２ ０４９０ ０００１\ufe0f!"
    (item,) = mask(text).items
    assert text[item.start : item.end] == "３５１５ ０８１２ ０４９０ ０００１\ufe0f"


def test_random_texts_come_back_and_spans_do_not_overlap() -> None:
    rng = random.Random(3)
    for _ in range(150):
        text = adversarial_text(rng, 300) + adversarial_text(rng, 60)
        masked = mask(text)
        assert all(a.end <= b.start for a, b in zip(masked.items, masked.items[1:], strict=False))
        out = text
        for item in reversed(masked.items):
            out = out[: item.start] + out[item.end :]
        rest = masked.text
        for token in masked.values:
            rest = rest.replace(token, "")
        assert rest == out


def test_two_thousand_characters_take_milliseconds() -> None:
    text = (
        "Min, lampu PJU di Jl. Sekardangan mati sejak 12 Mei 2025 jam 18.00. Nama saya Budi"
        " Santoso, hp 0812-3456-7890, tolong dicek ya, warga sudah resah. "
    ) * 14
    mask(text)
    started = time.process_time()
    mask(text[:2000])
    assert time.process_time() - started < 0.05  # 5 ms on a quiet machine


def test_masking_needs_no_heavy_library() -> None:
    code = (
        "import sys, assistant.privacy as p; p.mask('NIK 3515081204900001');"
        "print([m for m in ('gradio','langchain_core','chromadb','sqlalchemy','pydantic')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- Canaries ----------------------------------------------------------------------------------


def canaries(count: int, seed: int = 11) -> Iterator[tuple[str, str, str]]:
    """Kind, value and a comment that holds it; each value is used once."""
    cases = Cases("development", random.Random(seed))
    seen: set[str] = set()
    kinds = (*NUMERIC, "email", "plate", "address", "name", "birth_date", "passport")
    while len(seen) < count:
        for case in (cases.plain(kind, 1)[0] for kind in kinds):
            ((kind, start, end),) = case.items
            value = case.text[start:end]
            if value not in seen or kind == "name":
                seen.add(value)
                yield kind, value, case.text


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_no_canary_is_left_raw_or_normalised() -> None:
    left = []
    for kind, value, text in canaries(400):
        masked = mask(text)
        if value in masked.text or squeezed(value) in squeezed(masked.text):
            left.append((kind, text))
    assert len(left) <= 4, left  # an introduced name or an address, never a number
    assert not [kind for kind, _ in left if kind in NUMERIC]


# --- The evaluation itself ---------------------------------------------------------------------


def without(kind: str) -> Callable[[str], Masked]:
    """Masking with one recogniser switched off."""

    def masking(text: str) -> Masked:
        masked = mask(text)
        return Masked(masked.text, tuple(i for i in masked.items if i.kind != kind), masked.values)

    return masking


def test_the_figures_are_reached_on_a_small_sample() -> None:
    results = run("development", size=0.05)
    assert results["passed"], results


@pytest.mark.parametrize("kind", ["nik", "phone", "email", "plate", "address", "name"])
def test_a_planted_fault_fails_the_evaluation(kind: str) -> None:
    assert not run("development", masking=without(kind), size=0.02)["passed"]


def test_masking_everything_fails_the_evaluation() -> None:
    def masking(text: str) -> Masked:
        return Masked("", tuple(mask("NIK " + NIK).items) if text else ())

    results = run("development", masking=masking, size=0.02)
    assert not results["passed"] and results["development"]["changed"] == 100


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("saya sudah bilang ke Pak Suwarno soal parkir liar", "Suwarno"),
        ("bu tutik buang sampah ke sungai", "tutik"),
        ("Cak Bejo yang jaga parkir minta 10 ribu", "Bejo"),
        ("Mbah Wagirah sakit sudah dua minggu", "Wagirah"),
        ("adik Fahri Maulana hilang sejak kemarin", "Fahri Maulana"),
        ("sepupuku Aldo Firmanto kena PHK", "Aldo Firmanto"),
        ("guru saya Bu Maslikah pensiun", "Maslikah"),
        ("teman kulo Sutarjo dereng angsal KIS", "Sutarjo"),
        ("nama panggilan Ucil", "Ucil"),
        ("pemilik depot Bu Rusmi tidak punya izin", "Rusmi"),
        ("penjaga warung Cak Brodin dipukul", "Brodin"),
        ("Hormat kami, Paulus Wirawan", "Paulus Wirawan"),
        ("Terima kasih,\nSulaikah", "Sulaikah"),
        ("wes ngono ae pak. - Cak Nardi", "Nardi"),
        ("salam, Wulan", "Wulan"),
        ("Hubungi 081234567890 Sugeng Riyadi", "Sugeng Riyadi"),
        ("form: Joshua Tirtana#081234567890", "Joshua Tirtana"),
        ("Data: Gilang Mahesa / 081234567890", "Gilang Mahesa"),
        ("aku lina kelas 5 sd", "lina"),
        ("saya, Hosea, minta maaf", "Hosea"),
        ("tolong permohonan I Gede Suparta dicek", "I Gede Suparta"),
    ],
)
def test_introduced_names(text: str, name: str) -> None:
    assert ("name", name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dokumen:\n«xqddryfdqghxtcxm»\nPelatihan di Aula BKD.\n«xqddryfdqghxtcxm»",
        "id: kqzxjv",
        "sesi: eyJhbGciOiJIUzI",
        "kode dari saya, Wdqzkptxv",
        "pemilik token ghpqrstvwxzbcd",
    ],
)
def test_keys_and_tokens_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a.n. MUHMMD RZKY", "MUHMMD RZKY"),
        ("nama saya Wojciech", "Wojciech"),
        ("nama saya Schwarzschild", "Schwarzschild"),
        ("nama saya Hndrwn", "Hndrwn"),
    ],
)
def test_names_of_few_vowels(text: str, name: str) -> None:
    assert ("name", name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pak Subandi tolong jalan Tarik",
        "Bu Mimik Idayana hadir di acara kami",
        "Pak Bupati, Bu Lurah, Mbak Min, Cak min",
        "mbak sabar ya antre",
        "Ibu Kartini teladan, Bu Khofifah juga",
        "warung Bu Tutik enak",
        "soto Cak Eko depan pasar",
        "nasi goreng Pak Budi mahal",
        "jalan KH. Hasyim Asyari banjir",
        "gedung Cak Durasim bocor atapnya",
        "masjid Haji Slamet bocor",
        "kakak saya Kuliah di Malang",
        "nama kecil kota ini apa",
        "Salam Sejahtera untuk kita semua",
        "terima kasih, Sidoarjo",
        "Keluhan:\n- Lampu mati\n- Air mati",
        "Info: Pasar Murah, 3 Mei 2026, alun-alun",
        "jadwal vaksin: Candi, 20-10-2026, gratis",
        "kami, Warga Tebel, protes",
        "saya imam masjid dari Waru",
        "lahir 2,9 kg sehat",
        "lahir 36 minggu",
        "telepon kantor (031) 8665544 tidak diangkat",
        "suami istri dan Ibu Hamil harus hadir",
        "Pak Satpam yang galak",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert found(text) == []


def test_a_list_of_somebodys_data() -> None:
    assert found("mertua: Soekardi, 20-10-1951, 081234567890") == [
        ("name", "Soekardi"),
        ("birth_date", "20-10-1951"),
        ("phone", "081234567890"),
    ]
    assert ("address", "Ds. Suko RT 3 RW 1") in found("Ds. Suko RT 3 RW 1, 081234567890")


@pytest.mark.parametrize(
    "text",
    [
        "semoga almarhum husnul khotimah",
        "sampahnya dibawa mbah putri ke sungai",
        "anak saya ditawari les di sekolah",
        "jalan ini rusak dari Juli belum diperbaiki",
        "jangan agung-agungkan pejabat",
        "mohon maaf lahir batin 21 maret 2026",
    ],
)
def test_words_that_look_like_names_or_births_stay(text: str) -> None:
    assert found(text) == []


def test_but_an_idiom_that_somebody_has_for_a_name_is_one() -> None:
    assert ("name", "Khusnul Khotimah") in found("saya Khusnul Khotimah dari Candi")


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("saya lahir dua belas Mei sembilan puluh lima", "dua belas Mei sembilan puluh lima"),
        ("anak saya ulang tahun 8 Agustus 2017", "8 Agustus 2017"),
        ("9 Mei 1988 lahirnya suami saya", "9 Mei 1988"),
        ("kelahiran tahun 1987 tanggal 5 mei", "tahun 1987 tanggal 5 mei"),
    ],
)
def test_births_in_words_and_in_other_orders(text: str, born: str) -> None:
    assert ("birth_date", born) in found(text)
