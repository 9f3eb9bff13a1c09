"""Looking for something, in a real browser on the demo county: by key, two characters, initials and a code."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from tests.journeys.test_inbox import sign_in
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def slash(page: Page) -> None:
    """Press the key on a page whose script has come."""
    page.wait_for_load_state()
    page.keyboard.press("/")


def ask(page: Page, words: str) -> None:
    """Type into whatever has the focus and send it."""
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_slash_two_characters_initials_and_a_code(page: Page, live_server, demo: Demo) -> None:
    sign_in(page, live_server, demo, "zrzy")
    box = page.locator("#find")
    expect(box).to_be_visible()
    slash(page)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    slash(page)
    ask(page, "塔筒")
    expect(page.get_by_role("heading", level=1)).to_contain_text("塔筒")
    case = page.get_by_role("link", name="年产6万吨塔筒及法兰").first
    expect(case).to_be_visible()
    assert Axe().run(page, options=WCAG).violations_count == 0

    slash(page)
    expect(page.locator("#find-here")).to_be_focused()
    ask(page, "qnzk jqz")
    expect(page.get_by_role("link", name="氢能重卡示范加氢站").first).to_be_visible()
    slash(page)
    ask(page, "c17")
    hit = page.locator("section.sheet li a").first
    expect(hit).to_have_text("氢能重卡示范加氢站")
    hit.click()
    expect(page).to_have_url(re.compile(r"/cases/C17/$"))


def test_a_slash_typed_into_a_field_stays_there(page: Page, live_server, demo: Demo) -> None:
    sign_in(page, live_server, demo, "fgw")
    page.locator("#find").click()
    page.keyboard.type("q/9x")
    expect(page.locator("#find")).to_have_value("q/9x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="没有符合的内容，或您无权查看")).to_be_visible()
    assert Axe().run(page, options=WCAG).violations_count == 0


def test_a_firm_on_its_phone_goes_to_its_project(phone: Page, live_server, demo: Demo) -> None:
    sign_in(phone, live_server, demo, "F06")
    phone.get_by_role("link", name="查找").click()
    phone.locator("#find-here").fill("塔筒")
    phone.locator("#find-here").press("Enter")
    phone.locator("a[href='/find/project/P18/']").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("年产6万吨塔筒及法兰")
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert Axe().run(phone, options=WCAG).violations_count == 0
    phone.locator("section.sheet li a").first.click()
    expect(phone).to_have_url(re.compile(r"/cases/C\d+/$"))


@pytest.mark.parametrize("account", ["leader", "zrzy", "F06"])
def test_every_hit_opens(demo: Demo, account: str) -> None:
    client: Client = demo.client(account)
    opened: set[str] = set()
    for question in ("工程", "县", "塔筒", "jsgc", "2026"):
        answer = client.get("/api/find", {"q": question})
        assert answer.status_code == 200
        for hit in answer.json()["items"]:
            assert client.get(hit["page"]).status_code == 200, hit
            opened.add(hit["kind"])
    assert {"case", "matter", "firm"} <= opened


def test_pieces_of_one_kind(demo: Demo) -> None:
    client: Client = demo.client("leader")
    first = client.get("/find/", {"q": "朔泉", "kind": "firm"}).content.decode()
    assert first.count('href="/find/firm/') == 20
    assert "from=20" in first
    second = client.get("/find/", {"q": "朔泉", "kind": "firm", "from": "20"}).content.decode()
    assert 0 < second.count('href="/find/firm/') <= 20
    assert not set(re.findall(r"/find/firm/\w+/", first)) & set(re.findall(r"/find/firm/\w+/", second))
    assert client.get("/find/", {"q": "朔泉", "kind": "'", "from": "x"}).status_code == 200
    assert client.get("/api/find", {"q": "朔泉", "limit": 21}).status_code == 422
