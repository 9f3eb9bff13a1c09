"""Compiled queries: a typed function whose body is an ORM query, compiled once per engine, bound by name after that.

`reads(Row)` answers rows, `writes` how many rows it changed, `writes_back(Row)` the changed rows as they are now,
`adds` the new key. Writing ones tell the ledger like every other write. What runs on every step stands in a room's
`_store.py`; all else is plain ORM. A condition of None would compile to `= NULL` and is refused: it is another query.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet, Value
from django.db.models.sql import InsertQuery, UpdateQuery

from luodi.db.compiler import returning, tell_stored
from luodi.db.fields import AnyField
from luodi.db.ledger import Unrecorded
from luodi.db.told import told_tables

P = ParamSpec("P")
R = TypeVar("R", bound=tuple[Any, ...])
Rows = QuerySet[Any]


class Change(NamedTuple):
    """Rows to change, and the columns to set."""

    rows: QuerySet[Any]
    columns: dict[str, Any]


class Slot(NamedTuple):
    """The place of a named argument in a compiled statement; `condition` when it stands in a WHERE."""

    name: str
    condition: bool


class Bind(Value):
    """An argument while the query is compiled: it becomes a slot."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [Slot(self.name, not self.for_save)]

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        resolved = super().resolve_expression(*args, **kwargs)
        resolved.for_save = kwargs.get("for_save", False) or (len(args) > 4 and args[4])
        return resolved

    for_save = False


class Compiled(NamedTuple):
    """A statement of one engine: its text, its arguments in order, the fields it returns with their converters."""

    sql: str
    slots: list[Any]
    fields: list[AnyField]
    converters: Any
    compiler: Any


Run = Callable[[Compiled, dict[str, Any]], Any]
Body = Callable[..., Any]


def reads(row: type[R]) -> Callable[[Callable[P, Rows]], Callable[P, list[R]]]:
    """A query of rows, each a named tuple; its field names are the columns, `__` leading over a foreign key."""

    def decorate(body: Callable[P, Rows]) -> Callable[P, list[R]]:
        def compile_rows() -> Compiled:
            whole: Body = body
            query = whole(**_binds(body)).values_list(*row._fields).query  # type: ignore[attr-defined]
            compiler = query.get_compiler(connection=connection)
            sql, slots = compiler.as_sql()
            columns = [expression for expression, _, _ in compiler.select]
            return Compiled(sql, list(slots), [], compiler.get_converters(columns), compiler)

        def run(kept: Compiled, given: dict[str, Any]) -> list[R]:
            return [row(*found) for found in _run(kept, given)]

        query: Callable[P, list[R]] = _bound(body, compile_rows, run)
        return query

    return decorate


def writes(body: Callable[P, Change]) -> Callable[P, int]:
    """A change of rows; answers how many."""

    def run(kept: Compiled, given: dict[str, Any]) -> int:
        return len(_change(kept, given))

    query: Callable[P, int] = _bound(body, lambda: _compiled_change(body, ()), run)
    return query


def writes_back(row: type[R]) -> Callable[[Callable[P, Change]], Callable[P, list[R]]]:
    """A change of rows that answers them as they are now, without another read."""

    def decorate(body: Callable[P, Change]) -> Callable[P, list[R]]:
        names = tuple(row._fields)  # type: ignore[attr-defined]

        def run(kept: Compiled, given: dict[str, Any]) -> list[R]:
            places = {f.attname: place for place, f in enumerate(kept.fields)} | {"pk": 0}
            return [row(*(stored[places[name]] for name in names)) for stored in _change(kept, given)]

        query: Callable[P, list[R]] = _bound(body, lambda: _compiled_change(body, names), run)
        return query

    return decorate


def adds(body: Callable[P, Model]) -> Callable[P, int]:
    """A new row; answers its key."""

    def compile_row() -> Compiled:
        whole: Body = body
        made = whole(**_binds(body))
        model = type(made)
        fields = [f for f in model._meta.local_concrete_fields if f is not model._meta.pk]
        query = InsertQuery(model)
        query.insert_values(fields, [made])
        compiler = query.get_compiler(connection=connection)
        pk: Any = model._meta.pk
        back = [pk, *fields]
        compiler.returning_fields = None
        [(sql, slots)] = compiler.as_sql()
        return _finished(compiler, sql, slots, back)

    def run(kept: Compiled, given: dict[str, Any]) -> int:
        [stored] = _change(kept, given)
        return int(stored[0])

    query: Callable[P, int] = _bound(body, compile_row, run)
    return query


def _compiled_change(body: Callable[..., Change], wanted: tuple[str, ...]) -> Compiled:
    change = body(**_binds(body))
    query: Any = change.rows.query.chain(UpdateQuery)
    query.add_update_values(change.columns)
    model = change.rows.model
    compiler = query.get_compiler(connection=connection)
    sql, slots = compiler.as_sql()
    fields: list[AnyField] = [model._meta.pk, *(field for field, _, _ in query.values)]
    named = {f.attname: f for f in model._meta.local_concrete_fields}
    fields += [named[name] for name in wanted if name != "pk" and named[name] not in fields]
    return _finished(compiler, sql, slots, fields)


def _finished(compiler: Any, sql: str, slots: Any, fields: list[AnyField]) -> Compiled:
    table = compiler.query.get_meta().db_table
    converters = compiler.get_converters([f.get_col(table) for f in fields])
    return Compiled(sql + returning(compiler, fields), list(slots), fields, converters, compiler)


def _bound(body: Callable[..., Any], compile_it: Callable[[], Compiled], run: Run) -> Any:
    kept: dict[str, Compiled] = {}

    @wraps(body)
    def query(**given: Any) -> Any:
        vendor = connection.vendor
        if vendor not in kept:
            kept[vendor] = compile_it()
        return run(kept[vendor], given)

    return query


def _binds(body: Callable[..., Any]) -> dict[str, Any]:
    return {name: Bind(name) for name in signature(body).parameters}


def _run(kept: Compiled, given: dict[str, Any]) -> list[Any]:
    here = connections[DEFAULT_DB_ALIAS]  # the proxy costs a microsecond at every touch
    params = [_value(slot, given, here.ops) if isinstance(slot, Slot) else slot for slot in kept.slots]
    with here.cursor() as cursor:
        cursor.execute(kept.sql, params)
        rows: list[Any] = cursor.fetchall()
    return list(kept.compiler.apply_converters(rows, kept.converters)) if kept.converters else rows


def _change(kept: Compiled, given: dict[str, Any]) -> list[Any]:
    """Run a writing statement and tell what it stored; a table that facts do not cover is only written."""
    table = kept.compiler.query.get_meta().db_table
    told = table in told_tables()
    if told and not connection.in_atomic_block:
        raise Unrecorded(f"{table} was written outside a transaction, where no fact can take it")
    rows = _run(kept, given)
    if told:
        tell_stored(connection, table, kept.fields, rows)
    return rows


def _value(slot: Slot, given: dict[str, Any], ops: Any) -> Any:
    value = given[slot.name]
    if value is None and slot.condition:
        raise TypeError(f"{slot.name} is None: a condition of None is another query")
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return ops.adapt_datefield_value(value)
    if isinstance(value, dict | list):
        return ops.adapt_json_value(value, None)
    return value
