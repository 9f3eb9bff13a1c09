"""Who sent a form that is refused goes on where it is wrong: the focus is there, with the script and without it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import sign_in, sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_refused_form_has_the_focus_where_it_is_wrong(live_server, demo: Demo, page: Page):
    server = live_server.url
    sign_in(page, server, demo, "fgw")
    page.goto(f"{server}/projects/new/")
    for name, value in (("number", "P01"), ("name", "新厂房"), ("owner", "F06")):
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_type").select_option("SOC_GENERAL")
    page.get_by_role("button", name="登记").click()
    number = page.locator("#id_number")  # taken: known to the rule alone
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").get_by_role("link", name="项目编号")).to_have_attribute("href", "#id_number")
    sound(page)

    page.goto(f"{server}/projects/P01/register/")
    page.get_by_role("link", name="增加单项工程").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input:not([type=hidden])").first).to_be_focused()
    dialog.locator("input[name=name]").fill("一期")
    dialog.locator("input[name=number]").fill("a/b")
    dialog.get_by_role("button", name="登记").click()
    expect(page.locator("#sent_number")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.goto(f"{server}/projects/P01/register/")
    page.get_by_role("button", name="保存修改").click()
    expect(page.get_by_role("alert")).to_be_focused()  # nothing was changed: no field is wrong


def test_the_focus_needs_no_script(live_server, demo: Demo, browser: Browser):
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, demo, "fgw")
    page.goto(f"{live_server.url}/projects/new/")
    page.locator("#id_number").fill("P91")
    page.locator("form:has(#id_number)").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#id_type")).to_be_focused()
    context.close()
