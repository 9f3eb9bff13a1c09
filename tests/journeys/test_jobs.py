"""Work in the background on its page: asked for by a leader, watched, stopped, tried again."""

import pytest
from playwright.sync_api import Page, expect

from luodi.cli.work import _now
from luodi.spine.jobs import queue
from luodi.spine.jobs.worker import work_once
from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)


def asked(page: Page, kind: str) -> None:
    page.get_by_label("办什么").select_option(kind)
    page.get_by_role("button", name="放到后台办").click()
    expect(page.get_by_role("status")).to_contain_text("已排队，可以离开这一页")


def test_a_leader_asks_watches_stops_and_tries_again(live_server, demo: Demo, page: Page, phone: Page):
    sign_in(page, live_server.url, demo, "leader")
    page.get_by_role("link", name="任务").click()
    asked(page, "verify")
    row = page.get_by_role("row").filter(has_text="核对日志")
    row.get_by_role("button", name="停止").click()
    expect(row).to_contain_text("已停止")
    row.get_by_role("button", name="重试").click()
    expect(row).to_contain_text("排队")
    sound(page)
    while work_once("w", _now):
        pass
    expect(row).to_contain_text("张表一致")  # the page looks again by itself
    expect(page.get_by_role("row").filter(has_text="封存日志")).to_contain_text("自动")
    sign_in(phone, live_server.url, demo, "leader")
    phone.goto(f"{live_server.url}/jobs/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("后台没有在办的任务。")
    sound(phone)


def test_an_import_says_how_far_it_is_and_what_came_out(live_server, demo: Demo, page: Page, tmp_path):
    log = tmp_path / "log.csv"
    lines = [f"X{n},file,2026-0{m}-0{m}T09:00:00+08:00" for n in range(30) for m in (1, 2)]
    log.write_text("\n".join(["case,activity,timestamp", *lines]))
    sign_in(page, live_server.url, demo, "leader")
    page.goto(f"{live_server.url}/jobs/")
    page.get_by_label("事件日志").set_input_files(log)
    asked(page, "import")
    while work_once("w", _now):
        pass
    row = page.get_by_role("row").filter(has_text="导入事件日志")
    expect(row).to_contain_text("读入 30 件、60 条记录")
    page.get_by_label("办什么").select_option("import")
    page.get_by_role("button", name="放到后台办").click()
    expect(page.get_by_role("alert")).to_contain_text("要选文件")


def test_a_clerk_sees_nothing_of_others_work(demo: Demo):
    queue.ask("seal", by=demo.seat("leader"), at=_now())
    page = demo.client("zrzy").get("/jobs/").content.decode()
    assert "封存日志" not in page and "安排一项" not in page
    assert demo.client("F06").get("/jobs/").status_code == 404
