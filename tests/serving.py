"""Serves an assistant on a free port of this machine, in this process, for one test."""

import asyncio
import gc
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access import LOCAL, Actor
from assistant.assembly import Assistant


@contextmanager
def serving(assistant: Assistant) -> Iterator[str]:
    """The address of the page while it is served."""
    with served(assistant) as (url, _):
        yield url


@contextmanager
def served(assistant: Assistant) -> Iterator[tuple[str, FastAPI]]:
    """As `serving`, with the application."""
    from assistant.web.application import build
    from assistant.web.serve import listen

    assistant.settings = replace(assistant.settings, port=0)
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assistant.settings = replace(assistant.settings, port=port)
        with building():
            app = build(assistant)
        config = uvicorn.Config(
            app, log_level="critical", ws="none", proxy_headers=False, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}", app
        finally:
            server.should_exit = True
            thread.join(15)
            assistant.close()


class As:
    """`app` without its doorkeeper: every request comes from `actor`."""

    def __init__(self, app: ASGIApp, actor: Actor = LOCAL) -> None:
        self.app, self.actor = app, actor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app({**scope, "actor": self.actor}, receive, send)


@contextmanager
def building() -> Iterator[None]:
    """Around the making of a page: Gradio opens an event loop for each lock and closes none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        yield
        loop.close()
        asyncio.set_event_loop(None)
        gc.collect()
