"""`luodi migrate`: bring the database to this version."""

import argparse
from datetime import UTC, datetime

from luodi.cli.main import answer, with_django

PATIENCE = 5  # seconds


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
    """Apply what is missing, all or nothing; returns the number of migrations applied.

    What they changed in tables with rows is one fact of the journal; an index that stood empty is filled.
    """
    from django.core.management import call_command
    from django.db import connection, transaction

    from luodi.cli.find import fill
    from luodi.spine.journal.shapes import record_shapes

    pending = missing()
    if pending:
        with connection.constraint_checks_disabled(), transaction.atomic():
            call_command("migrate", verbosity=0, interactive=False)
            record_shapes(pending, at=datetime.now(UTC))
            fill()
    return pending


def missing() -> int:
    """How many migrations this database lacks. Raises what the server says where it is not reached."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    reach()
    executor = MigrationExecutor(connection)
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
