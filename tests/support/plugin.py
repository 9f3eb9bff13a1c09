"""What every test of the repository shares: the browser, the two databases, the count of what was skipped."""

import os

import pytest

from tests.support.browser import browser, page, phone
from tests.support.shared import REASON

__all__ = ["browser", "page", "phone"]

ROWS = {"db", "transactional_db", "live_server", "client", "admin_client"}
BROWSED_ON_BOTH = {"test_case", "test_stale", "test_minutes", "test_handover", "test_jobs", "test_backup"}
"""Journeys that hang on the engine: two at once, work in the background, a restored county."""


def engine() -> str:
    """The engine the settings of this run stand on: ``sqlite`` or ``postgresql``."""
    from django.db import connection

    return connection.vendor


@pytest.hookimpl(trylast=True)
def pytest_sessionstart() -> None:
    """A run that was promised one engine never passes on the other."""
    promised = os.environ.get("LUODI_TEST_ENGINE")
    if promised and promised != engine():
        raise pytest.UsageError(f"these tests were to run on {promised}, the settings stand on {engine()}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database (run on both, of journeys those that hang on it) and what drives a browser."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        on_both = "browser" not in fixtures or item.path.stem in BROWSED_ON_BOTH
        if on_both and (fixtures & ROWS or item.get_closest_marker("django_db")):
            item.add_marker("rows")
        if "browser" in fixtures:
            item.add_marker("journey")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests had nothing to run on."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if REASON in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: they need files of ../shared")
