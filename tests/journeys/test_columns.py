"""A sheet whose headings nobody knows, in a browser: it is said which column is which, and the project is there."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from luodi.spine.journal.verify import verify
from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = ["号", "叫什么", "谁建", "哪一类", "随手记"]
ROW = ["P71", "塔筒三期", "朔泉卓岩塔筒装备制造有限公司", "一般社会投资", "好"]
CHOSEN = {"A 号": "项目编号", "B 叫什么": "项目编号", "C 谁建": "建设单位", "D 哪一类": "审批流程类型"}


def test_columns_are_said_by_hand_on_a_phone(live_server, demo: Demo, phone: Page, tmp_path: Path) -> None:
    sign_in(phone, live_server.url, demo, "fgw")
    phone.goto(f"{live_server.url}/projects/import/")
    ledger = tmp_path / "台账.csv"
    ledger.write_text("\n".join(",".join(line) for line in (HEAD, ROW)), "utf-8")
    phone.get_by_label("表格").set_input_files(ledger)
    phone.get_by_role("button", name="查看内容").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("请先指明各是哪一列，再看文件内容。")
    expect(phone.get_by_text("还没有对应：项目编号 · 项目名称 · 建设单位 · 审批流程类型")).to_be_visible()
    expect(phone.get_by_text("如：塔筒三期")).to_be_visible()
    sound(phone)
    for heading, column in CHOSEN.items():
        phone.get_by_label(heading).select_option(label=column)
    phone.get_by_role("button", name="按此读取").click()
    expect(phone.get_by_label("B 叫什么")).to_be_focused()
    expect(phone.locator(".wrong-words", has_text="“号”和“叫什么”对应了同一列")).to_be_visible()
    sound(phone)
    phone.get_by_label("B 叫什么").select_option(label="项目名称")
    phone.get_by_label("E 随手记").select_option(label="不导入")
    phone.get_by_role("button", name="按此读取").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("共 1 行：新增 1 条，更新 0 条，都可以导入。")
    expect(phone.get_by_text("不导入的列：随手记。")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="全部导入").click()
    expect(phone.get_by_role("status")).to_contain_text("新增 1 条，更新 0 条")
    assert verify().differences == []
