"""`record`: the one way a fact is written. It takes every business row changed since the fact before it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from luodi.kernel.facts import Fact
from luodi.kernel.merkle import canonical, leaf_hash
from luodi.spine.journal import _store
from luodi.spine.journal._store import NewEntry
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
) -> None:
    """Write one fact that happened `at` and was recorded then or later; an action's facts are written at its end."""
    here = _in_transaction()
    one = Happened(fact, at, case, subject)
    here.ledger.record(_entry(one, by, recorded_at or at, here.ledger.take()), _store.entered)


def record_many(facts: Sequence[Happened], *, by: Seat, recorded_at: datetime) -> list[int]:
    """Write facts in their order, now; the first carries the rows changed before them. Returns their keys."""
    ledger = _in_transaction().ledger
    told = ledger.take()
    entries = [_entry(one, by, recorded_at, told if place == 0 else []) for place, one in enumerate(facts)]
    ledger.write_waiting()
    return _store.entered(entries)


def _in_transaction() -> Any:
    """The connection, in the transaction of the rows that a fact takes."""
    here = connections[DEFAULT_DB_ALIAS]
    if not here.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside the transaction of its rows")
    return here


def _entry(one: Happened, by: Seat, recorded_at: datetime, rows: list[Any]) -> NewEntry:
    fact = one.fact
    payload, told = canonical(fact.payload()), canonical(rows)
    about = by.region, fact.kind, one.case, one.subject, by.post, by.person, by.party
    text = entry_text(*about, _instant(one.at), _instant(recorded_at), payload, told)
    return NewEntry(*about, one.at, recorded_at, payload, told, leaf_hash(text))


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
        _instant(entry.happened_at),
        _instant(entry.recorded_at),
        entry.payload,
        entry.rows,
    )


@lru_cache(maxsize=1024)
def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
