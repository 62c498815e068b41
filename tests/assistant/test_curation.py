"""From a question that nothing answers to an answer in the base."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant import api
from assistant.assembly import Assistant, assemble
from assistant.cli import main
from assistant.curation import question_words
from assistant.errors import UsageError
from assistant.jobs import ReplyJob, SearchJob
from assistant.settings import Settings

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
ANSWER = {
    "question": "Berapa biaya sewa gedung serbaguna",
    "answer": "Sewa gedung serbaguna Rp500.000 per hari untuk warga Sidoarjo.",
    "source": "Nota Dinas Disporapar 12/2026",
    "agency": "disporapar",
    "valid_until": "2027-06-30",
}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    made = assemble(Settings(data_dir=tmp_path / "data"), clock=lambda: NOW)
    path = tmp_path / "posyandu.md"
    path.write_text("# Posyandu\n\nPosyandu dibuka Senin di balai desa.\n", encoding="utf-8")
    made.knowledge.add([path])
    yield made
    made.close()


def waiting(assistant: Assistant) -> list[tuple[str, int]]:
    return [(q["text"], q["count"]) for q in api.questions(assistant)["questions"]]


def test_questions_alike_are_counted_together_and_masked(assistant: Assistant) -> None:
    for comment in (
        "min sewa gedung serbaguna berapa ya biayanya?",
        "Berapa biaya sewa gedung serbaguna? NIK saya 3515081203900004",
        "brp harga sewa gedung serbaguna kak",
    ):
        assert not assistant.reply(ReplyJob(comment=comment)).answered
    assistant.search(SearchJob(query="syarat izin usaha katering rumahan"))
    assert [count for _, count in waiting(assistant)] == [3, 1]
    kept = api.questions(assistant)["questions"][0]
    assert len(kept["wordings"]) == 3
    assert "3515081203900004" not in str(kept)


def test_complaints_praise_and_answered_questions_are_not_collected(assistant: Assistant) -> None:
    assistant.reply(ReplyJob(comment="lampu jalan depan balai desa mati 3 hari min"))
    assistant.reply(ReplyJob(comment="mantap min, posyandunya ramah sekali"))
    assistant.search(SearchJob(query="kapan posyandu dibuka"))
    assistant.search(SearchJob(query="katering"))
    assert waiting(assistant) == []


def test_an_answer_is_found_from_then_on_and_ends(assistant: Assistant) -> None:
    comment = "min sewa gedung serbaguna berapa ya?"
    assistant.reply(ReplyJob(comment=comment))
    [question] = api.questions(assistant)["questions"]
    made = api.answer(assistant, {**ANSWER, "question_id": question["id"]})
    assert waiting(assistant) == []
    assert (made["kind"], made["agency"], made["status"]) == ("faq", "disporapar", "published")
    assert made["valid_until"] == "2027-06-30" and made["source_name"] == ANSWER["source"]
    result = assistant.reply(ReplyJob(comment=comment, platform="facebook"))
    assert result.answered and result.reply is not None
    assert "500.000" in result.reply.text
    assert waiting(assistant) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("agency", "dinas antah", "tidak dikenal"),
        ("valid_until", "2026-11-23", "sudah lewat"),
        ("answer", "Hubungi Bu Sri di 081234567890.", "data pribadi"),
        ("source", "  ", "Sumber masih kosong"),
        ("valid_until", "besok", "akhir berlaku"),
    ],
)
def test_what_an_answer_needs(assistant: Assistant, field: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        api.answer(assistant, {**ANSWER, field: value})


def test_a_dismissed_question_stays_away(assistant: Assistant) -> None:
    assistant.search(SearchJob(query="harga tiket konser artis ibu kota"))
    [question] = api.questions(assistant)["questions"]
    api.dismiss(assistant, question["id"])
    assistant.search(SearchJob(query="tiket konser artis ibu kota harga berapa"))
    assert waiting(assistant) == []


def test_a_sent_reply_becomes_an_answer_once(assistant: Assistant) -> None:
    sent = ReplyJob(comment="kapan posyandu dibuka min?", platform="facebook", record=True)
    assert assistant.reply(sent).answered
    [reply] = api.solved_replies(assistant)["replies"]
    assert reply["comment"].startswith("kapan posyandu")
    api.answer(assistant, {**ANSWER, "reply_id": reply["id"]})
    assert api.solved_replies(assistant)["replies"] == []


def test_old_questions_are_forgotten(assistant: Assistant) -> None:
    assistant.search(SearchJob(query="harga tiket konser artis ibu kota"))
    late = assemble(
        Settings(data_dir=assistant.settings.data_dir),
        clock=lambda: datetime(2027, 6, 1, tzinfo=NOW.tzinfo),
    )
    late.records.forget_settled()
    assert api.questions(late)["questions"] == []
    late.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("brp biaya sewa gor min?", "Berapa biaya sewa GOR Sidoarjo"),
        ("syarat bikin kk baru apa aja kak", "apa saja syarat membuat kk baru?"),
    ],
)
def test_informal_and_formal_wordings_share_their_words(one: str, other: str) -> None:
    assert question_words(one) & question_words(other) >= question_words(other) - {"buat"}


def test_versions_can_be_compared(assistant: Assistant, tmp_path: Path) -> None:
    [document] = assistant.knowledge.documents()
    path = tmp_path / "baru.md"
    path.write_text("# Posyandu\n\nPosyandu dibuka Selasa di balai desa.\n", encoding="utf-8")
    assistant.knowledge.replace(document.id, path)
    lines = api.compare(assistant, document.id, 1, 2)["lines"]
    assert [line["kind"] for line in lines if line["kind"] in ("gone", "added")] == [
        "gone",
        "added",
    ]


def test_metadata_are_corrected(assistant: Assistant) -> None:
    [document] = assistant.knowledge.documents()
    edited = api.edit(
        assistant,
        document.id,
        {"agency": "Dinas Kesehatan", "agencies": ["kec-waru"], "valid_until": date(2027, 1, 1)},
    )
    assert edited["agency"] == "dinkes" and edited["agencies"] == ["dinkes", "kec-waru"]
    assert edited["valid_until"] == "2027-01-01"


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    for name, number in (("lama", "0812 1111 2222"), ("baru", "0813 4444 5555")):
        (tmp_path / f"{name}.md").write_text(f"# Kanal {name}\n\nWhatsApp Si Peduli: {number}.")
    assert main(["knowledge", "add", "lama.md", "baru.md", "--agency", "dinsos"]) == 0
    capsys.readouterr()
    assert main(["knowledge", "conflicts", "--json"]) == 0
    [conflict] = json.loads(capsys.readouterr().out)["conflicts"]
    assert {one["value"] for one in conflict["statements"]} == {"0812 1111 2222", "0813 4444 5555"}
    assert main(["knowledge", "search", "jadwal tera ulang timbangan pasar"]) == 0
    assert main(["knowledge", "questions"]) == 0
    assert "tera ulang timbangan" in capsys.readouterr().out
    question = ["Kapan tera ulang timbangan?", "Tera ulang dilayani tiap Selasa."]
    options = ["--source", "Nota 1", "--agency", "disperindag", "--valid-until", "2099-01-01"]
    assert main(["knowledge", "answer", *question, *options, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert main(["knowledge", "edit", made["id"], "--title", "Tera ulang", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Tera ulang"
    assert main(["knowledge", "edit", made["id"]]) == 2
    assert main(["knowledge", "compare", made["id"], "1", "1"]) == 0
