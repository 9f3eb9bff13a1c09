"""The inbox of a seat, compiled: its open promises with case and holder, and the days they stood still.

Who may see decides which queries they are, so there is a pair of them for each kind of onlooker: `of_onlooker` holds
them by role. `reads.seen_cases` and `reads.in_circle` say the same as conditions of plain ORM; a
test runs both beside each other for every account.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from luodi.db.queries import Rows, reads
from luodi.spine.commitments.models import Commitment, Hold, Pause
from luodi.spine.people.reads import PartyRow


class OpenRow(NamedTuple):
    """An open promise, in front the columns of `CommitmentRow`; its case, whose ball that is and since when."""

    pk: int
    kind: str
    subject: str
    title: str
    title_en: str
    case: int
    circle: str
    owner: int
    officer: int | None
    made_on: date
    from_on: date | None
    term: int | None
    unit: str
    due_on: date | None
    amber_on: date | None
    shown: str
    state: str
    closed_on: date | None
    case__number: str
    case__title: str
    case__title_en: str
    case__applicant: int
    case__opened_at: datetime
    case__ball: PartyRow | None
    since: datetime | None


class StopRow(NamedTuple):
    """A pause of a promise."""

    commitment: int
    from_on: date
    to_on: date | None


class Queries(NamedTuple):
    """What one kind of onlooker asks; by keyword `region` and `party`."""

    promises: Callable[..., list[OpenRow]]
    stops: Callable[..., list[StopRow]]


def _open(region: int) -> QuerySet[Any]:
    return Commitment.objects.within(region).filter(state__in=("open", "paused"), case__region=region)


def _shut_to(party: int, *circles: str) -> Q:
    return ~Q(circle__in=circles) | Q(owner=party)


def _of_law(region: int, party: int) -> QuerySet[Any]:
    return _open(region)


def _of_window(region: int, party: int) -> QuerySet[Any]:
    return _open(region).filter(_shut_to(party, "owner", "leaders"))


def _of_leaders(region: int, party: int) -> QuerySet[Any]:
    return _open(region).filter(_shut_to(party, "owner"))


def _of_office(region: int, party: int) -> QuerySet[Any]:
    held = Exists(Hold.objects.filter(case=OuterRef("case"), party=party))
    owned = Exists(Commitment.objects.within(region).filter(case=OuterRef("case"), owner=party))
    return _of_window(region, party).filter(Q(case__applicant=party) | held | owned)


def _of_firm(region: int, party: int) -> QuerySet[Any]:
    return _open(region).filter(circle="", case__applicant=party)


def _asked(seen: Callable[[int, int], QuerySet[Any]]) -> Queries:
    """The two queries of an onlooker, from what he sees: what turns red next in front, what has no day at the end."""
    begun = Hold.objects.filter(case=OuterRef("case"), to_at=None).values("from_at")

    @reads(OpenRow)
    def promises(region: int, party: int) -> Rows:
        found: Rows = seen(region, party).annotate(since=Subquery(begun))
        return found.order_by(F("due_on").asc(nulls_last=True), "pk")

    @reads(StopRow)
    def stops(region: int, party: int) -> Rows:
        return Pause.objects.filter(commitment__in=seen(region, party).values("pk")).order_by("from_on", "pk")

    return Queries(promises, stops)


of_onlooker = {
    name: _asked(seen)
    for name, seen in (
        ("law", _of_law),
        ("window", _of_window),
        ("leader", _of_leaders),
        ("reader", _of_leaders),
        ("firm", _of_firm),
        ("officer", _of_office),
    )
}
