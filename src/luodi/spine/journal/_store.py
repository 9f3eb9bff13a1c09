"""The one statement every action ends with, when the last one was, and what happened in cases; compiled."""

from datetime import datetime
from typing import NamedTuple

from luodi.db.queries import Rows, adds_many, among, reads
from luodi.spine.journal.models import Entry


class NewEntry(NamedTuple):
    """A fact to be written."""

    region: int
    kind: str
    case: int | None
    subject: str
    post: int | None
    person: int | None
    party: int | None
    happened_at: datetime
    recorded_at: datetime
    payload: str
    rows: str
    leaf: bytes


class EntryRow(NamedTuple):
    """A fact as it stands."""

    pk: int
    kind: str
    case: int | None
    party: int | None
    post: int | None
    happened_at: datetime
    recorded_at: datetime
    payload: str


class Kind(NamedTuple):
    """What kind of fact of a case."""

    pk: int
    case: int
    kind: str


class Recorded(NamedTuple):
    """When a fact was recorded."""

    recorded_at: datetime


@reads(Recorded)
def last_recorded(region: int) -> Rows:
    return Entry.objects.within(region).order_by("-recorded_at")[:1]


@reads(EntryRow)
def of_case(region: int, case: int) -> Rows:
    return Entry.objects.within(region).filter(case=case).order_by("id")


@reads(Kind)
def kinds(region: int, cases: list[int]) -> Rows:
    return Entry.objects.within(region).filter(case__in=among(cases)).order_by("id")


@reads(EntryRow)
def of_keys(region: int, entries: list[int]) -> Rows:
    return Entry.objects.within(region).filter(pk__in=among(entries))


@adds_many
def entered(new: NewEntry) -> Entry:
    return Entry(
        region_id=new.region,
        kind=new.kind,
        case=new.case,
        subject=new.subject,
        post_id=new.post,
        person_id=new.person,
        party_id=new.party,
        happened_at=new.happened_at,
        recorded_at=new.recorded_at,
        payload=new.payload,
        rows=new.rows,
        leaf=new.leaf,
    )
