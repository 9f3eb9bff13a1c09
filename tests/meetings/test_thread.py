"""One minute and one matter from the text to the closing, as the office and the owner act."""

from datetime import date

import pytest

from luodi.slices.meetings.actions import matters, minutes
from luodi.slices.meetings.reads.minutes import minute_for, text_of
from luodi.spine.commitments.reads import open_promises, promise
from luodi.spine.people.seats import Refused
from tests.meetings.hall import NUMBER, TEXT, done, marked, matter, resolved, row, shown, states, typed
from tests.support.cast import Cast, at


def test_a_minute_becomes_matters_and_is_final_when_none_is_missing(hall: Cast) -> None:
    typed(hall)
    clerk = hall["rdb"]
    whole = text_of(clerk, minute_for(clerk, NUMBER))
    assert [item.ordinal for item in whole.items] == [1, 2, 3]
    assert all(TEXT[item.from_place : item.to_place] == item.words for item in whole.items)
    assert whole.reconciled.unmarked == (1, 2, 3)
    with pytest.raises(Refused, match="Sentence 1 resolves something"):
        minutes.make_final(number=NUMBER, by=clerk, at=at("2026-10-30"))
    marked(hall)
    resolved(hall, 1, owner="rdb", due_on=date(2026, 11, 13), amount=None, unit="", supporting=[])
    resolved(hall, 2)
    with pytest.raises(Refused, match="Clause 3 is not a matter"):
        minutes.make_final(number=NUMBER, by=clerk, at=at("2026-10-30"))
    resolved(hall, 3, owner="sthj", due_on=date(2026, 11, 20), amount=None, unit="", supporting=[])
    minutes.make_final(number=NUMBER, by=clerk, at=at("2026-10-30", "17:00"))
    minute = minute_for(clerk, NUMBER)
    assert minute.final_on == date(2026, 10, 30)
    told = text_of(clerk, minute).reconciled
    assert (told.items, told.clauses, told.matters, told.whole) == (3, 3, 3, True)
    with pytest.raises(Refused, match="final"):
        minutes.rewrite(number=NUMBER, text=TEXT + "。", by=clerk, at=at("2026-10-31"))


def test_a_matter_from_promise_to_closing(hall: Cast) -> None:
    number = matter(hall)
    assert [found.promise.title for found in open_promises(hall["zrzy"])] == ["专项债项目前期清单"]
    assert states(hall, number, "2026-11-20") == ["running", "running", "pass", "none"]
    done(hall, number, "2026-11-23")
    assert states(hall, number, "2026-11-23") == ["pass", "pass", "pass", "fail"]
    with pytest.raises(Refused, match="effect"):
        matters.close_off(number=number, by=hall["rdb"], at=at("2026-11-24"))
    shown(hall, number, "2026-11-24")
    assert [found.promise.kind for found in open_promises(hall["rdb"])] == ["meetings.watch"]
    matters.close_off(number=number, by=hall["rdb"], at=at("2026-11-25"))
    assert row(hall, number).phase == "closed"
    assert open_promises(hall["rdb"]) == [] and open_promises(hall["zrzy"]) == []
    kept = promise(hall.where, row(hall, number).promise)
    assert (kept.state, kept.closed_on) == ("done", date(2026, 11, 23))
