"""An OpenAI-compatible server on the loopback that answers, misbehaves, and keeps what it got."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any

from assistant.evaluation.model_server import LocalServer

Answer = str | Callable[[dict[str, Any]], str]

STATUS_FAULTS = ("400", "401", "403", "404", "429", "500", "502", "503")
STREAM_FAULTS = (
    "429-retry-after",
    "429-long-retry-after",
    "timeout",
    "reset",
    "truncated-json",
    "html",
    "empty-choices",
    "null-content",
    "wrong-type",
    "content-filter",
    "length",
    "duplicate-chunks",
    "invalid-utf8",
    "huge",
    "drip",
    "drip-headers",
    "endless",
    "endless-pings",
    "no-done",
)
FAULTS = STATUS_FAULTS + STREAM_FAULTS


class Loopback(LocalServer):
    """`with Loopback("jawaban") as server: …server.url…`

    `fault` names what goes wrong (one of FAULTS) for the first `faulty` requests, None: all.
    `delay` is slept before the first token, `gap` between tokens of `piece` characters.
    `refuses` are request fields answered with 400, as by a server that does not know them.
    """

    def __init__(
        self,
        answer: Answer = "Halo, Sidoarjo.",
        *,
        fault: str | None = None,
        faulty: int | None = None,
        delay: float = 0,
        gap: float = 0,
        piece: int = 7,
        refuses: tuple[str, ...] = (),
        dimensions: int = 8,
    ) -> None:
        assert fault is None or fault in FAULTS, fault
        self.answer = answer
        self.fault = fault
        self.faulty = faulty
        self.delay = delay
        self.gap = gap
        self.piece = piece
        self.refuses = refuses
        self.dimensions = dimensions
        self.received: list[bytes] = []  # head and body of every request, as they came
        self.requests: list[dict[str, Any]] = []
        self._stopped = threading.Event()
        super().__init__(_handler(self))

    @property
    def everything(self) -> str:
        """All that was ever received, JSON escapes undone."""
        raw = b"\n".join(self.received).decode("utf-8", "replace")
        return raw + json.dumps(self.requests, ensure_ascii=False)

    def sleep(self, seconds: float) -> None:
        """Sleeps, but not longer than the server runs."""
        if seconds:
            self._stopped.wait(seconds)

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        super().__exit__(kind, error, trace)

    def fault_now(self) -> str | None:
        """The fault of the request that has just been received."""
        within = self.faulty is None or len(self.requests) <= self.faulty
        return self.fault if within else None


def _handler(server: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def setup(self) -> None:
            super().setup()
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def do_GET(self) -> None:
            self._json(200, {"object": "list", "data": [{"id": "loopback", "object": "model"}]})

        def do_POST(self) -> None:
            try:
                self._post()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _post(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length", 0)))
            head = f"{self.requestline}\r\n{self.headers}".encode()
            server.received.append(head + raw)
            request = json.loads(raw or b"{}")
            server.requests.append(request)
            fault = server.fault_now()
            if refused := [name for name in server.refuses if name in request]:
                self._error(400, f"Unsupported parameter: '{refused[0]}'.")
            elif fault and fault[:3].isdigit():
                self._status_fault(fault)
            elif self.path.endswith("/embeddings"):
                self._embeddings(request, fault)
            elif not self.path.endswith("/chat/completions"):
                self._error(404, "no such route")
            elif fault:
                self._misbehave(fault, request)
            elif request.get("stream"):
                server.sleep(server.delay)
                self._stream(_events(request, _pieces(_text(request)), "stop"))
            else:
                server.sleep(server.delay)
                self._json(200, _completion(request, _text(request)))

        def _status_fault(self, fault: str) -> None:
            headers = {
                "429-retry-after": {"Retry-After": "0"},
                "429-long-retry-after": {"Retry-After": "120"},
            }.get(fault, {})
            # As some servers do, the complaint repeats the key that it was given.
            told = f"fault {fault}; {self.headers.get('authorization')} {server.url}"
            self._error(int(fault[:3]), told, headers)

        def _embeddings(self, request: dict[str, Any], fault: str | None) -> None:
            inputs = request["input"]
            texts = [inputs] if isinstance(inputs, str) else inputs
            if fault == "timeout":
                server.sleep(60)
            elif fault == "html":
                self._send(200, b"<html>hello</html>", "text/html")
                return
            elif fault == "wrong-type":
                self._json(200, {"object": "list", "data": [{"index": 0, "embedding": "x"}]})
                return
            rows = [
                {"object": "embedding", "index": i, "embedding": _vector(text, server.dimensions)}
                for i, text in enumerate(texts)
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            self._json(200, {"object": "list", "data": rows, "model": "e", "usage": usage})

        def _misbehave(self, fault: str, request: dict[str, Any]) -> None:
            pieces = list(_pieces(_text(request)))
            match fault:
                case "timeout":
                    server.sleep(60)
                    self.close_connection = True
                case "html":
                    self._send(200, b"<html><body>Login</body></html>", "text/html")
                case "truncated-json":
                    self._open()
                    self._chunk(b'data: {"id": "x", "choices": [{"del\n\n')
                    self._close()
                case "empty-choices":
                    self._stream([{**_base(request), "choices": []}])
                case "null-content":
                    self._stream([_event(request, None, None), _event(request, None, "stop")])
                case "wrong-type":
                    wrong = {**_base(request), "choices": [{"index": 0, "delta": "text"}]}
                    self._stream([wrong, {"choices": 7}, ["nonsense"]])
                case "content-filter":
                    self._stream(_events(request, pieces[:2], "content_filter"))
                case "length":
                    self._stream(_events(request, pieces[: len(pieces) // 2 + 1], "length"))
                case "duplicate-chunks":
                    self._stream(_events(request, [p for p in pieces for _ in "12"], "stop"))
                case "no-done":
                    self._open()
                    for event in _events(request, pieces, None):
                        self._event(event)
                    self._close()
                case "reset":
                    self._open()
                    for event in _events(request, pieces[:2], None):
                        self._event(event)
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                case "invalid-utf8":
                    self._open()
                    self._chunk(b'data: {"choices":[{"delta":{"content":"\xff\xfe"}}]}\n\n')
                    self._close()
                case "huge":
                    self._stream(_events(request, ["a" * 10_000_000], "stop"))
                case "drip":
                    self._open()
                    while not server.stopped:
                        self._chunk(b":")
                        server.sleep(0.05)
                case "drip-headers":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    while not server.stopped:
                        self.wfile.write(b"a")
                        server.sleep(0.05)
                case "endless":
                    self._open()
                    while not server.stopped:
                        self._event(_event(request, "lagi ", None))
                case "endless-pings":
                    self._open()
                    while not server.stopped:
                        self._chunk(b": ping\n\n")
                        server.sleep(0.001)

        def _stream(self, events: Any) -> None:
            self._open()
            for number, event in enumerate(events):
                if number > 1:
                    server.sleep(server.gap)
                self._event(event)
            self._chunk(b"data: [DONE]\n\n")
            self._close()

        def _open(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()

        def _event(self, event: Any) -> None:
            self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
            self.wfile.flush()

        def _close(self) -> None:
            self.wfile.write(b"0\r\n\r\n")

        def _error(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
            self._json(status, {"error": {"message": text, "type": "x", "code": None}}, headers)

        def _json(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
            self._send(status, json.dumps(value).encode(), "application/json", headers)

        def _send(
            self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
        ) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def _text(request: dict[str, Any]) -> str:
        return server.answer if isinstance(server.answer, str) else server.answer(request)

    def _pieces(text: str) -> Iterator[str]:
        for start in range(0, len(text), server.piece):
            yield text[start : start + server.piece]

    return Handler


def _base(request: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": request.get("model", "loopback"),
    }


def _event(request: dict[str, Any], content: str | None, finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
    return {**_base(request), "choices": [choice]}


def _events(request: dict[str, Any], pieces: Any, finish: str | None) -> Iterator[dict[str, Any]]:
    first = {"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}
    yield {**_base(request), "choices": [first]}
    for piece in pieces:
        yield _event(request, piece, None)
    if finish:
        last = {"index": 0, "delta": {}, "finish_reason": finish}
        yield {**_base(request), "choices": [last]}
    if request.get("stream_options", {}).get("include_usage"):
        yield {**_base(request), "choices": [], "usage": _USAGE}


_USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


def _completion(request: dict[str, Any], text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {**_base(request), "object": "chat.completion", "choices": [choice], "usage": _USAGE}


def _vector(text: str, dimensions: int) -> list[float]:
    """The same text gives the same vector, and similar words similar vectors."""
    vector = [0.0] * dimensions
    for word in text.lower().split():
        vector[sum(word.encode()) % dimensions] += 1.0
    return vector
