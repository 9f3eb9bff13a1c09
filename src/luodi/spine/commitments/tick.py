"""The tick: promises that turn by themselves, announced on the day they turn; due days computed anew."""

from datetime import date, datetime

from luodi.db.together import together
from luodi.kernel.clock import start_of
from luodi.kernel.light import light
from luodi.spine.commitments import cases, facts
from luodi.spine.commitments.models import Commitment
from luodi.spine.commitments.reckoning import reckoned, stops_of, wakes
from luodi.spine.journal.record import record
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
