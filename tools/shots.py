"""A picture of every screen in every look, and what is wrong with it: `python -m tools.shots SCREENS.json`.

The list names the server, the accounts and the screens::

    {"base": "http://127.0.0.1:8000", "signin": "/signin/",
     "accounts": {"clerk": {"username": "...", "password": "..."}},
     "screens": [["signin", "/signin/", null], ["inbox", "/inbox/", "clerk"]]}

Each screen is taken light and dark, wide and on a phone, in Chinese and in English, into `shots/`. Found are sideways
scroll, text that touches text, violations that axe names, and a page that is not there. Exit code 1 on any finding.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browser import executable

THEMES = ("light", "dark")
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
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
    """One screen: the name of its pictures, its path, and the account that looks at it (None: nobody)."""

    name: str
    path: str
    account: str | None


def findings(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands."""
    if (wide := page.evaluate(SIDEWAYS)) > 0:
        yield f"scrolls sideways by {wide} px"
    for pair in page.evaluate(OVERLAPS):
        yield f"text touches text: {pair}"
    for violation in Axe().run(page, options=AXE).response["violations"]:
        for node in violation["nodes"]:
            yield f"axe {violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"


def sign_in(context: BrowserContext, base: str, path: str, account: dict[str, str]) -> None:
    """Sign in by the form, as a person does."""
    page = context.new_page()
    page.goto(base + path)
    page.fill("input[name=username]", account["username"])
    page.fill("input[name=password]", account["password"])
    page.click("main form button.primary")
    page.wait_for_load_state()
    if page.url.startswith(base + path):
        raise SystemExit(f"{account['username']} could not sign in")
    page.close()


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
    page.screenshot(path=file, full_page=True)
    found = list(findings(page))
    if answer is None or answer.status >= 500:
        found.append(f"no page: {answer and answer.status}")
    page.close()
    return found


def shots(wanted: dict[str, Any], folder: Path) -> int:
    """All screens in all looks; prints each finding and returns their number."""
    folder.mkdir(parents=True, exist_ok=True)
    screens = [Screen(*each) for each in wanted["screens"]]
    base, number, taken = wanted["base"].rstrip("/"), 0, 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for (theme, width, language), account in product(
            product(THEMES, WIDTHS, LANGUAGES), dict.fromkeys(screen.account for screen in screens)
        ):
            context = look(browser, base, theme, width, language)
            if account:
                sign_in(context, base, wanted["signin"], wanted["accounts"][account])
            for screen in (screen for screen in screens if screen.account == account):
                name = f"{screen.name}-{theme}-{width}-{language}"
                found = take(context, base, screen, folder / f"{name}.png")
                taken += 1
                number += len(found)
                for words in found:
                    print(f"{name}: {words}")
            context.close()
        browser.close()
    print(f"{taken} pictures in {folder}, {number} findings")
    return number


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("screens", type=Path, help="the list of screens, JSON")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    given = parser.parse_args()
    return 1 if shots(json.loads(given.screens.read_text()), given.out) else 0


if __name__ == "__main__":
    sys.exit(main())
