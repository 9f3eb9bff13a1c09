"""Whatever is done in whatever order: the journal replays, one party holds the ball, and its days add up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.kernel.ball import ball_days
from luodi.kernel.clock import morning_before
from luodi.slices.approvals import reads, rules
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.approvals.reads import ApplicationRow
from luodi.spine.commitments.reads import holds_of, pauses_of
from luodi.spine.commitments.tick import turn
from luodi.spine.journal.models import Entry
from luodi.spine.journal.verify import verify
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import NotYours, Refused, Seat
from tests.kernel import oracle
from tests.support.cast import Cast, at

SEATS = ("window", "zrzy", "zrzy-head", "fgw", "F06", "F17", "leader")
Act = Callable[..., None]
ACTS: dict[str, tuple[Act, dict[str, Any]]] = {
    "give_notice": (acceptance.give_notice, {"items": ["map"], "document": "n 1"}),
    "supply": (acceptance.supply, {}),
    "accept": (acceptance.accept, {}),
    "refuse_acceptance": (acceptance.refuse_acceptance, {"reason": "no", "agency": "fgw", "document": "n 2"}),
    "start_special": (decision.start_special, {"procedure": "hearing", "document": "n 3", "held_by": "tp"}),
    "end_special": (decision.end_special, {}),
    "extend": (decision.extend, {"days": 5, "reason": "hard", "document": "n 4"}),
    "hand_on": (decision.hand_on, {"to": "fgw", "reason": "theirs"}),
    "grant": (decision.grant, {"document": "n 5", "overrun_reason": "the flood"}),
    "refuse": (decision.refuse, {"document": "n 6", "overrun_reason": "the flood", "reason": "no"}),
    "withdraw": (decision.withdraw, {"reason": "sold"}),
    "remark": (decision.remark, {"text": "call"}),
}
ENDS = {"grant", "refuse", "withdraw", "refuse_acceptance"}
VERBS = st.sampled_from(sorted(ACTS) + sorted(ACTS.keys() - ENDS) * 3)
STEPS = st.lists(st.tuples(VERBS, st.sampled_from(SEATS), st.integers(0, 90)), min_size=1, max_size=12)


def test_every_verb_is_drawn() -> None:
    assert ACTS.keys() == rules.PHASES.keys()


def attempt(cast: Cast, number: str, verb: str, seat: Seat, now: datetime) -> bool:
    """Do it where rules allow it; where they do not, it is refused and leaves nothing."""
    act, words = ACTS[verb]
    until = {"until": seat.day(now)} if verb == "start_special" else {}
    seen = reads.application_for(cast.law, number)
    before = Entry.objects.within(cast.where.pk).count(), seen
    if rules.may(verb, seen, seat, seat.day(now)).ok:
        act(number=number, by=seat, at=now, seen=seen.case.version, **words, **until)
        return True
    with pytest.raises((Refused, NotYours)):
        act(number=number, by=seat, at=now, **words, **until)
    assert (Entry.objects.within(cast.where.pk).count(), reads.application_for(cast.law, number)) == before
    return False


def holder(found: ApplicationRow) -> int | None:
    """Whose ball it must be: the owner's, in a pause whoever holds it, nobody's at the end."""
    if found.phase == "closed":
        return None
    if found.running is not None and found.running.state == "paused":
        return next(pause.held_by for pause in pauses_of(found.case_id) if pause.to_on is None)
    return found.owner


def check(cast: Cast, number: str, now: datetime) -> None:
    found = reads.application_for(cast.law, number)
    assert found.case.ball == holder(found)
    holds = holds_of(found.case_id)
    assert [hold.to_at for hold in holds[:-1]] == [hold.from_at for hold in holds[1:]]
    assert sum(hold.to_at is None for hold in holds) == (found.phase != "closed")
    zone = cast.where.zone
    mornings = [(str(hold.party), morning_before(hold.from_at, zone)) for hold in holds]
    end = morning_before(found.case.closed_at or now, zone)
    gross = oracle.net(mornings[0][1], end, [], "workday")
    assert sum(ball_days(calendar_of(cast.where), mornings, end).values()) == gross
    if found.running is not None and found.phase != "closed" and found.running.term is not None:
        mine = [p for p in pauses_of(found.case_id) if p.commitment == found.running.pk]
        stops = [(p.from_on, p.to_on) for p in mine]
        assert found.running.from_on is not None
        assert found.due_on == oracle.due(found.running.from_on, found.running.term, stops, found.running.unit)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, matter=st.sampled_from(["A03", "B01", "A12"]))
def test_any_order_of_acts_keeps_the_promises_of_a_case(
    cast: Cast, steps: list[tuple[str, str, int]], matter: str
) -> None:
    with transaction.atomic():
        now = at("2026-11-02")
        number = cast.received("2026-11-02", matter)
        seats = {account: cast[account] for account in SEATS}
        for verb, account, hours in steps:
            now += timedelta(hours=hours)
            if attempt(cast, number, verb, seats[account], now):
                check(cast, number, now)
        law = cast.law
        acceptance.accept_by_law(cast.where, on=law.day(now), at=now)
        turn(cast.where, on=law.day(now), at=now)
        check(cast, number, now)
        assert connection.ledger.open_tables() == []
        assert verify().differences == []
        transaction.set_rollback(True)
