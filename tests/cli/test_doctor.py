"""The doctor names what is wrong with an installation, and says what to do."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection

from luodi.cli import doctor, main
from luodi.cli.checks import journal, keeping, places, rows
from luodi.cli.doctor import Finding
from tests.support.cast import DAY, Cast

Look = Callable[[], Iterator[Finding]]


@pytest.fixture
def house(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory in order, which each test then spoils."""
    monkeypatch.delenv("LUODI_SECRET_KEY", raising=False)
    tmp_path.chmod(0o700)
    settings.DATA_DIR, settings.STATIC_ROOT, settings.PRODUCTION = tmp_path, tmp_path / "static", False
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    (tmp_path / "secret_key").write_text("k" * 64)
    (tmp_path / "secret_key").chmod(0o600)
    made = tmp_path / "static" / "luodi"
    made.mkdir(parents=True)
    for file in (settings.PACKAGE / "web" / "static" / "luodi").iterdir():
        (made / file.name).touch()
    locale = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    (locale / "django.po").touch()
    (locale / "django.mo").touch()
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path


def one(look: Look) -> Finding:
    (found,) = look()
    return found


def bad(look: Look, level: str = "bad") -> str:
    """What a check finds wrong, with its remedy; everything wrong has one."""
    found = one(look)
    assert found.level == level
    assert found.remedy
    return f"{found.what} {found.remedy}"


def test_a_house_in_order_has_nothing_wrong(house: Path) -> None:
    found = doctor.examine(places.CHECKS)
    assert [f.level for f in found] == ["ok"] * len(places.CHECKS)
    assert not any(f.remedy for f in found)


def test_a_directory_others_may_read(house: Path, settings: Any) -> None:
    house.chmod(0o755)
    assert "chmod 700" in bad(places.data_directory, "warn")
    settings.PRODUCTION = True
    assert "chmod 700" in bad(places.data_directory)


def test_a_directory_that_cannot_be_written(house: Path, settings: Any) -> None:
    settings.DATA_DIR = house / "secret_key"
    assert "LUODI_DATA_DIR" in bad(places.data_directory)


def test_a_key_others_may_read_or_guess(house: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "secret_key").chmod(0o640)
    assert "chmod 600" in bad(places.secret_key)
    monkeypatch.setenv("LUODI_SECRET_KEY", "k" * 64)
    assert one(places.secret_key).level == "ok"
    settings.SECRET_KEY = "short"
    assert "LUODI_SECRET_KEY" in bad(places.secret_key)


def test_passwords_left_lying(house: Path, settings: Any) -> None:
    file = house / "passwords.txt"
    os.close(os.open(file, os.O_CREAT, 0o600))
    assert "delete the file" in bad(places.passwords_file, "warn")
    settings.PRODUCTION = True
    assert "delete the file" in bad(places.passwords_file)
    settings.PRODUCTION = False
    file.chmod(file.stat().st_mode | stat.S_IROTH)
    assert "delete the file" in bad(places.passwords_file)


