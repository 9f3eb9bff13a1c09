"""The tick: promises that turn by themselves, announced on the day they turn; due days computed anew."""

from datetime import date, datetime

from luodi.db.together import together
from luodi.kernel.clock import next_day, start_of
from luodi.kernel.light import light
from luodi.spine.commitments import cases, facts, handover
from luodi.spine.commitments.inherited import Handover, Inherited, handovers
from luodi.spine.commitments.models import Acknowledgement, Commitment
from luodi.spine.commitments.reckoning import reckoned, stops_of, wakes
from luodi.spine.journal.record import record
from luodi.spine.people.reads import calendar_of, party_key
from luodi.spine.people.seats import Place, of_law


def turn(where: Place, *, on: date, at: datetime) -> int:
    """Announce every turn up to a day; each is dated the day it happened. Returns how many turned."""
    turned = 0
    due = Commitment.objects.within(where.pk).filter(wake_on__lte=on, state="open").order_by("wake_on", "pk")
    for row in due:
        while row.wake_on is not None and row.wake_on <= on:
            turned += _turn(row, where, at)
    return turned


@together
def _turn(row: Commitment, where: Place, at: datetime) -> int:
    """One turn, by a conditional update: whoever comes second finds it done."""
    day = row.wake_on
    assert day is not None
    before, after = row.shown, light(state=row.state, due_on=row.due_on, amber_on=row.amber_on, on=day)
    if row.case_id is not None:
        cases.hold(row.case_id, by=of_law(where))
    row.wake_on, row.shown = wakes(after, row.due_on, row.amber_on), after
    mine = Commitment.objects.within(where.pk).filter(pk=row.pk, shown=before, wake_on=day, state="open")
    if not mine.update(shown=after, wake_on=row.wake_on):
        return 0
    fact = facts.Turned(row.pk, row.title, before, after)
    happened_at = min(start_of(day, where.zone), at)
    record(
        fact, by=of_law(where), at=happened_at, recorded_at=at, case=row.case_id, subject=row.subject
    )
    return 1


@together
def recompute(where: Place, *, reason: str, on: date, at: datetime) -> int:
    """Open due days computed anew after the calendar changed; each that moved is a fact. Returns how many moved."""
    moved = 0
    by = of_law(where)
    rows = Commitment.objects.within(where.pk).filter(state__in=("open", "paused"), term__isnull=False)
    for pk, case in rows.order_by("pk").values_list("pk", "case"):
        if case is not None:
            cases.hold(case, by=by)
        row = Commitment.objects.within(where.pk).get(pk=pk)  # as it stands now that nobody else acts on it
        days = reckoned(row, stops_of(row.pk), by, on)
        if days.due_on == row.due_on and days.amber_on == row.amber_on:
            continue
        Commitment.objects.within(where.pk).filter(pk=row.pk).update(**days._asdict())
        fact = facts.Recomputed(row.pk, row.due_on, days.due_on, reason)
        record(fact, by=by, at=at, case=row.case_id, subject=row.subject)
        moved += 1
    return moved


def escalate(where: Place, *, on: date, at: datetime) -> int:
    """Newcomers are asked about what they find; what nobody spoke for in time goes to the leader, once.

    Returns how many promises went.
    """
    handover.ask(where, on=on, at=at)
    calendar, gone = calendar_of(where), 0
    for one in handovers(of_law(where), on):
        for promise in one.waiting:
            day = next_day(promise.answer_by(calendar, on))
            if promise.escalated_on is None and day <= on:
                gone += _escalate(one, promise, day, where, at)
    return gone


@together
def _escalate(one: Handover, promise: Inherited, day: date, where: Place, at: datetime) -> int:
    """By a conditional update: whoever comes second, the newcomer's word included, finds it done."""
    mine = Acknowledgement.objects.filter(pk=promise.asked, answer="", escalated_on=None)
    if promise.asked_on is None or not mine.update(escalated_on=day):
        return 0
    row, party = promise.promise, party_key(one.post.party)
    fact = facts.Escalated(row.pk, row.title, party, one.post.title, promise.asked_on)
    happened_at = min(start_of(day, where.zone), at)
    record(fact, by=of_law(where), at=happened_at, recorded_at=at, case=row.case, subject=row.subject)
    return 1
