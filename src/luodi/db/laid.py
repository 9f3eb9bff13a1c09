"""Whether the database is laid as the migrations of this version left it: tables, columns, indexes, triggers.

What a migration made by hand stands in its model's `by_hand`: the names of triggers and indexes, engine by engine.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import Model

_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
}


class Lack(NamedTuple):
    """What is gone, and the SQL that makes it anew where nothing recorded went with it."""

    what: str
    anew: str = ""


def lacking() -> Iterator[Lack]:
    """Tables, columns, indexes and triggers that are gone."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        triggers = _triggers(cursor)
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in tables:
                yield Lack(f"table {table}")
                continue
            columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
            gone = [str(f.column) for f in model._meta.local_concrete_fields if f.column not in columns]
            yield from (Lack(f"column {table}.{column}") for column in gone)
            found = connection.introspection.get_constraints(cursor, table)
            yield from _unnamed(model, found.keys() | {name for name, of in triggers if of == table})
            yield from () if gone else _unheld(model, found)


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


def _unnamed(model: type[Model], names: Set[str]) -> Iterator[Lack]:
    """Indexes, constraints and triggers of names that were given."""
    meta, editor = model._meta, connection.SchemaEditorClass(connection, collect_sql=True)
    for index in meta.indexes:
        if index.name not in names:
            yield Lack(f"{index.name} of {meta.db_table}", str(index.create_sql(model, editor)))
    for name in (*(str(one.name) for one in meta.constraints), *_by_hand(model)):
        if name not in names:
            yield Lack(f"{name} of {meta.db_table}")


def _unheld(model: type[Model], found: Mapping[str, Any]) -> Iterator[Lack]:
    """Indexes of columns, named by Django."""
    meta = model._meta
    editor: Any = connection.SchemaEditorClass(connection, collect_sql=True)
    unique = [one["columns"] for one in found.values() if one["unique"] or one["primary_key"]]
    indexed = unique + [one["columns"] for one in found.values() if one["index"]]
    fields: Sequence[Any] = meta.local_concrete_fields
    for field in fields:
        what = f"index of {meta.db_table}.{field.column}"
        if field.unique and [field.column] not in unique:
            yield Lack(what)
        elif field.db_index and [field.column] not in indexed:
            yield Lack(what, str(editor._create_index_sql(model, fields=[field])))
    for together in meta.unique_together:
        columns = [str(meta.get_field(name).column) for name in together]  # type: ignore[union-attr]
        if columns not in unique:
            yield Lack(f"index of {meta.db_table}.{', '.join(columns)}")
