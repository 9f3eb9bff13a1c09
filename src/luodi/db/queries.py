"""Compiled queries: a typed function whose body is an ORM query, compiled once per engine, bound by name after that.

`reads(Row)` answers rows, `writes` how many rows it changed, `writes_back(Row)` the changed rows as they are now,
`adds` the new key, `adds_many` the new keys of many. Writing ones tell the ledger like every other write. What every
step runs and every page asks stands in a room's `_store.py`; all else is plain ORM. A condition of None would compile
to `= NULL` and is refused: it is another query. `column__in=among(keys)` takes any number of keys.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from luodi.db.compiled import Among, Bind, Compiled, answering, compiled, readers_of, run, shape, telling, with_salts
from luodi.db.compiler import returning
from luodi.db.fields import AnyField

P = ParamSpec("P")
R = TypeVar("R", bound=tuple[Any, ...])
Rows = QuerySet[Any]
Body = Callable[..., Any]
Compiling = Callable[[Any], Compiled]
MOST_AT_ONCE = 16  # rows of one statement of `adds_many`; each number up to it is a statement of its own


class Change(NamedTuple):
    """Rows to change, and the columns to set."""

    rows: QuerySet[Any]
    columns: dict[str, Any]


def among(keys: Sequence[int]) -> Any:
    """In the body of a query, its argument `keys` as what a column is `__in`."""
    named: Any = keys
    return Among(named.name)


def reads(row: type[R]) -> Callable[[Callable[P, Rows]], Callable[P, list[R]]]:
    """A query of rows, each a named tuple; its field names are the columns, `__` leading over a foreign key.

    A field that is itself a named tuple is read along the foreign key of its name.
    """

    def decorate(body: Callable[P, Rows]) -> Callable[P, list[R]]:
        def compile_rows(here: Any) -> Compiled:
            whole: Body = body
            names, _ = shape(row)
            query = whole(**_binds(body)).values_list(*names).query
            compiler = query.get_compiler(connection=here)
            sql, slots = compiler.as_sql()
            readers = readers_of(compiler, [expression for expression, _, _ in compiler.select])
            return compiled(compiler, sql, slots, answering(row, readers), None)

        query: Callable[P, list[R]] = _bound(body, compile_rows, _answers)
        return query

    return decorate


def writes(body: Callable[P, Change]) -> Callable[P, int]:
    """A change of rows; answers how many."""
    query: Callable[P, int] = _bound(body, lambda here: _compiled_change(here, body, None), _how_many)
    return query


def writes_back(row: type[R]) -> Callable[[Callable[P, Change]], Callable[P, list[R]]]:
    """A change of rows that answers them as they are now, without another read."""

    def decorate(body: Callable[P, Change]) -> Callable[P, list[R]]:
        query: Callable[P, list[R]] = _bound(body, lambda here: _compiled_change(here, body, row), _answers)
        return query

    return decorate


def adds(body: Callable[P, Model]) -> Callable[P, int]:
    """A new row; answers its key."""

    def compile_row(here: Any) -> Compiled:
        whole: Body = body
        return _compiled_rows(here, [whole(**_binds(body))])

    query: Callable[P, int] = _bound(body, compile_row, lambda here, kept, given: int(run(here, kept, given)[0][0]))
    return query


def adds_many(body: Callable[[R], Model]) -> Callable[[Sequence[R]], list[int]]:
    """New rows, each from one named tuple, in one statement; answers their keys in order."""
    [row] = (parameter.annotation for parameter in signature(body).parameters.values())
    kept: dict[tuple[str, int], Compiled] = {}

    def compile_rows(here: Any, count: int) -> Compiled:
        new = [row._make(Bind(f"{place} {name}") for name in row._fields) for place in range(count)]
        return _compiled_rows(here, [body(one) for one in new])

    def add(rows: Sequence[R], here: Any) -> list[int]:
        size = here.vendor, len(rows)
        if size not in kept:
            kept[size] = compile_rows(here, len(rows))
        given = {f"{place} {name}": value for place, one in enumerate(rows)
                 for name, value in zip(row._fields, one, strict=True)}  # fmt: skip
        return [int(stored[0]) for stored in run(here, kept[size], given)]

    @wraps(body)
    def query(rows: Sequence[R]) -> list[int]:
        here = connections[DEFAULT_DB_ALIAS]
        parts = [rows[start : start + MOST_AT_ONCE] for start in range(0, len(rows), MOST_AT_ONCE)]
        return [pk for part in parts for pk in add(part, here)]

    return query


def _compiled_rows(here: Any, made: list[Model]) -> Compiled:
    """An INSERT of rows that hands back their keys, and of a business table all they hold."""
    model = type(made[0])
    pk: Any = model._meta.pk
    fields: list[AnyField] = [f for f in model._meta.local_concrete_fields if f is not pk]
    query = InsertQuery(model)
    query.insert_values(fields, made)
    compiler: Any = query.get_compiler(connection=here)
    compiler.returning_fields = None
    [(sql, slots)] = compiler.as_sql()
    told = telling(compiler, [pk, *fields])
    back = returning(compiler, [pk, *fields] if told else [pk])
    return compiled(compiler, sql + back, slots, list, told)


def _compiled_change(here: Any, body: Callable[..., Change], row: Any) -> Compiled:
    """An UPDATE that hands back key and columns set, which are told, and behind them what else was asked for."""
    change = body(**_binds(body))
    query: Any = change.rows.query.chain(UpdateQuery)
    query.add_update_values(change.columns)
    model = change.rows.model
    compiler = query.get_compiler(connection=here)
    sql, slots = compiler.as_sql()
    fields = with_salts(model, [model._meta.pk, *(field for field, _, _ in query.values)])
    named = {f.attname: f for f in model._meta.local_concrete_fields} | {"pk": model._meta.pk}
    named |= {f.name: f for f in model._meta.local_concrete_fields}
    wanted = [named[name] for name in row._fields] if row else []
    table = model._meta.db_table
    readers = readers_of(compiler, [f.get_col(table) for f in wanted])
    make, width = answering(row, readers) if row else list, len(fields)
    told = telling(compiler, fields)
    sql += returning(compiler, [*fields, *wanted])
    return compiled(compiler, sql, slots, lambda raw: make(raw[width:]), told)


def _bound(body: Body, compile_it: Compiling, answer: Callable[[Any, Compiled, dict[str, Any]], Any]) -> Any:
    kept: dict[str, Compiled] = {}

    @wraps(body)
    def query(**given: Any) -> Any:
        here = connections[DEFAULT_DB_ALIAS]  # the proxy costs a microsecond at every touch
        statement = kept.get(here.vendor)
        if statement is None:
            statement = kept[here.vendor] = compile_it(here)
        return answer(here, statement, given)

    return query


def _answers(here: Any, kept: Compiled, given: dict[str, Any]) -> list[Any]:
    answer = kept.answer
    return [answer(row) for row in run(here, kept, given)]


def _how_many(here: Any, kept: Compiled, given: dict[str, Any]) -> int:
    return len(run(here, kept, given))


def _binds(body: Body) -> dict[str, Any]:
    return {name: Bind(name) for name in signature(body).parameters}
