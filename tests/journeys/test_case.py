"""One case from the counter to the licence in a real browser: window, department, firm on its phone, and strangers."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from luodi.slices.approvals.reads import application_for
from luodi.spine.people.reads import places
from luodi.spine.people.seats import of_law
from tests.support.cast import Demo


def sign_in(page: Page, server: str, demo: Demo, account: str) -> None:
    """As somebody else, from the sign-in page."""
    page.context.clear_cookies()
    page.goto(f"{server}/signin/")
    page.locator("input[type=text]").fill(account)
    page.locator("input[type=password]").fill(demo.passwords[account])
    page.locator("button.primary").click()
    page.wait_for_url(lambda address: "signin" not in address)
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": server}])


def act(page: Page, words: str, **fields: str) -> None:
    """Open an act's dialog, fill its form, send it."""
    page.get_by_role("link", name=words, exact=True).click()
    dialog = page.get_by_role("dialog", name=words)
    for label, value in fields.items():
        box = dialog.get_by_label(label.replace("_", " "))
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    dialog.get_by_role("button", name=words).click()
    expect(page.get_by_role("status")).to_be_visible()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """What a phone's camera gives."""
    file = tmp_path / "plot.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF made up")
    return file


def received(page: Page, server: str, demo: Demo) -> str:
    """The window receives an application of F06; the address of its case."""
    sign_in(page, server, demo, "window")
    page.goto(f"{server}/receive/")
    page.get_by_label("Applicant").select_option("F06")
    page.get_by_label("What for").select_option("B01")
    page.get_by_label("For which project").select_option("P18")
    page.get_by_role("button", name="Receive it").click()
    says(page, "day 0 of 5")
    return page.url


def says(page: Page, words: str) -> None:
    """The first sentence of the page."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_a_firm_supplies_on_its_phone(live_server, demo: Demo, page: Page, phone: Page, photograph: Path):
    server = live_server.url
    address = received(page, server, demo)
    sign_in(page, server, demo, "zrzy")
    page.goto(address)
    act(page, "Say what is missing", What_is_missing="A map of the plot\nThe seal", Document_number="N-1")
    says(page, "the clock stands still")

    sign_in(phone, server, demo, "F06")
    phone.goto(address)
    says(phone, "It is your turn")
    expect(phone.get_by_text("A map of the plot").first).to_be_visible()
    phone.get_by_label("Photographs or files").set_input_files(photograph)
    phone.get_by_role("button", name="Send the papers").click()
    expect(phone.get_by_role("status")).to_contain_text("The papers are in")
    with phone.expect_download() as given:
        phone.get_by_role("link", name="plot.jpg").click()
    assert Path(given.value.path()).read_bytes() == photograph.read_bytes()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    for account in ("F17", "sthj"):
        sign_in(phone, server, demo, account)
        assert phone.goto(address).status == 404


def test_a_case_stops_goes_on_and_is_granted(live_server, demo: Demo, page: Page):
    server = live_server.url
    address = received(page, server, demo)
    act(page, "Accept")
    sign_in(page, server, demo, "zrzy")
    page.goto(address)
    review = {"Procedure": "expert_review", "Who_carries_it_out": "tp", "Finished_by": "2026-11-30"}
    act(page, "Stop the clock", Number_of_the_written_notice="N-2", **review)
    says(page, "Expert review")
    act(page, "Let the clock go on", What_came_out="In order")
    act(page, "Grant and close", Document_number="N-3")
    says(page, "as promised")
    found = application_for(of_law(places()[0]), re.search(r"/cases/([^/]+)/", address)[1])
    assert (found.outcome, found.phase) == ("granted", "closed")


def test_why_a_light_is_amber_opens_and_closes_by_key(live_server, demo: Demo, page: Page):
    sign_in(page, live_server.url, demo, "fgw")
    page.goto(f"{live_server.url}/cases/C25/")
    page.locator("a.light.soon").click()
    dialog = page.get_by_role("dialog", name="Why this light")
    expect(dialog).to_contain_text("it turns red tomorrow at 0:00")
    expect(dialog).to_contain_text("7 / 7")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
