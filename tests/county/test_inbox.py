"""The inbox: which promises stand in it for whom, in which group, and the sentence above them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from luodi.kernel.clock import next_day
from luodi.slices.approvals.actions import acceptance
from luodi.slices.county.reads.home import home
from luodi.slices.county.reads.inbox import Inbox, inbox
from luodi.slices.county.reads.rows import Row
from luodi.spine.journal.enrol import move_day
from luodi.web.doors import Sitting
from tests.support.cast import DAY, Cast, at

pytestmark = pytest.mark.django_db


def sitting(cast: Cast, account: str, on: date = DAY) -> Sitting:
    return Sitting(cast[account], on, at(on))


def numbers(found: Inbox) -> dict[str, list[str]]:
    return {group.key: [row.number for row in group.rows] for group in found.groups}


def listed(found: Inbox) -> list[str]:
    return sorted(number for group in numbers(found).values() for number in group)


def due_on(cast: Cast) -> date:
    """The promised day of the one promise there is."""
    due = inbox(sitting(cast, "zrzy")).groups[0].rows[0].due_on
    assert due is not None
    return due


def test_promises_stand_in_the_group_of_the_day_they_turn_red(cast: Cast):
    number, due, calendar = cast.accepted("2026-11-02"), due_on(cast), sitting(cast, "zrzy").calendar
    for on, key in ((due, "today"), (calendar.add(due, 1), "overdue"), (calendar.add(due, -5), "later")):
        assert numbers(inbox(sitting(cast, "zrzy", on))) == {key: [number]}


def test_the_saturday_after_the_day_is_over_though_no_working_day_passed(cast: Cast):
    cast.accepted("2026-11-02")
    saturday = next_day(due_on(cast), 5 - due_on(cast).weekday())
    late = inbox(sitting(cast, "zrzy", saturday)).groups[0]
    assert (late.key, late.rows[0].light) == ("overdue", "overdue")


def test_the_window_minds_receipts_and_an_office_what_is_its_own(cast: Cast):
    received, accepted = cast.received("2026-11-18"), cast.accepted("2026-11-16")
    assert listed(inbox(sitting(cast, "window"))) == [received]
    assert listed(inbox(sitting(cast, "window"), "all")) == sorted([received, accepted])
    assert listed(inbox(sitting(cast, "zrzy"))) == sorted([received, accepted])
    assert inbox(sitting(cast, "fgw")).empty and inbox(sitting(cast, "fgw"), "all").empty


def test_a_leader_sees_shares_that_open_to_as_many_rows(cast: Cast):
    cast.accepted("2026-11-16")
    cast.received("2026-11-18")
    seen = inbox(sitting(cast, "leader"))
    assert [(share.count, share.href) for share in seen.shares] == [(2, "?whose=all&ball=zrzy")]
    narrowed = inbox(sitting(cast, "leader"), "all", "fgw")
    assert narrowed.empty and narrowed.shares == seen.shares


def test_the_sentence_says_what_to_do_with_figures_that_open(cast: Cast):
    cast.accepted("2026-11-02")
    late = sitting(cast, "zrzy").calendar.add(max(due_on(cast), DAY), 1)
    move_day(to_on=late, by=cast.law, at=at(DAY))
    client = cast.client("zrzy")
    client.cookies["django_language"] = "en"
    words = client.get("/").content.decode()
    assert re.search(r'<a class="opens overdue" href="#overdue">1</a> is overdue and needs a reason', words)
    assert 'id="overdue"' in words


def test_no_case_at_all_is_said_as_such(cast: Cast):
    client = cast.client("fgw")
    client.cookies["django_language"] = "en"
    words = client.get("/").content.decode()
    assert "Nothing falls due in the days to come." in words and "Nothing is listed here" in words


def test_a_firm_owes_what_it_was_asked_and_nobody_else_sees_it(cast: Cast):
    number = cast.received("2026-11-16")
    acceptance.give_notice(
        number=number, items=["Map of the plot"], document="2026-0416", by=cast["zrzy"], at=at("2026-11-17")
    )
    mine = home(sitting(cast, "F06"))
    assert [each.row.number for each in mine.owed] == [number] and not mine.theirs
    assert "2026-0416" in mine.owed[0].last
    assert home(sitting(cast, "F17")).owed == ()
    assert numbers(inbox(sitting(cast, "zrzy"))) == {"waiting": [number]}
    assert cast.client("F17").get(reverse("case", args=[number])).status_code == 404


def test_the_demo_goes_one_working_day_on(cast: Cast):
    client = cast.client("zrzy")
    asked = {"key": "a", "on": "2026-11-20", "back": "/board/"}
    assert client.post(reverse("demo-day"), asked)["Location"] == "/board/"
    asked = {"key": "b", "on": "2026-11-23", "back": "//elsewhere.example"}
    assert client.post(reverse("demo-day"), asked)["Location"] == "/"
    assert "11月24日" in client.get("/").content.decode()
    assert client.get(reverse("demo-day")).status_code == 405


def test_a_day_of_another_year_carries_its_year(cast: Cast):
    number = cast.accepted("2026-12-23")
    client = cast.client("zrzy")
    client.cookies["django_language"] = "en"
    assert "2027" not in client.get("/").content.decode().split(number)[0].split("<tbody")[0]
    due = due_on(cast)
    assert due.year == 2027 and f">{due.day} Jan 2027<" in client.get("/").content.decode()


def test_a_row_says_nothing_twice(cast: Cast):
    row = replace(inbox_row(cast), matter="C04", project="C04", number="C04")
    assert row.about == ""
    assert replace(row, project="A warehouse").about == "A warehouse"
    assert replace(row, matter="A question", project="A question").about == "C04"


def inbox_row(cast: Cast) -> Row:
    cast.accepted("2026-11-16")
    return inbox(sitting(cast, "zrzy")).groups[0].rows[0]