@pytest.mark.parametrize(("free", "level"), [(1024**2, "bad"), (1024**3, "warn"), (9 * 1024**3, "warn")])
def test_a_disk_that_fills(house: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr(places.shutil, "disk_usage", lambda place: SimpleNamespace(free=free, total=100 * 1024**3))
    assert "GB" in bad(places.disk, level)


def test_styles_not_collected(house: Path) -> None:
    (house / "static" / "luodi" / "tokens.css").unlink()
    assert "tokens.css" in bad(places.static_files)


def test_messages_not_compiled(house: Path) -> None:
    made = house / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    os.utime(made, (1, 1))
    assert "zh_Hans" in bad(places.messages)
    made.unlink()
    assert "compile" in bad(places.messages)


@pytest.mark.parametrize(
    ("hosts", "production", "level"),
    [
        (["*"], True, "bad"),
        (["county.example"], False, "bad"),
        (["127.0.0.1"], True, "warn"),
        (["county.example"], True, "ok"),
    ],
)
def test_who_is_served_in_which_mode(
    house: Path, settings: Any, hosts: list[str], production: bool, level: str
) -> None:
    settings.ALLOWED_HOSTS, settings.PRODUCTION = hosts, production
    assert one(places.mode).level == level


@pytest.mark.django_db
def test_the_database_of_the_tests_is_reached_and_of_this_version() -> None:
    found = {f.check: f for f in rows.database()}
    assert found["database"].level == "ok"
    assert found[f"{connection.vendor} version"].level == "ok"
    if connection.vendor == "sqlite":
        assert (found["synchronous"].what, found["foreign_keys"].level) == ("2", "ok")
    else:
        assert found["server_encoding"].what == "UTF8"


@pytest.mark.django_db
def test_a_setting_that_loses_acknowledged_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_asked", lambda sql: "off")
    assert [f.level for f in rows.durability()] == ["bad"] * 3
    assert all(f.remedy for f in rows.durability())


@pytest.mark.django_db
def test_a_database_that_lacks_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "missing", lambda: 3)
    first, *others = rows.database()
    assert (first.level, first.remedy) == ("bad", "run: luodi migrate")
    assert "regions" not in {f.check for f in others}


def test_a_database_that_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr(rows, "missing", refused)
    assert "connection refused" in bad(rows.database)


@pytest.mark.django_db
def test_an_installation_without_a_region() -> None:
    assert "luodi demo load" in bad(rows.regions, "warn")


def test_due_days_beyond_the_last_notice(cast: Cast) -> None:
    def days() -> Iterator[Finding]:
        return (found for found in rows.regions() if found.check.startswith("calendar"))

    assert one(days).what == "published up to 2026; 0 of 0 open due days are provisional"
    cast.accepted("2026-11-02")
    assert one(days).level == "ok"
    cast.accepted("2026-12-28")
    assert "1 of 2 open due days" in bad(days, "warn")


def test_a_demo_beside_a_county_in_production(cast: Cast, settings: Any) -> None:
    settings.PRODUCTION = True
    said = [f.what for f in rows.regions() if f.check == "demo"]
    assert said == [f"{cast.where.code} is a demo that stands on {DAY}"]


def test_a_check_that_breaks_off_is_a_finding() -> None:
    def looks_away() -> Iterator[Finding]:
        raise ValueError("nothing to see")
        yield

    (found,) = doctor.examine([looks_away])
    assert (found.check, found.level) == ("looks away", "bad")
    assert "nothing to see" in found.what


@pytest.mark.parametrize(("level", "code"), [("ok", 0), ("warn", 0), ("bad", 1)])
def test_the_command_fails_on_what_is_bad(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], level: str, code: int
) -> None:
    found = [Finding("first", "ok", "well"), Finding("a", level, "b", "c")]
    monkeypatch.setattr(places, "CHECKS", [lambda: iter(found)])
    for others in (rows, journal, keeping):
        monkeypatch.setattr(others, "CHECKS", [])
    monkeypatch.setattr(keeping, "OF_ROWS", [])
    assert main.main(["doctor", "--json"]) == code
    said = json.loads(capsys.readouterr().out)
    assert said["level"] == level
    assert said["findings"][1] == {"check": "a", "level": level, "what": "b", "remedy": "c"}
    assert main.main(["doctor"]) == code
    assert "      -> c" in capsys.readouterr().out


def test_a_database_on_a_network(house: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = house / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/share {house.parent} nfs4 rw 0 0\n")
    assert places._kind_of(house, mounts) == "nfs4"
    assert places._kind_of(Path("/var"), mounts) == "ext4"
    assert places._kind_of(house, house / "none") == ""
    monkeypatch.setattr(places, "_kind_of", lambda *_: "nfs4")
    settings.DATABASE_URL = ""
    assert "network (nfs4) keep the data directory on a disk" in bad(places.file_system)
    settings.DATABASE_URL = "postgresql://elsewhere"
    assert one(places.file_system).level == "ok"
