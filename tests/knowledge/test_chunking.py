from knowledge.chunking import MAX_TOKENS, cut_passages
from knowledge.reading import read_text
from knowledge.tokens import count_tokens


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    sentence = "Warga Kecamatan Waru dapat datang ke kantor kecamatan pada jam kerja. "
    passages = read_text(sentence * 40).passages
    assert len(passages) > 3
    for passage in passages:
        assert passage.text.startswith("Warga") and passage.text.endswith("kerja.")
        assert count_tokens(passage.text) <= MAX_TOKENS


def test_text_without_sentences_stays_within_the_budget() -> None:
    reading = read_text("kata" * 5000)
    assert all(count_tokens(passage.text) <= MAX_TOKENS for passage in reading.passages)
    assert "".join(passage.text for passage in reading.passages) == reading.text


def test_short_paragraphs_share_a_passage_but_not_across_headings() -> None:
    reading = read_text("SYARAT\n\nBawa KTP.\n\nBawa KK.\n\nBIAYA\n\nGratis.")
    assert [(p.heading, p.text) for p in reading.passages] == [
        ("SYARAT", "Bawa KTP.\n\nBawa KK."),
        ("BIAYA", "Gratis."),
    ] or [p.text for p in reading.passages] == ["Bawa KTP.\n\nBawa KK.", "Gratis."]


def test_identifiers_depend_on_the_text_alone() -> None:
    one, same = read_text("Gratis untuk warga."), read_text("Gratis untuk warga.", title="Lain")
    other = read_text("Gratis untuk semua.")
    assert one.passages[0].id == same.passages[0].id != other.passages[0].id
    assert cut_passages(one.text, one.blocks)[0].id == one.passages[0].id


def test_a_table_that_goes_on_keeps_the_names_of_its_columns(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from knowledge.reading import read_file

    path = tmp_path / "t.csv"
    path.write_text("Desa,Jadwal\n" + "".join(f"Desa {i},Senin pukul 08.00\n" for i in range(80)))
    passages = read_file(path).passages
    assert len(passages) > 2
    assert all("Desa | Jadwal" in passage.heading for passage in passages[1:])
