"""The one statement every action ends with, and when the last one was, compiled."""

from datetime import datetime
from typing import NamedTuple

from luodi.db.queries import Rows, adds_many, reads
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


class Recorded(NamedTuple):
    """When a fact was recorded."""

    recorded_at: datetime


@reads(Recorded)
def last_recorded(region: int) -> Rows:
    return Entry.objects.within(region).order_by("-recorded_at")[:1]


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
