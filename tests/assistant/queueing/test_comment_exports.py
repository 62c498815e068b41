"""Exports as the platforms write them: the right columns, or a sentence."""

import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from assistant.deadlines import WIB
from assistant.errors import UsageError
from assistant.queueing.comment_exports import (
    Columns,
    comments_of,
    guess_columns,
    read_export,
    read_time,
)


def read(path: Path):  # type: ignore[no-untyped-def]
    export = read_export(path)
    return list(comments_of(export, guess_columns(export), WIB))


@pytest.mark.parametrize(
    ("name", "content", "platform"),
    [
        (
            "instagram_komentar.csv",
            "Comment ID,Author,Comment text,Comment time,Permalink\n"
            '17,budi,"jalan rusak, min",2026-11-20T08:30:00+0700,https://x.test/a b c d\n',
            "instagram",
        ),
        (
            "youtube.csv",
            "video_title;author;textDisplay;publishedAt\n"
            "Judul video yang cukup panjang;siti;jalan rusak, min;2026-11-20T01:30:00Z\n",
            "youtube",
        ),
        (
            "tweets.csv",
            "id\tfull_text\tcreated_at\n99\tjalan rusak, min\tFri Nov 20 01:30:00 +0000 2026\n",
            "x",
        ),
        (
            "ekspor.csv",
            'Laporan komentar\nKanal,Komentar,Waktu\nTikTok,"jalan rusak, min",20/11/2026 08:30\n',
            "tiktok",
        ),
    ],
)
def test_columns_are_found_by_their_headings(
    tmp_path: Path, name: str, content: str, platform: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (comment,) = read(path)
    assert (comment.text, comment.platform) == ("jalan rusak, min", platform)
    assert comment.received_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def test_nested_json_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facebook.json"
    post = {"message": "kabar", "comments": {"data": [
        {"id": "1", "message": "lampu mati", "created_time": "2026-11-20T01:30:00+0000"},
        {"id": "2", "message": "air keruh", "created_time": "2026-11-20T01:31:00+0000"},
    ]}}  # fmt: skip
    path.write_text(json.dumps({"posts": [post]}), encoding="utf-8")
    assert [comment.text for comment in read(path)] == ["lampu mati", "air keruh"]
    assert len({comment.origin for comment in read(path)}) == 2


def test_a_sheet_without_known_headings_is_read_by_its_prose(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["kolom a", "username", "kolom c"])
    sheet.append(["A-1", "panjang sekali nama saya ini ya", "tolong lampu jalan diperbaiki"])
    sheet.append(["A-2", "nama lain yang panjang juga ya", "sampah belum diangkut juga min"])
    book.save(path)
    assert read(path)[0].text == "tolong lampu jalan diperbaiki"


def test_a_person_corrects_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,catatan\nA,jalan rusak\n", encoding="utf-8")
    export = read_export(path)
    assert guess_columns(export) == Columns(0)
    assert [comment.text for comment in comments_of(export, Columns(1), WIB)] == ["jalan rusak"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "text\n", "tidak berisi komentar"),
        ("a.csv", "a,b\n1,2\n", "kolom komentar tidak ditemukan"),
        ("a.json", "{", "bukan JSON"),
        ("a.json", '{"a": 1}', "daftar komentar"),
        ("a.json", "[" * 100_000, "bukan JSON"),
        ("a.xlsx", "bukan excel", "a.xlsx"),
        ("a.pdf", "x", "jenis berkas"),
    ],
)
def test_what_is_no_export_is_said(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        read(path)


def test_times_are_read_as_exports_write_them() -> None:
    moment = datetime(2026, 11, 20, 8, 30, tzinfo=WIB)
    for text in ("2026-11-20 08:30", "1795138200", "1795138200000", "20 Nov 2026 08:30"):
        assert read_time(text, WIB) == moment, text
    assert read_time("kemarin", WIB) is None
