"""Two officers on one page in real browsers: who presses second is told who acted, when and how; the form is kept."""

from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_case import act, says, sign_in
from tests.journeys.test_minutes import clean
from tests.support.cast import Demo

CASE = "C20"
MATTER = f"{quote('县政府常务会议纪要〔2026〕17号')}-4"
MEANWHILE = "acted on this case meanwhile"


def seated(pages: dict[str, Page], server: str, demo: Demo, address: str) -> None:
    """Each on a seat of their own, all with the same page before them."""
    for account, page in pages.items():
        sign_in(page, server, demo, account)
        page.goto(server + address)


def typed(page: Page, words: str, told: dict[str, str]) -> Locator:
    """An act's dialog is opened and filled in, and not sent yet."""
    page.get_by_role("link", name=words, exact=True).click()
    dialog = page.get_by_role("dialog", name=words)
    for label, value in told.items():
        dialog.get_by_label(label).fill(value)
    return dialog.get_by_role("button", name=words)


def told_who(page: Page, who: str, what: str) -> None:
    """The refusal names who acted, when and how; nobody is shut out of it."""
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text(f"{who} {MEANWHILE} (20 Nov ")
    expect(refusal).to_contain_text(what)
    clean(page)


def pressed_again(page: Page, words: str, told: dict[str, str]) -> None:
    """What was typed is there still; the same button does it now."""
    for label, value in told.items():
        expect(page.locator(".sheet.first").get_by_label(label)).to_have_value(value)
    page.locator(".sheet.first").get_by_role("button", name=words).click()
    expect(page.get_by_role("status")).to_be_visible()


def test_a_stale_case_on_a_desk(live_server, demo: Demo, page: Page, phone: Page) -> None:
    seated({"zrzy": page, "zrzy-head": phone}, live_server.url, demo, f"/cases/{CASE}/")
    told = {"Document number": "N-21"}
    press = typed(page, "Grant and close", told)
    act(phone, "Extend", Working_days="5", Reason="A wide area", Document_number="N-20")
    press.click()
    told_who(page, "Natural Resources · Head", "A wide area")
    pressed_again(page, "Grant and close", told)
    says(page, "as promised")
    phone.reload()
    says(phone, "as promised")


def test_a_stale_matter_on_a_phone(live_server, demo: Demo, page: Page, phone: Page) -> None:
    seated({"zrzy-head": page, "zrzy": phone}, live_server.url, demo, f"/meetings/matters/{MATTER}/")
    told = {"What it would be instead": "改为书面复核", "Reason": "红线图未到"}
    press = typed(phone, "Ask the body for a change", told)
    act(page, "Report progress", What_came_about="红线图在途")
    press.click()
    told_who(phone, "Natural Resources · Head", "红线图在途")
    pressed_again(phone, "Ask the body for a change", told)
    says(phone, "Same scope: waits")
