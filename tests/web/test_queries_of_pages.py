"""How many statements each page takes: few, and as many for fifty rows as for five."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luodi.slices.approvals.actions import acceptance, decision
from tests.meetings.hall import matter, typed, with_office
from tests.support.cast import Cast, Demo, at

RESOLVED = "县政府常务会议纪要〔2026〕17号"
MOST = {  # address and account in the packaged county: the most statements, those of sign-in among them
    ("/", "leader"): 7,
    ("/", "zrzy"): 7,
    ("/", "F06"): 11,
    ("/board/", "leader"): 9,
    ("/board/rows/?figure=open", "leader"): 9,
    ("/cases/C15/", "zrzy"): 18,
    ("/find/?q=项目", "leader"): 11,
    ("/firms/", "zrzy"): 7,
    ("/handover/", "leader"): 7,
    ("/jobs/", "leader"): 5,
    ("/matters/", "zrzy"): 6,
    ("/meetings/", "leader"): 17,
    (f"/meetings/minutes/{RESOLVED}/", "leader"): 14,
    ("/projects/", "zrzy"): 7,
    ("/projects/P55/", "zrzy"): 19,
    ("/projects/P55/?show=graph", "zrzy"): 19,
    ("/projects/P55/?show=table", "zrzy"): 19,
    ("/projects/P55/answers/", "zrzy"): 12,
    ("/projects/P55/what-if/", "zrzy"): 15,
    ("/projects/P55/what-if/?C02=5", "zrzy"): 15,
}


def asked(client: Client, address: str) -> list[str]:
    """What a page asks when it is not the first."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(address)
    assert answer.status_code == 200, address
    return [statement["sql"] for statement in statements.captured_queries]


def test_no_page_asks_more_than_it_must(demo: Demo) -> None:
    clients = {account: demo.client(account) for account in {account for _, account in MOST}}
    counts = {of: len(asked(clients[of[1]], of[0])) for of in MOST}
    assert {of: count for of, count in counts.items() if count > MOST[of]} == {}


def fill_cases(cast: Cast, count: int) -> None:
    """Open cases and closed ones, half of each."""
    for place in range(count):
        number = cast.received()
        if place % 2:
            acceptance.accept(number=number, by=cast["zrzy"], at=at("2026-11-02", "10:00"))
            decision.grant(number=number, document=f"证{place}", by=cast["zrzy"], at=at("2026-11-03"))


def fill_minutes(cast: Cast, count: int) -> None:
    """Minutes without a matter yet."""
    start = date(2026, 1, 5) + timedelta(days=count)
    for place in range(count):
        typed(cast, number=f"纪〔2026〕{count}-{place}号", held_on=start)


@pytest.mark.parametrize(
    "fill, pages",
    [
        (fill_cases, ["/ leader", "/ zrzy", "/ F06", "/board/ leader", "/board/rows/?figure=open leader",
                      "/find/?q=B01 zrzy"]),
        (fill_minutes, ["/meetings/ rdb", "/ rdb"]),
    ],
)  # fmt: skip
def test_fifty_rows_ask_what_five_ask(cast: Cast, fill: Callable[[Cast, int], None], pages: list[str]) -> None:
    hall = with_office(cast)
    matter(hall)
    fill(hall, 5)
    asks = {page: (hall.client(page.split()[1]), page.split()[0]) for page in pages}
    five = {page: len(asked(*of)) for page, of in asks.items()}
    fill(hall, 45)
    assert {page: len(asked(*of)) for page, of in asks.items()} == five
