"""Whether the database is laid as the migrations of this version left it: tables, columns, indexes, triggers.

What a migration made by hand stands in its model's `by_hand`: the names of triggers and indexes, engine by engine.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
}


def lacking() -> Iterator[str]:
    """Tables, columns, indexes and triggers that are gone."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        triggers = _triggers(cursor)
        for model in models:
            table = model._meta.db_table
            if table not in tables:
                yield f"table {table}"
                continue
            columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
            gone = [str(f.column) for f in model._meta.local_concrete_fields if f.column not in columns]
            yield from (f"column {table}.{column}" for column in gone)
            found = connection.introspection.get_constraints(cursor, table)
            names = found.keys() | {name for name, of in triggers if of == table}
            yield from (f"{name} of {table}" for name in _named(model) if name not in names)
            yield from (f"index of {table}.{column}" for column in _unheld(model, found) if column not in gone)


def unknown_triggers() -> Iterator[str]:
    """Triggers no migration of ours made: they change rows behind every act."""
    ours = {(name, model._meta.db_table) for model in apps.get_models() for name in _by_hand(model)}
    with connection.cursor() as cursor:
        yield from (f"{name} on {table}" for name, table in sorted(_triggers(cursor) - ours))


def _triggers(cursor: Any) -> Set[tuple[str, str]]:
    cursor.execute(_TRIGGERS[connection.vendor])
    return set(cursor.fetchall())


def _by_hand(model: type[Model]) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(model, "by_hand", {}).get(connection.vendor, ())
    return found


def _named(model: type[Model]) -> list[str]:
    """Names of indexes, constraints and triggers as they were given."""
    return [str(one.name) for one in (*model._meta.indexes, *model._meta.constraints)] + [*_by_hand(model)]


def _unheld(model: type[Model], found: Mapping[str, Any]) -> Iterator[str]:
    """Columns of whose own index, named by Django, nothing is there."""
    unique = [one["columns"] for one in found.values() if one["unique"] or one["primary_key"]]
    indexed = unique + [one["columns"] for one in found.values() if one["index"]]
    fields: Sequence[Any] = model._meta.local_concrete_fields
    for field in fields:
        if [field.column] not in (unique if field.unique else indexed) and (field.unique or field.db_index):
            yield str(field.column)
    for together in model._meta.unique_together:
        columns = [str(model._meta.get_field(name).column) for name in together]  # type: ignore[union-attr]
        if columns not in unique:
            yield ", ".join(columns)
