"""Every page a role can walk to, in English: no Chinese but what the county's own records hold."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from luodi.db.told import told_tables
from luodi.slices.matters.rules.packaged import shipped
from luodi.web.look import LANGUAGES
from tests.support.cast import Demo

CHINESE = re.compile(r"[\u3400-\u9fff]+")
SWITCHES = {"中文"}  # the other language's own name, in the switch
UNITS = "件户吨项大中小微"  # of amounts, sizes of firms; other single characters account for nothing
LONG = 100
ENOUGH = 10  # pages of one route; what they share is read often enough by then


class Page(HTMLParser):
    """The words and the links of a page; what stands in attributes people hear or read is words too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(re.sub(r'<span lang="zh-CN">([^<]*)</span>', r"\1", text))  # one text with what stands around it

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.words += [given[name] or "" for name in ("aria-label", "title", "placeholder", "alt") if name in given]
        href = given.get("href")
        if tag == "a" and href and href.startswith("/"):
            self.links.append(urldefrag(href)[0])


def walked(client: Client, start: str) -> dict[str, Page]:
    """Pages reached by links from a start, of each route at most ENOUGH."""
    found: dict[str, Page] = {}
    seen: Counter[str] = Counter()
    waiting = [start]
    while waiting:
        href = waiting.pop()
        route = resolve(urlsplit(href).path).route
        if href in found or seen[route] == ENOUGH:
            continue
        seen[route] += 1
        answer = client.get(href)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found[href] = Page(answer.content.decode())
        waiting += found[href].links
    return found


def records() -> list[str]:
    """Every text the county's tables hold, and the laws the shipped catalogue names, the longest first."""
    reasons = [*shipped("edges")["edges"], *shipped("edges")["side_by_side"]]
    texts = {law for row in reasons for law in row["source"].split(";")}
    for model in told_tables().values():
        for row in model._base_manager.values_list():
            held = [str(value) for value in row if value is not None and CHINESE.search(str(value))]
            texts.update(held, *(re.findall(r'"([^"]+)"', text) for text in held if text.startswith("[[")))
    return sorted((text for text in texts if len(text) > 1 or text in UNITS), key=len, reverse=True)


def left_over(words: list[str], known: list[str]) -> list[str]:
    """Chinese in words that no record accounts for; the disc beside a name shows its first character.

    A long record, as the text of a minute, stands on a page in pieces between its marks.
    """
    initials, long = {text[0] for text in known}, [text for text in known if len(text) > LONG]
    whole = [word for word in words if not any(word.strip() in text for text in long)]
    said = " ".join(word for word in whole if word.strip() not in SWITCHES | initials)
    for text in known:
        if text in said:
            said = said.replace(text, " ")
    return CHINESE.findall(said)


@pytest.mark.parametrize("account", ["window", "zrzy", "zrzy-head", "leader", "F06"])
def test_english_pages_speak_english(demo: Demo, account: str) -> None:
    client = demo.client(account)
    client.cookies["django_language"] = "en"
    pages = walked(client, "/")
    assert len(pages) > 3
    known = records()
    strange = {href: left for href, page in pages.items() if (left := left_over(page.words, known))}
    assert not strange


def test_the_crawl_would_see_chinese() -> None:
    assert left_over(["due 朔泉县", "朔", " 待办 "], ["朔泉县"]) == ["待办"]
    assert "en" in LANGUAGES
