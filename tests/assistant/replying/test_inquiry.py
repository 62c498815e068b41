import pytest

from assistant.replying.inquiry import tell_inquiry
from assistant.triage import assess


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("min KIA bisa dicetak dimana?", "di mana KIA bisa dicetak"),
        ("mau tanya, apakah KK saya bisa dipecah?", "apakah KK Kakak bisa dipecah"),
        ("perpus buka sabtu ga kak", "apakah perpus buka Sabtu"),
        ("biaya bikin nib berapa kak", "berapa biaya membuat NIB"),
        ("syarat pindah sekolah sd apa aja", "apa saja syarat pindah sekolah SD"),
        ("izin bertanya, loket akta tutup jam berapa ya", "jam berapa loket akta tutup"),
        ("sertifikat halal gratis daftar ke mana", "ke mana daftar sertifikat halal gratis"),
        ("akta lahir anak sy msh bisa diurus?", "apakah akta lahir anak Kakak masih bisa diurus"),
        # said in Javanese, or asked with a word in between
        ("menawi ndamel KIA punapa kedah ngasta lare", None),
        ("lampu jalan di Wage padam", None),
    ],
)
def test_a_question_is_told_back_with_its_asking_word_in_front(
    comment: str, told: str | None
) -> None:
    assessment = assess(comment)
    topic = assessment.topics[0] if assessment.topics else None
    assert tell_inquiry(assessment.comment, topic) == told
