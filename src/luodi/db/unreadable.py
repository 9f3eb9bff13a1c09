"""Values no writer of ours can have stored: SQLite lets any column hold anything, PostgreSQL days no calendar has.

Readers may see nothing there, or stop at them.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)

from luodi.db.fields import AnyField

Conditions = dict[type, str]
_SQLITE: Conditions = {  # the canonical form of each type, as the engine sees it
    DateTimeField: "datetime({0}) IS substr({0}, 1, 19) AND typeof({0}) = 'text'",
    DateField: "date({0}) IS {0}",
    BooleanField: "{0} IN (0, 1)",
    BinaryField: "typeof({0}) = 'blob'",
    DecimalField: "typeof({0}) IN ('integer', 'real') AND abs({0}) < 1e{whole} AND round({0}, {places}) = {0}",
    JSONField: "typeof({0}) = 'text' AND {0} IN ('[]', '{{}}')",
    IntegerField: "typeof({0}) = 'integer'",
    CharField: "typeof({0}) = 'text'",
    TextField: "typeof({0}) = 'text'",
}
_POSTGRESQL: Conditions = {DateField: "isfinite({0}) AND extract(year FROM {0}) BETWEEN 1 AND 9999"}
_SOUND = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


class Unreadable(NamedTuple):
    """A row's key, the column, and what stands there."""

    key: Any
    column: str
    value: str


def unreadable(model: type[Model]) -> Iterator[Unreadable]:
    """Values that are none of what their column is for."""
    fields = [field for field in model._meta.local_concrete_fields if field.column and _sound(field)]
    if not fields or not _asked(model, "1", " OR ".join(map(_strange, fields)), most=1):
        return  # one look at each row is all there is to most tables
    key = connection.ops.quote_name(str(model._meta.pk.column))
    for field in fields:
        column = connection.ops.quote_name(str(field.column))
        stored = f"typeof({column})" if connection.vendor == "sqlite" else "''"
        found = _asked(model, f"{key}, CAST({column} AS text), {stored}", _strange(field))
        for row, value, stored in found:
            if not (isinstance(field, JSONField) and stored == "text" and _written(value)):
                yield Unreadable(row, str(field.column), value)


def _asked(model: type[Model], what: str, condition: str, most: int = 2**31) -> list[Any]:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"SELECT {what} FROM {table} WHERE {condition} LIMIT {most}")
        return list(cursor.fetchall())


def _strange(field: AnyField) -> str:
    """The condition under which a value stands there that is none."""
    column = connection.ops.quote_name(str(field.column))
    return f"({column} IS NOT NULL AND ({_sound(field).format(column, **_bounds(field))}) IS NOT TRUE)"


def _sound(field: AnyField) -> str:
    """The condition of a sound value; empty for a kind that is not looked at."""
    aimed: Any = field
    while aimed.is_relation:
        aimed = aimed.target_field
    return next((sql for kind, sql in _SOUND[connection.vendor].items() if isinstance(aimed, kind)), "")


def _bounds(field: AnyField) -> dict[str, int]:
    """The digits before the point and after it."""
    if not isinstance(field, DecimalField):
        return {}
    places, digits = field.decimal_places or 0, field.max_digits or 0
    return {"places": places, "whole": digits - places}


def _written(text: str) -> bool:
    """Whether JSON stands there in the one way in which a value is written."""
    try:
        return json.dumps(json.loads(text)) == text
    except ValueError:
        return False
