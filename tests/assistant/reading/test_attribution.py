"""Who says the quotations of a text."""

import pytest

from assistant.reading.attribution import attributions


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“Kami berharap jalan ini segera rampung,” kata Rokhmad (54), sopir angkot jurusan "
            "Larangan–Krian.",
            "Rokhmad, sopir angkot jurusan Larangan–Krian",
        ),
        (
            "Ketua RT 03 Desa Bluru, Dewi Kartika, mengatakan selokan dibersihkan tiap pekan. "
            "“Warga guyub sejak dulu,” ungkap Dewi.",
            "Ketua RT 03 Desa Bluru Dewi Kartika",
        ),
        (
            "Kepala Pelaksana BPBD Sidoarjo, Letkol (Purn.) Joko Prasetyo, memeriksa pos. "
            "“Petugas siap siang dan malam,” katanya.",
            "Kepala Pelaksana BPBD Sidoarjo Letkol (Purn.) Joko Prasetyo",
        ),
        (
            "“Kami minta tetangga ikut peduli,” kata Koordinator Program Lansia, Ns. Hendra "
            "Wijaya, S.Kep.",
            "Koordinator Program Lansia Ns. Hendra Wijaya",
        ),
        (
            "Hal senada disampaikan Slamet Riyadi, petani asal Wonoayu. “Air irigasi sekarang "
            "lancar,” tuturnya.",
            "Slamet Riyadi, petani asal Wonoayu",
        ),
        ("Lurah Magersari berpesan: “Jangan buang sampah di sungai.”", "Lurah Magersari"),
    ],
)
def test_the_speaker_stands_before_or_behind(text: str, speaker: str) -> None:
    (said,) = attributions(text)
    assert said.speaker is not None
    assert said.speaker.mention == speaker


OFFICIAL = "Kepala Dinas Sosial Ahmad Fauzan, S.Sos., menyerahkan bantuan.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Siti Aminah (71), warga Desa Kebaron, Kecamatan Tulangan, sudah menerimanya. “Senang "
            "sekali rasanya,” tuturnya.",
            "Siti Aminah, warga Desa Kebaron",
        ),
        ("Seorang warga mengaku kaget. “Tahu-tahu airnya masuk dapur,” katanya.", None),
        ("Kata warga begini. “Tahu-tahu airnya masuk dapur.”", None),
        (
            "Acara dihadiri Camat Candi Agus Salim dan Kepala Desa Sumokali Rina Hartati. “Terima "
            "kasih atas bantuannya,” ujarnya.",
            None,
        ),
        ("Ia lalu berkeliling. “Data diperbarui tiap bulan,” ujarnya.", "Ahmad Fauzan"),
    ],
)
def test_nobodys_words_are_given_to_the_official_named_before(
    text: str, speaker: str | None
) -> None:
    (said,) = attributions(OFFICIAL + text)
    told = said.speaker.mention if said.speaker else None
    assert told is None if speaker is None else told is not None and told.endswith(speaker)


def test_a_decree_is_no_person() -> None:
    (said,) = attributions(
        "Hal itu tertuang dalam Keputusan Bupati Sidoarjo Nomor 188 Tahun 2026. “Bantuan cair "
        "bulan depan,” katanya."
    )
    assert said.speaker is None


def test_who_only_fills_an_office_is_named_so() -> None:
    text = "Plt. Kepala Dinas Sosial, Rini Astuti, menutup posko. “Warga sudah pulang,” kata Rini."
    (said,) = attributions(text)
    assert said.speaker is not None
    assert said.speaker.mention == "Plt. Kepala Dinas Sosial Rini Astuti"
