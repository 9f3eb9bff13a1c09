"""A matter from its promise to its closing: what each verb does, what it refuses, what is said of it later."""

from datetime import date
from decimal import Decimal

import pytest

from luodi.slices.meetings.actions import matters
from luodi.spine.commitments.reads import case_for, holds_of, open_promises, promise
from luodi.spine.people.seats import Refused
from tests.meetings.hall import (
    AUTHORITY,
    NUMBER,
    done,
    matter,
    resolved,
    row,
    shown,
    states,
)
from tests.support.cast import Cast, at


def test_progress_is_counted_in_all_and_never_more_than_a_number(hall: Cast) -> None:
    number = matter(hall)
    matters.report(number=number, reached=Decimal(14), note="已报发改", by=hall["zrzy"], at=at("2026-11-16"))
    assert row(hall, number).reached == 14
    assert states(hall, number, "2026-11-20") == ["running", "running", "pass", "none"]
    assert states(hall, number, "2026-11-28") == ["fail", "fail", "pass", "none"]
    for told, words in (({"reached": Decimal(-1)}, "less than nothing"), ({}, "Say what came about")):
        with pytest.raises(Refused, match=words):
            matters.report(number=number, by=hall["zrzy"], at=at("2026-11-17"), **told)
    plain = resolved(hall, 3, owner="sthj", amount=None, unit="", supporting=[])
    with pytest.raises(Refused, match="No amount was resolved"):
        matters.report(number=plain, reached=Decimal(1), by=hall["sthj"], at=at("2026-11-17"))


def test_done_needs_evidence_and_the_ball_goes_to_the_office(hall: Cast) -> None:
    number = matter(hall)
    with pytest.raises(Refused, match="Evidence is needed"):
        matters.finish(number=number, document=" ", by=hall["zrzy"], at=at("2026-11-16"))
    done(hall, number, "2026-11-16")
    assert case_for(hall.law, number).ball == hall.party("rdb")
    [look] = open_promises(hall["rdb"])
    assert (look.promise.kind, look.promise.due_on) == ("meetings.watch", date(2026, 11, 23))
    assert open_promises(hall["zrzy"]) == []


def test_the_effect_is_judged_when_it_can_be(hall: Cast) -> None:
    number = matter(hall, observe_days=30)
    done(hall, number, "2026-11-16")
    assert row(hall, number).judge_on == date(2026, 12, 16)
    cell = row(hall, number).cells(hall.law, date(2026, 11, 16))[3]
    assert (cell.state, cell.days) == ("waits", 30)
    [look] = open_promises(hall["rdb"])
    assert look.promise.due_on == date(2026, 12, 23)
    with pytest.raises(Refused, match="2026-12-16"):
        shown(hall, number, "2026-12-15")
    shown(hall, number, "2026-12-16")
    matters.close_off(number=number, by=hall["rdb"], at=at("2026-12-17"))
    assert row(hall, number).phase == "closed"


def test_late_but_done_is_said_and_closes_by_a_waiver_alone(hall: Cast) -> None:
    number = matter(hall)
    done(hall, number, "2026-12-01")
    shown(hall, number, "2026-12-02")
    assert states(hall, number, "2026-12-31") == ["fail", "pass", "pass", "pass"]
    with pytest.raises(Refused, match="Late but done"):
        matters.close_off(number=number, by=hall["rdb"], at=at("2026-12-02", "15:00"))
    told = {"authority": AUTHORITY, "reason": "冬季封冻"}
    with pytest.raises(Refused, match="for the body"):
        matters.waive(number=number, by=hall["rdb"], at=at("2026-12-03"), **told)
    for lacking in ("authority", "reason"):
        with pytest.raises(Refused):
            matters.waive(number=number, by=hall["rdb-head"], at=at("2026-12-03"), **(told | {lacking: " "}))
    matters.waive(number=number, by=hall["chair"], at=at("2026-12-03"), **told)
    closed = row(hall, number)
    assert (closed.phase, closed.waived, closed.authority) == ("closed", ["on_time"], AUTHORITY)
    assert states(hall, number, "2026-12-31")[0] == "fail"


def test_what_nobody_did_closes_by_a_waiver_too_and_its_promise_is_void(hall: Cast) -> None:
    number = matter(hall)
    matters.waive(number=number, authority=AUTHORITY, reason="政策变了", by=hall["rdb-head"], at=at("2026-12-03"))
    closed = row(hall, number)
    assert (closed.phase, closed.waived) == ("closed", ["on_time", "full_amount", "effect"])
    assert promise(hall.where, closed.promise).state == "void"
    assert states(hall, number, "2027-06-01") == states(hall, number, "2026-12-03")


def test_no_waiver_where_all_holds_and_nobody_closes_what_he_did(hall: Cast) -> None:
    number = matter(hall)
    resolved(hall, 1, owner="rdb", due_on=date(2026, 11, 13), amount=None, unit="", supporting=[])
    own = f"{NUMBER}-1"
    done(hall, own, "2026-11-12", account="rdb", reached=None)
    shown(hall, own, "2026-11-12", account="rdb")
    with pytest.raises(Refused, match="another post looks"):
        matters.close_off(number=own, by=hall["rdb"], at=at("2026-11-13"))
    with pytest.raises(Refused, match="no waiver is needed"):
        matters.waive(number=own, authority=AUTHORITY, reason="x", by=hall["rdb-head"], at=at("2026-11-13"))
    matters.close_off(number=own, by=hall["rdb-head"], at=at("2026-11-13"))
    assert row(hall, own).phase == "closed" and row(hall, number).phase == "open"


def test_sent_back_before_and_opened_again_after_its_closing(hall: Cast) -> None:
    number = matter(hall)
    done(hall, number, "2026-11-16")
    matters.reopen(number=number, reason="清单少一项", by=hall["rdb"], at=at("2026-11-17"))
    assert (row(hall, number).phase, row(hall, number).due_now) == ("open", date(2026, 11, 27))
    assert [found.number for found in open_promises(hall["zrzy"])] == [number] and open_promises(hall["rdb"]) == []
    done(hall, number, "2026-11-18")
    shown(hall, number, "2026-11-18")
    matters.close_off(number=number, by=hall["rdb"], at=at("2026-11-19"))
    with pytest.raises(Refused, match="for the body"):
        matters.reopen(number=number, reason="未落实", by=hall["rdb"], at=at("2026-11-20"))
    matters.reopen(number=number, reason="未落实", by=hall["rdb-head"], at=at("2026-11-20"))
    again = row(hall, number)
    assert (again.phase, again.effect_on, again.closed_on, again.waived) == ("open", None, None, [])
    assert [change.before for change in again.changes] == ["", "已入库 20 个"]
    holders = [hold.party for hold in holds_of(again.case_id)]
    assert holders[-3:] == [hall.party("rdb"), hall.party("rdb"), hall.party("zrzy")]
    done(hall, number, "2026-11-23")
    assert states(hall, number, "2026-11-23") == ["pass", "pass", "pass", "fail"]
