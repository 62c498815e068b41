"""What a person sees of two versions."""

from knowledge.comparison import Line, compare_texts


def test_a_change_is_shown_with_its_neighbours() -> None:
    old = "\n".join(f"baris {n}" for n in range(20))
    new = old.replace("baris 10", "baris sepuluh <b>baru</b>")
    lines = compare_texts(old, new)
    assert Line("gone", "baris 10") in lines
    assert Line("added", "baris sepuluh <b>baru</b>") in lines
    assert lines[0] == Line("skipped", "", 8)
    assert lines[1:3] == [Line("same", "baris 8"), Line("same", "baris 9")]
    assert lines[-1] == Line("skipped", "", 7)


def test_the_same_text_has_no_change() -> None:
    assert {line.kind for line in compare_texts("a\n\nb", "a\nb\n")} <= {"same", "skipped"}


def test_everything_is_new() -> None:
    assert compare_texts("", "a") == [Line("added", "a")]
