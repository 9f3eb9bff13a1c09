"""`luodi migrate`: bring the database to this version."""

import argparse
from datetime import UTC, datetime

from luodi.cli.main import Failed, answer, with_django

PATIENCE = 5  # seconds


class Newer(Failed):
    """The database has had migrations this version does not know: its tables are not those this version writes."""


class Contradicted(Failed):
    """The tables are not those the database's own list of migrations tells of."""


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    migrate = groups.add_parser("migrate", help="bring the database to this version")
    migrate.add_argument("--json", action="store_true")
    migrate.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Apply what is missing; says how many migrations were applied."""
    with_django()
    applied = migrate()
    return answer(args, {"applied": applied}, f"{applied} migrations applied")


def migrate() -> int:
    """Apply what is missing, all or nothing; returns the number of migrations applied. Raises Newer, Contradicted.

    What they changed in tables with rows is one fact of the journal; an index that stood empty is filled.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection, transaction

    from luodi.cli.find import fill
    from luodi.spine.journal.shapes import record_shapes

    pending = missing()
    if pending:
        try:
            with connection.constraint_checks_disabled(), transaction.atomic():
                call_command("migrate", verbosity=0, interactive=False)
                record_shapes(pending, at=datetime.now(UTC))
                fill()
        except DatabaseError as problem:
            if not _contradicts(problem):
                raise
            said = " ".join(str(problem).split())
            raise Contradicted(
                f"nothing was changed: {said}; the tables are not those its list of migrations (django_migrations) "
                "tells of, so part of it was lost or another program was here; bring the newest backup into a fresh "
                "place: luodi restore FILE"
            ) from problem
    return pending


def _contradicts(problem: Exception) -> bool:
    """Whether it is a table or column that is there already, or is not there; not a full disk or a lock."""
    from django.db import ProgrammingError

    return isinstance(problem, ProgrammingError) or getattr(problem.__cause__, "sqlite_errorname", "") == "SQLITE_ERROR"


def missing() -> int:
    """How many migrations this database lacks. Raises Newer, and what the server says where it is not reached."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    reach()
    executor = MigrationExecutor(connection)
    if unknown := sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)):
        app, name = unknown[-1]
        raise Newer(
            f"the database was made by a newer version: it has had {app}.{name}, which this one does not know; "
            "install that version or a newer one"
        )
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def reach() -> None:
    """Raises what the server says, at once: the pool would go on trying for half a minute."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql" and connection.connection is None:
        with connection.wrap_database_errors:
            connection.Database.connect(  # type: ignore[attr-defined]  # the driver, under every wrapper
                settings.DATABASE_URL, connect_timeout=PATIENCE
            ).close()
    connection.ensure_connection()
