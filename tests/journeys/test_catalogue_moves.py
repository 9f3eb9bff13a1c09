"""The county sets a day of its own while plans are open: each plan says what would move and why, and follows when it is
let; what was begun stays, and no promise moves."""

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
