"""A minute in a real browser, from its text to a matter closed off: the office, an owner on its phone, and the body."""

from urllib.parse import quote

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.test_case import act, sign_in
from tests.support.cast import Demo

NUMBER = "朔府阅〔2026〕52号"
TEXT = """县长主持召开专题会议，研究园区配套。会议议定：
一、由县自然资源局牵头，会同县发展和改革局，十五日内拟定用地清单，不少于二十个。
二、县水务局年底前完成供水方案。"""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def clean(page: Page) -> None:
    """Nobody is shut out of the page, and it does not scroll sideways."""
    found = Axe().run(page, options=AXE).response["violations"]
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def says(page: Page, words: str) -> None:
    """The first sentence of the page."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def typed_in(page: Page, server: str) -> None:
    """The office types the minute in."""
    page.goto(f"{server}/meetings/")
    clean(page)
    page.get_by_role("link", name="Type in a minute").click()
    clean(page)
    for label, words in (("Number of the minute", NUMBER), ("Which meeting", "专题会议"), ("About what", "园区配套"),
                         ("Held on", "2026-11-12"), ("Text of the minute", TEXT)):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Take it in").click()
    says(page, "2 clauses, 0 matters: 2 are missing.")


def both_marked(page: Page) -> None:
    """One sentence by its button, the other by selecting its words."""
    page.get_by_role("button", name="Mark it").first.click()
    expect(page.locator("a.marked")).to_have_count(1)
    page.evaluate("""() => {
      const run = document.querySelector("mark.lacking").firstChild, range = document.createRange();
      range.setStart(run, 0);
      range.setEnd(run, run.data.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }""")
    expect(page.get_by_label("To character")).to_have_value(str(len(TEXT) - 1))
    page.get_by_role("button", name="Mark these words").click()
    expect(page.locator("a.marked")).to_have_count(2)
    clean(page)


def confirmed(page: Page, ordinal: int, title: str) -> None:
    """A clause becomes a matter with what its words seem to say."""
    page.get_by_role("link", name="Make it a matter").first.click()
    says(page, f"Clause {ordinal}:")
    clean(page)
    page.get_by_label("Short name").fill(title)
    page.get_by_role("button", name="Confirm the matter").click()
    expect(page.get_by_role("status")).to_contain_text(f"Clause {ordinal} is a matter now")


def test_from_the_text_to_the_closing(live_server, demo: Demo, page: Page, phone: Page) -> None:
    server = live_server.url
    sign_in(page, server, demo, "zfb")
    typed_in(page, server)
    address = page.url
    both_marked(page)
    confirmed(page, 1, "用地清单")
    confirmed(page, 2, "供水方案")
    page.get_by_role("button", name="Make it final").click()
    says(page, "2 clauses, 2 matters, none missing.")
    clean(page)

    sign_in(phone, server, demo, "zrzy")
    phone.goto(server)
    phone.get_by_role("link", name="用地清单").click()
    says(phone, "by 27 Nov.")
    clean(phone)
    act(phone, "Report progress", Reached_in_all="14", What_came_about="已核十四个")
    expect(phone.locator(".four")).to_contain_text("14 / 20")
    act(phone, "Say it is done", Reached_in_all="20", Document="清单 1 号")
    act(phone, "Show its effect", What_was_seen="二十个已入库", Document="入库单")
    says(phone, "all four tests hold")
    clean(phone)

    page.goto(f"{server}/meetings/matters/{quote(NUMBER)}-1/")
    act(page, "Close it off", What_was_checked="已到现场")
    says(page, "Closed off: all four tests held.")
    clean(page)
    page.goto(address)
    says(page, "1 is closed off.")
    sign_in(page, server, demo, "sthj")
    page.goto(address)
    expect(page.locator(".code")).to_have_text("404")


def test_the_body_approves_what_the_owner_asked_for(live_server, demo: Demo, page: Page) -> None:
    server, matter = live_server.url, f"/meetings/matters/{quote('县政府常务会议纪要〔2026〕17号')}-4/"
    sign_in(page, server, demo, "zrzy")
    page.goto(server + matter)
    act(page, "Ask the body for a change", What_it_would_be_instead="改为书面复核", Reason="红线图未到")
    says(page, "Same scope: waits")
    sign_in(page, server, demo, "zfb-head")
    page.goto(server + matter)
    clean(page)
    act(page, "Approve the change", By_whose_authority="常务会议〔2026〕19号")
    expect(page.locator(".then-now")).to_contain_text("改为书面复核")
    act(page, "Close by waiver", By_whose_authority="常务会议〔2026〕19号", Reason="上级已另行部署")
    says(page, "Closed off by waiver of 常务会议〔2026〕19号")
    clean(page)
