"""A real Chromium, on a desk and on a phone, that notes every request to another host."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.assembly import Assistant
from tests.serving import serving
from tests.staged import StagedAssistant, staged

CHROMIUM = os.environ.get("ASSISTANT_CHROMIUM", "/usr/bin/chromium")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}

expect.set_options(timeout=10_000)

# What went wrong on each open page, as the browser told it.
_FAULTS: dict[Page, list[str]] = {}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the session: while it is open, no other test could run an event loop."""
    if not Path(CHROMIUM).exists() and not shutil.which(CHROMIUM):
        if os.environ.get("ASSISTANT_TEST_ALL") == "1":
            pytest.fail(f"Chromium is not at {CHROMIUM}")
        pytest.skip(f"Chromium is not at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> StagedAssistant:
    return staged(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def url(assistant: Assistant) -> Iterator[str]:
    with serving(assistant) as url:
        yield url


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, browser: Browser, url: str, assistant: Assistant
) -> Iterator[Page]:
    """The page, opened. Afterwards: nothing went elsewhere, nothing failed, nothing sticks out."""
    if isinstance(assistant, StagedAssistant):
        assistant.fail, assistant.streaming = None, False
        assistant.jobs.clear()
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=request.param == "phone",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    elsewhere: list[str] = []
    faults = _FAULTS.setdefault(page, [])
    page.on("request", lambda r: None if r.url.startswith(url) else elsewhere.append(r.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(url)
    expect(page.get_by_role("tab", name="Caption")).to_be_visible()
    yield page
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [address for address in elsewhere if not address.startswith(("data:", "blob:"))] == []
    assert _FAULTS.pop(page) == []
    assert scrolled <= width


def reload(page: Page) -> None:
    """Loads the page again. A question that leaving cuts off is no fault of the page."""
    before = len(_FAULTS[page])
    page.reload()
    expect(page.get_by_role("tab", name="Caption")).to_be_visible()
    del _FAULTS[page][before:]


def go(page: Page, room: str) -> None:
    page.get_by_role("tab", name=room).click()
