"""Values no writer of ours can have stored: SQLite lets any column hold anything, and readers may see nothing there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BinaryField, BooleanField, DateField, DateTimeField, DecimalField, Model

_SOUND = {  # the canonical form of each type, as SQLite sees it
    DateTimeField: "datetime({0}) IS substr({0}, 1, 19) AND typeof({0}) = 'text'",
    DateField: "date({0}) IS {0}",
    BooleanField: "{0} IN (0, 1)",
    BinaryField: "typeof({0}) = 'blob'",
    DecimalField: "typeof({0}) IN ('integer', 'real')",
}


class Unreadable(NamedTuple):
    """A row's key, the column, and what stands there."""

    key: Any
    column: str
    value: str


def unreadable(model: type[Model]) -> Iterator[Unreadable]:
    """Days, instants, amounts, truth values, bytes that are none of it; an engine with types holds no such thing."""
    if connection.vendor != "sqlite":
        return
    name = connection.ops.quote_name
    table, key = name(model._meta.db_table), name(str(model._meta.pk.column))
    for field in model._meta.local_concrete_fields:
        sound = next((sql for kind, sql in _SOUND.items() if isinstance(field, kind)), None)
        if sound is None or field.column is None:
            continue
        column = name(field.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, CAST({column} AS text) FROM {table} "
                f"WHERE {column} IS NOT NULL AND NOT coalesce({sound.format(column)}, 0)"
            )
            for row, value in cursor.fetchall():
                yield Unreadable(row, field.column, value)
