import socket
from pathlib import Path

import pytest

from knowledge import tokens


def test_without_a_table_on_the_disk_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("asked the network"))
    tokens._counter.cache_clear()
    assert tokens.count_tokens("a" * 36) == 10
    assert tokens.count_tokens("") == 0
    tokens._counter.cache_clear()


def test_a_wrong_table_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    name = tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790"
    name.write_bytes(b"wrong")
    assert not tokens._table_on_disk()
    assert name.read_bytes() == b"wrong"
