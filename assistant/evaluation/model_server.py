"""An OpenAI-compatible server on this machine: a stand-in that says what the evaluation wants."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Messages = list[dict[str, str]]


class LocalServer:
    """An HTTP server on a free port of the loopback, as long as the `with` block lasts."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


class ModelServer(LocalServer):
    """`with ModelServer(answer) as server: …server.url…`; `answer` gets the messages of a call.

    `sent` is every body that came, as it came.
    """

    def __init__(self, answer: Callable[[Messages], str]) -> None:
        self.answer = answer
        self.sent: list[str] = []
        super().__init__(_handler(self))


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            server.sent.append(raw.decode())
            body = _stream(server.answer(json.loads(raw)["messages"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _stream(text: str) -> bytes:
    """The answer as server-sent events, in two pieces and an end."""
    half = len(text) // 2
    choices: list[dict[str, Any]] = [
        {"delta": {"content": text[:half]}, "finish_reason": None},
        {"delta": {"content": text[half:]}, "finish_reason": None},
        {"delta": {}, "finish_reason": "stop"},
    ]
    head: dict[str, Any] = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "tiruan",
    }
    events = [{**head, "choices": [{"index": 0, **choice}]} for choice in choices]
    return b"".join(b"data: %b\n\n" % json.dumps(e).encode() for e in events) + b"data: [DONE]\n\n"
