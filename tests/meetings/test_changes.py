"""What may be otherwise than resolved: asked, approved, found, split, handed over, moved; what was first stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luodi.db.together import together
from luodi.slices.approvals.facts import BatchImported
from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.reads.matters import matters_of
from luodi.slices.meetings.reads.minutes import minute_for, text_of
from luodi.spine.commitments.past import Past, lay_down
from luodi.spine.commitments.reads import open_promises
from luodi.spine.journal.record import record
from luodi.spine.people.seats import NotYours, Refused
from tests.meetings.hall import (
    AUTHORITY,
    NUMBER,
    done,
    kinds,
    matter,
    row,
    shown,
    states,
    whole,
)
from tests.support.cast import Cast, at


def test_a_change_waits_for_the_body_and_the_first_words_stay(hall: Cast) -> None:
    number = matter(hall)
    told = {"after": "改为书面调查", "reason": "天冷"}
    changes.propose(number=number, amount=Decimal(15), by=hall["zrzy"], at=at("2026-11-10"), **told)
    assert states(hall, number, "2026-11-20")[2] == "waits"
    with pytest.raises(Refused, match="decided first"):
        changes.propose(number=number, by=hall["zrzy"], at=at("2026-11-10", "10:00"), **told)
    for account in ("zrzy", "rdb", "leader"):
        with pytest.raises((Refused, NotYours)):
            changes.approve(number=number, authority=AUTHORITY, by=hall[account], at=at("2026-11-11"))
    changes.approve(number=number, authority=AUTHORITY, by=hall["chair"], at=at("2026-11-11"))
    now = row(hall, number)
    assert (now.reach, now.scope, now.wanted, now.amount) == ("改为书面调查", "前期清单不少于二十个", 15, 20)
    assert (now.due_now, now.due_on) == (date(2026, 11, 27), date(2026, 11, 27))
    assert states(hall, number, "2026-11-20")[2] == "pass"
    done(hall, number, "2026-11-20", reached=Decimal(15))
    assert states(hall, number, "2026-11-20")[1] == "pass"


def test_who_asks_does_not_approve_and_a_refusal_leaves_it_as_resolved(hall: Cast) -> None:
    number = matter(hall)
    changes.propose(number=number, after="少报", reason="忙", by=hall["rdb-head"], at=at("2026-11-10"))
    with pytest.raises(Refused, match="does not approve it"):
        changes.approve(number=number, authority=AUTHORITY, by=hall["rdb-head"], at=at("2026-11-11"))
    changes.decline(number=number, authority=AUTHORITY, reason="按原议", by=hall["rdb-head"], at=at("2026-11-11"))
    now = row(hall, number)
    assert (now.reach, now.changes[0].state, states(hall, number, "2026-11-12")[2]) == (now.scope, "refused", "pass")
    with pytest.raises(Refused, match="No change waits"):
        changes.approve(number=number, authority=AUTHORITY, by=hall["chair"], at=at("2026-11-12"))


def test_what_was_done_otherwise_is_found_and_mended(hall: Cast) -> None:
    number = matter(hall)
    done(hall, number, "2026-11-16")
    shown(hall, number, "2026-11-16")
    with pytest.raises(Refused, match="for the office"):
        changes.find_departure(number=number, after="只报了名称", by=hall["zrzy"], at=at("2026-11-17"))
    changes.find_departure(number=number, after="只报了名称", by=hall["rdb"], at=at("2026-11-17"))
    assert states(hall, number, "2026-11-17") == ["pass", "pass", "fail", "pass"]
    with pytest.raises(Refused, match="Not as resolved"):
        matters.close_off(number=number, by=hall["rdb"], at=at("2026-11-18"))
    changes.mend(number=number, reason="已补全", by=hall["rdb"], at=at("2026-11-19"))
    with pytest.raises(Refused, match="Nothing was found"):
        changes.mend(number=number, reason="已补全", by=hall["rdb"], at=at("2026-11-19", "10:00"))
    matters.close_off(number=number, by=hall["rdb"], at=at("2026-11-20"))


def test_only_the_body_moves_the_day_and_the_first_stays(hall: Cast) -> None:
    number = matter(hall)
    told = {"due_on": date(2026, 12, 4), "reason": "封冻", "authority": AUTHORITY}
    for account in ("rdb", "zrzy", "zrzy-head"):
        with pytest.raises(Refused, match="for the body"):
            changes.extend(number=number, by=hall[account], at=at("2026-11-10"), **told)
    for day, words in ((date(2026, 11, 27), "later one"), (date(2040, 1, 1), "ten years")):
        with pytest.raises(Refused, match=words):
            changes.extend(number=number, by=hall["chair"], at=at("2026-11-10"), **(told | {"due_on": day}))
    changes.extend(number=number, by=hall["chair"], at=at("2026-11-10"), **told)
    now = row(hall, number)
    assert (now.due_now, now.due_on) == (date(2026, 12, 4), date(2026, 11, 27))
    done(hall, number, "2026-12-01")
    assert states(hall, number, "2026-12-01")[0] == "pass"


def test_handed_over_it_is_another_s_and_its_day_stays(hall: Cast) -> None:
    number = matter(hall)
    told = {"reason": "职能调整", "authority": AUTHORITY}
    for to in ("F06", "nobody", "tp"):
        with pytest.raises(NotYours):
            changes.hand_over(number=number, to=to, by=hall["rdb-head"], at=at("2026-11-10"), **told)
    with pytest.raises(Refused, match="theirs already"):
        changes.hand_over(number=number, to="zrzy", by=hall["rdb-head"], at=at("2026-11-10"), **told)
    changes.hand_over(number=number, to="sthj", by=hall["rdb-head"], at=at("2026-11-10"), **told)
    now = row(hall, number)
    assert (now.holder, now.owner, now.due_now) == (hall.party("sthj"), hall.party("zrzy"), date(2026, 11, 27))
    with pytest.raises(Refused, match="party that owns"):
        done(hall, number, "2026-11-16")
    done(hall, number, "2026-11-16", account="sthj")


@pytest.mark.parametrize(("parts", "words"), [
    ([("甲", "zrzy", Decimal(20))], "2 to 20"),
    ([("甲", "zrzy", Decimal(12)), ("乙", "fgw", Decimal(7))], "add up to 20"),
    ([("甲", "zrzy", None), ("乙", "fgw", Decimal(20))], "add up"),
    ([("甲", "zrzy", Decimal(0)), ("乙", "fgw", Decimal(20))], "more than nothing"),
    ([("甲", "zrzy", Decimal(25)), ("乙", "fgw", Decimal(-5))], "more than nothing"),
    ([(" ", "zrzy", Decimal(12)), ("乙", "fgw", Decimal(8))], "each part"),
])  # fmt: skip
def test_a_split_that_does_not_add_up_is_refused(hall: Cast, parts: list[Any], words: str) -> None:
    number = matter(hall)
    with pytest.raises(Refused, match=words):
        changes.split(
            number=number, parts=parts, reason="分工", authority=AUTHORITY, by=hall["chair"], at=at("2026-11-10")
        )


def test_a_matter_whose_number_stands_is_refused_and_none_is_written(hall: Cast) -> None:
    number = matter(hall)
    taken = Past(f"{number}.2", "甲", hall.party("F06"), hall.party("zrzy"), None, at("2026-11-02"), None,
                 date(2026, 11, 2), None, None, "log:1")  # fmt: skip
    lie_down(hall, taken)
    told = {"parts": [("甲", "zrzy", Decimal(12)), ("乙", "fgw", Decimal(8))], "reason": "分工", "authority": AUTHORITY}
    with pytest.raises(Refused, match="stands already"):
        changes.split(number=number, by=hall["chair"], at=at("2026-11-10"), **told)
    assert row(hall, number).phase == "open"


@together
def lie_down(hall: Cast, past: Past) -> None:
    lay_down("approvals.decision", [past], by=hall.law, on=date(2026, 11, 20))
    record(BatchImported("log", 1), by=hall.law, at=at("2026-11-03"))


def test_split_parts_are_together_what_was_resolved(hall: Cast) -> None:
    number = whole(hall)
    parts = [("用地类", "zrzy", Decimal(12)), ("投资类", "fgw", Decimal(8))]
    told = {"parts": parts, "reason": "分工", "authority": AUTHORITY}
    made = changes.split(number=number, by=hall["rdb-head"], at=at("2026-11-10"), **told)
    assert made == [f"{number}.1", f"{number}.2"]
    first, second = (row(hall, each) for each in made)
    assert (first.wanted, second.wanted, first.due_now) == (12, 8, date(2026, 11, 27))
    parent = row(hall, number)
    assert (parent.phase, parent.amount, parent.scope) == ("split", 20, "前期清单不少于二十个")
    assert states(hall, number, "2026-11-20") == ["running", "running", "pass", "none"]
    done(hall, made[0], "2026-11-16", reached=Decimal(12))
    assert row(hall, number).cells(hall.law, date(2026, 11, 20))[1][4:6] == (Decimal(12), Decimal(20))
    assert [found.number for found in open_promises(hall["fgw"])] == [made[1]]
    minute = minute_for(hall["rdb"], NUMBER)
    assert text_of(hall["rdb"], minute).reconciled.whole
    assert [one.number for one in matters_of(hall["rdb"], minute)] == [f"{NUMBER}-{n}" for n in (1, 2, 3)]
    with pytest.raises(Refused, match="It was split"):
        done(hall, number, "2026-11-16")
    with pytest.raises(Refused, match="A part"):
        changes.split(
            number=made[1], by=hall["chair"], at=at("2026-11-17"),
            **(told | {"parts": [("甲", "fgw", Decimal(4)), ("乙", "zrzy", Decimal(4))]}),
        )  # fmt: skip


def test_the_record_is_corrected_to_what_the_minute_says(hall: Cast) -> None:
    number = matter(hall, amount=Decimal(2))
    told = {"scope": "前期清单不少于二十个", "reason": "漏一个零", "authority": AUTHORITY}
    changes.correct(number=number, amount=Decimal(20), by=hall["rdb-head"], at=at("2026-11-10"), **told)
    now = row(hall, number)
    assert (now.wanted, now.amount) == (20, 2)
    assert (now.changes[0].before, now.changes[0].after) == (
        "前期清单不少于二十个 (2 个)", "前期清单不少于二十个 (20 个)"
    )  # fmt: skip
    with pytest.raises(Refused, match="Nothing would be"):
        changes.correct(number=number, amount=Decimal(20), by=hall["rdb-head"], at=at("2026-11-11"), **told)


def test_every_change_is_a_fact_of_the_matter(hall: Cast) -> None:
    number = matter(hall)
    head, when = hall["rdb-head"], at("2026-11-10")
    changes.propose(number=number, after="甲", reason="乙", by=hall["zrzy"], at=when)
    changes.decline(number=number, authority=AUTHORITY, reason="丙", by=head, at=when)
    changes.extend(number=number, due_on=date(2026, 12, 4), reason="丁", authority=AUTHORITY, by=head, at=when)
    changes.hand_over(number=number, to="sthj", reason="戊", authority=AUTHORITY, by=head, at=when)
    assert kinds(hall, number) == [
        "matter.resolved", "change.proposed", "change.refused", "matter.extended", "matter.handed_over"
    ]  # fmt: skip
