"""An officer shares a plan; the firm opens it on a phone that nobody signed in on; it is taken back."""

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from luodi.spine.journal.models import Entry
from tests.support.browser import sheets, sign_in, smallest, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT, NAME = "P55", "塔架法兰精加工厂"


def made(page: Page, server: str) -> str:
    """The address in the code on the card."""
    page.goto(f"{server}/projects/{PROJECT}/")
    page.get_by_role("button", name="生成链接").click()
    card = page.locator("#link")
    expect(card).to_contain_text("投资股股长于 11月20日生成")
    expect(card).to_be_focused()
    sound(page)
    address = card.locator("a.code").get_attribute("href") or ""
    box = card.get_by_label("网址")
    expect(box).to_have_value(address)
    card.get_by_role("button", name="复制").click()
    expect(card.get_by_role("button", name="已复制")).to_be_focused()
    return address


def opened(phone: Page, address: str) -> None:
    """What whoever has the address reads and prints."""
    phone.goto(address)
    for words in (NAME, "2027年2月2日"):
        expect(phone.get_by_role("heading", level=1)).to_contain_text(words)
    expect(phone.locator(".checklist tr[id]")).to_have_count(33)
    expect(phone.locator("#m6")).to_contain_text("在省级部门，超期 15 天")
    expect(phone.locator("#m2")).to_contain_text("8/3 办结")
    expect(phone.locator(".papers li")).to_have_count(40)
    sound(phone)
    assert not [cookie for cookie in phone.context.cookies() if cookie["name"] == "sessionid"]
    assert sheets(phone) == 1 and smallest(phone) >= 8.5
    feed = phone.get_by_role("link", name="加进日历").get_attribute("href") or ""
    days = Calendar.from_ical(phone.request.get(address.split("/plan/")[0] + feed).text())
    assert str(days["x-wr-calname"]) == NAME and len(days.walk("VEVENT")) >= 22
    phone.get_by_role("button", name="English").click()  # the form of the look works under these headers too
    expect(phone.locator(".kicker")).to_contain_text("as of 20 Nov 2026")
    sound(phone)
    assert sheets(phone) == 1 and smallest(phone) >= 8.5


def test_a_link_is_made_opened_without_an_account_and_withdrawn(live_server, demo: Demo, page: Page, phone: Page):
    server = live_server.url
    sign_in(page, server, demo, "fgw")
    address = made(page, server)
    before = Entry.objects.everywhere("counted in a test").count()
    opened(phone, address)
    assert Entry.objects.everywhere("counted in a test").count() == before, "reading leaves nothing"

    page.get_by_role("link", name="收回链接").click()
    dialog = page.get_by_role("dialog", name="收回链接")
    expect(dialog).to_contain_text("已打印")
    sound(page)
    dialog.get_by_role("button", name="收回").click()
    expect(page.get_by_role("button", name="生成链接")).to_be_visible()
    answer = phone.goto(address)
    assert answer is not None and answer.status == 404
    expect(phone.locator("body")).not_to_contain_text(PROJECT)
    sound(phone)
