"""The board on a screen: its numbers are those of the command, and every number opens to as many cases."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from luodi.cli.log import import_log
from luodi.slices.boards.reads import board
from luodi.spine.people.models import User
from luodi.spine.people.reads import place
from luodi.spine.people.seats import of_law
from tests.support.cast import Cast, Demo
from tests.support.shared import shared

LINK = re.compile(r'<a class="(?:opens|cell)[^"]*" href="(/board/rows/[^"]+)">(\d+)</a>')
FIGURE = re.compile(r"<dd><a [^>]*>(\d+)</a>|<dd>(0)")
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, **ENGLISH)
    assert answer.status_code == status
    return answer.content.decode()


def links(page: str) -> dict[str, int]:
    """Every number that opens, by its address."""
    return {html.unescape(href): int(count) for href, count in LINK.findall(page)}


def counted(page: str) -> int:
    found = re.search(r'<h1 class="headline">.*?<b>(\d+)</b> cases?</h1>', page, re.DOTALL)
    assert found
    return int(found[1])


@pytest.mark.parametrize("path", ["/board/", "/board/?by=department", "/board/?on=2026-11-10"])
def test_every_number_opens_to_as_many_cases(demo: Demo, path: str) -> None:
    client = demo.client("leader")
    opened = links(text(client, path))
    assert len(opened) > 20
    for href, count in opened.items():
        page = text(client, href)
        assert counted(page) == count, href
        assert page.count('<a class="name" href="/cases/') == count, href


def test_the_cases_open_to_their_pages(demo: Demo) -> None:
    client = demo.client("zrzy")
    cases = re.findall(r'<a class="name" href="(/cases/[^"]+)"', text(client, "/board/rows/"))
    assert len(cases) > 5
    for href in cases:
        text(client, href)


def test_the_figures_of_a_real_log(db: None) -> None:
    import_log(shared("data/event_logs/receipt.xes.gz"), region="NL01", zone="Europe/Amsterdam")
    client = Client()
    account = User.objects.get(username="reader-nl01")
    client.force_login(account, backend="luodi.spine.people.accounts.Accounts")
    for on, figures in (("2012-01-23", (105, 37, 1020, 309)), ("2011-06-30", (228, 44, 561, 150))):
        page = text(client, f"/board/?on={on}")
        assert tuple(int(opens or none) for opens, none in FIGURE.findall(page)[:4]) == figures
        for href, count in links(page).items():
            assert counted(text(client, href)) == count, href
    last = text(client, "/board/rows/?on=2012-01-23&figure=closed_on_time&page=6")
    assert last.count('<a class="name" href="/cases/') == 1020 - 5 * 200
    assert "Page 6 of 6" in last


def test_a_day_that_is_none_or_ahead_is_today(demo: Demo) -> None:
    client = demo.client("leader")
    today = links(text(client, "/board/"))
    assert links(text(client, "/board/?on=soon")) == today == links(text(client, "/board/?on=2030-01-01"))
    assert all("on=2026-11-20" in href for href in today)


def test_a_day_on_which_nothing_stood(demo: Demo) -> None:
    client = demo.client("leader")
    assert "No case is open on this day" in text(client, "/board/?on=2020-01-01")
    assert "No case is counted here" in text(client, "/board/rows/?on=2020-01-01&figure=open")


def test_an_office_counts_its_own_cases(demo: Demo) -> None:
    page = text(demo.client("sthj"), "/board/")
    figures = board(demo.seat("sthj"), date(2026, 11, 20)).figures
    assert figures.open < board(of_law(place(demo.where.code)), date(2026, 11, 20)).figures.open
    assert "The cases this post may see" in page
    assert links(page)["/board/rows/?on=2026-11-20&figure=open"] == figures.open


@pytest.mark.parametrize("path", ["/board/", "/board/rows/?figure=open"])
def test_no_firm_and_no_stranger(cast: Cast, path: str) -> None:
    cast.received()
    text(cast.client("F06"), path, 404)
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/signin/")
    assert cast.client("leader").post(path).status_code == 405


def test_names_of_others_are_text(db: None, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(
        "case,title,department,startdate,activity,timestamp\n"
        "a,<b>bold</b>,<i>x</i>,2026-03-02T09:00,act,2026-03-02T09:00\n", "utf-8"
    )  # fmt: skip
    import_log(file, region="S", zone="UTC")
    client = Client()
    client.force_login(User.objects.get(username="reader-s"), backend="luodi.spine.people.accounts.Accounts")
    for path in ("/board/", "/board/rows/?by=department&key=<i>x</i>"):
        page = text(client, path)
        assert "&lt;i&gt;x&lt;/i&gt;" in page and "<i>x</i>" not in page and "<b>bold" not in page
