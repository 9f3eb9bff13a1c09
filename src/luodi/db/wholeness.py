"""Whether a database's own file is whole: what no journal can tell, for pages and indexes lie below it.

SQLite reads its file through. `integrity_check` also holds every index against its table, `quick_check` does not and
takes a fraction of the time: it is for files too large to wait for. PostgreSQL counts the pages whose checksum failed.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.db import DatabaseError, connection

THOROUGH = 1024**3  # bytes: a larger file is asked quickly where somebody waits
MOST = 100  # places named
DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


class Damaged(Exception):
    """A copy is not whole, so it is none."""


class Whole(NamedTuple):
    """What a check found; `faults` is empty where the file is whole."""

    by: str
    size: int
    faults: list[str]


def looked_through() -> Whole:
    """SQLite's file as this connection reads it. Raises what SQLite says where it reads nothing at all."""
    with connection.cursor() as cursor:
        pages, each = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        check = "integrity_check" if pages * each <= THOROUGH else "quick_check"
        return Whole(check, pages * each, _faults(cursor.execute, check))


def must_be_whole(file: Path) -> None:
    """A copy nobody else reads, looked through with its indexes. Raises Damaged."""
    copy = sqlite3.connect(file)
    try:
        faults = _faults(copy.execute, "integrity_check")
    finally:
        copy.close()
    if faults:
        raise Damaged(faults[0])


def is_damage(problem: Exception) -> bool:
    """Whether SQLite refused because of what the file holds, not because it is not there, locked or full."""
    code = str(getattr(problem.__cause__ or problem, "sqlite_errorname", ""))
    return any(code.startswith(one) for one in DAMAGED)


def failed_pages() -> int | None:
    """How many pages of this PostgreSQL database were read with a wrong checksum; None where it keeps no checksums."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
        found: tuple[int | None] = cursor.fetchone()
    return found[0]


def _faults(execute: Callable[[str], Any], check: str) -> list[str]:
    """What a check lists; a page so spoiled that the check itself breaks off is a fault as well."""
    try:
        said = [" ".join(text.split()) for (text,) in execute(f"PRAGMA {check}({MOST})").fetchall()]
    except (sqlite3.DatabaseError, DatabaseError) as problem:
        if not is_damage(problem):
            raise
        said = [str(problem)]
    return [] if said == ["ok"] else said
