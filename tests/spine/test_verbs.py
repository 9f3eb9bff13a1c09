"""The verbs of a promise: what each demands, what it does to days, state and ball, and the fact it leaves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from luodi.spine.commitments import cases, reads, verbs
from luodi.spine.commitments.cases import NewCase
from luodi.spine.commitments.models import Commitment, Evidence, Pause
from luodi.spine.commitments.reads import CommitmentRow
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import record
from luodi.spine.people.seats import NotYours, Refused, Seat
from tests.kernel import oracle
from tests.support.cast import Cast, at
from tests.support.planted import Opened

PAPERS = [Paper(link="doc 1")]


def made(cast: Cast, case: int | None = None, **changes: Any) -> int:
    """A promise of zrzy on 2 November 2026 within five workdays."""
    new = NewPromise("trial", "A promise", cast.party("zrzy"), date(2026, 11, 2), 5, case=case)
    return verbs.promise(new._replace(**changes), by=cast["zrzy"], at=at("2026-11-02"))


def stands(cast: Cast, commitment: int) -> CommitmentRow:
    return reads.promise(cast.where, commitment)


def case_of(cast: Cast) -> int:
    """A case of F06 at zrzy, opened on 2 November 2026 at nine."""
    new = NewCase("SQ-1", "A case", "", cast.party("F06"), cast.party("zrzy"))
    with transaction.atomic():
        case = cases.open_case(new, by=cast["zrzy"], at=at("2026-11-02"))
        record(Opened(case), by=cast["zrzy"], at=at("2026-11-02"), case=case)
    return case


def ball(cast: Cast) -> int | None:
    return reads.case_for(cast.law, "SQ-1").ball


def last_fact(cast: Cast) -> Entry:
    return Entry.objects.within(cast.where.pk).latest("id")


@pytest.mark.parametrize(("term", "unit"), [(5, "workday"), (0, "workday"), (40, "workday"), (30, "day")])
def test_a_promise_has_its_day_its_amber_and_its_next_turn(cast: Cast, term: int, unit: str) -> None:
    row = stands(cast, made(cast, term=term, unit=unit))
    assert row.due_on == oracle.due(date(2026, 11, 2), term, [], unit)
    assert row.amber_on == oracle.amber(date(2026, 11, 2), term, [], unit)
    assert (row.state, row.made_on) == ("open", date(2026, 11, 2))
    assert row.shown == ("soon" if term == 0 else "normal")
    stored = Commitment.objects.within(cast.where.pk).get(pk=row.pk)
    assert row.due_on and stored.wake_on == (row.due_on + oracle.ONE if term == 0 else row.amber_on)


def test_a_promise_with_a_day_of_its_own_keeps_it(cast: Cast) -> None:
    row = stands(cast, made(cast, from_on=None, term=None, due_on=date(2026, 11, 16)))
    assert (row.due_on, row.amber_on) == (date(2026, 11, 16), date(2026, 11, 13))


def test_a_promise_without_a_day_is_never_late(cast: Cast) -> None:
    row = stands(cast, made(cast, term=None))
    assert (row.due_on, row.amber_on, row.shown) == (None, None, "normal")


def test_a_promise_brings_the_ball_to_its_owner_and_a_planned_one_does_not(cast: Cast) -> None:
    case = case_of(cast)
    made(cast, case, owner=cast.party("fgw"), waits=1)
    assert ball(cast) == cast.party("zrzy")
    made(cast, case, owner=cast.party("fgw"))
    assert ball(cast) == cast.party("fgw")


def test_extending_demands_a_reason_and_the_head(cast: Cast) -> None:
    promise = made(cast)
    with pytest.raises(Refused, match="reason"):
        verbs.extend(promise, due_on=date(2026, 11, 20), reason=" ", by=cast["zrzy-head"], at=at("2026-11-04"))
    for account in ("zrzy", "window", "F06"):
        with pytest.raises(Refused, match="head"):
            verbs.extend(promise, due_on=date(2026, 11, 20), reason="flood", by=cast[account], at=at("2026-11-04"))
    assert stands(cast, promise).due_on == date(2026, 11, 9)
    verbs.extend(promise, due_on=date(2026, 11, 20), reason="flood", by=cast["zrzy-head"], at=at("2026-11-04"))
    row = stands(cast, promise)
    assert (row.due_on, row.amber_on, row.term) == (date(2026, 11, 20), date(2026, 11, 19), None)
    assert '"2026-11-09"' in last_fact(cast).payload
    assert '"2026-11-20"' in last_fact(cast).payload


def test_a_pause_takes_day_and_ball_away_and_gives_them_back(cast: Cast) -> None:
    case = case_of(cast)
    promise = made(cast, case)
    verbs.pause(promise, reason="review", held_by=cast.party("tp"), by=cast["zrzy"], at=at("2026-11-04"))
    row = stands(cast, promise)
    assert (row.state, row.shown, row.due_on, row.amber_on) == ("paused", "paused", None, None)
    assert ball(cast) == cast.party("tp")
    verbs.resume(promise, by=cast["zrzy"], at=at("2026-11-11"))
    row = stands(cast, promise)
    stops = [(date(2026, 11, 4), date(2026, 11, 10))]
    assert row.due_on == oracle.due(date(2026, 11, 2), 5, stops, "workday") == date(2026, 11, 16)
    assert (row.state, ball(cast)) == ("open", cast.party("zrzy"))


def test_a_pause_of_no_day_moves_nothing(cast: Cast) -> None:
    promise = made(cast)
    verbs.pause(promise, reason="review", held_by=cast.party("tp"), by=cast["zrzy"], at=at("2026-11-04"))
    verbs.resume(promise, by=cast["zrzy"], at=at("2026-11-04", "15:00"))
    assert stands(cast, promise).due_on == date(2026, 11, 9)


def test_a_pause_may_follow_a_pause(cast: Cast) -> None:
    promise = made(cast)
    for day, holder in (("2026-11-04", "tp"), ("2026-11-06", "F06")):
        verbs.pause(promise, reason="review", held_by=cast.party(holder), by=cast["zrzy"], at=at(day))
    verbs.resume(promise, by=cast["zrzy"], at=at("2026-11-10"))
    spans = list(Pause.objects.order_by("pk").values_list("from_on", "to_on"))
    assert spans == [(date(2026, 11, 4), date(2026, 11, 5)), (date(2026, 11, 6), date(2026, 11, 9))]
    assert stands(cast, promise).due_on == oracle.due(date(2026, 11, 2), 5, spans, "workday")


def test_a_restart_begins_the_term_anew(cast: Cast) -> None:
    promise = made(cast)
    verbs.pause(promise, reason="supplement", held_by=cast.party("F06"), by=cast["zrzy"], at=at("2026-11-04"))
    verbs.resume(promise, restart=True, by=cast["zrzy"], at=at("2026-11-12"))
    row = stands(cast, promise)
    assert (row.from_on, row.due_on) == (date(2026, 11, 12), date(2026, 11, 19))


def test_settling_demands_evidence_and_keeps_it(cast: Cast) -> None:
    promise = made(cast)
    with pytest.raises(Refused, match="evidence"):
        verbs.settle(promise, evidence=[], by=cast["zrzy"], at=at("2026-11-10"))
    assert stands(cast, promise).state == "open"
    verbs.settle(promise, evidence=[*PAPERS, Paper(link="doc 2")], by=cast["zrzy"], at=at("2026-11-10"))
    row = stands(cast, promise)
    assert (row.state, row.shown, row.closed_on, row.due_on) == ("done", "done", date(2026, 11, 10), date(2026, 11, 9))
    assert list(Evidence.objects.values_list("commitment", "link", "by")) == [
        (promise, "doc 1", cast["zrzy"].post), (promise, "doc 2", cast["zrzy"].post)
    ]  # fmt: skip


def test_settling_while_paused_ends_the_pause_the_day_before(cast: Cast) -> None:
    promise = made(cast)
    verbs.pause(promise, reason="review", held_by=cast.party("tp"), by=cast["zrzy"], at=at("2026-11-04"))
    verbs.settle(promise, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-11"))
    assert stands(cast, promise).due_on == date(2026, 11, 16)
    assert Pause.objects.values_list("to_on", flat=True).get() == date(2026, 11, 10)


def test_papers_may_come_before_the_end(cast: Cast) -> None:
    promise = made(cast)
    verbs.attach(promise, evidence=PAPERS, by=cast["F06"], at=at("2026-11-03"))
    assert (stands(cast, promise).state, Evidence.objects.count()) == ("open", 1)


def test_withdrawing_demands_a_reason(cast: Cast) -> None:
    promise = made(cast)
    with pytest.raises(Refused, match="reason"):
        verbs.withdraw(promise, reason="", by=cast["zrzy"], at=at("2026-11-03"))
    verbs.withdraw(promise, reason="no need", by=cast["zrzy"], at=at("2026-11-03"))
    row = stands(cast, promise)
    assert (row.state, row.shown, row.closed_on) == ("void", "done", date(2026, 11, 3))


def test_handing_on_demands_a_reason_and_moves_no_day(cast: Cast) -> None:
    promise = made(cast, case_of(cast))
    with pytest.raises(Refused, match="reason"):
        verbs.reassign(promise, owner=cast.party("fgw"), reason=" ", by=cast["zrzy"], at=at("2026-11-04"))
    verbs.reassign(promise, owner=cast.party("fgw"), reason="theirs", by=cast["zrzy"], at=at("2026-11-04"))
    row = stands(cast, promise)
    assert (row.owner, row.officer, row.due_on) == (cast.party("fgw"), None, date(2026, 11, 9))
    assert ball(cast) == cast.party("fgw")


def test_the_ball_of_a_pause_stays_where_it_is_when_the_owner_changes(cast: Cast) -> None:
    promise = made(cast, case_of(cast))
    verbs.pause(promise, reason="review", held_by=cast.party("tp"), by=cast["zrzy"], at=at("2026-11-04"))
    verbs.reassign(promise, owner=cast.party("fgw"), reason="theirs", by=cast["zrzy"], at=at("2026-11-05"))
    assert ball(cast) == cast.party("tp")
    verbs.resume(promise, by=cast["fgw"], at=at("2026-11-06"))
    assert ball(cast) == cast.party("fgw")


@pytest.mark.parametrize("end", ["settle", "withdraw"])
def test_a_correction_opens_again_on_the_old_day(cast: Cast, end: str) -> None:
    promise = made(cast)
    how: dict[str, Any] = {"evidence": PAPERS} if end == "settle" else {"reason": "by mistake"}
    getattr(verbs, end)(promise, by=cast["zrzy"], at=at("2026-11-05"), **how)
    with pytest.raises(Refused, match="reason"):
        verbs.reopen(promise, reason="", by=cast["zrzy"], at=at("2026-11-06"))
    verbs.reopen(promise, reason="wrong row", by=cast["zrzy"], at=at("2026-11-10"))
    row = stands(cast, promise)
    assert (row.state, row.closed_on, row.due_on, row.shown) == ("open", None, date(2026, 11, 9), "overdue")


VERBS: dict[str, Callable[[int, Seat, Cast], None]] = {
    "extend": lambda p, by, c: verbs.extend(p, due_on=date(2026, 12, 1), reason="x", by=by, at=at("2026-11-05")),
    "pause": lambda p, by, c: verbs.pause(p, reason="x", held_by=c.party("tp"), by=by, at=at("2026-11-05")),
    "resume": lambda p, by, c: verbs.resume(p, by=by, at=at("2026-11-05")),
    "settle": lambda p, by, c: verbs.settle(p, evidence=PAPERS, by=by, at=at("2026-11-05")),
    "attach": lambda p, by, c: verbs.attach(p, evidence=PAPERS, by=by, at=at("2026-11-05")),
    "withdraw": lambda p, by, c: verbs.withdraw(p, reason="x", by=by, at=at("2026-11-05")),
    "reassign": lambda p, by, c: verbs.reassign(p, owner=c.party("fgw"), reason="x", by=by, at=at("2026-11-05")),
    "reopen": lambda p, by, c: verbs.reopen(p, reason="x", by=by, at=at("2026-11-05")),
}
ALLOWED = {
    "planned": {"withdraw", "reassign"},
    "open": {"extend", "pause", "settle", "attach", "withdraw", "reassign"},
    "paused": {"extend", "pause", "resume", "settle", "attach", "withdraw", "reassign"},
    "done": {"reopen"},
    "void": {"reopen"},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ALLOWED)
def test_each_state_has_its_verbs(cast: Cast, state: str, verb: str) -> None:
    promise, head = made(cast, waits=1 if state == "planned" else 0), cast["zrzy-head"]
    for before in {"paused": ["pause"], "done": ["settle"], "void": ["withdraw"]}.get(state, []):
        VERBS[before](promise, head, cast)
    assert stands(cast, promise).state == state
    facts = Entry.objects.within(cast.where.pk).count()
    if verb in ALLOWED[state]:
        VERBS[verb](promise, head, cast)
        assert Entry.objects.within(cast.where.pk).count() == facts + 1
    else:
        before_row = stands(cast, promise)
        with pytest.raises(Refused, match=state):
            VERBS[verb](promise, head, cast)
        assert stands(cast, promise) == before_row
        assert Entry.objects.within(cast.where.pk).count() == facts


@pytest.mark.parametrize("verb", VERBS)
def test_a_promise_of_another_region_is_not_there(cast: Cast, verb: str) -> None:
    promise = made(cast)
    other = enrol.register_region(
        code="990901", name="县", zone="Asia/Shanghai", calendar="CN", at=at("2026-11-02")
    )
    with pytest.raises(NotYours):
        VERBS[verb](promise, replace(cast["zrzy-head"], place=other), cast)


def test_a_new_holder_of_a_post_changes_no_promise(cast: Cast) -> None:
    officer = cast["zrzy"]
    assert officer.post is not None
    promise = made(cast, officer=officer.post)
    before = stands(cast, promise)
    newcomer = enrol.change_holder(
        post=officer.post, name="新来的", from_on=date(2026, 11, 9), by=cast.law, at=at("2026-11-09")
    )
    assert stands(cast, promise) == before
    cast.persons["zrzy"] = newcomer
    assert cast["zrzy"].post == officer.post
    verbs.settle(promise, evidence=PAPERS, by=cast["zrzy"], at=at("2026-11-09"))
    fact = last_fact(cast)
    assert (fact.person_id, fact.post_id) == (newcomer, officer.post)
