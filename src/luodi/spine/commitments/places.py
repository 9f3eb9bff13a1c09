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


def tie(places: Iterable[int], ties: Iterable[Tie], *, by: Seat) -> None:
    """Let these places wait for each other as told, and for nothing else. The caller keeps circles out."""
    among = set(places)
    wanted = {(one.before, one.after): one for one in ties}
    edges = Edge.objects.filter(Q(before__in=among) | Q(after__in=among))
    stand = {(before, after): pk for pk, before, after in edges.values_list("pk", "before", "after")}
    Edge.objects.filter(pk__in=[pk for pair, pk in stand.items() if pair not in wanted]).delete()
    Edge.objects.bulk_create(
        Edge(before_id=one.before, after_id=one.after, reason=one.reason, lag_workdays=one.lag_workdays)
        for pair, one in wanted.items()
        if pair not in stand
    )
    _recount(among, by)


def leave(places: Iterable[int], *, by: Seat, at: datetime) -> None:
    """These places are not needed any more: void, before anybody began them. The caller unties them."""
    rows = Commitment.objects.within(by.region).filter(pk__in=list(places), state="planned")
    rows.update(state="void", shown="done", closed_on=by.day(at))


def _recount(places: set[int], by: Seat) -> None:
    open_ = Edge.objects.filter(after=OuterRef("pk")).exclude(before__state="done").order_by().values("after")
    waits = Coalesce(Subquery(open_.annotate(n=Count("pk")).values("n")), 0)
    rows = Commitment.objects.within(by.region).filter(pk__in=places, state="planned").exclude(waits=waits)
    rows.update(waits=waits)
