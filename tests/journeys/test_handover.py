"""A post changes hands in a real browser: named by a leader, one promise acknowledged, one disputed, the rest told."""

import pytest
from playwright.sync_api import Page, expect

from luodi.cli.demo import advance
from luodi.spine.commitments.inherited import ANSWER_WORKDAYS
from luodi.spine.commitments.models import Acknowledgement
from luodi.spine.journal.models import Entry
from luodi.spine.people.reads import places
from tests.support.browser import sound
from tests.support.cast import Demo

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, server: str, account: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{server}/signin/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "signin" not in address)


def own_password(page: Page, first: str) -> None:
    """What was handed over opens one page alone; a password of one's own opens the rest."""
    expect(page.get_by_role("heading", level=1)).to_have_text("请先设置一个只有您自己知道的密码。")
    sound(page)
    page.get_by_label("现用密码").fill(first)
    for label in ("新密码", "再输一遍新密码"):
        page.get_by_label(label, exact=True).fill("陆衡自己的一句话一二三")
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("status")).to_contain_text("密码已修改")


def named(page: Page, server: str, demo: Demo) -> tuple[str, str]:
    """The leader names who heads the land bureau from today on; the account and the password that were shown."""
    sign_in(page, server, "leader", demo.passwords["leader"])
    page.get_by_role("link", name="换届").click()
    heads = page.get_by_label("岗位").locator("optgroup[label='县自然资源局'] option")
    heads.first.evaluate("one => one.selected = true")
    page.get_by_label("新任姓名").fill("陆衡")
    page.get_by_label("到任日").fill("2026-11-20")
    page.get_by_label("账号名").fill("luheng")
    page.get_by_role("button", name="登记换人").click()
    expect(page.get_by_role("heading", name="陆衡的账号")).to_be_visible()
    sound(page)
    account, password = page.locator("code.secret").all_inner_texts()
    page.goto(page.url)
    expect(page.locator("code.secret")).to_have_count(0)
    return account, password


def test_a_newcomer_says_a_word_on_each_promise_and_the_leader_hears_of_the_rest(
    live_server, demo: Demo, page: Page, phone: Page
):
    server = live_server.url
    account, password = named(page, server, demo)
    sign_in(page, server, account, password)
    own_password(page, password)
    page.get_by_role("link", name="条承诺等您表态").click()
    found = page.locator("#waiting tbody tr").count()
    assert found > 2
    page.locator("#waiting").get_by_role("button", name="认领").first.click()
    expect(page.locator("#waiting tbody tr")).to_have_count(found - 1)
    page.locator("#waiting").get_by_role("link", name="不认，写理由").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("为什么不该由本岗位承担").fill("档案里没有签字")
    dialog.get_by_role("button", name="不认").click()
    expect(page.locator("#waiting tbody tr")).to_have_count(found - 2)
    sound(page)

    where = places()[0]
    for _ in range(ANSWER_WORKDAYS + 1):
        where, _ticked = advance(where)
    assert Entry.objects.within(where.pk).filter(kind="commitments.escalated").count() == found - 2
    sign_in(phone, server, "leader", demo.passwords["leader"])
    note = phone.get_by_role("link", name=f"前任的 {found - 2} 条承诺没有人认")
    expect(note).to_contain_text("1 条不认，等裁定")
    note.click()
    phone.get_by_role("link", name="看", exact=True).click()
    sound(phone)
    phone.get_by_role("link", name="裁定", exact=True).click()
    phone.get_by_label("裁定理由").fill("会议纪要写明")
    phone.get_by_role("button", name="仍由本岗位承担").click()
    expect(phone.locator("#crossed")).to_contain_text("仍由本岗位承担")
    assert sorted(Acknowledgement.objects.exclude(answer="").values_list("answer", flat=True)) == ["mine", "upheld"]


def test_the_former_holders_session_opens_nothing_more(live_server, demo: Demo, page: Page):
    sign_in(page, live_server.url, "leader", demo.passwords["leader"])
    client = demo.client("zrzy-head")
    assert client.get("/").status_code == 200
    named(page, live_server.url, demo)
    assert client.get("/").status_code == 404
    assert client.get("/handover/").status_code == 404
