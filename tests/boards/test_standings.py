"""How cases stood at the end of a day: the promise that counted then, with the pauses known then."""

from datetime import date

import pytest

from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.boards.reads import beneath, board, lines, shares, stage
from luodi.spine.commitments.reads import case_for, open_promises
from luodi.spine.commitments.standings import Standing, standings
from luodi.spine.people.reads import calendar_of
from tests.support.cast import Cast, Demo, at


def stood(cast: Cast, day: int) -> Standing:
    (found,) = standings(cast.law, date(2026, 11, day))
    return found


def test_a_case_before_today_is_what_it_was_then(cast: Cast) -> None:
    number = cast.received("2026-11-02")  # Monday; to be accepted by the 9th
    acceptance.give_notice(
        number=number, items=["a map"], document="N 1", by=cast["zrzy"], at=at("2026-11-04")
    )
    acceptance.supply(number=number, by=cast["F06"], at=at("2026-11-10"))
    acceptance.accept(number=number, by=cast["zrzy"], at=at("2026-11-11"))
    due_on = case_due(cast, number)
    decision.grant(number=number, document="D 1", by=cast["zrzy"], at=at("2026-11-12"))
    assert standings(cast.law, date(2026, 11, 1)) == []
    first, asked, again, deciding, closed = (stood(cast, day) for day in (3, 5, 10, 11, 12))
    assert (stage(first), first.due_on, first.ball) == ("accepting", date(2026, 11, 9), cast.party("zrzy"))
    assert (stage(asked), asked.due_on, asked.light, asked.ball) == ("asked", None, "paused", cast.party("F06"))
    assert (stage(again), again.due_on) == ("accepting", date(2026, 11, 17))
    assert (stage(deciding), deciding.due_on, deciding.begun_on) == ("deciding", due_on, date(2026, 11, 2))
    assert (stage(closed), closed.closed_on, closed.ball, closed.late) == ("closed", date(2026, 11, 12), None, False)


def case_due(cast: Cast, number: str) -> date | None:
    case = case_for(cast.law, number).pk
    return next(row.promise.due_on for row in open_promises(cast.law) if row.promise.case == case)


def test_today_is_what_the_inbox_says(demo: Demo) -> None:
    """The board counts a day from the rows of that day; the rows shown now are reckoned on the way: they agree."""
    law = demo.seat("leader")
    open_now = {row.number: row.promise for row in open_promises(law)}
    rows = [row for row in standings(law, date(2026, 11, 20)) if row.closed_on is None]
    assert {row.number for row in rows} == set(open_now)
    for row in rows:
        promise = open_now[row.number]
        assert (row.due_on, row.light, row.state) == (promise.due_on, promise.shown, promise.state), row.number


def test_every_figure_has_its_rows(demo: Demo) -> None:
    seen = board(demo.seat("leader"), date(2026, 11, 20))
    assert seen.figures == (3, 7, 28, 2)
    for name, count in seen.figures._asdict().items():
        assert len(beneath(seen, figure=name)) == count
    for by in ("matter", "stage", "department"):
        for line in lines(seen, by):
            for light, count in line.lights.items():
                assert len(beneath(seen, figure="open", light=light, by=by, key=line.key)) == count
        assert sum(line.lights.total() for line in lines(seen, by)) == seen.figures.open
    held = shares(seen, calendar_of(demo.where))
    assert sum(share.cases for share in held) == seen.figures.open
    for share in held:
        assert len(beneath(seen, ball=share.party.key)) == share.cases


@pytest.mark.parametrize(("account", "most"), [("leader", 38), ("zrzy", 37), ("sthj", 37), ("F06", 37)])
def test_a_seat_counts_what_it_may_see(demo: Demo, account: str, most: int) -> None:
    rows = board(demo.seat(account), date(2026, 11, 20)).rows
    assert 0 < len(rows) <= most
    assert all(case_for(demo.seat(account), row.number) for row in rows)
