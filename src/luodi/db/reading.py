"""Whole tables read in the form facts have, past the ORM: what compares every row of all tables must be quick and flat.

Most values are stored as facts tell them and are left as they come; only instants, days and rarer types are put into
their form. Who reads asks for every region on purpose: this is for `verify`, which compares them all.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from luodi.db.fields import AnyField, PersonalText, Salt
from luodi.db.values import plain, told_fields, told_row

CHUNK = 2000  # rows fetched at once
_AS_STORED = {
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField", "BooleanField", "CharField",
    "TextField", "SlugField",
}  # fmt: skip
Form = Callable[[Any], Any]


@contextmanager
def letters_as_they_are() -> Iterator[None]:
    """On SQLite, whose texts may hold any bytes: those that are no letters are read as marks that stand for them."""
    connection.ensure_connection()
    here = connection.connection
    before = here.text_factory
    here.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        here.text_factory = before


def told_columns(model: type[Model]) -> list[AnyField]:
    """The fields of a table, the key first, as facts show them."""
    pk: Any = model._meta.pk
    return [pk, *(f for f in told_fields(model._meta.local_concrete_fields) if f is not pk)]


def rows_of(
    model: type[Model], fields: Sequence[AnyField], *, ordered: bool = False, without: Collection[Any] = ()
) -> Iterator[list[Any]]:
    """These columns of every row, each value as a fact would tell it; `without` some keys."""
    salts = [f for f in model._meta.local_concrete_fields if isinstance(f, Salt)]
    personal = [place for place, f in enumerate(fields) if isinstance(f, PersonalText)]
    read = [*fields, *salts] if personal else list(fields)
    forms = [(place, form) for place, field in enumerate(fields) if (form := _form(field)) is not None]
    name = connection.ops.quote_name
    key = name(str(model._meta.pk.column))
    bare = "+" if connection.vendor == "sqlite" else ""  # an expression: the driver parses no declared type
    columns = [(bare if _plainly(f) else "") + name(str(f.column)) for f in read]
    sql = f"SELECT {', '.join(columns)} FROM {name(model._meta.db_table)}"
    if without:  # the driver must not come to them: it stops at what it cannot read
        sql += f" WHERE {key} NOT IN ({', '.join(str(int(one)) for one in without)})"
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY {key}" if ordered else sql)
        while chunk := cursor.fetchmany(CHUNK):
            for found in chunk:
                row = list(found)
                if personal:
                    row = told_row(read, row)
                for place, form in forms:
                    if row[place] is not None and row[place] != "":
                        row[place] = form(row[place])
                yield row


def _plainly(field: AnyField) -> bool:
    """Whether a value needs no converter of Django's."""
    kinds = _AS_STORED | ({"DateField", "DateTimeField"} if connection.vendor == "sqlite" else set())
    return _aimed(field).get_internal_type() in kinds and not hasattr(field, "from_db_value")


def _aimed(field: AnyField) -> AnyField:
    """The field itself, or what a foreign key holds the values of."""
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]
    return field


def _form(field: AnyField) -> Form | None:
    """What puts a stored value into the form of facts; None where it is in it."""
    if not _plainly(field):
        return _converted(_aimed(field))
    return _instant if _aimed(field).get_internal_type() == "DateTimeField" else None


def _instant(stored: str) -> str:
    """SQLite holds an instant as text in UTC."""
    return f"{stored[:10]}T{stored[11:]}+00:00"


def _converted(field: AnyField) -> Form:
    column = field.get_col(field.model._meta.db_table)
    converters = connection.ops.get_db_converters(column) + field.get_db_converters(connection)

    def form(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return plain(value)

    return form
