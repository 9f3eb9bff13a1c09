"""The county's ledger in a browser: chosen, looked at fault by fault, its good rows taken; a firm meets its own."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from luodi.spine.journal.verify import verify
from tests.sheets.making import rows
from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = ["项目编号", "项目名称", "建设单位", "统一社会信用代码", "项目类型", "国标行业", "总投资（万元）", "包联领导"]
GOOD = ["P71", "塔筒三期", "朔泉卓岩塔筒装备制造有限公司", "", "一般社会投资", "C3311", 9000, "祁修远"]
WRONG = ["P72", "=HYPERLINK(1)", "没有这家企业", "", "社会工程", "C9999", "九千万", ""]


def test_a_ledger_comes_in_and_a_firm_sees_its_own(live_server, demo: Demo, page: Page, phone: Page, tmp_path: Path):
    sign_in(page, live_server.url, demo, "fgw")
    page.get_by_role("link", name="项目", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已登记 60 个项目：56 个在推进，4 个已终止。")
    sound(page)
    page.get_by_role("link", name="导入台账").click()
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(rows(HEAD, GOOD, WRONG))
    page.get_by_label("表格").set_input_files(ledger)
    page.get_by_role("button", name="查看内容").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 行中有 1 行不能导入：请改正，或只导入其余各行。")
    for place, words in (("B3", "公式"), ("C3", "信用代码"), ("E3", "列表"), ("F3", "C2651"), ("G3", "1200.50")):
        expect(page.get_by_role("row").filter(has_text=place)).to_contain_text(words)
    sound(page)
    page.get_by_role("button", name="只导入没有问题的行").click()
    expect(page.get_by_role("status")).to_contain_text("新增 1 条，更新 0 条")
    page.get_by_label("名称、编号、企业、地点").fill("P71")
    page.get_by_role("button", name="显示").click()
    expect(page.get_by_role("link", name="塔筒三期")).to_be_visible()
    page.goto(f"{live_server.url}/firms/F06/")
    page.get_by_role("link", name="该企业的项目").click()
    expect(page.get_by_role("link", name="塔筒三期")).to_be_visible()
    sign_in(phone, live_server.url, demo, "F06")
    phone.get_by_role("link", name="项目", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("已登记 3 个项目，都在推进。")
    expect(phone.get_by_role("link", name="导入台账")).to_have_count(0)
    sound(phone)
    assert verify().differences == []
