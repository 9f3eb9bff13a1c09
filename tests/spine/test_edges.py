"""What waits opens when all it waits for is kept, and not before."""

from datetime import date

from django.db import transaction

from luodi.spine.commitments import reads, verbs
from luodi.spine.commitments.models import Commitment, Edge
from luodi.spine.commitments.reads import CommitmentRow
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.journal.record import record
from tests.support.cast import Cast, at
from tests.support.planted import Opened

PAPERS = [Paper(link="doc 1")]


def made(cast: Cast, waits: int = 0) -> int:
    """A promise of zrzy within five workdays: from 2 November 2026, or from when it opens."""
    new = NewPromise("trial", "A promise", cast.party("zrzy"), None if waits else date(2026, 11, 2), 5, waits=waits)
    return verbs.promise(new, by=cast["zrzy"], at=at("2026-11-02"))


def stands(cast: Cast, commitment: int) -> CommitmentRow:
    return reads.promise(cast.where, commitment)


def waiting_for(cast: Cast, *before: int, lag: int = 0) -> int:
    """A promise that waits for these, and then as many workdays."""
    with transaction.atomic():
        waiting = made(cast, waits=len(before))
        Edge.objects.bulk_create(
            Edge(before_id=one, after_id=waiting, lag_workdays=lag, reason="order") for one in before
        )
        record(Opened(waiting), by=cast.law, at=at("2026-11-02"))
    return waiting


def test_what_waits_opens_when_all_it_waits_for_is_kept(cast: Cast) -> None:
    first, second = made(cast), made(cast)
    waiting, other = waiting_for(cast, first, second), waiting_for(cast, second)
    assert (stands(cast, waiting).state, stands(cast, waiting).shown) == ("planned", "planned")
    verbs.settle(first, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-04"))
    assert stands(cast, waiting).state == "planned"
    verbs.settle(second, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-06"))
    for one in (waiting, other):
        row = stands(cast, one)
        assert (row.state, row.from_on, row.due_on) == ("open", date(2026, 11, 6), date(2026, 11, 13))


def test_what_waits_for_a_withdrawn_promise_goes_onwaiting_for(cast: Cast) -> None:
    first = made(cast)
    waiting = waiting_for(cast, first)
    verbs.withdraw(first, reason="no need", by=cast["zrzy"], at=at("2026-11-04"))
    assert stands(cast, waiting).state == "planned"


def test_a_lag_is_counted_from_the_day_it_was_kept(cast: Cast) -> None:
    """Kept on Friday 6 November, three workdays later is Wednesday 11; the last to be ready decides."""
    first, second = made(cast), made(cast)
    waiting = waiting_for(cast, first, second, lag=3)
    verbs.settle(first, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-06"))
    verbs.settle(second, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-03"))
    row = stands(cast, waiting)
    assert (row.state, row.from_on, row.due_on) == ("open", date(2026, 11, 11), date(2026, 11, 18))


def test_one_promise_kept_twice_opens_nothing_that_waits_for_two(cast: Cast) -> None:
    first, second = made(cast), made(cast)
    waiting = waiting_for(cast, first, second)
    for _ in range(2):
        verbs.settle(first, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-04"))
        assert stands(cast, waiting).state == "planned"
        verbs.reopen(first, reason="by mistake", by=cast["zrzy"], at=at("2026-11-05"))
        assert Commitment.objects.within(cast.where.pk).values_list("waits", flat=True).get(pk=waiting) == 2
    verbs.settle(second, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-06"))
    verbs.settle(first, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-09"))
    assert (stands(cast, waiting).state, stands(cast, waiting).from_on) == ("open", date(2026, 11, 9))


def test_the_light_of_a_whole_is_the_worst_of_its_own_and_its_parts(cast: Cast) -> None:
    zrzy, day_zero = cast.party("zrzy"), date(2026, 11, 2)
    whole = verbs.promise(NewPromise("trial", "The whole", zrzy, day_zero, 20), by=cast["zrzy"], at=at("2026-11-02"))
    part = NewPromise("trial", "A part", zrzy, day_zero, 5, parent=whole)
    late = verbs.promise(part, by=cast["zrzy"], at=at("2026-11-02"))
    seen = [reads.family_light(cast.where, whole, date(2026, 11, day)) for day in (4, 9, 10)]
    assert seen == ["normal", "soon", "overdue"]
    assert reads.family_light(cast.where, late, date(2026, 11, 10)) == "overdue"
    verbs.settle(late, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-10"))
    assert reads.family_light(cast.where, whole, date(2026, 11, 10)) == "normal"
