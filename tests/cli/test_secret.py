"""The key of an installation is made once: lost, spoiled or exchanged it is named, and nothing goes on in silence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from luodi.config.secret import secret_key
from tests.support.house import House, house


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key in the environment."""
    monkeypatch.delenv("LUODI_SECRET_KEY", raising=False)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo county."""
    with house(tmp_path_factory.mktemp("first") / "secret") as made:
        made.luodi("migrate")
        made.luodi("demo", "load")
        yield made


@pytest.fixture
def kept(first: House) -> Iterator[Path]:
    """Its key, put back afterwards."""
    file = first.place / "secret_key"
    before = file.read_text()
    yield file
    file.write_text(before)
    file.chmod(0o600)


def test_a_key_is_made_once_and_is_its_owners(bare: None, tmp_path: Path) -> None:
    key = secret_key(tmp_path / "new")
    assert (len(key) > 60, secret_key(tmp_path / "new")) == (True, key)
    assert [(one.name, one.stat().st_mode & 0o777) for one in (tmp_path / "new").iterdir()] == [("secret_key", 0o600)]


def test_of_two_made_at_once_the_first_stays(bare: None, tmp_path: Path) -> None:
    say = (
        "import pathlib, sys; from luodi.config.secret import secret_key; print(secret_key(pathlib.Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", say, str(tmp_path)]
    told = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({one.communicate()[0] for one in told}) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


def test_white_space_around_the_key_is_no_part_of_it(bare: None, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("  " + "k" * 64 + "\r\n")
    assert secret_key(tmp_path) == "k" * 64


@pytest.mark.parametrize("name", ["luodi.sqlite3", "journal_key", "journal_keys.txt"])
def test_where_something_stands_no_key_is_made(
    bare: None, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text("something")
    with pytest.raises(ImproperlyConfigured, match=r"the secret key is lost.*keys/secret_key.*LUODI_SECRET_KEY"):
        secret_key(tmp_path)
    assert not (tmp_path / "secret_key").exists()
    monkeypatch.setenv("LUODI_SECRET_KEY", "e" * 64)
    assert secret_key(tmp_path) == "e" * 64


@pytest.mark.parametrize("spoiled", [b"\xff\xfe\x00", b"", b" \n"])
def test_a_key_that_is_no_text(bare: None, tmp_path: Path, spoiled: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(spoiled)
    with pytest.raises(ImproperlyConfigured, match="the secret key is spoiled"):
        secret_key(tmp_path)


def test_a_lost_key_is_a_finding_and_no_command_makes_another(first: House, kept: Path) -> None:
    kept.unlink()
    (found,) = json.loads(first.luodi("doctor", "--json", code=1))["findings"]
    assert (found["level"], "is lost" in found["what"]) == ("bad", True)
    assert "keys/secret_key" in found["remedy"]
    for words in (["verify"], ["backup", str(first.place / "b.zip")], ["migrate"], ["password", "zrzy"]):
        assert "the secret key is lost" in first.luodi(*words, code=1)
    assert not kept.exists()


@pytest.mark.django_db  # on both engines
def test_another_key_is_told_by_the_rows_it_did_not_seal(first: House, kept: Path, tmp_path: Path) -> None:
    kept.write_text("another key, as one made anew in silence would be: " + "k" * 32)
    found = [one for one in json.loads(first.luodi("doctor", "--json", code=1).splitlines()[0])["findings"]
             if one["what"].startswith("personal columns were sealed with another key")]  # fmt: skip
    assert [one["level"] for one in found] == ["bad"]
    assert "keys/secret_key" in found[0]["remedy"]
    assert "personal columns were sealed with another key" in first.luodi("backup", str(tmp_path / "b.zip"), code=1)
    assert not (tmp_path / "b.zip").exists()


def test_the_key_with_a_line_feed_is_the_same_key(first: House, kept: Path) -> None:
    kept.write_text(kept.read_text() + "\n")
    assert " 0 differences" in first.luodi("verify")
    first.luodi("backup", str(first.place.parent / "b.zip"))


@pytest.mark.parametrize("spoiled", ["", "garbage!!", "A" * 43 + "="])
def test_a_backup_goes_on_where_the_signing_key_is_damaged(first: House, tmp_path: Path, spoiled: str) -> None:
    file = first.place / "journal_key"
    kept = file.read_text()
    file.write_text(spoiled)
    try:
        said = json.loads(first.luodi("backup", str(tmp_path / "b.zip"), "--json"))
        assert (said["sealed"], file.read_text()) == (False, spoiled)
        assert "the signing key is lost or damaged" in first.luodi("backup", str(tmp_path / "c.zip"))
        with house(tmp_path / "again") as again:
            again.luodi("restore", str(tmp_path / "b.zip"))
    finally:
        file.write_text(kept)
    assert " 0 differences" in first.luodi("verify")
