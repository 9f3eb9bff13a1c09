"""What a compiled query is after its compilation: text, the places of its arguments, how its rows are read and told.

It runs on the driver's own cursor with the text the driver takes; where somebody watches the statements of a connection
(a wrapper, a log of queries) it goes through Django's cursor, so that nothing passes unseen.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_type_hints

from django.db.models import DateField, ForeignKey, Value

from luodi.db.fields import AnyField, PersonalText, Salt
from luodi.db.ledger import Unrecorded
from luodi.db.told import told_tables
from luodi.db.values import plain, told_fields, told_row

Reader = Callable[[Any], Any]
Readers = dict[int, Reader]
Given = dict[str, Any]
_DATES_KEPT = 4096
_AS_IT_IS = ("AutoField", "BigAutoField", "BooleanField", "CharField", "TextField", "IntegerField", "BigIntegerField",
             "PositiveIntegerField", "SmallIntegerField")  # fmt: skip


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


class Among(Bind):
    """An argument of any number of keys, as what stands behind IN: one statement however many they are."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        each = {
            "sqlite": "SELECT value FROM json_each(%s)",
            "postgresql": "SELECT jsonb_array_elements_text(%s)::bigint",
        }
        return f"({each[connection.vendor]})", [Slot(self.name, True)]


class Told(NamedTuple):
    """What of the rows a statement hands back goes to the ledger."""

    table: str
    columns: list[str]
    say: Callable[[Sequence[Any]], list[Any]]


class Compiled(NamedTuple):
    """A statement of one engine. `bare`: its text as the driver takes it; `constants` have names of their own."""

    sql: str
    bare: str
    names: list[str]
    constants: Given
    conditions: list[str]
    adapted: dict[type, Reader]
    answer: Callable[[Sequence[Any]], Any]
    told: Told | None


def compiled(
    compiler: Any, sql: str, slots: Iterable[Any], answer: Callable[[Sequence[Any]], Any], told: Told | None
) -> Compiled:
    """A statement with its arguments in order."""
    here, names, constants, conditions = compiler.connection, [], {}, []
    for place, slot in enumerate(slots):
        name = slot.name if isinstance(slot, Slot) else f"={place}"
        names.append(name)
        if not isinstance(slot, Slot):
            constants[name] = slot
        elif slot.condition:
            conditions.append(name)
    bare = sql.replace("%s", "?").replace("%%", "%") if here.vendor == "sqlite" else sql
    return Compiled(sql, bare, names, constants, conditions, _adapted(here.ops), answer, told)


def run(here: Any, kept: Compiled, given: Given) -> list[Any]:
    """The rows a statement hands back as the driver gives them; what a business table stored is told."""
    told = kept.told
    if told is not None and not here.in_atomic_block:
        raise Unrecorded(f"{told.table} was written outside a transaction, where no fact can take it")
    for name in kept.conditions:
        if given[name] is None:
            raise TypeError(f"{name} is None: a condition of None is another query")
    values, adapted = {**given, **kept.constants} if kept.constants else given, kept.adapted
    params = [values[name] for name in kept.names]
    params = [adapted[type(value)](value) if type(value) in adapted else value for value in params]
    rows = _fetched(here, kept, params)
    if told is not None and rows:
        here.ledger.tell(told.table, told.columns, [told.say(row) for row in rows])
    return rows


def _fetched(here: Any, kept: Compiled, params: list[Any]) -> list[Any]:
    if here.execute_wrappers or here.queries_logged or here.connection is None:
        with here.cursor() as cursor:
            cursor.execute(kept.sql, params)
            watched: list[Any] = cursor.fetchall()
        return watched
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        rows: list[Any] = here.bare().execute(kept.bare, params).fetchall()
    return rows


def _adapted(ops: Any) -> dict[type, Reader]:
    """How the engine takes values that the driver would take otherwise, or not at all."""

    def as_json(value: Any) -> Any:
        return ops.adapt_json_value(value, None)

    instants = lru_cache(_DATES_KEPT)(ops.adapt_datetimefield_value)
    return {datetime: instants, date: ops.adapt_datefield_value, dict: as_json, list: as_json}


