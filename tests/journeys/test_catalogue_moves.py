"""The county sets its own. A day, while plans are open: each says what would move and why, and follows when it is let;
what was begun stays, no promise moves. A paper less, a matter more with its law, and a pair decided side by side."""

import pytest
from playwright.sync_api import Page, expect

from luodi.slices.plans.reads import plan_for
from luodi.spine.commitments.models import Commitment
from luodi.spine.journal.models import Entry
from tests.support.browser import sign_in, sound
from tests.support.cast import DAY, Demo

pytestmark = pytest.mark.django_db(transaction=True)


def _promised(demo: Demo) -> list[tuple[object, ...]]:
    rows = Commitment.objects.within(demo.where.pk).exclude(due_on=None).order_by("pk")
    return list(rows.values_list("pk", "due_on", "state"))


def test_a_catalogue_changes_while_plans_are_open(live_server, demo: Demo, page: Page):
    server, officer = live_server.url, demo.seat("fgw")
    before = {number: plan_for(officer, number, DAY) for number in ("P55", "P57")}
    promised = _promised(demo)
    sign_in(page, server, demo, "zrzy-head")
    page.goto(f"{server}/matters/versions/new/?sets=committed_days")
    page.locator("[name=matter]").select_option("B02")
    page.get_by_label("天数").fill("1")
    page.locator("[name=source]").fill("县政办发〔2026〕30号")
    page.locator("[name=note]").fill("规划许可提速")
    page.get_by_role("button", name="看看会变什么").click()
    expect(page.locator("#would")).to_contain_text("建设工程规划许可证核发")
    sound(page)
    page.locator("#would").get_by_role("button").click()
    page.wait_for_url("**/matters/versions/**")

    sign_in(page, server, demo, "fgw")
    for number, stood in before.items():
        page.goto(f"{server}/projects/{number}/")
        page.get_by_role("link", name="看看这里会变什么").click()
        newer = page.locator("#newer")
        expect(newer).to_contain_text("建设工程规划许可证核发")
        expect(newer).to_contain_text("2 → 1")
        sound(page)
        newer.get_by_role("button", name="计划改用新版本").click()
        page.wait_for_url(f"**/projects/{number}/")
        after = plan_for(officer, number, DAY)
        assert after.version != stood.version and after.plan.items["B02"].term.days == 1
        assert stood.start_on and after.start_on and after.start_on < stood.start_on
        assert {code: one.state for code, one in after.standing.items()} == {
            code: one.state for code, one in stood.standing.items()
        }
    told = Entry.objects.within(demo.where.pk).filter(kind="plans.replanned").order_by("pk")
    assert ["B02 2 → 1" in fact.payload for fact in told] == [True, True]
    assert _promised(demo) == promised


def _adds_a_matter(page: Page) -> None:
    """Without its law it is refused, with it a version says what is asked more."""
    page.locator("#form").get_by_role("link", name="事项", exact=True).click()
    page.locator("[name=matter]").fill("X01")
    page.get_by_label("名称", exact=True).fill("园区污水接管核准")
    for name, value in (("stage", "C"), ("department", "zjj"), ("level", "county"), ("kind", "permit")):
        page.locator(f"[name={name}]").select_option(value)
    page.locator("[name=applies_to]").select_option(["SOC_GENERAL", "SOC_SMALL"])
    page.locator("[name=when]").select_option("eia_class=report")
    page.locator("[name=committed_days]").fill("5")
    page.locator("[name=prerequisites]").select_option("B02")
    page.get_by_role("button", name="看看会变什么").click()
    expect(page.get_by_role("alert").first).to_contain_text("优化营商环境条例")
    page.locator("[name=legal_basis]").fill("城镇排水与污水处理条例§21")
    sound(page)
    page.get_by_role("button", name="看看会变什么").click()
    expect(page.locator("#would")).to_contain_text("X01 园区污水接管核准")
    page.locator("#would").get_by_role("button").click()
    page.wait_for_url("**/matters/versions/**")


def test_a_paper_less_a_matter_more_and_two_side_by_side(live_server, demo: Demo, page: Page):
    server = live_server.url
    sign_in(page, server, demo, "zrzy-head")
    page.goto(f"{server}/matters/B02/")
    page.get_by_role("link", name="减少材料").click()
    expect(page.locator("[name=matter]")).to_have_value("B02")
    page.locator("[name=paper]").select_option("m_form_b")
    page.locator("[name=source]").fill("县政办发〔2026〕31号")
    sound(page)
    page.get_by_role("button", name="看看会变什么").click()
    expect(page.locator("#would")).to_contain_text("工程建设许可阶段申请表")
    page.locator("#would").get_by_role("button").click()
    page.wait_for_url("**/matters/versions/**")
    expect(page.locator("#version-2")).to_contain_text("减少材料")

    sign_in(page, server, demo, "leader")
    page.goto(f"{server}/matters/versions/new/")
    _adds_a_matter(page)
    expect(page.locator("#version-3")).to_contain_text("在法定最低要求之外增加的要求")

    sign_in(page, server, demo, "fgw")
    page.goto(f"{server}/projects/P55/what-if/")
    said = page.locator("#said").inner_text()
    beside = page.locator("[name=decide][value='B01~B02']")
    expect(page.locator("li.slider", has=beside)).to_contain_text("方案审查与规划许可由同一部门一并审查")
    beside.check()
    expect(page.locator("#said")).not_to_have_text(said)
    expect(page.locator("#said")).to_contain_text("提前")
    sound(page)
