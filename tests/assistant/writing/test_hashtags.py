"""Hashtags: the programme's own name where the title has one."""

import pytest

from assistant.writing.hashtags import programme


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Festival Bandeng Kawak 2026 Digelar di Alun-Alun", "Festival Bandeng Kawak"),
        ("Vaksinasi LSD Gratis untuk 900 Sapi", "Vaksinasi LSD"),
        ("Tidak Ada Pungutan Program Bedah Rumah", "Bedah Rumah"),
        ("Waspada Banjir, BPBD Sidoarjo Siagakan Perahu", ""),
        ("Kepala BPBD Sidoarjo Dilantik", ""),
        ("Standar Pelayanan Kartu Identitas Anak (KIA)", ""),
    ],
)
def test_the_name_in_a_title(title: str, name: str) -> None:
    assert programme(title) == name