def readers_of(compiler: Any, columns: Sequence[Any]) -> Readers:
    """Django's converters of these columns, each as one function of the driver's value; days and instants are kept."""
    found: Readers = {}
    for place, (converters, expression) in compiler.get_converters(columns).items():

        def read(value: Any, steps: Any = converters, of: Any = expression) -> Any:
            for step in steps:
                value = step(value, of, compiler.connection)
            return value

        found[place] = lru_cache(_DATES_KEPT)(read) if isinstance(expression.output_field, DateField) else read
    return found


def answering(row: Any, readers: Readers) -> Callable[[Sequence[Any]], Any]:
    """A row of the driver's values as the named tuple it stands for."""
    _, make = shape(row)
    steps = list(readers.items())
    return (lambda raw: make(_read(raw, steps))) if steps else make


def shape(row: Any, lead: str = "") -> tuple[list[str], Callable[[Sequence[Any]], Any]]:
    """The columns of a named tuple and how it is made of them.

    A field that is itself a named tuple is read along the foreign key of its name; None where its first column is none.
    """
    names: list[str] = []
    parts: list[tuple[Any, Any]] = []
    for name, hint in get_type_hints(row).items():
        inner = _row_in(hint)
        if inner is None:
            parts.append((len(names), None))
            names.append(lead + name)
            continue
        columns, make = shape(inner, f"{lead}{name}__")
        parts.append((slice(len(names), len(names) + len(columns)), make))
        names += columns
    if not any(make for _, make in parts):
        return names, row._make

    def whole(values: Sequence[Any]) -> Any:
        return row._make([values[of] if make is None else _perhaps(make, values[of]) for of, make in parts])

    return names, whole


def _perhaps(make: Callable[[Sequence[Any]], Any], values: Sequence[Any]) -> Any:
    return None if values[0] is None else make(values)


def _row_in(hint: Any) -> Any:
    """The named tuple a field holds, if it holds one; perhaps or always."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if isinstance(hint, UnionType) else [hint]
    return kinds[0] if len(kinds) == 1 and hasattr(kinds[0], "_fields") else None


def telling(compiler: Any, fields: list[AnyField]) -> Told | None:
    """How the ledger is told of rows whose first columns are these fields; None for a table no fact covers."""
    table = compiler.query.get_meta().db_table
    if table not in told_tables():
        return None
    readers = readers_of(compiler, [f.get_col(table) for f in fields])
    columns = [str(f.column) for f in told_fields(fields)[1:]]
    if len(columns) + 1 < len(fields):  # a salt, so something personal
        steps = list(readers.items())
        return Told(table, columns, lambda row: told_row(fields, _read(row[: len(fields)], steps)))
    said = [(place, saying) for place, field in enumerate(fields) if (saying := _saying(field, readers.get(place)))]
    return Told(table, columns, lambda row: _read(row[: len(fields)], said))


def _saying(field: AnyField, read: Reader | None) -> Reader | None:
    """A column's value in the form the journal keeps, from the driver's value; None where that is it already."""
    if read is None:
        inner = field.target_field if isinstance(field, ForeignKey) else field
        return None if inner.get_internal_type() in _AS_IT_IS else plain

    def said(value: Any) -> Any:
        return plain(read(value))

    return lru_cache(_DATES_KEPT)(said) if isinstance(field, DateField) else said


def _read(raw: Sequence[Any], steps: list[tuple[int, Reader]]) -> list[Any]:
    values = list(raw)
    for place, read in steps:
        values[place] = read(values[place])
    return values


def with_salts(model: Any, fields: list[AnyField]) -> list[AnyField]:
    """Fields, and the salt that a personal one among them is told with."""
    if not any(isinstance(f, PersonalText) for f in fields):
        return fields
    return fields + [f for f in model._meta.local_concrete_fields if isinstance(f, Salt) and f not in fields]
