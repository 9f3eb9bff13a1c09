"""Steps the verbs of matters share: the door, a matter laid down with its case and promise, a change kept."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from luodi.kernel.facts import Fact
from luodi.kernel.problems import problem
from luodi.slices.meetings.models import Change, Matter, Supporting
from luodi.slices.meetings.reads.matters import MatterRow, matter_for, thing_of
from luodi.slices.meetings.reads.minutes import MinuteRow
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.four import Cell
from luodi.spine.commitments import cases, verbs
from luodi.spine.commitments.cases import NewCase, open_case
from luodi.spine.commitments.reads import number_stands
from luodi.spine.commitments.verbs import NewPromise
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Refused, Seat, of_law, or_refuse

KIND, WATCH = "meetings.matter", "meetings.watch"


class Resolved(NamedTuple):
    """A matter as resolved."""

    title: str
    owner: int
    due_on: date
    amount: Decimal | None
    unit: str
    scope: str
    observe_days: int = 0
    supporting: tuple[int, ...] = ()


class Place(NamedTuple):
    """Where a matter stands: the clause of its minute, its number, and whose part it is."""

    minute: MinuteRow
    clause: int
    number: str
    parent: MatterRow | None = None
    part: int = 0


@dataclass(frozen=True)
class Act:
    """One verb on one matter: the matter as it stood, who, when."""

    row: MatterRow
    by: Seat
    at: datetime

    @property
    def on(self) -> date:
        return self.by.day(self.at)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The four tests at this moment."""
        return self.row.cells(self.by, self.on)

    def change(self, **columns: Any) -> None:
        """Write columns of the matter."""
        Matter.objects.within(self.by.region).filter(pk=self.row.pk).update(**columns)

    def record(self, fact: Fact) -> None:
        """Tell what happened to it."""
        record(fact, by=self.by, at=self.at, case=self.row.case_id)


def opened(verb: str, *, number: str, by: Seat, at: datetime, seen: int | None) -> Act:
    """The matter in hand, its case row taken before anything else of it. Raises NotYours, Stale or Refused."""
    row = matter_for(by, number)
    take_as_read(row, by=by, seen=seen)
    or_refuse(acts.may(verb, row, by))
    return Act(row, by, at)


def take_as_read(row: MatterRow | MinuteRow, *, by: Seat, seen: int | None) -> None:
    """Take the case row of a matter or minute in hand, at the version that was seen. Raises Stale."""
    if seen not in (None, row.version):
        raise cases.Stale(row.case_id, row.version)
    cases.take(row.case_id, by=by, seen=row.version)


def laid_down(new: Resolved, where: Place, *, by: Seat, at: datetime) -> int:
    """A case, a promise and the matter; returns the case. The caller records the fact."""
    minute, parent = where.minute, where.parent
    if number_stands(by.place, where.number):
        raise Refused(problem("A paper of the number %(number)s stands already.", number=where.number))
    case = open_case(NewCase(where.number, new.title, "", minute.office, new.owner), by=by, at=at)
    promise = NewPromise(
        kind=KIND,
        title=new.title,
        owner=new.owner,
        from_on=None,
        due_on=new.due_on,
        subject=where.number,
        case=case,
        circle=minute.circle,
        parent=parent.promise if parent else None,
    )
    kept = new._asdict()
    supporting, _title, owner = kept.pop("supporting"), kept.pop("title"), kept.pop("owner")
    matter = Matter.objects.create(
        region_id=by.region,
        meeting_id=minute.pk,
        clause_id=where.clause,
        parent_id=parent.pk if parent else None,
        part=where.part,
        case_id=case,
        commitment_id=verbs.promise(promise, by=by, at=at),
        owner_id=owner,
        wanted=new.amount,
        reach=new.scope,
        **kept,
    )
    Supporting.objects.bulk_create(Supporting(matter_id=matter.pk, party_id=party) for party in supporting)
    findable_as_it_is(where.number, by=by)
    return case


def findable_as_it_is(number: str, *, by: Seat) -> None:
    """Let a matter be found by whoever may see it now."""
    put(thing_of(matter_for(of_law(by.place), number)), region=by.region)


def kept(act: Act, *, kind: str, state: str, before: str, after: str, reason: str, **more: Any) -> None:
    """A change of a matter, as a row. The caller records the fact."""
    Change.objects.create(
        meeting_id=act.row.minute.pk,
        matter_id=act.row.pk,
        kind=kind,
        state=state,
        before=before,
        after=after.strip(),
        reason=reason.strip(),
        by_id=act.by.post,
        at=act.at,
        **more,
    )


def decided(act: Act, change: int, *, state: str, authority: str = "") -> None:
    """A change that waited, or a departure, is decided."""
    Change.objects.filter(pk=change).update(
        state=state, authority=authority.strip(), decided_by=act.by.post, decided_at=act.at
    )


def amount_said(amount: Decimal | None, unit: str) -> str:
    """An amount with its unit; empty where there is none."""
    if amount is None:
        return ""
    plain = format(amount.normalize(), "f")
    return f"{plain} {unit}".strip()
