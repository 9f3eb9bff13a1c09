"""`record`: the one way a fact is written. It takes every business row changed since the fact before it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from luodi.kernel.facts import Fact
from luodi.kernel.merkle import canonical, leaf_hash
from luodi.spine.journal import _store
from luodi.spine.journal.leaf import entry_text
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import Seat


class Happened(NamedTuple):
    """A fact with its own time, for `record_many`."""

    fact: Fact
    at: datetime
    case: int | None = None
    subject: str = ""


def record(
    fact: Fact,
    *,
    by: Seat,
    at: datetime,
    recorded_at: datetime | None = None,
    case: int | None = None,
    subject: str = "",
) -> int:
    """Write one fact that happened `at` and was recorded then or later; returns its key in the journal."""
    return record_many([Happened(fact, at, case, subject)], by=by, recorded_at=recorded_at or at)[0]


def record_many(facts: Sequence[Happened], *, by: Seat, recorded_at: datetime) -> list[int]:
    """Write facts in their order, in one statement; the first carries the rows changed before them."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside the transaction of its rows")
    told: list[Any] = connection.ledger.take()  # type: ignore[attr-defined]  # of our backends
    entries = [_entry(one, by, recorded_at, told if place == 0 else []) for place, one in enumerate(facts)]
    if len(entries) == 1:
        return [_enter(entries[0])]
    return [entry.pk for entry in Entry.objects.bulk_create(entries)]


def _enter(entry: Entry) -> int:
    return _store.entered(
        region=entry.region_id,
        kind=entry.kind,
        case=entry.case,
        subject=entry.subject,
        post=entry.post_id,
        person=entry.person_id,
        party=entry.party_id,
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        payload=entry.payload,
        rows=entry.rows,
        leaf=bytes(entry.leaf),
    )


def _entry(one: Happened, by: Seat, recorded_at: datetime, rows: list[Any]) -> Entry:
    entry = Entry(
        region_id=by.region,
        kind=one.fact.kind,
        case=one.case,
        subject=one.subject,
        post_id=by.post,
        person_id=by.person,
        party_id=by.party,
        happened_at=one.at,
        recorded_at=recorded_at,
        payload=canonical(one.fact.payload()),
        rows=canonical(rows),
    )
    entry.leaf = leaf_hash(leaf_text(entry))
    return entry


def leaf_text(entry: Entry) -> str:
    """The canonical text of an entry, whose hash is its leaf."""
    return entry_text(
        entry.region_id,
        entry.kind,
        entry.case,
        entry.subject,
        entry.post_id,
        entry.person_id,
        entry.party_id,
        entry.happened_at.astimezone(UTC).isoformat(),
        entry.recorded_at.astimezone(UTC).isoformat(),
        entry.payload,
        entry.rows,
    )
