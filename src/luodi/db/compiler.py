"""What makes Django's three writing compilers tell: each statement ends in RETURNING.

Mixed into the compilers of each engine (`db.sqlite.compiler`, `db.postgresql.compiler`). Nobody lists changed rows:
the database hands them back, whatever the way (save, bulk, F(), cascades), and they go to the ledger of the connection.
`execute_sql` and `as_sql` are the interface of a backend: look here when Django is raised.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models.sql.constants import ROW_COUNT

from luodi.db.fields import AnyField, PersonalText, Salt
from luodi.db.ledger import Unrecorded
from luodi.db.told import AT_A_MIGRATION, is_told, told_tables
from luodi.db.values import plain, told_fields, told_row

Fields = list[AnyField]


def _told(write: Any) -> Any:
    """The model whose rows this statement changes, or None where no fact is due."""
    meta = write.query.get_meta()
    model = told_tables().get(meta.db_table)
    if meta.model.__module__ == AT_A_MIGRATION:  # a migration's own model knows the columns there were
        model = meta.concrete_model if is_told(meta.model) else None
    if model is not None and not write.connection.in_atomic_block:
        raise Unrecorded(f"{model._meta.db_table} was written outside a transaction, where no fact can take it")
    return model


def returning(write: Any, fields: Fields) -> str:
    """The clause that hands back these fields of the rows a statement changed."""
    table = write.connection.ops.quote_name(write.query.get_meta().db_table)
    return " RETURNING " + ", ".join(f"{table}.{write.connection.ops.quote_name(f.column)}" for f in fields)


def _stored(write: Any, sql: str, params: Any, fields: Fields) -> list[Any]:
    """Run a statement that returns, and read its rows through Django's own converters."""
    with write.connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    table = write.query.get_meta().db_table
    converters = write.get_converters([f.get_col(table) for f in fields])
    return list(write.apply_converters(rows, converters)) if converters else list(rows)


def _tell(write: Any, fields: Fields, rows: list[Any]) -> None:
    tell_stored(write.connection, write.query.get_meta().db_table, fields, rows)


def tell_stored(connection: Any, table: str, fields: Fields, rows: list[Any]) -> None:
    """Put what a statement stored into the ledger of its connection; the first field is the key."""
    columns = [f.column for f in told_fields(fields)[1:]]
    if len(columns) + 1 == len(fields):  # no salt, so nothing personal
        connection.ledger.tell(table, columns, [[*map(plain, row)] for row in rows])
    else:
        connection.ledger.tell(table, columns, [told_row(fields, row) for row in rows])


class _Writing:
    """What each of Django's writing compilers has, for those mixed into them."""

    query: Any
    connection: Any
    as_sql: Any


class TellingInsert(_Writing):
    """INSERT that tells every column of every new row."""

    def execute_sql(self, returning_fields: Any = None) -> list[Any]:
        model = _told(self)
        if model is None:
            return list(super().execute_sql(returning_fields))  # type: ignore[misc]
        pk = model._meta.pk
        fields = [pk, *(f for f in model._meta.local_concrete_fields if f is not pk)]
        rows = super().execute_sql(fields)  # type: ignore[misc]
        _tell(self, fields, rows)
        if not returning_fields:
            return []
        places = {f.column: place for place, f in enumerate(fields)}
        return [tuple(row[places[f.column]] for f in returning_fields) for row in rows]


class TellingUpdate(_Writing):
    """UPDATE that tells the key and the columns it set."""

    def execute_sql(self, result_type: Any) -> Any:
        model = _told(self)
        if model is None:
            return super().execute_sql(result_type)  # type: ignore[misc]
        try:
            sql, params = self.as_sql()
        except EmptyResultSet:
            return 0
        if not sql:
            return 0
        fields = [model._meta.pk, *(field for field, _, _ in self.query.values)]
        if any(isinstance(f, PersonalText) for f in fields):
            fields += [f for f in model._meta.local_concrete_fields if isinstance(f, Salt) and f not in fields]
        rows = _stored(self, sql + returning(self, fields), params, fields)
        _tell(self, fields, rows)
        return len(rows)


class TellingDelete(_Writing):
    """DELETE that tells which rows are gone."""

    def execute_sql(self, result_type: Any = ROW_COUNT, **options: Any) -> Any:
        model = _told(self)
        if model is None:
            return super().execute_sql(result_type, **options)  # type: ignore[misc]
        try:
            sql, params = self.as_sql()
        except EmptyResultSet:
            return 0
        fields = [model._meta.pk]
        rows = _stored(self, sql + returning(self, fields), params, fields)
        table = model._meta.db_table
        self.connection.ledger.tell(table, None, [told_row(fields, row) for row in rows])
        return len(rows)
