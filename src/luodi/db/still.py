"""One view of the whole database while others go on writing: for what reads many tables and must not see them at
different moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_SMALL = {"mmap_size": 0, "cache_size": -4096}  # what is read once, whole, is worth no memory


@contextmanager
def standing_still() -> Iterator[None]:
    """Every read inside sees the same moment; nobody waits for it. Inside a transaction, that one's view is used."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor, _little_memory(cursor):
            cursor.execute("BEGIN DEFERRED")  # a reader's: `atomic` would take the writers' turn
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


@contextmanager
def _little_memory(cursor: Any) -> Iterator[None]:
    found = {name: cursor.execute(f"PRAGMA {name}").fetchone() for name in _SMALL}
    before = {name: row[0] for name, row in found.items() if row}  # a database in memory has no map
    try:
        for name, value in _SMALL.items():
            cursor.execute(f"PRAGMA {name}={value}")
        yield
    finally:
        for name, value in before.items():
            cursor.execute(f"PRAGMA {name}={value}")
