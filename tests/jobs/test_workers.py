"""Two worker processes at once, and one that is killed in the midst of its work."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.jobs.workers import JOBS, PIECES


@pytest.fixture
def told(db: None, tmp_path: Path) -> dict[str, Any]:
    """What came of the work, on a database of its own of this run's engine."""
    env = {**os.environ, "LUODI_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
    env["LINES"] = str(tmp_path / "lines")
    if connection.vendor == "postgresql":
        name = f"workers_{os.getpid()}"
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        env["LUODI_DATABASE_URL"] = urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))
    done = subprocess.run([sys.executable, "-m", "tests.jobs.workers"], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_each_piece_is_done_once_whatever_happens_to_workers(told: dict[str, Any]) -> None:
    two, killed = told["two"], told["killed"]
    assert two["codes"] == [0, 0]
    assert two["pieces"] == {f"j{n}/0": 1 for n in range(JOBS)}
    assert two["ended"] == {"done 1": JOBS}
    assert killed["early"] == [0, 0], "nobody takes it before the lease is over"
    assert killed["late"] == 0 and killed["ended"] == {"done 2": 1}
    assert killed["pieces"] == {f"k/{n}": 1 for n in range(PIECES)}
