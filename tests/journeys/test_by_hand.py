"""A project registered by hand: its plan adopted, its construction days said and then changed, its completion moved;
a colleague's stale form is told; the firm looks on from a phone and is offered nothing to write."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from luodi.slices.projects.reads import project_of_number
from luodi.spine.commitments.models import Commitment
from luodi.spine.journal.verify import verify
from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
COMPLETE = re.compile(r"预计全部办结\s*(\d{4})年(\d+)月(\d+)日")


def _complete(page: Page) -> date:
    found = COMPLETE.search(page.locator("dl.six").inner_text())
    assert found, page.locator("dl.six").inner_text()
    return date(*map(int, found.groups()))


def _typed_in(server: str, page: Page) -> None:
    """A new project, its owner and its code wrong at first; its plan adopted as it stands."""
    page.goto(f"{server}/projects/")
    page.get_by_role("link", name="录入项目").click()
    sound(page)
    page.get_by_label("项目编号").fill("P71")
    page.get_by_label("审批流程类型").select_option("SOC_SMALL")
    page.get_by_label("项目名称").fill("塔筒三期")
    page.get_by_label("建设单位").fill("没有这家企业")
    page.get_by_label("项目代码").fill("2613-990321-04-01-318204")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_text("本县没有").first).to_be_visible()
    sound(page)
    page.get_by_label("建设单位").fill("朔泉卓岩塔筒装备制造有限公司")
    page.get_by_label("项目代码").fill("")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("还没有")
    page.get_by_role("button", name="看看会变什么").click()
    page.locator("#would").get_by_role("button").click()
    expect(page.locator("dl.six")).to_contain_text("建设工期未登记")
    sound(page)


def _built_in(page: Page, days: str) -> None:
    page.get_by_label("建设工期").first.fill(days)
    page.get_by_role("button", name="保存修改").click()


def _promised(demo: Demo) -> list[tuple[object, ...]]:
    return list(Commitment.objects.within(demo.where.pk).order_by("pk").values_list("pk", "due_on"))


def test_a_project_by_hand_and_its_completion(live_server, demo: Demo, page: Page, phone: Page) -> None:
    server = live_server.url
    sign_in(page, server, demo, "window")
    _typed_in(server, page)
    promised = _promised(demo)
    page.get_by_role("link", name="登记工期").click()
    _built_in(page, "200")
    expect(page.get_by_role("status")).to_contain_text("已登记")
    sound(page)
    page.goto(f"{server}/projects/P71/?show=calendar&part=whole")
    first = _complete(page)
    expect(page.locator(".gantt-names")).to_contain_text("200 天")
    sound(page)

    sign_in(phone, server, demo, "fgw")
    phone.goto(f"{server}/projects/P71/register/")
    page.goto(f"{server}/projects/P71/register/")
    _built_in(page, "260")
    page.goto(f"{server}/projects/P71/")
    assert _complete(page) > first
    _built_in(phone, "90")
    expect(phone.get_by_role("alert").first).to_contain_text("综合窗口组长")
    expect(phone.get_by_label("建设工期").first).to_have_value("90")
    sound(phone)
    assert project_of_number(demo.where, "P71").construction_workdays == 260
    assert _promised(demo) == promised

    sign_in(phone, server, demo, "F06")
    phone.goto(f"{server}/projects/P71/register/")
    expect(phone.get_by_text("塔筒三期").first).to_be_visible()
    expect(phone.get_by_role("button", name="保存修改")).to_have_count(0)
    sound(phone)
    assert verify().differences == []
