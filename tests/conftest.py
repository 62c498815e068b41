"""For every test: no network but the loopback, and what ASSISTANT_TEST_ALL demands."""

import ipaddress
import os
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests import postgres

_connect = socket.socket.connect
_getaddrinfo = socket.getaddrinfo


def _is_local(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(host: Any) -> None:
    # Not an OSError: nothing that retries or falls back may swallow it.
    raise AssertionError(f"A test reached for the network: {host!r}")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
        _refuse(address[0])
    _connect(self, address)


def _guarded_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
    if not _is_local(host) and host != "0.0.0.0":
        _refuse(host)
    return _getaddrinfo(host, *arguments, **options)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded_connect)
        patch.setattr(socket, "getaddrinfo", _guarded_getaddrinfo)
        yield


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key or a folder of the developer must not reach a test."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "ASSISTANT_")) and not name.startswith("ASSISTANT_TEST"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    programs = postgres.find_programs()
    if programs is None:
        pytest.skip("PostgreSQL tidak terpasang")
    with postgres.running(programs) as url:
        yield url


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With ASSISTANT_TEST_ALL the programs that tests need have to be there."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if (
        report.skipped
        and os.environ.get("ASSISTANT_TEST_ALL")
        and re.search("chromium|tesseract|postgresql", str(report.longrepr), re.IGNORECASE)
    ):
        report.outcome = "failed"
        report.longrepr = f"dilewati padahal ASSISTANT_TEST_ALL=1: {report.longrepr}"
