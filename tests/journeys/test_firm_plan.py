"""A firm on its phone, from twenty answers to the plan it prints: no account, no trace, one page."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_minutes import clean
from tests.plans.links import LINKS
from tests.support.browser import sheets, smallest
from tests.support.cast import Demo


def choose(phone: Page, *choices: str) -> None:
    """Press choices by their fields and values; each time the page comes again with what it changes."""
    for choice in choices:
        with phone.expect_response(lambda answer: "/plan/?" in answer.url):
            phone.locator(f"#{choice}").check()
        expect(phone.locator(f"#{choice}")).to_be_checked()


def typed(phone: Page, field: str, words: str) -> None:
    """Type a number and go on to the next field."""
    phone.locator(f"#{field}-number").fill(words)
    with phone.expect_response(lambda answer: f"{field}=" in answer.url):
        phone.locator(f"#{field}-number").blur()


def at_once(phone: Page) -> None:
    """Two choices and a number, quicker than any answer comes: none is lost."""
    phone.route("**/plan/?*", lambda route: (phone.wait_for_timeout(300), route.continue_()))
    phone.locator("#w-f").check()
    phone.locator("#k-s").check()
    phone.locator("#b-b").check()
    expect(phone).to_have_url(re.compile("w=f.*k=s.*b=b"))
    for choice in ("w-f", "k-s", "b-b"):
        expect(phone.locator(f"#{choice}")).to_be_checked()
    phone.unroute("**/plan/?*")


def typed_on(phone: Page) -> None:
    """The next number is begun while the answer to the one before is under way."""
    phone.route("**/plan/?*", lambda route: (phone.wait_for_timeout(300), route.continue_()))
    phone.locator("#nt-number").fill("900")
    with phone.expect_response(lambda answer: "nt=900" in answer.url):
        phone.locator("#nk-number").focus()
        phone.locator("#nk-number").press_sequentially("62")
    expect(phone.locator("#nt")).to_contain_text("年综合能耗 ≥ 1,000 吨标准煤")
    expect(phone.locator("#nk-number")).to_have_value("62")
    phone.unroute("**/plan/?*")


def onward(phone: Page, step: int) -> None:
    """The next step; the one before is clean."""
    clean(phone)
    phone.get_by_role("button", name="下一步").click()
    expect(phone.locator(".kicker")).to_contain_text(f"第 {step} 步，共 5 步")


def summed(phone: Page, *words: str) -> None:
    for each in words:
        expect(phone.locator("#summary")).to_contain_text(each)


def answered(phone: Page, server: str) -> None:
    """The plant of the examples, answered one by one."""
    phone.goto(f"{server}/signin/")
    phone.get_by_role("link", name="算算要办哪些手续").click()
    at_once(phone)
    choose(phone, "k-n")
    onward(phone, 2)
    choose(phone, "c-n", "e-f", "q-y", "g-s")
    typed_on(phone)
    typed(phone, "nt", "1,600")
    expect(phone.locator("#nk-number")).to_have_count(0)  # the other figure already says there is a review
    onward(phone, 3)
    typed(phone, "a", "about ten")
    expect(phone.locator("#a")).to_contain_text("“about ten”不是数，请填不小于零的数")
    expect(phone.locator("#a-number")).to_have_value("about ten")
    phone.locator("#a-number").fill("")
    phone.locator("#a-number").press_sequentially("90")
    phone.locator("#a-number").blur()
    expect(phone.locator("#a")).to_contain_text("亩 = 6 公顷")
    choose(phone, "l-n", "m-g")
    expect(phone.locator("#l")).to_contain_text("去掉国有建设用地使用权出让")
    typed(phone, "fa", "90")
    summed(phone, "换成园区标准地是 39 个")
    choose(phone, "u-0", "h-o")
    onward(phone, 4)
    choose(phone, "j-y", "f-e")
    onward(phone, 5)
    choose(phone, "pw-h", "ln-t", "ln-s")
    summed(phone, "33 项手续", "40 份", "81 处", "117 个工作日", "暂定", "可能再多")
    clean(phone)


def test_from_the_facts_to_the_printed_plan(live_server, demo: Demo, phone: Page, page: Page) -> None:
    answered(phone, live_server.url)
    phone.get_by_role("button", name="看我的一页计划").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("最早 2027年5月4日 能依法开工，要 117 个工作日")
    expect(phone.locator(".checklist tr[id]")).to_have_count(33)
    expect(phone.locator(".papers li")).to_have_count(40)
    clean(phone)
    assert not [cookie for cookie in phone.context.cookies() if cookie["name"] == "sessionid"]

    page.goto(phone.locator("a.code").get_attribute("href") or "")  # another device takes up the code
    clean(page)
    expect(page.locator(".checklist tr[id]")).to_have_count(33)
    assert sheets(page) == 1


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_example_is_one_sheet_that_can_be_read(live_server, demo: Demo, browser: Browser, language: str) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    for example, link in LINKS.items():
        page.goto(f"{live_server.url}/plan/sheet/?{link}")
        assert (example, sheets(page)) == (example, 1)
        assert smallest(page) >= 8.5, example
    context.close()


def test_without_script_the_same_questions_lead_to_the_same_plan(live_server, demo: Demo, browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(f"{live_server.url}/plan/")
    for choices in (("w-f", "k-t", "b-e"), ("e-f", "q-y", "g-s")):
        for choice in choices:
            phone.locator(f"#{choice}").check()
        if choices[0] == "e-f":
            phone.locator("#nt-number").fill("1200")
        phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="看我的一页计划").first.click()
    expect(phone.locator(".one-page")).to_contain_text("一共 8 项手续")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("要 10 个工作日")
    context.close()
