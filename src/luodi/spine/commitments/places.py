"""Places: promises laid beforehand, each with what it waits for and without a day.

Whoever begins what a place is for promises a day with a promise of its own, whose parent the place is. What a place
waited for does not open it: it only waits for less.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from luodi.spine.commitments.models import Commitment, Edge, Evidence
from luodi.spine.people.seats import Seat


class NewPlace(NamedTuple):
    """What will be promised, by whom. `kept_on`: it was kept already, as `evidence` shows."""

    kind: str
    title: str
    owner: int
    title_en: str = ""
    subject: str = ""
    kept_on: date | None = None
    evidence: str = ""


class Tie(NamedTuple):
    """A place waits for another, by their keys."""

    before: int
    after: int
    reason: str
    lag_workdays: int = 0


def lay(new: Sequence[NewPlace], *, by: Seat, at: datetime) -> list[int]:
    """Lay places; the caller records the fact. Returns their keys in order."""
    laid = Commitment.objects.bulk_create(_row(place, by, at) for place in new)
    Evidence.objects.bulk_create(
        Evidence(commitment=row, link=place.evidence, by_id=by.post, at=at)
        for row, place in zip(laid, new, strict=True)
        if place.kept_on is not None
    )
    return [row.pk for row in laid]


def _row(place: NewPlace, by: Seat, at: datetime) -> Commitment:
    state = "planned" if place.kept_on is None else "done"
    return Commitment(
        region_id=by.region,
        kind=place.kind,
        subject=place.subject,
        title=place.title,
        title_en=place.title_en,
        owner_id=place.owner,
        made_on=by.day(at),
        shown=state,
        state=state,
        closed_on=place.kept_on,
    )


def tie(ties: Iterable[Tie], *, by: Seat) -> None:
    """Let places wait for each other; the caller has seen to it that none waits for itself."""
    edges = [Edge(before_id=t.before, after_id=t.after, reason=t.reason, lag_workdays=t.lag_workdays) for t in ties]
    Edge.objects.bulk_create(edges)
    _recount({edge.after_id for edge in edges}, by)


def untie(places: Iterable[int], *, by: Seat) -> None:
    """Nothing waits for these places any more, nor do they."""
    gone = list(places)
    after = set(Edge.objects.filter(before__in=gone).values_list("after", flat=True))
    Edge.objects.filter(Q(before__in=gone) | Q(after__in=gone)).delete()
    _recount(after | set(gone), by)


def _recount(places: set[int], by: Seat) -> None:
    open_ = Edge.objects.filter(after=OuterRef("pk")).exclude(before__state="done").order_by().values("after")
    waits = Coalesce(Subquery(open_.annotate(n=Count("pk")).values("n")), 0)
    rows = Commitment.objects.within(by.region).filter(pk__in=places, state="planned").exclude(waits=waits)
    rows.update(waits=waits)
