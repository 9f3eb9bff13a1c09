"""Which transaction wrote a row, and how far every transaction has ended: what a sealer needs where keys become visible
out of order. On SQLite writers take turns, so keys are in the order of commits and nothing of this is asked."""

from typing import Any

from django.db.models import BigIntegerField, Func


class WritingTransaction(Func):
    """The number of the transaction that writes, as the database fills it in; NULL on SQLite."""

    output_field = BigIntegerField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "NULL", []

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "pg_current_xact_id()::text::bigint", []
