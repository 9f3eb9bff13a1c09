"""A picture of every screen in every look, and what is wrong with it: `python -m tools.shots`.

A demo of its own is served from a directory that goes with it. `tools/screens.json` lists the screens as
`[name, path, account]`, account null for somebody who is not signed in. Each is taken wide and on a phone, in Chinese
light and dark, in English light: what is dark has no language; with `--some` in two of these six. Found are sideways
scroll, text that touches text, violations that axe names, and a page that is not the one meant. Exit code 1 on any
finding.
"""

import argparse
import contextlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browser import executable
from tests.support.house import House

BROWSERS = 2  # at once
Look = tuple[str, str, str]
THEMES = ("light", "dark")
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
LOOKS = [one for one in product(THEMES, WIDTHS, LANGUAGES) if one[0] == "light" or one[2] == "zh"]
PAIRS: tuple[set[Look], ...] = (  # of three screens in a row each is wide and on a phone, all three in every look
    {("light", "wide", "zh"), ("light", "phone", "en")},
    {("dark", "wide", "zh"), ("light", "phone", "zh")},
    {("light", "wide", "en"), ("dark", "phone", "zh")},
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

OVERLAPS = """() => {
  const boxes = [], found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const cut = (box, el) => {
    for (let up = el; up && up !== document.body; up = up.parentElement) {
      if (up.tagName === 'DETAILS' && !up.open && !el.closest('summary')) return null;
      const style = getComputedStyle(up);
      if (style.position === 'fixed' || style.position === 'sticky') return null;
      if (style.clip !== 'auto' || style.visibility === 'hidden') return null;
      if (style.overflowX !== 'visible' && !(up instanceof SVGElement)) {
        const frame = up.getBoundingClientRect();
        box = {...box, left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right)};
      }
    }
    return box.right > box.left ? box : null;
  };
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const part of range.getClientRects()) {
      if (!part.width || !part.height) continue;
      const {left, right} = part, shrink = part.height * 0.2;
      const box = cut({left, right, top: part.top + shrink, bottom: part.bottom - shrink}, node.parentElement);
      if (box) boxes.push([box, node]);
    }
  }
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const [a, m] = boxes[i], [b, n] = boxes[j];
    if (m === n) continue;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 1) found.push(`${m.data.trim().slice(0, 30)} | ${n.data.trim().slice(0, 30)}`);
  }
  return found;
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Screen:
    """One screen: the name of its pictures, its path, the account that looks at it, and the status it answers with."""

    name: str
    path: str
    account: str | None
    status: int = 200


@dataclass(frozen=True)
class Demo:
    """A served demo: its address, and the password of each account."""

    base: str
    passwords: dict[str, str]


@contextlib.contextmanager
def demo() -> Iterator[Demo]:
    """Serve the demo county on a free port, from a directory that goes with it."""
    with tempfile.TemporaryDirectory(prefix="luodi-shots-") as place:
        house = House(Path(place))
        with house.served("--demo") as base:
            yield Demo(base, house.passwords())


def findings(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands."""
    if (wide := page.evaluate(SIDEWAYS)) > 0:
        yield f"scrolls sideways by {wide} px"
    for pair in page.evaluate(OVERLAPS):
        yield f"text touches text: {pair}"
    for violation in Axe().run(page, options=AXE).response["violations"]:
        for node in violation["nodes"]:
            yield f"axe {violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"


def signed_in(browser: Browser, demo: Demo, account: str) -> list[Any]:
    """The cookies of an account that signed in by the form, as a person does."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo.base}/signin/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", demo.passwords[account])
    page.click("main form button.primary")
    page.wait_for_load_state()
    if "/signin/" in page.url:
        raise SystemExit(f"{account} could not sign in")
    cookies = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.close()
    return cookies


def look(browser: Browser, base: str, theme: str, width: str, language: str) -> BrowserContext:
    """A browser whose cookies say theme and language, of a desk's or a phone's width."""
    wide, high = WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, reduced_motion="reduce")
    cookies = {"theme": theme, "django_language": LANGUAGES[language]}
    context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    return context


def take(context: BrowserContext, base: str, screen: Screen, file: Path) -> list[str]:
    """One picture of the whole page; returns what is wrong with it."""
    page = context.new_page()
    answer = page.goto(base + screen.path, wait_until="load")
    wide, high = page.viewport_size["width"], page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": wide, "height": high})  # what is fixed to the foot stands at the foot
    page.screenshot(path=file)
    found = list(findings(page))
    if answer is None or answer.status != screen.status:
        found.append(f"answered {answer and answer.status}, not {screen.status}")
    page.close()
    return found


def shots(demo: Demo, screens: list[Screen], folder: Path, *, some: bool = False) -> int:
    """All screens in all looks, or in two of them; prints each finding and returns their number."""
    wanted = {screen: PAIRS[place % len(PAIRS)] if some else {*LOOKS} for place, screen in enumerate(screens)}
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(BROWSERS) as pool:
        taken = [one for heap in pool.map(partial(gone_through, demo, folder, wanted), heaps(screens)) for one in heap]
    number = sum(map(len, taken))
    print(f"{len(taken)} pictures in {folder}, {number} findings")
    return number


def heaps(screens: list[Screen]) -> list[list[Screen]]:
    """The screens of each browser: an account's stay together, and each has about as many."""
    accounts = Counter(screen.account for screen in screens)
    found: list[list[Screen]] = [[] for _ in range(BROWSERS)]
    for account, _ in accounts.most_common():
        min(found, key=len).extend(screen for screen in screens if screen.account == account)
    return found


def gone_through(demo: Demo, folder: Path, wanted: dict[Screen, set[Look]], screens: list[Screen]) -> list[list[str]]:
    """One browser takes these screens as wanted; what is wrong with each picture."""
    taken: list[list[str]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        accounts = dict.fromkeys(screen.account for screen in screens)
        cookies = {account: signed_in(browser, demo, account) if account else [] for account in accounts}
        for (theme, width, language), account in product(LOOKS, accounts):
            context = look(browser, demo.base, theme, width, language)
            context.add_cookies(cookies[account])
            for screen in screens:
                if screen.account != account or (theme, width, language) not in wanted[screen]:
                    continue
                name = f"{screen.name}-{theme}-{width}-{language}"
                taken.append(take(context, demo.base, screen, folder / f"{name}.png"))
                for words in taken[-1]:
                    print(f"{name}: {words}", flush=True)
            context.close()
        browser.close()
    return taken


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="only the screens of these names")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    parser.add_argument("--some", action="store_true", help="each screen in two looks, wide and on a phone")
    given = parser.parse_args()
    listed = json.loads(Path(__file__).with_name("screens.json").read_text(encoding="utf-8"))
    screens = [Screen(*each) for each in listed if not given.names or each[0] in given.names]
    with demo() as served:
        return 1 if shots(served, screens, given.out, some=given.some) else 0


if __name__ == "__main__":
    sys.exit(main())
