"""A database as files and back, on its own engine, without any program beside us.

SQLite copies its pages while others write; PostgreSQL hands every table out by COPY in one snapshot. Both inside
`standing_still`, so that what is copied is what was read there.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

from django.db import connection

from luodi.db.wholeness import must_be_whole

Opens = Callable[[str], AbstractContextManager[IO[bytes]]]
PAGES, SEQUENCES = "luodi.sqlite3", "sequences.json"
AT_ONCE = 1024 * 1024


def copied_out(opens: Opens, scratch: Path) -> None:
    """Write the database as members; `scratch` is a folder for what passes through. Raises Damaged."""
    if connection.vendor == "sqlite":
        _pages_out(opens, scratch)
        return
    with connection.cursor() as cursor:
        for table, columns in _tables(cursor).items():
            with opens(f"{table}.copy") as member, cursor.copy(f"COPY {_listed(table, columns)} TO STDOUT") as rows:
                member.write(json.dumps(columns).encode() + b"\n")
                for block in rows:
                    member.write(block)
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
        with opens(SEQUENCES) as member:
            member.write(json.dumps(dict(cursor.fetchall())).encode())


def _pages_out(opens: Opens, scratch: Path) -> None:
    import sqlite3

    copy = scratch / PAGES
    with connection.cursor():  # connected
        target = sqlite3.connect(copy)
        try:
            connection.connection.backup(target)
        finally:
            target.close()
    must_be_whole(copy)
    with opens(PAGES) as member, copy.open("rb") as pages:
        while block := pages.read(AT_ONCE):
            member.write(block)


def copied_in(members: dict[str, Path]) -> None:
    """Fill the tables of PostgreSQL, made by the same migrations, from members; what stands there goes."""
    with connection.cursor() as cursor:
        tables = _tables(cursor)
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))}")
        for name, path in members.items():
            if name != SEQUENCES:
                _rows_in(cursor, name.removesuffix(".copy"), path)
        for sequence, last in json.loads(members[SEQUENCES].read_text()).items():
            if last is not None:
                cursor.execute("SELECT setval(%s::regclass, %s)", [connection.ops.quote_name(sequence), last])


def _rows_in(cursor: Any, table: str, path: Path) -> None:
    with path.open("rb") as member:
        columns = json.loads(member.readline())
        with cursor.copy(f"COPY {_listed(table, columns)} FROM STDIN") as rows:
            while block := member.read(AT_ONCE):
                rows.write(block)


def _listed(table: str, columns: list[str]) -> str:
    name = connection.ops.quote_name
    return f"{name(table)} ({', '.join(map(name, columns))})"


def _tables(cursor: Any) -> dict[str, list[str]]:
    """Every table with the columns that are stored, not generated."""
    cursor.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
        " USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        " AND is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position"
    )
    found: dict[str, list[str]] = {}
    for table, column in cursor.fetchall():
        found.setdefault(table, []).append(column)
    return found


def stands_empty() -> bool:
    """Whether the database holds no table at all."""
    return not connection.introspection.table_names()


def applied() -> Iterator[tuple[str, str]]:
    """The migrations this database has had, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        yield from cursor.fetchall()
