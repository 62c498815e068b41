"""Broken drafts are seen by a machine; whole ones pass."""

import pytest

from assistant.evaluation.broken_sentences import broken


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Perahu wisata Bluru berangkat setiap.", "kata menggantung"),
        ("Berkas perlu dilengkapi agar. Loket buka pukul 08.00.", "kata menggantung"),
        ("Ada bazar buku di Waru pada Mulai 3 Mei 2027.", "kata depan ganda"),
        ("Bawa map yang terpisah Jangan melipat foto.", "dua kalimat tanpa titik"),
        ("Kepala Dinas Sosial Saleh, mengatakan bantuan cair.", "koma memutus pokok kalimat"),
    ],
)
def test_what_a_cut_leaves_behind_is_found(text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in broken(text))


@pytest.mark.parametrize(
    "text",
    [
        "Perahu wisata Bluru berangkat setiap hari.",
        "Bawa map yang terpisah. Jangan melipat foto.",
        "📅 Pendaftaran: Mulai 3 Mei 2027",
        "Kepala Dinas Sosial, M. Arif Saleh, mengatakan bantuan cair.",
        "Camat Waru mengajak Warga Peduli Sungai menanam bakau.",
        "Tarifnya tetap seperti sesudah dan sebelum Lebaran.",
    ],
)
def test_a_whole_draft_passes(text: str) -> None:
    assert not list(broken(text))
