"""Replay a journal and compare it with the tables: knows tables, columns and keys, and no kind of fact.

A statement is `[table, columns, rows]`, rows gone have columns `null`. A shape has a word in the place of the columns:
`[table, "column named", [[old, new]]]`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from luodi.kernel.merkle import canonical

Row = dict[str, Any]
State = dict[str, dict[Any, Row]]

COLUMN_NAMED = "column named"  # old, new
COLUMN_ADDED = "column added"  # column, the value every row got
COLUMN_DROPPED = "column dropped"  # column
TABLE_NAMED = "table named"  # new
TABLE_DROPPED = "table dropped"


class Difference(NamedTuple):
    """A place where table and journal disagree. `column` is empty where the whole row is missing or foreign."""

    table: str
    key: Any
    column: str
    in_table: Any
    in_journal: Any


def fold(statements: Iterable[list[Any]], state: State | None = None) -> State:
    """The tables as the facts left them; `statements` in the order they were recorded."""
    tables: State = {} if state is None else state
    for table, columns, rows in statements:
        if isinstance(columns, str):
            reshape(tables, table, columns, rows[0])
            continue
        change(tables.setdefault(table, {}), columns, rows)
    return tables


def change(held: dict[Any, Row], columns: Sequence[str] | None, rows: Iterable[list[Any]]) -> None:
    """One statement on the rows of its table."""
    if columns is None:
        for (key,) in rows:
            held.pop(key, None)
        return
    for key, *values in rows:
        named = zip(columns, values, strict=True)
        if key in held:
            held[key].update(named)
        else:
            held[key] = dict(named)


def reshape(tables: State, table: str, what: str, words: list[Any]) -> None:
    """A table or a column of every row told so far takes another shape."""
    rows = tables.pop(table, {})
    if what == TABLE_DROPPED:
        return
    if what == TABLE_NAMED:
        (table,) = words
    else:
        change = _COLUMN[what]
        for row in rows.values():
            change(row, *words)
    if rows:
        tables[table] = rows


def _named(row: Row, old: str, new: str) -> None:
    if old in row:
        row[new] = row.pop(old)


def _added(row: Row, column: str, value: Any) -> None:
    row[column] = value


def _dropped(row: Row, column: str) -> None:
    row.pop(column, None)


_COLUMN: dict[str, Callable[..., None]] = {COLUMN_NAMED: _named, COLUMN_ADDED: _added, COLUMN_DROPPED: _dropped}


def differences(
    table: str, stored: Iterable[tuple[Any, Row]], told: Mapping[Any, Row], *, exact: Sequence[str] = ()
) -> Iterator[Difference]:
    """Where the rows of a table differ from what the journal holds of it; `exact`: columns where true is not 1."""
    seen = set()
    for key, row in stored:
        seen.add(key)
        known = told.get(key)
        if known == row and all(_same(row[column], known[column]) for column in exact):
            continue
        if known is None:
            yield Difference(table, key, "", "present", "unknown")
            continue
        for column, value in row.items():
            if value != known.get(column) or (column in exact and not _same(value, known.get(column))):
                yield Difference(table, key, column, value, known.get(column))
    for key in told.keys() - seen:
        yield Difference(table, key, "", "missing", "present")


def _same(value: Any, other: Any) -> bool:
    """Whether two equal values are of the same kinds all through."""
    return not value or canonical(value) == canonical(other)
