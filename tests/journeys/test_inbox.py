"""A clerk's morning and a firm's look at its phone, in a real browser on the demo county."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, live_server, demo: Demo, account: str) -> None:
    page.goto(f"{live_server.url}/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(demo.passwords[account])
    page.get_by_role("button", name="登录").click()


def test_a_clerk_sees_what_turns_red_and_it_does(page: Page, live_server, demo: Demo):
    sign_in(page, live_server, demo, "zrzy")
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_have_text("下班前要办结 2 件，否则明天转红。2 件已超期，要写明原因。")
    expect(page.locator("#overdue tr:not(.group)")).to_have_count(2)
    expect(page.locator("#today tr:not(.group)")).to_have_count(2)
    expect(page.locator(".top")).to_contain_text("2026年11月20日")

    page.get_by_role("button", name="过一个工作日").click()
    expect(page.locator(".top")).to_contain_text("2026年11月23日")
    expect(page.get_by_role("status")).to_contain_text("盏灯变色")
    expect(page.locator("#overdue tr:not(.group)")).to_have_count(4)
    expect(page.locator("#overdue")).to_contain_text("超期 1 天")
    expect(headline).to_contain_text("4 件已超期")

    page.locator("#overdue tr").filter(has_text="C15").get_by_role("link", name="说明并办结").click()
    expect(page).to_have_url(re.compile(r"/cases/C15/$"))


def test_the_whole_page_changes_its_language_and_theme(page: Page, live_server, demo: Demo):
    sign_in(page, live_server, demo, "fgw")
    page.locator(".person summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("before the office shuts")
    page.locator(".person summary").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_leader_opens_a_share_to_its_rows(page: Page, live_server, demo: Demo):
    sign_in(page, live_server, demo, "leader")
    share = page.locator(".shares .opens").first
    count = int(share.inner_text())
    share.click()
    expect(page.locator("table.cards tbody tr:not(.group)")).to_have_count(count)


def test_a_firm_on_its_phone_sees_who_has_the_ball_and_until_when(phone: Page, live_server, demo: Demo):
    sign_in(phone, live_server, demo, "F06")
    expect(phone.get_by_role("heading", level=1)).to_have_text("没有等您办的。最近一件，政府今天给您答复。")
    card = phone.locator("section.sheet").filter(has_text="固定资产投资项目节能审查").first
    expect(card).to_contain_text("县发展和改革局")
    expect(card).to_contain_text("11月20日")
    wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    card.get_by_role("link", name="逐日看账").click()
    expect(phone).to_have_url(re.compile(r"/cases/C25/$"))
