"""Which row of a table names its columns, in the shapes that offices give them."""

from knowledge.loading.raw import RawBlock, table_blocks


def head(blocks: list[RawBlock]) -> tuple[str, ...]:
    return next(block.header for block in blocks if block.kind == "row")


def test_years_name_columns_unless_years_stand_below_them() -> None:
    indicators = [["Indikator", "Satuan", "2025", "2026"], ["Penduduk", "jiwa", "1.210", "1.254"]]
    assert head(table_blocks(indicators)) == ("Indikator", "Satuan", "2025", "2026")
    assert head(table_blocks([["", "2025", "2026"], ["Waru", "12", "14"]])) == ("", "2025", "2026")
    laws = [["Perda", "2024", "2025"], ["Perbup", "2023", "2022"]]
    assert head(table_blocks(laws)) == ()


def test_names_in_two_rows_become_one() -> None:
    spanned = [
        ["No", "Kecamatan", "Penduduk", "", "Total"],
        ["", "", "L", "P", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "Krian", "3", "4", "7"],
    ]
    blocks = table_blocks(spanned)
    assert head(blocks) == ("No", "Kecamatan", "Penduduk L", "Penduduk P", "Total")
    assert [block.cells[1] for block in blocks] == ["Kecamatan", "Krian"]
    repeated = [["Desa", "Dana", "Dana"], ["Desa", "2025", "2026"], ["Boro", "12", "13"]]
    assert head(table_blocks(repeated)) == ("Desa", "Dana 2025", "Dana 2026")
    plain = [["Sasaran", "Target", ""], ["Balita", "120", "80"]]
    assert head(table_blocks(plain)) == ("Sasaran", "Target", "")


def test_a_title_stands_above_the_names_and_merged_cells_in_every_row() -> None:
    rows = [
        ["Tabel 1. Dana desa", "", ""],
        ["Kecamatan", "Desa", "Dana"],
        ["Krian", "Gamping", "3"],
        ["", "Keboharan", "4"],
        ["", "Jumlah", "7"],
    ]
    blocks = table_blocks(rows)
    assert (blocks[0].kind, blocks[0].text) == ("paragraph", "Tabel 1. Dana desa")
    assert [block.cells[0] for block in blocks[1:]] == ["Kecamatan", "Krian", "Krian", ""]


def test_notes_below_a_table_are_no_rows_of_it() -> None:
    table = [
        ["No", "Hari", "Lokasi"],
        ["1", "Rabu", "Lapangan Krian"],
        ["2", "Jumat", "Terminal Porong"],
        ["- Biaya uji: Rp 0", "", ""],
        ["- Daftar paling lambat H-2", "", ""],
    ]
    blocks = table_blocks(table)
    assert [block.kind for block in blocks] == ["row"] * 3 + ["item"] * 2
    assert blocks[-1].text == "Daftar paling lambat H-2"


def test_rows_that_name_a_group_stay_rows() -> None:
    table = [["Kelompok", "2025", "2026"], ["Ternak", "", ""], ["Sapi", "12", "14"]]
    assert all(block.kind == "row" for block in table_blocks(table))
