"""Nothing that a citizen, a document, a model or an account wrote runs or asks anything elsewhere:
with the content policy, and with it switched off. A planted fault is caught."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from assistant.assembly import Assistant
from assistant.prompts import put_in_force
from tests.browser import hostile
from tests.browser.hostile import TEMPLATES, Canary, Hunt
from tests.serving import serving
from tests.worked import at_work

# Of a list so many are opened one after the other; benchmarks/untrusted.py opens all.
EACH = 1

DOCUMENTS = 8


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with hostile.canary() as canary:
        yield canary


@pytest.fixture(scope="module")
def texts(canary: Canary) -> list[str]:
    return hostile.payloads(canary.url)


@pytest.fixture(scope="module")
def assistant(texts: list[str]) -> Iterator[Assistant]:
    with hostile.quick_folder() as folder, pytest.MonkeyPatch.context() as patch:
        assistant = at_work(folder / "data")
        hostile.fill(assistant, texts)
        hostile.fill_base(assistant, texts[:DOCUMENTS], folder)
        hostile.show_all(patch)
        yield assistant
    put_in_force({})


@pytest.fixture(scope="module")
def url(assistant: Assistant) -> Iterator[str]:
    with serving(assistant) as url:
        yield url


def clean(found: Hunt, canary: Canary) -> None:
    assert found.ran == [] and found.asked == [] and found.links == [] and canary.asked == []


def opened(browser: Browser, url: str, canary: Canary, policy: bool) -> tuple[Page, Hunt]:
    canary.asked.clear()
    context, found = hostile.hunt(browser, url, canary, policy=policy)
    return context.new_page(), found


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_runs_in_any_room(
    browser: Browser, url: str, texts: list[str], canary: Canary, policy: bool
) -> None:
    page, found = opened(browser, url, canary, policy)
    hostile.walk_rooms(page, url, found, texts, each=EACH)
    hostile.walk_base(page, url, found, texts[:DOCUMENTS], each=EACH)
    page.context.close()
    clean(found, canary)
    assert len(TEMPLATES) >= 40 and len(found.places) >= 14
    assert all(found.places.values())


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_a_planted_fault_is_caught(
    browser: Browser, url: str, texts: list[str], canary: Canary, policy: bool
) -> None:
    page, found = opened(browser, url, canary, policy)
    page.goto(url)
    hostile.planted(page, texts)
    page.context.close()
    assert len(set(found.ran)) >= 8  # the policy holds back requests, not scripts of the page
    if not policy:
        assert len(set(canary.asked)) >= 10


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_runs_at_the_door(
    browser: Browser, texts: list[str], canary: Canary, policy: bool
) -> None:
    with hostile.quick_folder() as folder, serving(made := at_work(folder / "data")) as url:
        page, found = opened(browser, url, canary, policy)
        hostile.walk_doors(page.context, page, url, made, found, texts, each=EACH)
        page.context.close()
    clean(found, canary)
    assert all(n for place, n in found.places.items() if place != "pintu: alamat")
