"""A quotation that a draft gives to somebody else than the source does."""

import pytest

from assistant.verification import Citations, verify
from knowledge.reading import read_text

PAPER = read_text(
    "Wakil Bupati Sidoarjo, Hj. Mimik Idayana, membuka bazar. “Semoga usaha kita naik kelas,” "
    "katanya.\n\n"
    "Siti Aminah, kader posyandu Desa Kebaron, senang dengan alat baru itu. “Dulu kami menimbang "
    "pakai dacin,” ujarnya.\n\n"
    "Menurut Kepala Dinas Sosial Kabupaten Sidoarjo, Ahmad Fauzan, S.Sos., bantuan cair bertahap. "
    "“Penerima cukup membawa KTP,” jelasnya.\n\n"
    "Seorang warga mengaku kaget. “Tahu-tahu airnya sudah masuk dapur,” katanya."
)


def speaker_findings(text: str) -> list[str]:
    found = verify(text, [PAPER], brief="", citations=Citations()).findings
    return [
        f.message for f in found if f.rule == "claim.contradicted" and "mengatakan" in f.message
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“Dulu kami menimbang pakai dacin,” kata Wakil Bupati Sidoarjo Hj. Mimik Idayana.",
        "Pesan Wakil Bupati: “Dulu kami menimbang pakai dacin.”",
        "Kepala Dinas Sosial Ahmad Fauzan mengatakan, “Semoga usaha kita naik kelas.”",
        "Wakil Bupati Mimik Idayana meninjau bazar. “Penerima cukup membawa KTP,” imbuhnya.",
        "“Semoga usaha kita naik kelas,” kata Kepala Dinas Sosial.",
    ],
)
def test_another_speaker_is_contradicted_with_who_said_it(text: str) -> None:
    (message,) = speaker_findings(text)
    assert "Di sumber yang mengatakan ini adalah" in message


@pytest.mark.parametrize(
    "text",
    [
        "“Semoga usaha kita naik kelas,” kata Wabup Mimik Idayana.",
        "“Semoga usaha kita naik kelas,” kata Wakil Bupati.",
        "Siti Aminah: “Dulu kami menimbang pakai dacin.”",
        "“Penerima cukup membawa KTP,” kata Kadinsos Ahmad Fauzan.",
        "“Penerima cukup membawa KTP,” kata Kepala Dinsos Sidoarjo, Ahmad Fauzan, S.Sos.",
        "“Tahu-tahu airnya sudah masuk dapur,” kata seorang warga.",
    ],
)
def test_the_same_speaker_in_other_words_is_not(text: str) -> None:
    assert speaker_findings(text) == []
