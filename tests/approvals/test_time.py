"""What law makes happen by time alone, and limits that count otherwise: from receipt, in natural days, not at all."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from luodi.cli.tick import tick
from luodi.slices.approvals import reads
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.reads import ApplicationRow
from luodi.spine.commitments import cases
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import Refused
from tests.kernel import oracle
from tests.support.cast import Cast, at

LAPSE = date(2026, 11, 10)  # received on Monday 2 November, to be accepted by Monday 9


def row(cast: Cast, number: str) -> ApplicationRow:
    return reads.application_for(cast.law, number)


def lapse(cast: Cast, on: date = LAPSE) -> int:
    return acceptance.accept_by_law(cast.where, on=on, at=at(on))


def test_whoever_was_not_answered_is_accepted_as_of_receipt(cast: Cast) -> None:
    """Licensing Law art. 32: neither accepted nor answered within five workdays."""
    number = cast.received("2026-11-02", "A03")
    assert lapse(cast, date(2026, 11, 9)) == 0
    assert lapse(cast) == 1
    found = row(cast, number)
    assert (found.phase, found.deemed, found.accepted_on) == ("accepted", True, date(2026, 11, 2))
    assert found.due_on == oracle.due(date(2026, 11, 2), 5, [], "workday") == date(2026, 11, 9)
    assert found.statutory_due_on == oracle.due(date(2026, 11, 2), 20, [], "workday")
    assert found.promise is not None
    assert found.promise.shown == "overdue"
    assert lapse(cast) == 0


def test_it_happens_on_the_workday_after_and_is_dated_so(cast: Cast) -> None:
    """Received on Thursday 5 November: the limit ends on the 12th, law acts on Friday 13, whenever the tick comes."""
    number = cast.received("2026-11-05", "A03")
    late = at("2026-11-18", "06:00")
    assert acceptance.accept_by_law(cast.where, on=date(2026, 11, 18), at=late) == 1
    fact = Entry.objects.within(cast.where.pk).get(kind="approvals.deemed_accepted")
    assert (fact.happened_at, fact.recorded_at) == (at("2026-11-13", "00:00"), late)
    assert (fact.person_id, fact.post_id, fact.party_id) == (None, None, None)
    assert row(cast, number).accepted_on == date(2026, 11, 5)


def test_a_limit_that_ends_before_a_weekend_lapses_after_it(cast: Cast) -> None:
    cast.received("2026-11-06", "A03")
    assert [lapse(cast, date(2026, 11, day)) for day in (13, 14, 15, 16)] == [0, 0, 0, 1]


def test_whoever_was_answered_or_accepted_in_time_is_not(cast: Cast) -> None:
    asked, accepted, refused = (cast.received("2026-11-02", "A03") for _ in range(3))
    acceptance.give_notice(number=asked, items=["map"], document="n 1", by=cast["zrzy"], at=at("2026-11-09"))
    acceptance.accept(number=accepted, by=cast["zrzy"], at=at("2026-11-09"))
    acceptance.refuse_acceptance(
        number=refused, reason="no", agency="fgw", document="n 2", by=cast["zrzy"], at=at("2026-11-09")
    )
    assert lapse(cast, date(2027, 1, 8)) == 0
    acceptance.supply(number=asked, by=cast["F06"], at=at("2026-11-16"))
    assert lapse(cast, date(2026, 11, 23)) == 0
    assert lapse(cast, date(2026, 11, 24)) == 1
    assert row(cast, asked).accepted_on == date(2026, 11, 2)


def test_nobody_escapes_it_by_acting_before_the_tick(cast: Cast) -> None:
    """The five days ended on Monday 9; on Tuesday morning the tick has not come yet."""
    number = cast.received("2026-11-02", "A03")
    with pytest.raises(Refused, match="counts as accepted"):
        acceptance.give_notice(number=number, items=["map"], document="n 1", by=cast["zrzy"], at=at("2026-11-10"))
    with pytest.raises(Refused, match="counts as accepted"):
        acceptance.accept(number=number, by=cast["zrzy"], at=at("2026-11-10"))
    assert lapse(cast) == 1


def test_the_tick_leaves_what_somebody_acts_on_for_the_next_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    number, other = cast.received("2026-11-02", "A03"), cast.received("2026-11-02", "A03")
    take = cases.take

    def crossed(case: int, **given: Any) -> None:
        if case == row(cast, number).case_id:
            raise cases.Stale(case, 2)
        take(case, **given)

    monkeypatch.setattr(cases, "take", crossed)
    assert lapse(cast) == 1
    assert (row(cast, number).deemed, row(cast, other).deemed) == (False, True)
    monkeypatch.undo()
    assert lapse(cast) == 1


def test_law_accepts_whoever_holds_it_then(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    decision.hand_on(number=number, to="fgw", reason="theirs", by=cast["zrzy"], at=at("2026-11-03"))
    lapse(cast)
    assert (row(cast, number).owner, row(cast, number).case.ball) == (cast.party("fgw"), cast.party("fgw"))
    with pytest.raises(Refused, match="promised day has passed"):
        decision.grant(number=number, document="n 5", by=cast["fgw"], at=at("2026-11-11"))


def test_the_tick_does_what_law_does_and_turns_lights_once(cast: Cast) -> None:
    waiting, accepted = cast.received("2026-11-09", "A03"), cast.accepted("2026-11-09", "A03")
    first = tick(cast.where)
    assert (first.accepted_by_law, first.resumed_by_law) == (1, 0)
    assert row(cast, waiting).deemed
    turned = Entry.objects.within(cast.where.pk).filter(kind="commitments.turned", case=row(cast, accepted).case_id)
    amber, red = at("2026-11-13", "00:00"), at("2026-11-17", "00:00")
    assert list(turned.order_by("id").values_list("happened_at", flat=True)) == [amber, red]
    facts = Entry.objects.within(cast.where.pk).count()
    assert tick(cast.where)[2:] == (0, 0, 0, 0)
    assert Entry.objects.within(cast.where.pk).count() == facts


def test_a_statutory_limit_may_count_natural_days_from_receipt(cast: Cast) -> None:
    """P02: sixty natural days from receipt by law, ten workdays promised from acceptance."""
    number = cast.received("2026-11-02", "P02")
    acceptance.accept(number=number, by=cast["sthj"], at=at("2026-11-06"))
    found = row(cast, number)
    assert (found.statutory_unit, found.statutory_from) == ("day", "receipt")
    assert found.statutory_due_on == oracle.due(date(2026, 11, 2), 60, [], "day") == date(2027, 1, 1)
    assert found.due_on == oracle.due(date(2026, 11, 6), 10, [], "workday")


def test_an_extension_is_in_workdays_where_the_limit_counts_natural_days(cast: Cast) -> None:
    number = cast.received("2026-11-02", "P02")
    acceptance.accept(number=number, by=cast["sthj"], at=at("2026-11-06"))
    head = replace(cast["sthj"], rank=4)
    decision.extend(number=number, days=10, reason="x", document="n 1", by=head, at=at("2026-11-09"))
    by_law = oracle.due(date(2026, 11, 2), 60, [], "day")
    assert row(cast, number).statutory_due_on == oracle.due(by_law, 10, [], "workday")


def test_from_receipt_the_wait_for_papers_is_not_counted(cast: Cast) -> None:
    number = cast.received("2026-11-02", "P02")
    acceptance.give_notice(number=number, items=["map"], document="n 1", by=cast["sthj"], at=at("2026-11-04"))
    acceptance.supply(number=number, by=cast["F06"], at=at("2026-11-12"))
    acceptance.accept(number=number, by=cast["sthj"], at=at("2026-11-13"))
    stops = [(date(2026, 11, 4), date(2026, 11, 11))]
    assert row(cast, number).statutory_due_on == oracle.due(date(2026, 11, 2), 60, stops, "day")


def test_a_matter_decided_on_the_spot_is_due_the_same_day(cast: Cast) -> None:
    """A01: nothing to wait for. On a day of rest the next workday (Civil Code, art. 203)."""
    number = cast.received("2026-11-06", "A01")
    acceptance.accept(number=number, by=cast["fgw"], at=at("2026-11-06"))
    assert row(cast, number).due_on == date(2026, 11, 6)
    number = cast.received("2026-11-07", "A01")
    acceptance.accept(number=number, by=cast["window"], at=at("2026-11-07"))
    assert row(cast, number).due_on == date(2026, 11, 9)


def test_a_matter_without_a_promised_limit_is_never_late(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A12")
    assert row(cast, number).due_on is None
    assert tick(cast.where).turned == 0
    decision.grant(number=number, document="n 5", by=cast["zrzy"], at=at("2027-06-01"))
    assert row(cast, number).outcome == "granted"


def test_another_holder_of_the_post_changes_no_promise(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    before, post = row(cast, number), cast["zrzy"].post
    assert post is not None
    cast.persons["zrzy"] = enrol.change_holder(
        post=post, name="新来的", from_on=date(2026, 11, 4), by=cast.law, at=at("2026-11-04")
    )
    assert row(cast, number) == before
    decision.grant(number=number, document="n 5", by=cast["zrzy"], at=at("2026-11-05"))
    assert Entry.objects.within(cast.where.pk).latest("id").person_id == cast.persons["zrzy"]
