"""What a question asks, which piece of a source answers it, and how that is said."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.deadlines import WIB
from assistant.drafts import ReplyResult
from assistant.evaluation import answers
from assistant.jobs import ReplyJob
from assistant.replies import ReplyDesk, draft_reply
from assistant.replying.asking import asks_plainly, questions_in
from assistant.replying.contact_book import contact_pieces
from assistant.replying.pieces import pieces_of, said_of_row
from assistant.triaging.comments import read_comment
from assistant.writing.embedded_writer import EmbeddedWriter
from knowledge.reading import read_text

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WIB)
SCHEDULE = """# Donor Darah Desember 2026

PMI Sidoarjo menerima pendonor berusia 17 sampai 60 tahun. Donor darah tidak dipungut biaya.

## Jadwal

| Kecamatan | Tanggal | Tempat |
|---|---|---|
| Krian | 3 Desember 2026 | Balai Desa Terik |
| Porong | 5 Desember 2026 | Pendopo Kecamatan Porong |

## Pendaftaran

Pendonor mendaftar melalui WhatsApp 0812 3000 4411.
"""


def asked(text: str) -> list[str | None]:
    return [q.asking.id if q.asking else None for q in questions_in(read_comment(text))]


def reply(comment: str, folder: Path, source: str = SCHEDULE) -> ReplyResult:
    path = folder / "sumber.md"
    path.write_text(source, encoding="utf-8")
    desk = ReplyDesk((EmbeddedWriter(),), None, lambda: NOW, lambda: pytest.fail("kept"))
    return draft_reply(ReplyJob(comment=comment, platform="facebook", sources=(str(path),)), desk)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("nomor wa dinsos brp min", ["contact"]),
        ("syarat bikin KIA opo ae", ["requirements"]),
        ("loket buka jam piro", ["hours"]),
        ("donor darah krian tgl brp", ["when"]),
        ("sewa lapangan brp sejam", ["cost"]),
        ("sewa lapangan berapa? pesan lewat mana?", ["cost", "channel"]),
        ("pendaftaran sampai kapan", ["until"]),
        ("urus izin berapa hari", ["duration"]),
        ("kuota jalur mutasi berapa persen", ["share"]),
        ("ke stadion lewat mana kalo dari arah barat", ["route"]),
        ("daftar pelatihan dari rumah lewat mana", ["channel"]),
        ("syarat umur ikut lomba piro", ["age"]),
        ("siapa nama ketua panitia lomba", ["name"]),
        ("jadwal lomba burung tanggal berapa", ["when"]),
        ("terima kasih", [None]),
    ],
)
def test_what_is_asked(text: str, kinds: list[str | None]) -> None:
    assert asked(text) == kinds


def test_who_asks_for_a_number_does_not_complain() -> None:
    assert asks_plainly(read_comment("kontak kantor dukcapil dong min"))
    assert not asks_plainly(read_comment("kapan jalan ini diperbaiki"))


def test_the_row_of_the_place_answers_with_the_asked_column_first(tmp_path: Path) -> None:
    said = reply("donor darah di porong kapan min", tmp_path).reply
    assert said is not None and "5 Desember 2026" in said.text and "3 Desember" not in said.text
    assert all(claim.supported for claim in said.claims)


def test_another_place_than_those_of_the_table_is_not_answered(tmp_path: Path) -> None:
    result = reply("donor darah di Tarik kapan min", tmp_path)
    assert not result.answered and result.reply is not None and "cek" in result.reply.text


def test_two_questions_get_two_answers(tmp_path: Path) -> None:
    said = reply("donor darah krian kapan? daftarnya lewat mana?", tmp_path).reply
    assert said is not None
    assert "3 Desember 2026" in said.text and "0812 3000 4411" in said.text


def test_what_of_two_questions_stays_open_is_said_and_promised(tmp_path: Path) -> None:
    result = reply("donor darah krian kapan? berapa biaya parkirnya?", tmp_path)
    assert result.reply is not None and "3 Desember 2026" in result.reply.text
    assert "Untuk biayanya" in result.reply.text and result.reply.promises


def test_ages_must_fit(tmp_path: Path) -> None:
    source = (
        "# Beasiswa\n\n## Syarat anak 6 sampai 12 tahun\n\n- rapor SD\n- kartu keluarga\n\n"
        "## Syarat anak 13 sampai 15 tahun\n\n- rapor SMP\n- kartu keluarga\n"
    )
    said = reply("syarat beasiswa anak umur 14 tahun apa min", tmp_path, source).reply
    assert said is not None and "rapor SMP" in said.text and "rapor SD" not in said.text


def test_a_question_in_a_paragraph_heads_its_answer() -> None:
    reading = read_text("Layanan\n\nApakah parkir gratis?\n\nTidak. Parkir Rp2.000 per jam.")
    (piece,) = [p for p in pieces_of(reading, reading.passages) if p.kind == "answer"]
    assert piece.closest == "Apakah parkir gratis?" and piece.options[0].startswith("Tidak.")


def test_an_answer_is_said_without_its_letter() -> None:
    reading = read_text("T: Apakah bayar?\nJ: Tidak. Semua loket melayani tanpa biaya.\n")
    said = [piece.options[0] for piece in pieces_of(reading, reading.passages)]
    assert said == ["Tidak. Semua loket melayani tanpa biaya."]


def test_an_entry_of_a_timetable_typed_as_a_list_is_a_piece() -> None:
    reading = read_text(
        "Jadwal:\n- Senin 7/12 Waru — Balai Desa Ngingas\n"
        "- Kamis 10/12 Candi — Balai Desa Sepande\n"
    )
    items = [p for p in pieces_of(reading, reading.passages) if p.kind == "item"]
    assert [item.options[0] for item in items] == [
        "Jadwal: Senin 7/12 Waru — Balai Desa Ngingas.",
        "Jadwal: Kamis 10/12 Candi — Balai Desa Sepande.",
    ]


def test_a_single_letter_is_no_matter() -> None:
    (question,) = questions_in(read_comment("bpjs e kapan aktif"))
    assert [term.word for term in question.terms] == ["bpjs", "aktif"]


def test_a_row_reads_as_a_sentence() -> None:
    header, cells = ("Tanggal", "Kecamatan", "Tempat"), ("3 Mei 2026", "Krian", "Balai Desa Terik")
    assert said_of_row(header, cells, None)[0] == (
        "Kecamatan Krian: 3 Mei 2026, di Balai Desa Terik."
    )


def test_a_row_of_statistics_has_its_unit_behind_the_value_and_no_source() -> None:
    header = ("Bidang", "Indikator", "Tahun", "Nilai", "Satuan", "Sumber")
    cells = ("Wilayah", "Luas sawah", "2025", "12.345", "hektare", "BPS")
    assert said_of_row(header, cells, None) == ("Luas sawah, tahun 2025: 12.345 hektare.",)


def test_a_row_of_hours_says_what_each_of_them_is() -> None:
    header, cells = ("Berkas masuk", "Surat terbit"), ("Sampai 12.00", "Pukul 13.00")
    assert said_of_row(header, cells, None)[0].startswith("Berkas masuk sampai 12.00")


def test_an_item_that_is_a_sentence_is_a_piece() -> None:
    text = "# Lomba\n\n## Ketentuan\n\n- peserta dilarang membawa pendamping\n- kaus biru\n"
    reading = read_text(text)
    told = [p.options[0] for p in pieces_of(reading, reading.passages) if p.kind == "sentence"]
    assert told == ["Peserta dilarang membawa pendamping."]


def test_what_is_asked_beside_a_complaint_is_answered_too(tmp_path: Path) -> None:
    comment = "lampu jalan di Sruni mati, sekalian tanya syarat urus KTP hilang apa?"
    source = "# Persyaratan KTP-el\n\n## Syarat KTP hilang\n\n- surat kehilangan\n- fotokopi KK\n"
    result = reply(comment, tmp_path, source)
    assert result.triage.kind == "complaint" and result.answered
    assert result.reply is not None and "surat kehilangan" in result.reply.text
    assert "Dinas Perhubungan" in result.reply.text and "juga ke" not in result.reply.text


def test_contacts_are_those_in_use() -> None:
    pieces = list(contact_pieces(frozenset({"wa"}), {}))
    told = " ".join(piece.options[0] for piece in pieces)
    assert "085711404090" in told and "087860634004" not in told
    assert all(piece.reading.published is None or piece.reading.published > date(2020, 1, 1)
               for piece in pieces)  # fmt: skip


def test_the_judge_tells_right_from_wrong(tmp_path: Path) -> None:
    result = reply("donor darah di porong kapan min", tmp_path)
    case = {"gold": ["5 desember 2026"], "wrong": ["3 desember"]}
    assert answers.judge(case, result) == "right"
    assert answers.judge({**case, "wrong": ["5 desember"]}, result) == "wrong"
    assert answers.judge({**case, "gold": ["7 desember"]}, result) == "near"
    assert answers.judge(case, replace(result, answered=False)) == "unanswered"


def test_questions_of_the_development_part_are_answered() -> None:
    figures = answers.run(("development",))["development"]
    # What was blind before is among them: the reach of 80 (`answers.REACH`) is not met yet.
    assert figures["right"] >= 66.0, figures["missed"]
    assert figures["wrong"] <= 1.0 and figures["false_answers"] <= 4.0
