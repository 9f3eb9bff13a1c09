"""What pages of minutes and of resolved matters ask, compiled; parts, supporting and changes by the rows in hand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from luodi.db.queries import Rows, among, reads
from luodi.slices.meetings.models import Change, Clause, Matter, Meeting, Supporting


class MinuteOf(NamedTuple):
    """A minute, column by column as `MinuteRow` has them."""

    pk: int
    case_id: int
    case__number: str
    case__version: int
    case__title: str
    body: str
    office_id: int
    chair_id: int | None
    circle: str
    held_on: date
    final_on: date | None


class TextRow(NamedTuple):
    """The text of a minute."""

    pk: int
    text: str


class ClauseRow(NamedTuple):
    """A marked place of a minute; `aside_because` where a person said that it resolves nothing."""

    pk: int
    ordinal: int
    from_place: int
    to_place: int
    words: str
    aside_because: str

    @property
    def is_aside(self) -> bool:
        return bool(self.aside_because)


class Correction(NamedTuple):
    """What a final minute should read instead, and by whose authority."""

    before: str
    after: str
    reason: str
    authority: str


class Place(NamedTuple):
    """A clause of a minute, by its place among the resolving sentences."""

    meeting: int
    ordinal: int
    aside_because: str


class Resolved(NamedTuple):
    """A matter of a minute, by the place of its clause."""

    meeting: int
    clause__ordinal: int


class MatterOf(NamedTuple):
    """A matter with its minute, in front column by column as `MatterRow` has them."""

    pk: int
    clause_id: int
    clause__ordinal: int
    clause__words: str
    parent_id: int | None
    part: int
    case_id: int
    case__number: str
    case__version: int
    case__title: str
    commitment_id: int
    commitment__owner_id: int
    commitment__state: str
    commitment__due_on: date | None
    commitment__closed_on: date | None
    watch_id: int | None
    owner_id: int
    due_on: date
    amount: Decimal | None
    unit: str
    scope: str
    wanted: Decimal | None
    reach: str
    reached: Decimal
    note: str
    reported_on: date | None
    observe_days: int
    judge_on: date | None
    effect: str
    effect_on: date | None
    finished_by_id: int | None
    closed_on: date | None
    waived: list[str]
    authority: str
    waived_because: str
    meeting: MinuteOf


class SupportingOf(NamedTuple):
    """A party that helps with a matter."""

    matter: int
    party: int


class ChangeRow(NamedTuple):
    """What was asked to be otherwise, or was."""

    pk: int
    kind: str
    state: str
    before: str
    after: str
    amount: Decimal | None
    reason: str
    authority: str
    by_id: int | None
    at: datetime
    decided_by_id: int | None
    decided_at: datetime | None


class ChangeOf(NamedTuple):
    """A change, and the matter it is of."""

    matter: int
    pk: int
    kind: str
    state: str
    before: str
    after: str
    amount: Decimal | None
    reason: str
    authority: str
    by_id: int | None
    at: datetime
    decided_by_id: int | None
    decided_at: datetime | None


@reads(MinuteOf)
def minutes(region: int) -> Rows:
    return Meeting.objects.within(region).order_by("-held_on", "-pk")


@reads(MinuteOf)
def minute(region: int, number: str) -> Rows:
    return Meeting.objects.within(region).filter(case__number=number)


@reads(TextRow)
def texts(region: int, meetings: list[int]) -> Rows:
    return Meeting.objects.within(region).filter(pk__in=among(meetings))


@reads(ClauseRow)
def clauses(meeting: int) -> Rows:
    return Clause.objects.filter(meeting=meeting).order_by("ordinal")


@reads(Place)
def places(meetings: list[int]) -> Rows:
    return Clause.objects.filter(meeting__in=among(meetings))


@reads(Resolved)
def resolved(region: int, meetings: list[int]) -> Rows:
    return Matter.objects.within(region).filter(meeting__in=among(meetings))


@reads(Correction)
def corrections(meeting: int) -> Rows:
    return Change.objects.filter(Q(matter=None), meeting=meeting, kind="corrected").order_by("pk")


def _ordered(region: int) -> QuerySet[Any]:
    return Matter.objects.within(region).order_by("meeting", "clause__ordinal", "part")


@reads(MatterOf)
def matters(region: int) -> Rows:
    return _ordered(region)


@reads(MatterOf)
def matter(region: int, number: str) -> Rows:
    return _ordered(region).filter(case__number=number)


@reads(MatterOf)
def matters_of(region: int, meetings: list[int]) -> Rows:
    return _ordered(region).filter(meeting__in=among(meetings), parent=None)


@reads(MatterOf)
def matters_with(region: int, party: int) -> Rows:
    helps = Exists(Supporting.objects.filter(matter=OuterRef("pk"), party=party))
    return _ordered(region).filter(Q(commitment__owner=party) | helps)


@reads(MatterOf)
def parts(matters: list[int]) -> Rows:
    return Matter.objects.everywhere("parts of rows in hand").filter(parent__in=among(matters)).order_by("part")


@reads(SupportingOf)
def supporting(matters: list[int]) -> Rows:
    return Supporting.objects.filter(matter__in=among(matters)).order_by("pk")


@reads(ChangeOf)
def changes(matters: list[int]) -> Rows:
    return Change.objects.filter(matter__in=among(matters)).order_by("pk")
