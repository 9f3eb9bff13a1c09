"""Faults planted one by one in what keeps a county's promises from being lost: each is named, with what to do."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from luodi.cli.checks import keeping
from luodi.cli.checks.keeping import BACKUP, VERIFY
from luodi.cli.doctor import Check, Finding
from luodi.spine.files.actions import keep
from luodi.spine.people.models import Region
from tests.support.cast import DAY, Cast, at


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Any) -> Path:
    """A data directory of a county in production."""
    settings.DATA_DIR, settings.FILES_DIR, settings.PRODUCTION = tmp_path, tmp_path / "files", True
    return tmp_path


def one(check: Check) -> Finding:
    (found,) = check()
    assert bool(found.remedy) is (found.level != "ok")
    return found


def days_ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("days", "level"), [(0.5, "ok"), (3, "warn"), (400, "warn")])
def test_a_backup_grown_old(place: Path, settings: Any, days: float, level: str) -> None:
    assert one(keeping.backups).level == "warn", "never"
    (place / BACKUP).write_text(json.dumps({"made_at": days_ago(days)}))
    assert (one(keeping.backups).level, one(keeping.backups).what) == (level, f"{days:.1f} days ago")
    settings.PRODUCTION = False
    assert one(keeping.backups).level == "ok", "a demo may do without"


@pytest.mark.parametrize(
    "note", [b"{", b"", b"[1]", b"7", b'"yesterday"', b"null", b"\xff", b'{"made_at": 5, "at": 5}',
             b'{"made_at": "yesterday", "at": "yesterday"}',
             b'{"made_at": "2026-11-26T00:00:00", "at": "2026-11-26T00:00:00"}'],
)  # fmt: skip
@pytest.mark.parametrize("production", [True, False])
def test_a_note_nobody_can_read_says_what_to_run(place: Path, settings: Any, note: bytes, production: bool) -> None:
    settings.PRODUCTION = production
    for look, name, remedy in (
        (keeping.backups, BACKUP, "luodi backup FILE"),
        (keeping.verified, VERIFY, "run every week: luodi verify"),
    ):
        (place / name).write_bytes(note)
        found = one(look)
        assert (found.level, name in found.what, remedy in found.remedy) == ("warn", True, True)


@pytest.mark.parametrize(("days", "clean", "level"), [(1, True, "ok"), (9, True, "warn"), (1, False, "bad")])
def test_a_journal_nobody_looked_at_or_that_differs(place: Path, days: float, clean: bool, level: str) -> None:
    assert one(keeping.verified).level == "warn", "never"
    (place / VERIFY).write_text(json.dumps({"at": days_ago(days), "clean": clean}))
    assert one(keeping.verified).level == level


@pytest.mark.parametrize("why", ["missing", "of another size", "other bytes"])
def test_a_kept_file_that_is_not_as_it_was_given(cast: Cast, place: Path, why: str) -> None:
    keep(name="a.txt", content=b"as it was given", by=cast["F06"], at=at(DAY))
    assert one(keeping.kept_files).level == "ok"
    (path,) = (place / "files").glob("??/*")
    if why == "missing":
        path.unlink()
    else:
        path.write_bytes(b"as it was giveN" if why == "other bytes" else b"shorter")
    found = one(keeping.kept_files)
    assert found.level == "bad" and f"{path.name} ({why})" in found.what


@pytest.mark.parametrize(("took", "level"), [(1e-6, "warn"), (0.05, "ok"), (10.0, "warn")])
def test_a_disk_that_lies_or_is_slow(monkeypatch: pytest.MonkeyPatch, place: Path, took: float, level: str) -> None:
    times = iter([0.0, took])
    monkeypatch.setattr(keeping.time, "perf_counter", lambda: next(times))
    assert one(keeping.disk_keeps_its_word).level == level
    assert not list(place.iterdir()), "what was written to try it is gone"


@pytest.mark.parametrize(("frozen_on", "level"), [(None, "bad"), (DAY, "ok")])
def test_a_clock_that_stands_behind_the_journal(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, frozen_on: Any, level: str
) -> None:
    class Before(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=tz)

    where = cast.where._replace(frozen_on=frozen_on)
    assert Region.objects.filter(pk=where.pk).exists()
    monkeypatch.setattr(keeping, "places", lambda: [where])
    monkeypatch.setattr(keeping, "datetime", Before)
    assert one(keeping.clock).level == level


def test_a_database_that_knows_no_letters(db: None) -> None:
    found = list(keeping.letters())
    if connection.vendor == "sqlite":
        assert found == []
    else:
        assert (found[0].level, found[0].what[:2]) == ("warn", "C:"), "the cluster of the tests is made so"
