"""HTTP in which nothing outlasts its allowance: no slow drip, no endless answer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

if TYPE_CHECKING:
    import httpx2


class AllowanceSpent(Exception):
    """The time or the bytes that a call may use are used up."""


@dataclass(slots=True)
class Allowance:
    """What one call may use: `seconds` of wall time, `first` of them until its first text."""

    seconds: float
    first: float
    size: int
    started: float = field(default_factory=time.monotonic)
    answering: bool = False

    def left(self) -> float:
        """Seconds until the nearer of the two limits; negative when it has passed."""
        limit = self.seconds if self.answering else min(self.first, self.seconds)
        return self.started + limit - time.monotonic()

    def cut(self, timeout: float | None) -> float:
        """`timeout` shortened to what is left. Raises AllowanceSpent when nothing is."""
        left = self.left()
        if left <= 0 or self.size <= 0:
            raise AllowanceSpent
        return left if timeout is None else min(timeout, left)


_current: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def spending(allowance: Allowance) -> Iterator[None]:
    """Every read and write on the wire inside counts against `allowance`.

    To be entered anew for each step of a generator: a page may take the steps in other threads.
    """
    token = _current.set(allowance)
    try:
        yield
    finally:
        _current.reset(token)


def _timeout(timeout: float | None) -> float | None:
    allowance = _current.get()
    return timeout if allowance is None else allowance.cut(timeout)


class _Stream:
    """A network stream of httpcore with the timeout of every operation cut to the allowance.

    httpx's own read timeout counts from byte to byte, so that a drip never trips it.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._inner.read(max_bytes, _timeout(timeout))
        if allowance := _current.get():
            allowance.size -= len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _timeout(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _timeout(timeout)))

    def close(self) -> None:
        self._inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network:
    """A network backend of httpcore whose streams keep to the allowance."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, **options: Any
    ) -> _Stream:
        return _Stream(self._inner.connect_tcp(host, port, timeout=_timeout(timeout), **options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


def open_client(base_url: str) -> "httpx2.Client":
    """A client for one server that follows no redirect (a key must not travel elsewhere)."""
    import httpx2

    transport = httpx2.HTTPTransport(proxy=_proxy(base_url))
    # httpx hands no network backend through to the pool that it builds.
    pool: Any = transport._pool
    pool._network_backend = _Network(pool._network_backend)
    return httpx2.Client(
        transport=transport,
        timeout=httpx2.Timeout(None, connect=5),
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
    )


def _proxy(base_url: str) -> str | None:
    parts = urlsplit(base_url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
