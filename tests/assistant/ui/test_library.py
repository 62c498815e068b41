from pathlib import Path

import pytest

from assistant import api
from assistant.errors import UsageError
from assistant.ui.knowledge_tab import _corrections
from assistant.ui.library import day, listed, opened, search_message
from tests.staged import staged

TEXT = "# Jadwal Posyandu\n\nPosyandu dibuka 9 November 2026.\n\n## Syarat\n\n- Buku KIA\n- KTP\n"


def test_a_document_is_shown_with_what_is_known_and_how_it_was_read(tmp_path: Path) -> None:
    assistant = staged(tmp_path)
    file = tmp_path / "jadwal.md"
    file.write_text(TEXT, encoding="utf-8")
    assistant.knowledge.add([file], agency="dinkes", kind="service")
    (row,) = listed(assistant)
    assert row["about"].startswith("Dinkes · Layanan")
    assert "jadwal posyandu" in row["searched"] and "terbit" in row["searched"]
    document = opened(assistant, row["id"])
    facts = {fact["label"]: fact["value"] for fact in document["facts"]}
    assert facts["Status"] == "Terbit" and facts["Berkas"] == "jadwal.md"
    assert [action["action"] for action in document["actions"]] == ["replace", "withdraw", "delete"]
    assert document["passages"][0]["place"] == "Jadwal Posyandu"
    assistant.knowledge.withdraw(row["id"])
    assert listed(assistant)[0]["status_label"] == "Ditarik"
    assert opened(assistant, row["id"])["actions"][0]["label"] == "Pulihkan"
    assistant.close()


def test_dates_are_short_and_indonesian() -> None:
    assert day("2026-08-03") == "3 Agu 2026"
    assert day(None) == ""


def test_passages_of_one_document_are_shown_together_with_their_headings() -> None:
    def found(document: str, heading: str, text: str) -> dict[str, object]:
        return {
            "document_id": document,
            "title": f"SOP {document}",
            "page": 3,
            "heading": heading,
            "text": text,
        }

    results = [
        found("a", "SOP a > Berkas > Syarat", "KTP"),
        found("b", "Loket", "Senin"),
        found("a", "Biaya", "Gratis"),
    ]
    assert search_message(results, None)["results"] == [
        {
            "title": "SOP a",
            "passages": [
                {"place": "hlm. 3 · Berkas › Syarat", "text": "KTP"},
                {"place": "hlm. 3 · Biaya", "text": "Gratis"},
            ],
        },
        {"title": "SOP b", "passages": [{"place": "hlm. 3 · Loket", "text": "Senin"}]},
    ]


def test_other_agencies_concerned_are_shown_and_corrected(tmp_path: Path) -> None:
    assistant = staged(tmp_path)
    file = tmp_path / "jadwal.md"
    file.write_text(TEXT, encoding="utf-8")
    assistant.knowledge.add([file], agency="dinkes", kind="service")
    (row,) = listed(assistant)
    values = {"title": "Jadwal", "agency": "dinkes", "agencies": ["dinsos", "dikbud"]}
    api.edit(assistant, row["id"], _corrections(assistant, values))
    document = opened(assistant, row["id"])
    facts = {fact["label"]: fact["value"] for fact in document["facts"]}
    (field,) = (one for one in document["fields"] if one["name"] == "agencies")
    assert facts["OPD terkait"] == "Dinsos, Dikbud"
    assert field["value"] == ["dinsos", "dikbud"] and field["many"]
    with pytest.raises(UsageError):
        _corrections(assistant, {**values, "agencies": ["tidak-ada"]})
    assistant.close()
