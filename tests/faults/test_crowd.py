"""One case, one key, one counter, and fifty people at the same moment: one fact each, and nobody meets a fault."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.faults.crowd import PEOPLE


@pytest.fixture
def told(db: None, tmp_path: Path) -> dict[str, Any]:
    """What the crowd was answered, on a database of its own of this run's engine."""
    env = {**os.environ, "LUODI_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
    if connection.vendor == "postgresql":
        name = f"crowd_{os.getpid()}"
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        env["LUODI_DATABASE_URL"] = urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))
    done = subprocess.run([sys.executable, "-m", "tests.faults.crowd"], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_crowd(told: dict[str, Any]) -> None:
    one_case, one_key, new_cases = (told["answers"][name] for name in ("one case", "one key", "new cases"))
    assert Counter(status for status, _ in one_case) == {200: 1, 409: PEOPLE - 1}
    conflicts = [conflict for status, conflict in one_case if status == 409]
    assert all(conflict["version"] == 2 and conflict["by"] and conflict["at"] for conflict in conflicts)
    assert one_key == [[200, told["second"]]] * PEOPLE
    moved_or_acted = Counter(status for status, _ in told["answers"]["a day goes on"])
    assert moved_or_acted == {302: PEOPLE // 2 - 1, 303: 1, 200: 1, 409: PEOPLE // 2 - 1}
    assert {status for status, _ in new_cases} == {201}
    assert len({number for _, number in new_cases}) == PEOPLE
    done = ("approvals.accepted", "approvals.remarked", "approvals.received")
    assert [told["facts"][kind] for kind in done] == [1, 2, PEOPLE + 3]
    assert told["waits"] == {"places": 29, "wrong": 0, "done": 2}
    assert told["clean"]
