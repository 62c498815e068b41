"""The words that editors own are readable, complete, and filled without logic."""

from pathlib import Path

import pytest

from assistant import prompts
from assistant.errors import AssistantError
from assistant.prompts import (
    ROOT,
    Prompt,
    cache_until_edited,
    edition,
    load_prompt,
    load_table,
    overlaid,
    put_in_force,
    trying,
)


def names(pattern: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob(pattern))


@pytest.mark.parametrize("name", names("*.md"))
def test_every_prompt_is_read(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.body or prompt.meta
    assert all(field.isidentifier() for field in prompt.placeholders())


@pytest.mark.parametrize("name", names("*.y*ml"))
def test_every_table_is_read(name: str) -> None:
    assert load_table(name)


def test_nothing_but_words_and_tables_lies_in_prompts() -> None:
    files = [path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} <= {".md", ".yaml", ".json", ".txt"}


def test_a_prompt_is_filled_with_exactly_its_fields() -> None:
    prompt = Prompt("a.md", {}, "Halo {nama}, {{tetap}} {nama}.")
    assert prompt.fill(nama="{nama} {0}") == "Halo {nama} {0}, {tetap} {nama} {0}."
    for wrong in ({}, {"nama": "a", "lain": "b"}, {"lain": "b"}):
        with pytest.raises(AssistantError, match=r"prompts/a\.md"):
            prompt.fill(**wrong)


@pytest.mark.parametrize("body", ["{a.b}", "{a[0]}", "{a!r}", "{a:>9}"])
def test_a_placeholder_is_a_plain_name(body: str) -> None:
    prompt = Prompt("a.md", {}, body)
    (field,) = prompt.placeholders()
    with pytest.raises(AssistantError):
        prompt.fill(**{field: "x"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompts, "ROOT", tmp_path)
    return tmp_path


def test_front_matter_is_apart_from_the_body(folder: Path) -> None:
    (folder / "satu.md").write_text("---\njudul: A\n---\nIsi\n---\nlagi\n", encoding="utf-8")
    (folder / "dua.md").write_text("Isi saja\n", encoding="utf-8")
    assert load_prompt("satu.md") == Prompt("satu.md", {"judul": "A"}, "Isi\n---\nlagi")
    assert load_prompt("dua.md") == Prompt("dua.md", {}, "Isi saja")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tutup.md", b"---\njudul: A\nIsi"),
        ("bukan-yaml.md", b"---\n: [\n---\nIsi"),
        ("bukan-utf8.md", b"\xff\xfe"),
        ("hilang.md", None),
    ],
)
def test_what_an_editor_got_wrong_is_named(folder: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(AssistantError, match=f"prompts/{name}"):
        load_prompt(name)


def test_a_table_that_is_no_yaml_is_named(folder: Path) -> None:
    (folder / "rusak.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"prompts/rusak\.yaml"):
        load_table("rusak.yaml")


def test_changes_lie_over_tables_lists_and_words_and_touch_nothing() -> None:
    below = {
        "a": 1,
        "b": {"c": [1, 2]},
        "rules": [{"id": "x", "n": 1}, {"id": "y"}],
        "w": ["p", "q"],
    }
    changes = {
        "a": None,
        "b": {"d": {"e": 2, "f": None}},
        "rules": {"x": {"n": 2}, "z": {"n": 3}, "y": None},
        "w": {"p": None, "r": True},
    }
    assert overlaid(below, changes) == {
        "b": {"c": [1, 2], "d": {"e": 2}},
        "rules": [{"id": "x", "n": 2}, {"id": "z", "n": 3}],
        "w": ["q", "r"],
    }
    assert below["a"] == 1 and below["w"] == ["p", "q"]
    assert overlaid(below, {}) == below
    assert overlaid([1], [2]) == [2]


def test_what_is_tried_is_seen_inside_only_and_what_is_in_force_by_all(folder: Path) -> None:
    (folder / "tabel.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "surat.md").write_text("---\na: 1\n---\nIsi\n", encoding="utf-8")
    read = cache_until_edited(lambda name: load_table(name)["a"])
    assert read("tabel.yaml") == 1
    try:
        with trying({"tabel.yaml": {"a": 2}, "surat.md": {"a": 3}}):
            assert read("tabel.yaml") == 2
            assert (
                load_prompt("surat.md").meta == {"a": 3} and load_prompt("surat.md").body == "Isi"
            )
            with trying({}):
                assert read("tabel.yaml") == 1
        assert read("tabel.yaml") == 1
        put_in_force({"tabel.yaml": {"a": 4}})
        now = edition()
        put_in_force({"tabel.yaml": {"a": 4}})
        assert edition() is now and read("tabel.yaml") == 4
    finally:
        put_in_force({})
    assert read("tabel.yaml") == 1
