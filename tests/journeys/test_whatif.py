"""An officer moves a day in a real browser and the start moves in place; the leader finds the proposal."""

import pytest
from playwright.sync_api import Page, expect

from luodi.slices.plans.models import Proposal
from luodi.spine.journal.models import Entry
from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT = "P55"


def facts() -> int:
    return Entry.objects.everywhere("counted in a test").count()


def looked_at(page: Page, server: str) -> None:
    """The three views of the project."""
    page.goto(f"{server}/projects/{PROJECT}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("预计2027年2月2日开工")
    sound(page)
    page.get_by_role("link", name="依赖图").click()
    expect(page.get_by_role("img", name="依赖图：每一项等哪一项。")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="表", exact=True).click()
    expect(page.locator("tr#C02")).to_contain_text("建设工程规划许可证核发")
    sound(page)


def test_a_day_is_moved_in_place_and_the_leader_looks_on(live_server, demo: Demo, page: Page, phone: Page):
    server = live_server.url
    sign_in(page, server, demo, "zrzy")
    looked_at(page, server)
    before = facts()
    page.get_by_role("link", name="推演").click()
    page.evaluate("() => { window.sameWindow = true }")
    slider = page.get_by_role("slider", name="施工图设计文件审查")
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("#said")).to_contain_text("施工图设计文件审查由 7 天改为 5 天")
    expect(page.locator("#said")).to_contain_text("提前 2 天")
    expect(page.locator("#e-C02")).to_contain_text("早 2 天")
    assert "C02=5" in page.url and page.evaluate("() => window.sameWindow")
    expect(slider).to_be_focused()
    page.get_by_label("不等建设工程设计方案审查，先审后批").check()
    expect(page.locator("#said")).to_contain_text("提前 4 天")
    assert facts() == before
    sound(page)

    page.get_by_label("方案名称").fill("图审压两天")
    page.get_by_role("button", name="存为方案").click()
    expect(page.locator("#proposals")).to_contain_text("图审压两天")
    assert facts() == before + 1 and Proposal.objects.count() == 1

    sign_in(phone, server, demo, "leader")
    phone.goto(f"{server}/projects/{PROJECT}/")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("预计2027年2月2日开工")
    phone.get_by_role("link", name="图审压两天").click()
    expect(phone.locator("#said")).to_contain_text("提前 4 天")
    sound(phone)


def test_without_a_script_the_form_says_the_same(live_server, demo: Demo, browser):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    sign_in(page, live_server.url, demo, "zrzy")
    page.goto(f"{live_server.url}/projects/{PROJECT}/what-if/")
    page.get_by_label("不等建设工程设计方案审查，先审后批").check()
    page.get_by_role("button", name="计算").click()
    expect(page.locator("#said")).to_contain_text("提前 2 天")
    context.close()
