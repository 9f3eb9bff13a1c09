"""A real browser for the journeys: Debian's chromium or the one the machine has, driven by Playwright.

A machine without one fails the journeys; it never skips them.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

if TYPE_CHECKING:
    from tests.support.cast import Demo

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
A4 = {"width": 740, "height": 1069}  # within margins of 7 mm, at 96 dots an inch


class NoBrowser(RuntimeError):
    """No Chromium stands on this machine."""


def executable() -> str:
    """The path of Chromium: the variable ``CHROMIUM`` decides, else the first usual name; raises `NoBrowser`."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).exists():
            raise NoBrowser(f"CHROMIUM names {named}, which is not there")
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowser("no browser found: install Debian's chromium or let CHROMIUM name one")


def launched(playwright: Playwright) -> Browser:
    """A headless Chromium; root has no sandbox to offer it."""
    flags = ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=executable(), args=flags)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole session."""
    # Playwright keeps an event loop in this thread; Django would take our own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page in Chinese, with nobody signed in. An error in the page's scripts fails the test."""
    yield from _page(browser, WIDE)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """The same on a phone."""
    yield from _page(browser, PHONE)


def _page(browser: Browser, size: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, errors


def sign_in(page: Page, server: str, demo: "Demo", account: str) -> None:
    """As somebody, or somebody else, from the sign-in page."""
    page.context.clear_cookies()
    page.goto(f"{server}/signin/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(demo.passwords[account])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "signin" not in address)


def sound(page: Page) -> None:
    """axe finds nothing, and nothing scrolls sideways."""
    assert [wrong["id"] for wrong in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def sheets(page: Page) -> int:
    """How many sheets of paper a page takes, as it says itself how it is to be printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def smallest(page: Page) -> float:
    """The smallest type of a page on A4, in points; what is wider than the paper is printed smaller."""
    size = page.viewport_size or WIDE
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    found: float = page.evaluate("""() => {
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
      while (words.nextNode()) {
        const held = words.currentNode.parentElement;
        if (words.currentNode.data.trim() && held.getClientRects().length)
          sizes.push(parseFloat(getComputedStyle(held).fontSize) * 0.75);
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      return Math.min(...sizes) * Math.min(1, clientWidth / scrollWidth);
    }""")
    page.emulate_media(media="null")
    page.set_viewport_size(size)
    return round(found, 2)
