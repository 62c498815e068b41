"""Words: how a text falls into them, and what an informal one may mean."""

from pathlib import Path

import pytest
import yaml

from knowledge.words import Vocabulary, grams, one_edit, skeleton, squeeze, stem, tokens

PROMPTS = Path(__file__).resolve().parent.parent.parent / "prompts"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp1.500.000 per ton", ["rp", "1500000", "per", "ton"]),
        ("pukul 08.00–15.00 WIB", ["pukul", "0800", "1500", "wib"]),
        ("Jum'at, anak-anak", ["jumat", "anak", "anak"]),
        ("KTP-el café", ["ktp", "el", "cafe"]),
        ("２０２５ ＫＴＰ", ["2025", "ktp"]),
        ("😀 …", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("perbaikan") == stem("memperbaiki") == stem("baik")
    assert stem("ktp") == "ktp"
    assert stem("2025") == "2025"


def test_small_pieces() -> None:
    assert grams("ktp") == ("<ktp", "ktp>")
    assert skeleton("pendaftaran") == skeleton("pndftran")
    assert squeeze("gratiiiis") == "gratis"
    assert "daftar" in one_edit("dafta")
    assert "daftar" in one_edit("dfatar")
    assert "daftar" not in one_edit("daftar")


def test_a_word_for_words_without_meaning_has_none() -> None:
    vocabulary = Vocabulary.from_table(
        {"informal": {"berapa": "brp", "depan": "dpn, dpan"}, "stop": ["berapa"]}
    )
    assert "brp" in vocabulary.stop
    assert vocabulary.formal == {"dpn": ("depan",), "dpan": ("depan",)}


def test_a_word_may_mean_several() -> None:
    vocabulary = Vocabulary.from_table(
        {"informal": {"padam": "mati"}, "javanese": {"meninggal": "mati"}}
    )
    assert vocabulary.formal["mati"] == ("padam", "meninggal")


def test_the_list_of_the_editors_is_sound() -> None:
    class Strict(yaml.SafeLoader):
        """Refuses a key that comes twice: the first would be lost without a word."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:  # type: ignore[type-arg]
            keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
            twice = {key for key in keys if keys.count(key) > 1}
            assert not twice
            return super().construct_mapping(node, deep=deep)

    text = (PROMPTS / "wordlist.yaml").read_text("utf-8")
    table = yaml.load(text, Loader=Strict)
    for section in ("fillers", "stop", "kept", "elsewhere", "everyday"):
        assert all(isinstance(word, str) for word in table[section]), section
    for section in ("informal", "javanese"):
        assert all(isinstance(written, str) for written in table[section].values())
    vocabulary = Vocabulary.from_table(table)
    assert vocabulary.formal["dpn"] == ("depan",)
    assert "berapa" in vocabulary.stop
