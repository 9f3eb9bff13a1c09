"""Replay a journal and compare it with the tables: knows tables, columns and keys, and no kind of fact."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

Row = dict[str, Any]
State = dict[str, dict[Any, Row]]


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
        held = tables.setdefault(table, {})
        if columns is None:
            for (key,) in rows:
                held.pop(key, None)
            continue
        for key, *values in rows:
            held.setdefault(key, {}).update(zip(columns, values, strict=True))
    return tables


def differences(table: str, stored: Iterable[tuple[Any, Row]], told: Mapping[Any, Row]) -> Iterator[Difference]:
    """Where the rows of a table differ from what the journal holds of it."""
    seen = set()
    for key, row in stored:
        seen.add(key)
        known = told.get(key)
        if known is None:
            yield Difference(table, key, "", "present", "unknown")
            continue
        for column, value in row.items():
            if value != known.get(column):
                yield Difference(table, key, column, value, known.get(column))
    for key in told.keys() - seen:
        yield Difference(table, key, "", "missing", "present")
