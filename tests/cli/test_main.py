"""Every command from the outside where something is wrong around it: a sentence, its JSON, an exit code, no trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LUODI = str(Path(sys.executable).with_name("luodi"))
BETWEEN = ("clock", "between", "2026-01-01", "2026-02-01")


def luodi(*words: str, **given: str) -> "subprocess.CompletedProcess[str]":
    around = {key: value for key, value in os.environ.items() if key != "LUODI_DATABASE_URL"} | given
    return subprocess.run([LUODI, *words], env=around, capture_output=True, text=True, check=False)


def refused(done: "subprocess.CompletedProcess[str]", said: str, code: int = 1) -> None:
    """One answer in JSON, the same in words, no trace."""
    assert done.returncode == code, done
    assert said in json.loads(done.stdout)["error"]
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_directory_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused(luodi("migrate", "--json", LUODI_DATA_DIR=str(tmp_path / "file" / "below")), "set LUODI_DATA_DIR")


@pytest.mark.parametrize("words", [("doctor",), ("verify",), ("tick",), ("project", "P18"), ("demo", "load")])
@pytest.mark.parametrize("url", ["", "postgresql://somebody@127.0.0.1:1/luodi"])
@pytest.mark.parametrize("name", ["nowhere", ""])
def test_who_only_looks_makes_no_place(words: tuple[str, ...], url: str, name: str, tmp_path: Path) -> None:
    """A directory typed wrongly, whether it is there or not."""
    done = luodi(*words, "--json", LUODI_DATA_DIR=str(tmp_path / name), LUODI_DATABASE_URL=url)
    refused(done, "is LUODI_DATA_DIR right? a new place is made by: luodi migrate (or luodi run --demo)")
    assert list(tmp_path.iterdir()) == []


def test_a_key_from_outside_needs_its_place_made_too(tmp_path: Path) -> None:
    made = luodi("migrate", LUODI_DATA_DIR=str(tmp_path / "new"), LUODI_SECRET_KEY="k" * 64)
    assert (made.returncode, (tmp_path / "new" / "secret_key").exists()) == (0, False)


@pytest.mark.parametrize(
    ("key", "said"), [(b"\xff\xfe", "the secret key is spoiled"), (None, "the secret key is lost")]
)
@pytest.mark.parametrize("url", ["", "postgresql://somebody@127.0.0.1:1/luodi"])
def test_a_secret_key_lost_or_spoiled(key: bytes | None, said: str, url: str, tmp_path: Path) -> None:
    for name in ("luodi.sqlite3", "journal_key"):
        (tmp_path / name).write_text("something")
    if key:
        (tmp_path / "secret_key").write_bytes(key)
    for words in (("verify",), ("migrate",)):
        refused(luodi(*words, "--json", LUODI_DATA_DIR=str(tmp_path), LUODI_DATABASE_URL=url), said)
    found = luodi("doctor", LUODI_DATA_DIR=str(tmp_path), LUODI_DATABASE_URL=url)
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.startswith(f"bad   settings: {said}") and "-> bring it back from a backup" in found.stdout


def test_the_doctor_of_a_server_that_is_away_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("k" * 64)
    done = luodi("doctor", LUODI_DATA_DIR=str(tmp_path), LUODI_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("127.0.0.1") == 1, "no check waits for the same server again"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://somebody@somewhere/luodi", "LUODI_DATABASE_URL is no address of a PostgreSQL database"),
        ("postgresql://somebody@somewhere:port/luodi", "LUODI_DATABASE_URL is no address of a PostgreSQL database"),
        ("postgresql://somebody@127.0.0.1:1/luodi", "run: luodi doctor"),
    ],
)
def test_a_database_that_cannot_be(url: str, said: str, tmp_path: Path) -> None:
    refused(luodi("migrate", "--json", LUODI_DATA_DIR=str(tmp_path), LUODI_DATABASE_URL=url), said)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "luodi.sqlite3").write_bytes(b"something else entirely " * 200)
    (tmp_path / "secret_key").write_text("k" * 64)
    refused(luodi("verify", "--json", LUODI_DATA_DIR=str(tmp_path)), "file is not a database")


def test_wrong_words_are_answered_in_json_too() -> None:
    refused(luodi("clock", "due", "--from", "tomorrow", "--workdays", "1", "--json"), "'tomorrow' is no day", code=2)
    refused(luodi("clock", "due", "--from", "1066-10-14", "--workdays", "1", "--json"), "outside the calendar")
    assert luodi("clock", "due", "--from", "tomorrow", "--workdays", "1").stdout == ""


@pytest.mark.parametrize("port", ["99999", "0", "80x", "-5"])
def test_a_port_that_is_none(port: str, tmp_path: Path) -> None:
    done = luodi("run", f"--port={port}", LUODI_DATA_DIR=str(tmp_path))
    assert (done.returncode, "is no port" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_reader_that_has_read_enough() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([LUODI, *BETWEEN], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_answer_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([LUODI, *BETWEEN], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
