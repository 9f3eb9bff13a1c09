"""How every case stood at the end of a day, by what had happened until then."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from luodi.kernel.clock import Calendar, Stop, Term, amber, due, next_day, start_of
from luodi.kernel.light import light
from luodi.spine.commitments import _standings
from luodi.spine.commitments._standings import Promised
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Seat


class Standing(NamedTuple):
    """One case at the end of a day, with the promise that counted then. `ball` and `ball_since`: who held it, from
    which day; empty once closed. `state`: open, paused or done.
    """

    case: int
    number: str
    title: str
    title_en: str
    kind: str
    promise: str
    promise_en: str
    owner: int
    begun_on: date
    due_on: date | None
    closed_on: date | None
    state: str
    light: str
    late: bool
    ball: int | None
    ball_since: date | None


def standings(seat: Seat, on: date) -> list[Standing]:
    """The cases a seat may see that had begun by the end of `on`, what is due first in front.

    A case counts once, by its last promise made until then: first to accept, then to decide. It is closed from the day
    it ended on, also where a log says it ended before it began. Late: closed after its due day, or open beyond it.
    """
    rows = _standings.promises_of[seat.role](region=seat.region, party=seat.party)
    found = [list(promises) for _, promises in groupby(rows, key=lambda row: row.case_id)]
    stops, balls, calendar = _stops(seat), _balls(seat, on), calendar_of(seat.place)
    stood = [one for promises in found if (one := _stood(promises, stops, balls, calendar, seat, on))]
    return sorted(stood, key=lambda one: (one.closed_on or date.max, one.due_on or date.max, one.number))


def _stood(
    promises: Sequence[Promised],
    stops: dict[int, list[Stop]],
    balls: dict[int, tuple[int, date]],
    calendar: Calendar,
    seat: Seat,
    on: date,
) -> Standing | None:
    case = promises[0]
    ended_on = seat.day(case.case__closed_at) if case.case__closed_at else None
    closed_on = ended_on if ended_on and ended_on <= on else None
    made = [row for row in promises if closed_on or row.made_on <= on]
    if not made:
        return None
    row, upto = made[-1], closed_on or on
    halts = [_as_known(stop, upto) for stop in stops.get(row.pk, ()) if stop.from_on <= upto]
    due_on, amber_on = _days(row, halts, calendar, upto)
    stopped = any(stop.to_on is None for stop in halts)
    state = "done" if closed_on else "paused" if stopped else "open"
    ball, since = balls.get(case.case_id, (None, None)) if closed_on is None else (None, None)
    return Standing(
        case=case.case_id,
        number=case.case__number,
        title=case.case__title,
        title_en=case.case__title_en,
        kind=row.kind,
        promise=row.title,
        promise_en=row.title_en,
        owner=row.owner_id,
        begun_on=case.made_on,
        due_on=due_on,
        closed_on=closed_on,
        state=state,
        light=light(state=state, due_on=due_on, amber_on=amber_on, on=on),
        late=due_on is not None and upto > due_on,
        ball=ball,
        ball_since=since,
    )


def _as_known(stop: Stop, upto: date) -> Stop:
    """A pause as it looked at the end of a day: one that reached over it had no end yet."""
    return stop if stop.to_on is not None and stop.to_on < upto else Stop(stop.from_on, None)


def _days(row: Promised, halts: list[Stop], calendar: Calendar, upto: date) -> tuple[date | None, date | None]:
    """Due and amber day as the pauses known then had it; a promise with a day of its own keeps it."""
    if row.term is None or row.from_on is None:
        return row.due_on, calendar.previous(row.due_on) if row.due_on else None
    from_on, term = row.from_on if row.from_on <= upto else row.made_on, Term(row.term, row.unit)
    return due(calendar, from_on, term, halts), amber(calendar, from_on, term, halts)


def _stops(seat: Seat) -> dict[int, list[Stop]]:
    found: dict[int, list[Stop]] = {}
    for commitment, from_on, to_on in _standings.stops(region=seat.region):
        found.setdefault(commitment, []).append(Stop(from_on, to_on))
    return found


def _balls(seat: Seat, on: date) -> dict[int, tuple[int, date]]:
    """Who held the ball of each case at the end of a day, and from which day."""
    night = start_of(next_day(on), seat.place.zone)
    rows = _standings.balls(region=seat.region, before=night)
    return {case: (party, seat.day(since)) for case, party, since in rows}
