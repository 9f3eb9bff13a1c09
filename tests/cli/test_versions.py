"""A database of a newer version, and one whose list of migrations is not that of its tables: said, and no circle."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from luodi.cli.checks import rows
from luodi.cli.migrate import Contradicted, Newer, migrate, missing
from tests.support.house import House

FUTURE = "INSERT INTO django_migrations (app, name, applied) VALUES ('plans', '0099_future', '2027-01-01')"
LAST_ROW_LOST = "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place of this version."""
    house = House(tmp_path_factory.mktemp("made") / "place")
    house.luodi("migrate")
    return house.place


def changed(made: Path, place: Path, sql: str) -> House:
    shutil.copytree(made, place)
    with sqlite3.connect(place / "luodi.sqlite3") as database:
        database.execute(sql)
    return House(place)


def test_a_database_of_a_newer_version_is_left_alone(made: Path, tmp_path: Path) -> None:
    house = changed(made, tmp_path / "newer", FUTURE)
    for words in (("migrate",), ("verify",), ("tick",), ("run", "--port", "18999"), ("doctor",)):
        said = house.luodi(*words, code=1)
        assert "newer version: it has had plans.0099_future" in said
        assert "install that version or a newer one" in said


def test_a_list_of_migrations_that_lost_a_row_leads_in_no_circle(made: Path, tmp_path: Path) -> None:
    house = changed(made, tmp_path / "half", LAST_ROW_LOST)
    assert "run: luodi migrate" in house.luodi("doctor", code=1)
    said = house.luodi("migrate", code=1)
    assert "nothing was changed" in said and "luodi restore FILE" in said and "doctor" not in said.splitlines()[-1]


@pytest.mark.django_db
def test_on_either_engine() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("plans", "0099_future")
    with pytest.raises(Newer):
        missing()
    assert [(one.level, one.remedy) for one in rows.database()] == [("bad", "install that version or a newer one")]
    recorder.record_unapplied("plans", "0099_future")
    if connection.vendor == "postgresql":  # SQLite changes no tables inside a test's transaction
        recorder.record_unapplied("sessions", "0001_initial")
        with pytest.raises(Contradicted, match="already exists"):
            migrate()
