"""All payloads in all settings in every place of the page, in a real Chromium, with the content
policy and without: `python -m benchmarks.untrusted` (some ten minutes).

The quick set of the same is tests/browser/test_untrusted.py.
"""

import time

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import hostile
from tests.browser.conftest import CHROMIUM
from tests.browser.hostile import SETTINGS, TEMPLATES, Canary, Hunt
from tests.serving import serving
from tests.worked import at_work


def main() -> None:
    with sync_playwright() as playwright, hostile.canary() as canary:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for policy in (True, False):
            began = time.perf_counter()
            seen: dict[str, int] = {}
            ran = asked = 0
            for number in range(len(SETTINGS)):
                texts = hostile.payloads(canary.url, full=True)[number * len(TEMPLATES) :]
                for found in everywhere(browser, canary, texts[: len(TEMPLATES)], policy):
                    ran, asked = ran + len(found.ran), asked + len(found.asked)
                    for place, count in found.places.items():
                        seen[place] = seen.get(place, 0) + count
            seconds = time.perf_counter() - began
            print(
                f"{'with' if policy else 'without'} the policy: {ran} scripts ran, {asked} "
                f"requests went out, {len(canary.asked)} reached the listener; "
                f"{sum(seen.values())} payloads shown in {len(seen)} places ({seconds:.0f} s)",
                flush=True,
            )
            for place, count in seen.items():
                print(f"  {count:>4} {place}")
        browser.close()


def everywhere(browser: Browser, canary: Canary, texts: list[str], policy: bool) -> list[Hunt]:
    with hostile.quick_folder() as folder, pytest.MonkeyPatch.context() as patch:
        assistant = at_work(folder / "data")
        hostile.fill(assistant, texts)
        hostile.fill_base(assistant, texts, folder)
        hostile.show_all(patch)
        with serving(assistant) as url:
            context, rooms = hostile.hunt(browser, url, canary, policy=policy)
            page = context.new_page()
            page.set_default_timeout(60_000)
            hostile.walk_rooms(page, url, rooms, texts, each=len(texts))
            hostile.walk_base(page, url, rooms, texts, each=len(texts))
            context.close()
    with hostile.quick_folder() as folder, serving(made := at_work(folder / "data")) as url:
        context, doors = hostile.hunt(browser, url, canary, policy=policy)
        page = context.new_page()
        hostile.walk_doors(context, page, url, made, doors, texts, each=len(texts))
        context.close()
    return [rooms, doors]


if __name__ == "__main__":
    main()
