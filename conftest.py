"""Stands at the root so that the tests inside the rooms and those of the whole house share one set-up."""

from collections.abc import Iterator
from typing import Any

import pytest

pytest_plugins = ["tests.support.plugin", "tests.support.cast"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; before it goes, what a live server's thread left open on PostgreSQL is closed."""
    from django.db import connection

    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
