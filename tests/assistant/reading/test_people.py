"""Who a sentence is about."""

from assistant.reading.people import find_mentions, find_speakers, name_of


def test_office_and_name_are_one_mention() -> None:
    text = "Kepala Dinas Kesehatan Sidoarjo, dr. Rina Wulandari Putri, membuka posko."
    (mention,) = find_mentions(text)
    assert mention.startswith("Kepala Dinas Kesehatan Sidoarjo")
    assert name_of(mention)[-3:] == ["Rina", "Wulandari", "Putri"]
    assert name_of("Kepala Dinas Kesehatan") == []


def test_pronouns_and_first_names_lead_to_the_full_mention() -> None:
    speakers = find_speakers(
        [
            "Camat Krian Agus Salim meresmikan taman.",
            "Ia berharap taman dirawat.",
            "“Ini milik kita,” ujarnya.",
            "Agus menambahkan, taman buka setiap hari.",
            "Pengunjung tidak dipungut biaya.",
        ]
    )
    assert [s.mention if s else None for s in speakers] == ["Camat Krian Agus Salim"] * 4 + [None]
    assert speakers[1] and speakers[1].pronoun
