"""A schema editor that tells: a migration that changes a table with rows tells the ledger as any write does.

A column named, added or dropped and a table named or dropped are one line each (their words: `kernel.fold`). Values
that a change of type, a default or an expression altered are told row by row. SQLite remakes a table by calling its own
editor, so the outermost call alone tells. A table without rows has nothing to tell: a fresh database records no shape.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model

from luodi.db.fields import AnyField, PersonalText, Salt
from luodi.db.ledger import Unrecorded
from luodi.db.told import is_told, untold_tables
from luodi.db.values import told_row
from luodi.kernel.fold import COLUMN_ADDED, COLUMN_DROPPED, COLUMN_NAMED, TABLE_DROPPED, TABLE_NAMED


class TellingSchema:
    """Mixed into a schema editor: what stood before, what stands after, and the difference told."""

    connection: Any
    _depth = 0

    def add_field(self, model: type[Model], field: AnyField) -> None:
        with self._outermost(model, field.column) as telling:
            super().add_field(model, field)  # type: ignore[misc]
            if telling:
                self._tell_added(model, field)

    def remove_field(self, model: type[Model], field: AnyField) -> None:
        with self._outermost(model, field.column) as telling:
            super().remove_field(model, field)  # type: ignore[misc]
            if telling and isinstance(field, Salt):
                self._tell_sealed_anew(model, None)
            elif telling:
                self._tell(model, COLUMN_DROPPED, [field.column])

    def alter_field(self, model: type[Model], old_field: AnyField, new_field: AnyField, strict: bool = False) -> None:
        altered = self._field_should_be_altered(old_field, new_field)  # type: ignore[attr-defined]
        column = old_field.column if altered and not old_field.primary_key else None
        with self._outermost(model, column) as telling:
            before = self._values(model, old_field) if telling else {}
            super().alter_field(model, old_field, new_field, strict)  # type: ignore[misc]
            if telling and not isinstance(new_field, Salt):
                if old_field.column != new_field.column:
                    self._tell(model, COLUMN_NAMED, [old_field.column, new_field.column])
                now = self._values(model, new_field)
                self._tell_rows(model, new_field, {key: v for key, v in now.items() if v != before.get(key)})

    def alter_db_table(self, model: type[Model], old_db_table: str, new_db_table: str) -> None:
        with self._outermost(model, new_db_table if old_db_table != new_db_table else None, old_db_table) as telling:
            super().alter_db_table(model, old_db_table, new_db_table)  # type: ignore[misc]
            if telling and new_db_table in untold_tables():
                self.connection.ledger.tell(old_db_table, TABLE_DROPPED, [[]])
            elif telling:
                self.connection.ledger.tell(old_db_table, TABLE_NAMED, [[new_db_table]])

    def delete_model(self, model: type[Model], **options: Any) -> None:
        with self._outermost(model, model._meta.db_table) as telling:
            super().delete_model(model, **options)  # type: ignore[misc]
            if telling:
                self._tell(model, TABLE_DROPPED, [])

    @contextmanager
    def _outermost(self, model: type[Model], what: str | None, table: str = "") -> Iterator[bool]:
        """Whether this call tells: no call of the editor's own, on a told table with rows."""
        telling = (
            self._depth == 0
            and what is not None
            and not getattr(self, "collect_sql", False)
            and is_told(model)
            and self._has_rows(table or model._meta.db_table)
        )
        if telling and not self.connection.in_atomic_block:
            table = model._meta.db_table
            raise Unrecorded(f"{table} has rows and was changed outside a transaction; run: luodi migrate")
        self._depth += 1
        try:
            yield telling
        finally:
            self._depth -= 1

    def _has_rows(self, table: str) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {self.connection.ops.quote_name(table)} LIMIT 1")
            return cursor.fetchone() is not None

    def _values(self, model: type[Model], field: AnyField, salt: AnyField | None = None) -> dict[Any, Any]:
        """A column by key, in the form facts have; the table is the one that stands now."""
        table, of = model._meta.db_table, field.model
        fields: list[Any] = [of._meta.pk, field]
        if isinstance(field, PersonalText):
            fields += [salt] if salt else [f for f in of._meta.local_concrete_fields if isinstance(f, Salt)]
        name = self.connection.ops.quote_name
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(name(f.column) for f in fields)} FROM {name(table)}")
            rows = cursor.fetchall()
        compiler = of._base_manager.all().query.get_compiler(connection=self.connection)
        converters = compiler.get_converters([f.get_col(table) for f in fields])
        read = compiler.apply_converters(rows, converters) if converters else rows
        return {told[0]: told[1] for told in (told_row(fields, row) for row in read)}

    def _tell_added(self, model: type[Model], field: AnyField) -> None:
        """One line where every row got the same value."""
        if isinstance(field, Salt):
            self._tell_sealed_anew(model, field)
            return
        values = self._values(model, field)
        first = next(iter(values.values()))
        if all(value == first for value in values.values()):
            self._tell(model, COLUMN_ADDED, [field.column, first])
        else:
            self._tell_rows(model, field, values)

    def _tell_sealed_anew(self, model: type[Model], salt: AnyField | None) -> None:
        """A salt came or went: what stands for the personal values of its rows is another text now."""
        for field in (f for f in model._meta.local_concrete_fields if isinstance(f, PersonalText)):
            self._tell_rows(model, field, self._values(model, field, salt))

    def _tell_rows(self, model: type[Model], field: AnyField, values: dict[Any, Any]) -> None:
        rows = [[key, value] for key, value in values.items()]
        self.connection.ledger.tell(model._meta.db_table, [field.column], rows)

    def _tell(self, model: type[Model], what: str, words: list[Any]) -> None:
        self.connection.ledger.tell(model._meta.db_table, what, [words])
