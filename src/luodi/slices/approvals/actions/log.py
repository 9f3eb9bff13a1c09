"""A log taken in: its cases as applications that ran elsewhere, its events as facts at their own times.

A case is known by its key, an event by its key within the case. What is known already is not written again; what is
told otherwise the second time is a correcting fact, and the rows follow it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.engines.logs.model import LogCase, LogEvent
from luodi.kernel.facts import Fact, PartyKey
from luodi.slices.approvals import facts
from luodi.slices.approvals.actions.log_ground import Ground, numbered
from luodi.slices.approvals.models import Application
from luodi.slices.approvals.reads import Entered, thing_of
from luodi.spine.commitments.facts import Promised, Settled
from luodi.spine.commitments.past import Laid, Past, laid_before, lay_anew, lay_down
from luodi.spine.commitments.reads import numbers_standing
from luodi.spine.find.index import Thing, put
from luodi.spine.journal.reads import of_cases
from luodi.spine.journal.record import Happened, record_many
from luodi.spine.people.reads import calendar_of, party_of

ORIGIN = "log"
KIND = "approvals.decision"
BATCH = 200
AFTER_END, ENDS_BEFORE_START = "after_end", "ends_before_start"
_PARTS = {
    "title": "title", "owner": "department", "officer": "responsible", "opened_at": "started", "due_on": "deadline",
    "closed_at": "ended",
}  # fmt: skip


class Taken(NamedTuple):
    """What one batch brought."""

    facts: int
    corrected: int
    refused: list[str]


class _Read(NamedTuple):
    """A case of the log as our rows have it."""

    log: LogCase
    past: Past
    channel: str
    marks: list[str]


class _Stands(NamedTuple):
    """A case that was taken in before."""

    laid: Laid
    past: Past
    application: int
    channel: str
    marks: list[str]


@together
def take_log(cases: Sequence[LogCase], *, ground: Ground, on: date, at: datetime) -> Taken:
    """One batch of cases: new ones whole, known ones with what is new or otherwise. Law and rules are not asked."""
    read = [_read(case, ground) for case in cases]
    stands, foreign = _standing([one.past.number for one in read], ground)
    refused = [f"case {number}: a case of this number was handled here; it stays" for number in sorted(foreign)]
    refused += [problem for one in read if (problem := _outside(one, ground))]
    bad = foreign | {one.past.number for one in read if _outside(one, ground)}
    fresh = [one for one in read if one.past.number not in bad and one.past.number not in stands]
    written = _bring(fresh, ground, on, at) if fresh else 0
    told = _told_events(stands, ground)
    corrected = 0
    for one in read:
        if one.past.number in stands and one.past.number not in bad:
            stand = stands[one.past.number]
            facts_now, changed = _again(one, stand, told.get(stand.laid.case, {}), ground, on, at)
            written, corrected = written + facts_now, corrected + changed
    return Taken(written, corrected, refused)


def _read(case: LogCase, ground: Ground) -> _Read:
    by, ended_at = ground.by, case.ended_at
    past = Past(
        number=numbered(case.key),
        title=(case.title or case.key)[:200],
        applicant=ground.applicant,
        owner=ground.department(case).pk,
        officer=ground.officer(case),
        opened_at=min(case.started_at, ended_at or case.started_at),
        closed_at=ended_at,
        made_on=by.day(case.started_at),
        due_on=by.day(case.deadline_at) if case.deadline_at else None,
        closed_on=by.day(ended_at) if ended_at else None,
        evidence=f"log:{case.key}"[:200],
    )
    marks = [AFTER_END] * bool(case.after_end) + [ENDS_BEFORE_START] * case.ends_before_start
    return _Read(case, past, case.channel[:20], marks)


def _outside(one: _Read, ground: Ground) -> str:
    """Why a case cannot be counted: a day no calendar knows; empty where it can."""
    calendar = calendar_of(ground.by.place)
    try:
        for day in (one.past.made_on, one.past.due_on, one.past.closed_on):
            if day is not None:
                calendar.previous(day)
    except ValueError as outside:
        return f"case {one.past.number}: {outside}"
    return ""


def _standing(numbers: Sequence[str], ground: Ground) -> tuple[dict[str, _Stands], set[str]]:
    """What stands under these numbers: taken in from a log, and handled here."""
    rows = Application.objects.within(ground.by.region).filter(case__number__in=numbers)
    found = {row.case_id: row for row in rows}
    laid = laid_before(numbers, by=ground.by)
    stands = {
        number: _Stands(keys, past, row.pk, row.channel, row.marks)
        for number, (keys, past) in laid.items()
        if (row := found.get(keys.case)) is not None and row.origin == ORIGIN
    }
    return stands, numbers_standing(ground.by.place, numbers) - set(stands)


def _bring(new: Sequence[_Read], ground: Ground, on: date, at: datetime) -> int:
    laid = lay_down(KIND, [one.past for one in new], by=ground.by, on=on)
    applications = Application.objects.bulk_create(
        Application(
            region_id=ground.by.region,
            case_id=keys.case,
            promise_id=keys.promise,
            origin=ORIGIN,
            **_columns(one),
        )
        for one, keys in zip(new, laid, strict=True)
    )
    put(*(_thing(one, keys, ground) for one, keys in zip(new, laid, strict=True)), region=ground.by.region)
    happened = [Happened(facts.BatchImported(ORIGIN, len(new)), at)]
    for one, keys, application in zip(new, laid, applications, strict=True):
        began = Promised(keys.promise, _owner(one, ground), one.past.title, one.past.due_on)
        told = [(began, one.log.started_at), *((_activity(one.log, e), e.at) for e in one.log.events)]
        told += _end(one, keys)
        happened += _of_case(sorted(told, key=lambda pair: pair[1]), keys.case, application.pk)
    return len(record_many(happened, by=ground.by, recorded_at=at))


def _again(
    one: _Read, stand: _Stands, known: dict[str, tuple[str, str, datetime]], ground: Ground, on: date, at: datetime
) -> tuple[int, bool]:
    """A case that is known: new events are added, what changed is corrected. Returns facts written, and whether."""
    events = [e for e in one.log.events if known.get(e.key) != (e.activity, e.resource, e.at)]
    what = _differences(one, stand, ground) + [f"event {e.key}" for e in events if e.key in known]
    told: list[tuple[Fact, datetime]] = [(_activity(one.log, event), event.at) for event in events]
    if what:
        lay_anew(stand.laid, one.past, by=ground.by, on=on)
        rows = Application.objects.within(ground.by.region).filter(pk=stand.application)
        rows.update(**_columns(one))
        put(_thing(one, stand.laid, ground), region=ground.by.region)
        told = [(facts.ImportCorrected("; ".join(what)), at), *told]
        told += _end(one, stand.laid) if one.past.closed_at != stand.past.closed_at else []
    if not told:
        return 0, False
    happened = _of_case(told, stand.laid.case, stand.application)
    return len(record_many(happened, by=ground.by, recorded_at=at)), bool(what)


def _thing(one: _Read, keys: Laid, ground: Ground) -> Thing:
    """The case as what can be found."""
    applicant, department = party_of(ground.by.place, ground.applicant), ground.department(one.log)
    entered = Entered(
        keys.case, one.past.number, one.past.title, "", applicant, department.key, parties=(department.pk,)
    )
    return thing_of(entered)


def _differences(one: _Read, stand: _Stands, ground: Ground) -> list[str]:
    """What the log tells otherwise than before, by the names the parts of a log have."""
    new, old = one.past, stand.past
    names = {row.pk: row.key for row in ground.departments.values()} | {None: ""}
    posts = {post: title for (_, title), post in ground.officers.items()} | {None: ""}
    said = {"owner": names, "officer": posts}
    pairs = [
        (part, *((said[column].get(v) if column in said else v) for v in (getattr(old, column), getattr(new, column))))
        for column, part in _PARTS.items()
    ]
    pairs += [("channel", stand.channel, one.channel), ("marks", ", ".join(stand.marks), ", ".join(one.marks))]
    return [f"{part}: {_said(before)} → {_said(after)}" for part, before, after in pairs if before != after]


def _said(value: object) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value or "–")


def _told_events(stands: dict[str, _Stands], ground: Ground) -> dict[int, dict[str, tuple[str, str, datetime]]]:
    """The events the journal has of each case, each as it was told last."""
    known: dict[int, dict[str, tuple[str, str, datetime]]] = {}
    keys = [stand.laid.case for stand in stands.values()]
    for row in of_cases(ground.by.place, keys, [facts.ActivityRecorded.kind]) if keys else ():
        event = row.payload["activity"], row.payload["resource"], row.happened_at
        known.setdefault(row.case or 0, {})[row.payload["event"]] = event
    return known


def _columns(one: _Read) -> dict[str, object]:
    return {
        "department_id": one.past.owner,
        "channel": one.channel,
        "received_on": one.past.made_on,
        "outcome": "closed" if one.past.closed_on else "",
        "decided_on": one.past.closed_on,
        "marks": one.marks,
    }


def _activity(case: LogCase, event: LogEvent) -> Fact:
    late = case.ended_at is not None and event.at > case.ended_at
    return facts.ActivityRecorded(event.activity, event.resource, event.key, [AFTER_END] * late)


def _end(one: _Read, keys: Laid) -> list[tuple[Fact, datetime]]:
    past = one.past
    return [(Settled(keys.promise, past.closed_on, 1), past.closed_at)] if past.closed_at and past.closed_on else []


def _of_case(told: Iterable[tuple[Fact, datetime]], case: int, application: int) -> list[Happened]:
    return [Happened(fact, when, case, f"approvals.application/{application}") for fact, when in told]


def _owner(one: _Read, ground: Ground) -> PartyKey:
    return PartyKey(ground.department(one.log).key)
