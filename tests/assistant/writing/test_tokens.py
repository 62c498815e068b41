"""Facts leave as tokens and come back word for word; what is made up is dropped."""

import pytest

from assistant.writing.tokens import FactTokens, without_links

SOURCE = (
    "Pendaftaran dibuka Senin (5/5/2025) pukul 08.00–11.00 WIB di https://sip.sidoarjokab.go.id/x. "
    "Biaya Rp25.000 atau Rp1,5 juta, diskon 12,5 persen. Hubungi 0811 3052 030, (031) 8921945, "
    "surel humas@sidoarjokab.go.id atau @pemkabsidoarjo sampai 8 April 2026."
)


def test_no_hard_fact_is_left_in_the_prompt_and_all_come_back() -> None:
    tokens = FactTokens()
    hidden = tokens.hide(SOURCE)
    for fact in ("5/5", "08.00", "http", "25.000", "1,5", "12,5", "0811", "8921945", "@", "April"):
        assert fact not in hidden
    assert tokens.show(hidden) == (SOURCE, ())


def test_the_same_fact_has_one_token_and_a_description() -> None:
    tokens = FactTokens()
    assert tokens.hide("Batas 8 April 2026.") == "Batas [[TGL-1]]."
    assert tokens.hide("Sampai 8 April 2026, bukan 9 April 2026") == (
        "Sampai [[TGL-1]], bukan [[TGL-2]]"
    )
    assert list(tokens.legend()) == [
        "[[TGL-1]]: tanggal (“…Batas…”)",
        "[[TGL-2]]: tanggal (“…bukan…”)",
    ]


@pytest.mark.parametrize(
    "written", ["[[TGL-1]]", "[TGL-1]", "[[ tgl 1 ]]", "⟦TGL-1⟧", "{{TGL_1}}", "[[TGL-01]]"]
)
def test_a_token_is_known_in_the_forms_that_models_write(written: str) -> None:
    tokens = FactTokens()
    tokens.hide("8 April 2026")
    assert tokens.show(f"Sampai {written}, ya.") == ("Sampai 8 April 2026, ya.", ())


def test_a_made_up_token_is_dropped_and_told() -> None:
    tokens = FactTokens()
    tokens.hide("8 April 2026")
    text, dropped = tokens.show("Daftar di [[URL-7]] sampai [[TGL-1]] ([[HARGA]]).")
    assert text == "Daftar di sampai 8 April 2026."
    assert dropped == ("[[URL-7]]", "[[HARGA]]")


def test_while_it_streams_no_half_token_is_seen() -> None:
    tokens = FactTokens()
    answer = tokens.hide("Sampai 8 April 2026 di aula.")
    for end in range(len(answer) + 1):
        part = tokens.show_part(answer[:end])
        assert "Sampai 8 April 2026 di aula.".startswith(part)
        assert "[" not in part and "TGL" not in part


def test_a_source_cannot_bring_tokens_of_its_own() -> None:
    tokens = FactTokens()
    tokens.hide("8 April 2026")
    assert tokens.hide("lihat [[TGL-1]] di sini") == "lihat  di sini"


def test_pukul_is_not_said_twice() -> None:
    tokens = FactTokens()
    tokens.hide("pukul 08.00 WIB")
    assert tokens.show("mulai pukul [[JAM-1]]")[0] == "mulai pukul 08.00 WIB"


@pytest.mark.parametrize(
    "text", ["UU 14 Tahun 2008", "selama tiga hari", "18 kecamatan", "pasal 5 ayat (2)"]
)
def test_ordinary_numbers_stay_readable(text: str) -> None:
    assert FactTokens().hide(text) == text


def test_a_lookalike_address_leaves_nothing_behind() -> None:
    assert without_links("Masuk ke dukcapil.go.id.verif.cc untuk cetak.") == (
        "Masuk ke (tautan) untuk cetak."
    )
