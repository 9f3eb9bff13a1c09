"""Turns: one in the room at a time, the one at the door before who just left, and nobody hung on a killed holder."""

import errno
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from luodi.db.sqlite import turns
from luodi.db.sqlite.base import DatabaseWrapper
from luodi.db.sqlite.turns import Turn

LONG = 60.0  # seconds nobody waits in a test that passes
OUT = "import sys; from luodi.db.sqlite.turns import Turn; turn = Turn(sys.argv[1], 0.0); "
HOLD = (
    OUT + "turn.take(); pid = __import__('os').fork(); sys.stdout.write('x') if pid else 0; sys.stdout.flush(); input()"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    made = tmp_path / "rows.sqlite3"
    made.touch(mode=0o640)
    return str(made)


@pytest.fixture
def reached(django_db_blocker: Any) -> Iterator[None]:
    """Connections of the test's own, to files of its own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def wrapper(file: str, reached: None) -> Iterator[DatabaseWrapper]:
    """A connection to a database in a file, as the settings make one."""
    made = DatabaseWrapper({**_settings(), "NAME": file}, "turns")
    yield made
    made.close()


def _settings() -> dict[str, object]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    return {"OPTIONS": options, "TIME_ZONE": None, "AUTOCOMMIT": True, "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": False, "ENGINE": "luodi.db.sqlite"}  # fmt: skip


def _taken(file: str) -> bool:
    """Whether somebody is in the room."""
    other = Turn(file, 0.0)
    try:
        other.take()
    except OperationalError:
        return True
    other.give_back()
    return False


def test_one_in_the_room_at_a_time(file: str) -> None:
    turn = Turn(file, 0.0)
    turn.take()
    assert _taken(file)
    turn.pass_on()
    assert not _taken(file)


def test_who_waits_at_the_door_comes_before_who_just_left(file: str) -> None:
    first, second, came = Turn(file, LONG), Turn(file, LONG), []

    def wait() -> None:
        second.take()
        came.append("second")
        second.pass_on()

    first.take()
    came.append("first")
    waits = threading.Thread(target=wait)
    waits.start()
    while not _at_the_door(file):
        pass
    first.pass_on()
    first.take()
    came.append("first again")
    waits.join()
    assert came == ["first", "second", "first again"]


def _at_the_door(file: str) -> bool:
    door = os.open(f"{file}-door", os.O_RDONLY | os.O_CREAT)
    try:
        turns.fcntl.flock(door, turns.fcntl.LOCK_EX | turns.fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(door)
    return False


def test_a_kept_turn_lasts_over_commits_and_ends_with_the_job(file: str) -> None:
    turn = Turn(file, 0.0)
    with turn.kept(60_000):
        for _ in range(3):
            turn.take()
            turn.pass_on()
            assert _taken(file)
    assert not _taken(file)
    with turn.kept(0):  # a turn whose time is over is passed on
        turn.take()
        turn.pass_on()
        assert not _taken(file)


def test_a_killed_holder_lets_go_although_its_child_lives(file: str) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )
    assert holder.stdin is not None and holder.stdout is not None
    assert holder.stdout.read(1) == b"x"
    assert _taken(file)
    holder.kill()
    holder.wait()
    turn = Turn(file, LONG)
    turn.take()  # the child waits for a line until the pipe closes, and holds nothing
    turn.give_back()
    holder.stdin.close()
    holder.stdout.close()


def test_the_locks_are_for_whoever_may_open_the_database(file: str) -> None:
    Turn(file, 0.0).take()
    assert {(Path(f"{file}-{word}").stat().st_mode & 0o777) for word in ("door", "room")} == {0o640}


@pytest.mark.parametrize("refused", ["no such call", "no locks", "no file"])
def test_without_locks_of_files_writing_goes_on(file: str, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if refused == "no such call":
        monkeypatch.setattr(turns, "fcntl", None)
    if refused == "no locks":
        monkeypatch.setattr(turns, "_got", _refuses)
    one, other = Turn(file, 0.0), Turn(f"{file}/none" if refused == "no file" else file, 0.0)
    for turn in (one, other, one, other):
        turn.take()
    for turn in (one, other):
        turn.pass_on()
    assert not other.possible


def _refuses(room: int) -> bool:
    raise OSError(errno.ENOLCK, "No locks available")


def _in_turn(wrapper: DatabaseWrapper, *statements: str) -> None:
    """A transaction as `atomic` runs it."""
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        for statement in statements:
            wrapper.cursor().execute(statement)
        wrapper.commit()
    except BaseException:
        wrapper.rollback()
        raise
    finally:
        wrapper.set_autocommit(True)


def test_a_transaction_is_in_turn_and_a_read_is_not(wrapper: DatabaseWrapper, file: str) -> None:
    wrapper.cursor().execute("SELECT 1")
    assert not Path(f"{file}-door").exists()
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert _taken(file)
    wrapper.rollback()
    wrapper.set_autocommit(True)
    assert not _taken(file)
    with pytest.raises(OperationalError, match="no such table"):
        _in_turn(wrapper, "INSERT INTO absent VALUES (1)")
    assert not _taken(file)
    _in_turn(wrapper, "CREATE TABLE one (n integer)")
    assert not _taken(file)
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    wrapper.close()
    assert not _taken(file)


def test_a_database_in_memory_has_no_other_writer(reached: None) -> None:
    alone = DatabaseWrapper({**_settings(), "NAME": ":memory:"}, "memory")
    alone.ensure_connection()
    assert alone.turn is None


def test_turns_can_be_turned_off(file: str, reached: None) -> None:
    off = DatabaseWrapper({**_settings(), "NAME": file, "OPTIONS": {"turns": False}}, "off")
    _in_turn(off, "CREATE TABLE one (n integer)")
    off.close()
    assert not Path(f"{file}-door").exists()


def test_a_job_keeps_turns_on_any_engine(db: None) -> None:
    with turns.kept(10):
        connection.ensure_connection()


def test_eight_threads_write_in_turn(wrapper: DatabaseWrapper, file: str) -> None:
    """Each its own connection; while all are at work nobody is far ahead of anybody."""
    _in_turn(wrapper, "CREATE TABLE acts (id integer PRIMARY KEY, by integer)")
    gate, faults = threading.Barrier(8), []

    def write(number: int) -> None:
        mine = DatabaseWrapper({**_settings(), "NAME": file}, f"writer {number}")
        try:
            mine.ensure_connection()
            gate.wait()
            for _ in range(80):
                _in_turn(mine, f"INSERT INTO acts (by) VALUES ({number})")
        except Exception as problem:
            faults.append(problem)
        finally:
            mine.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    acts = [by for (by,) in wrapper.cursor().execute("SELECT by FROM acts ORDER BY id").fetchall()]
    assert Counter(acts) == dict.fromkeys(range(8), 80)
    least, most = _spread_while_all_write(acts)
    assert least >= most / 3


def _spread_while_all_write(acts: list[int]) -> tuple[int, int]:
    """From when the last has begun until the first is done."""
    begun = max(acts.index(number) for number in range(8))
    done = min(len(acts) - acts[::-1].index(number) for number in range(8))
    counted = Counter(acts[begun:done])
    return min(counted[number] for number in range(8)), max(counted.values())
