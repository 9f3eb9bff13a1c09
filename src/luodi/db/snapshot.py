"""How far every transaction has ended: what a sealer needs where keys become visible out of order.

PostgreSQL numbers its transactions; each fact keeps the number of its own. Below the horizon no transaction runs any
more, so no fact can come to stand there later. On SQLite writers take turns: keys are in the order of commits.
"""

from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Func

SERIAL = "serial"  # where writers take turns


class WritingTransaction(Func):
    """The number of the transaction that writes, as the database fills it in; NULL on SQLite."""

    output_field = BigIntegerField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "NULL", []

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "pg_current_xact_id()::text::bigint", []


class Horizon(NamedTuple):
    """Which count of transactions this is (a restored dump comes to another), and the first that may still run."""

    cluster: str
    xid: int

    @property
    def serial(self) -> bool:
        """Whether keys alone are in the order of commits."""
        return self.cluster == SERIAL


def horizon() -> Horizon:
    """How far every transaction has ended by now."""
    if connection.vendor == "sqlite":
        return Horizon(SERIAL, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier::text, pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
            " FROM pg_control_system()"
        )
        return Horizon(*cursor.fetchone())


def alone(name: int, table: str = "") -> None:
    """Hold a lock of this name to the end of the transaction, with a table also keep its writers out, once those who
    write have ended; SQLite's writers take turns as it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [name])
            if table:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN SHARE ROW EXCLUSIVE MODE")
