"""Habits of editing are seen; what is changed once is no habit."""

from assistant.edits import frequent_replacements


def test_a_habit_is_found_and_an_accident_is_not() -> None:
    edits = [
        (
            f"Halo Kak, laporan jalan {n} kami teruskan.",
            f"Halo Kakak, laporan jalan {n} kami teruskan.",
        )
        for n in range(3)
    ]
    edits.append(("Kami cek dulu.", "Kami periksa dulu."))
    (found,) = frequent_replacements(edits)
    assert (found.old, found.new, found.count) == ("Kak", "Kakak", 3)


def test_what_is_left_out_and_what_is_added_count_too() -> None:
    edits = [(f"Terima kasih ya, Kak {n}.", f"Terima kasih, Kak {n}. Salam") for n in range(3)]
    found = {(one.old, one.new) for one in frequent_replacements(edits)}
    assert ("ya", "") in found and any(new.endswith("Salam") for _, new in found)


def test_a_reply_written_anew_says_nothing_of_habits() -> None:
    new = "Sudah ditangani petugas tadi pagi, semoga segera lancar kembali untuk semua warga."
    assert frequent_replacements([("Halo Kak, kami cek dulu ke dinas terkait.", new)] * 5) == []
