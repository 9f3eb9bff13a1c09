"""A database whose file was damaged below its tables: the doctor names it, and no backup carries it on."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from luodi.cli.archive import opened, written
from luodi.cli.checks import rows
from luodi.db.wholeness import Damaged, looked_through, must_be_whole
from tests.support.house import House, inside


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A place of this version, on SQLite: PostgreSQL looks after its own pages."""
    made = House(tmp_path_factory.mktemp("whole") / "place")
    made.luodi("migrate")
    return made


def spoiled(file: Path, name: str) -> None:
    """A page overwritten: the root of a table or an index, or the file's first."""
    database = sqlite3.connect(file)
    (size,) = database.execute("PRAGMA page_size").fetchone()
    found = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
    database.close()
    with file.open("r+b") as raw:
        raw.seek((found[0] - 1) * size if found else 0)
        raw.write(b"\xff" * size)


@pytest.mark.parametrize(
    ("name", "said"),
    [("plans_plan", "is damaged"), ("sqlite_autoindex_people_user_1", "is damaged"), ("the file", "cannot be read")],
)
def test_the_doctor_names_it_and_no_backup_is_made_of_it(whole: House, tmp_path: Path, name: str, said: str) -> None:
    copy = House(shutil.copytree(whole.place, tmp_path / "place"))
    copy.luodi("backup", str(tmp_path / "before.zip"))
    spoiled(copy.place / "luodi.sqlite3", name)
    found = json.loads(copy.luodi("doctor", "--json", code=1).splitlines()[0])["findings"]
    (file,) = [one for one in found if one["check"] == "database file"]
    assert (file["level"], "luodi restore FILE" in file["remedy"]) == ("bad", True)
    assert said in file["what"]
    refused = copy.luodi("backup", str(tmp_path / "after.zip"), code=1)
    assert "run: luodi doctor" in refused
    assert inside(tmp_path) == ["before.zip", "place"], "nothing is left of it"


def test_a_backup_that_carries_damage_is_not_restored(whole: House, tmp_path: Path) -> None:
    """As one was made before copies were looked through: every checksum fits."""
    good, bad, pages = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "pages"
    whole.luodi("backup", str(good))
    with opened(good) as (archive, manifest), written(bad) as made:
        for name in manifest.members:
            pages.write_bytes(archive.read(name))
            if name.startswith("database/"):
                spoiled(pages, "sqlite_autoindex_people_user_1")
            with made.member(name) as member:
                member.write(pages.read_bytes())
        made.close(manifest)
    refused = House(tmp_path / "place").luodi("restore", str(bad), code=1)
    assert "take an older backup" in refused
    assert inside(tmp_path) == ["bad.zip", "good.zip", "pages"], "nothing is left of it"


def test_a_copy_with_an_entry_less_in_its_index_is_none(tmp_path: Path) -> None:
    """What quick_check does not see: an index that no longer holds every row of its table."""
    file = tmp_path / "copy.sqlite3"
    database = sqlite3.connect(file)
    database.executescript("CREATE TABLE t (a); CREATE INDEX i ON t (a); INSERT INTO t VALUES (1), (2);")
    must_be_whole(file)
    database.executescript(
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = sql || ' WHERE a > 9' WHERE name = 'i';"
    )
    database.close()
    with sqlite3.connect(file) as database:
        database.execute("INSERT INTO t VALUES (3)")
    with sqlite3.connect(file) as database:
        database.executescript(
            "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = 'CREATE INDEX i ON t (a)' WHERE name = 'i';"
        )
    with pytest.raises(Damaged, match="index i"):
        must_be_whole(file)


def test_a_large_file_is_asked_quickly(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = rows.wholeness()
    if connection.vendor == "postgresql":
        monkeypatch.setattr(rows, "failed_pages", lambda: 2)
        assert [one.level for one in rows.wholeness()] == ["bad"]
        return
    assert (found.level, "integrity_check" in found.what) == ("ok", True)
    monkeypatch.setattr("luodi.db.wholeness.THOROUGH", 0)
    assert looked_through().by == "quick_check"
