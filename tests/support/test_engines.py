"""A run stands on the engine its environment names, and refuses to pass for the other."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.support.shared import ROOT


@pytest.mark.django_db
def test_rows_stand_on_the_engine_of_the_run() -> None:
    wanted = "postgresql" if os.environ.get("LUODI_DATABASE_URL", "").startswith("postgres") else "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = 'people'")
        assert cursor.fetchone()[0] > 0
    assert connection.vendor == wanted


def test_a_run_promised_another_engine_is_refused() -> None:
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", "tests/support/test_engines.py"],
        cwd=ROOT, env={**os.environ, "LUODI_TEST_ENGINE": other}, capture_output=True, text=True, check=False,
    )
    assert ran.returncode != 0
    assert "were to run on" in ran.stdout + ran.stderr
