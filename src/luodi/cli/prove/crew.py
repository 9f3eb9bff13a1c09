"""The people of a drill: one process that knows the platform and holds nothing open, and forks who acts and who looks.

A drill tells it what to do, a line of JSON at a time. Weak ways are for a drill's own proof: with them it must find
losses, or it would not have found any of ours.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from luodi.cli.prove.acting import ROOMS, Found, act, lay, look, note_into

WEAK = ("synchronous", "uploads")
"""`synchronous`: the engine answers before the disk has it; `uploads`: files written without fsync."""


class Broke(RuntimeError):
    """The crew itself failed, which no cut explains."""


class Crew:
    """What a drill holds of it. `place` is the data folder the people work in; it may come and go between orders."""

    def __init__(self, place: Path, url: str = "") -> None:
        environment = {**os.environ, "LUODI_DATA_DIR": str(place), "LUODI_DATABASE_URL": url,
                       "LUODI_SECRET_KEY": "of a drill, which keeps no secrets at all",
                       "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "luodi.cli.prove.crew"], env=environment, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nobody tells any more: the crew stops whom it sent and ends."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def lay(self) -> None:
        """The county they work in."""
        self._asked("lay")

    def send(self, notes: list[Path], weak: str = "") -> list[int]:
        """A person for each file of notes begins to act; their process ids."""
        pids: list[int] = self._asked("send", [[str(file), weak] for file in notes])
        return pids

    def stop(self) -> None:
        """Kill whoever acts."""
        self._asked("stop")

    def look(self, notes: Path) -> Found:
        """What stands, held against all notes."""
        return Found(*self._asked("look", str(notes)))

    def _asked(self, what: str, told: Any = None) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        with suppress(BrokenPipeError):  # it ended, and then says nothing
            print(json.dumps([what, told]), file=self.process.stdin, flush=True)
        said = json.loads(self.process.stdout.readline() or '{"broke": "it ended"}')
        if "broke" in said:
            raise Broke(f"{what}: {said['broke']}")
        return said["answer"]


def main() -> int:
    """Do what is told until nobody tells any more."""
    from luodi.cli.main import with_django

    with_django()
    for room in ROOMS:
        import_module(f"luodi.{room}")
    sent: list[int] = []
    for line in sys.stdin:
        what, told = json.loads(line)
        try:
            said = {"answer": _done(what, told, sent)}
        except Broke as problem:
            said = {"broke": str(problem)}
        print(json.dumps(said), flush=True)
    _stop(sent)
    return 0


def _done(what: str, told: Any, sent: list[int]) -> Any:
    if what == "send":
        sent += [_forked(partial(_acting, Path(file), weak)) for file, weak in told]
        return sent
    if what == "stop":
        return _stop(sent)
    return _apart(lay if what == "lay" else lambda: look(Path(told)))


def _acting(file: Path, weak: str) -> None:
    from django.db import connection

    logging.disable(logging.WARNING)  # a server that dies is meant to
    if weak == "uploads":
        os.fsync = lambda fd: None  # the engine's own are not Python's
    if weak == "synchronous" and connection.vendor == "sqlite":  # a server is weakened where it starts
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
    act(note_into(file))


def _forked(work: Callable[[], object]) -> int:
    """A process that does this work and nothing after it."""
    pid = os.fork()
    if not pid:
        _end(work)
    return pid


def _end(work: Callable[[], object]) -> NoReturn:
    try:
        work()
        os._exit(0)
    except BaseException as problem:
        from django.db import DatabaseError

        if not isinstance(problem, DatabaseError | OSError):  # those are what a dying disk says
            sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        os._exit(1)


def _apart(work: Callable[[], Any]) -> Any:
    """What work answers that is done in a process of its own, which leaves nothing open."""
    reads, writes = os.pipe()

    def told() -> None:
        try:
            said = {"answer": work()}
        except Exception as problem:
            said = {"broke": f"{type(problem).__name__}: {problem}"}
        with os.fdopen(writes, "w") as pipe:
            json.dump(said, pipe)

    pid = _forked(told)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    said = json.loads(text or '{"broke": "it said nothing"}')
    if "broke" in said:
        raise Broke(said["broke"])
    return said["answer"]


def _stop(sent: list[int]) -> None:
    for pid in sent:
        os.kill(pid, signal.SIGKILL)  # of a child that is not waited for: the id is still its own
    for pid in sent:
        os.waitpid(pid, 0)
    sent.clear()


if __name__ == "__main__":
    sys.exit(main())
