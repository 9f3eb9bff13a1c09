"""What it takes to say how every case stood, compiled: the promises each kind of onlooker sees, pauses, balls."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from luodi.db.queries import Rows, reads
from luodi.spine.commitments._inbox import StopRow
from luodi.spine.commitments.models import Commitment, Hold, Pause
from luodi.spine.commitments.reads import in_circle, seen_cases
from luodi.spine.people.seats import Place, Seat


class Promised(NamedTuple):
    """A promise with its case."""

    pk: int
    case_id: int
    case__number: str
    case__title: str
    case__title_en: str
    case__closed_at: datetime | None
    kind: str
    title: str
    title_en: str
    owner_id: int
    made_on: date
    from_on: date | None
    term: int | None
    unit: str
    due_on: date | None


class Ball(NamedTuple):
    """A hold of the ball of a case."""

    case: int
    party: int
    from_at: datetime


def _of_role(role: str) -> Callable[..., list[Promised]]:
    """What an onlooker asks; by keyword `region` and `party`."""

    @reads(Promised)
    def promises(region: int, party: int) -> Rows:
        here: Any = region
        seat = Seat(Place(here, "", "", "", "", "", 0, None), role=role, party=party)
        seen = Commitment.objects.within(here).filter(in_circle(seat), case__in=seen_cases(seat).values("pk"))
        return seen.filter(parent=None).exclude(state="planned").order_by("case", "pk")

    return promises


promises_of = {role: _of_role(role) for role in ("law", "window", "leader", "reader", "firm", "officer")}


@reads(StopRow)
def stops(region: int) -> Rows:
    return Pause.objects.filter(commitment__region=region).order_by("from_on", "pk")


@reads(Ball)
def balls(region: int, before: datetime) -> Rows:
    return Hold.objects.filter(case__region=region, from_at__lt=before).order_by("pk")
