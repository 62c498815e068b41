"""Which questions ask the same, however they are asked."""

import pytest

from assistant.queueing.question_words import likeness, question_words

_ALIKE = 0.5


def alike(one: str, other: str) -> bool:
    return likeness(question_words(one), question_words(other)) >= _ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berapa tarif sewa lapangan tenis?", "nyewa lapangan tenis piro min"),
        ("Nomor Dinas Kesehatan berapa?", "no telp dinkes brp kak"),
        ("kapan senam lansia di Candi", "jadwal senam lansia candi tgl brp"),
        ("Mengapa loket PBB ditutup?", "loket pbb kok ditutup knp min"),
    ],
)
def test_one_question_in_two_wordings(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kapan pasar murah di Candi", "pasar murah candi tempatnya dimana"),
        ("kapan pasar murah di Candi", "kapan pasar murah di Buduran"),
        ("tarif parkir stadion untuk motor berapa", "tarif parkir stadion untuk mobil berapa"),
        ("kapan seleksi beasiswa 2026", "kapan seleksi beasiswa 2027"),
        ("berapa kuota kursus bahasa isyarat", "kursus bahasa isyarat biayanya berapa"),
    ],
)
def test_another_question_about_the_same_matter(one: str, other: str) -> None:
    assert not alike(one, other)
