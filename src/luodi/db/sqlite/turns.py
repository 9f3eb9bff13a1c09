"""Turns: who writes next on SQLite, whose own waiting starves some writers for seconds.

Two locks beside the database file, a door and a room. A writer waits at the door; its holder alone waits for the room,
so whoever just left cannot slip in again before it. The room is given back at every commit and rollback. Both are
`flock`s: the kernel queues those who wait at the door and frees what a killed process held. Fairness alone hangs on
them; that writes exclude each other is SQLite's own doing, with its `busy_timeout`, and all there is without `flock`.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from django.db import connection
from django.db.utils import OperationalError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TURN_MS = 10
_LOOK_AGAIN = 0.0001  # seconds
_all: "WeakSet[Turn]" = WeakSet()


class Turn:
    """The turn of one connection, and so of one thread: it opens both files for itself, at its first write."""

    def __init__(self, database: str, patience: float) -> None:
        self._database = database
        self._patience = patience  # seconds, as SQLite waits
        self._files: list[int] = []
        self.possible = fcntl is not None  # until a file system refuses
        self._kept_ms = 0
        self._until: float | None = None  # while the room is ours: when this turn ends
        _all.add(self)

    def take(self) -> None:
        """Wait for the room, or stay in it. Raises OperationalError when it stays taken, as SQLite would."""
        if self._until is not None and time.monotonic() < self._until:
            return
        self.give_back()
        if not self._open():
            return
        door, room = self._files
        last = time.monotonic() + self._patience
        try:
            fcntl.flock(door, fcntl.LOCK_EX)
            while not _got(room):
                if time.monotonic() > last:
                    raise OperationalError("database is locked: another writer did not end its turn")
                time.sleep(_LOOK_AGAIN)
            self._until = time.monotonic() + self._kept_ms / 1000
        finally:
            fcntl.flock(door, fcntl.LOCK_UN)

    def pass_on(self) -> None:
        """A transaction ended: the next may write, unless this turn is kept and not over."""
        if self._until is not None and time.monotonic() >= self._until:
            self.give_back()

    def give_back(self) -> None:
        """Leave the room, if it is ours."""
        if self._until is not None and self._files:
            self._until = None
            fcntl.flock(self._files[1], fcntl.LOCK_UN)

    @contextmanager
    def kept(self, milliseconds: int) -> Iterator[None]:
        """Turns taken inside last so long."""
        before, self._kept_ms = self._kept_ms, milliseconds
        try:
            yield
        finally:
            self._kept_ms = before
            if not connection.in_atomic_block:
                self.give_back()

    def forget(self) -> None:
        """Close the files. A forked child does: the lock lives with the last process that has its file open."""
        self._until = None
        while self._files:
            os.close(self._files.pop())

    def __del__(self) -> None:
        self.forget()

    def _open(self) -> bool:
        """Open door and room; no where files cannot be locked, and then for good."""
        if self.possible and not self._files:
            try:
                self._files += [_beside(self._database, "door")]
                self._files += [_beside(self._database, "room")]
                if _got(self._files[0]):
                    fcntl.flock(self._files[0], fcntl.LOCK_UN)
            except OSError:
                self.forget()
                self.possible = False
        return self.possible


class InTurn:
    """Mixed into the database wrapper: a transaction begins in turn. Databases in memory have no other writer."""

    turn: Turn | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()  # type: ignore[misc]
        wanted, name = params.pop("turns", True), str(params["database"])
        alone = name.startswith("file:") or self.is_in_memory_db()  # type: ignore[attr-defined]
        self.turn = Turn(name, float(params.get("timeout", 5))) if wanted and not alone else None
        return params

    def _start_transaction_under_autocommit(self) -> None:
        if self.turn is None:
            return super()._start_transaction_under_autocommit()  # type: ignore[misc, no-any-return]
        self.turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.turn.give_back()
            raise

    def _commit(self) -> Any:
        super()._commit()  # type: ignore[misc]  # one that fails is rolled back next
        if self.turn is not None:
            self.turn.pass_on()

    def _rollback(self) -> Any:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            if self.turn is not None:
                self.turn.pass_on()

    def _close(self) -> Any:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.turn is not None:
                self.turn.give_back()
                self.turn.forget()


@contextmanager
def kept(milliseconds: int = TURN_MS) -> Iterator[None]:
    """A job's many small transactions share a turn, so that fairness costs it little. Do not wait or dawdle inside.

    On PostgreSQL, where nobody takes turns, this does nothing.
    """
    connection.ensure_connection()
    turn: Turn | None = getattr(connection, "turn", None)
    if turn is None:
        yield
        return
    with turn.kept(milliseconds):
        yield


def _got(room: int) -> bool:
    try:
        fcntl.flock(room, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _beside(database: str, word: str) -> int:
    """A lock's file, to be opened by whoever may open the database."""
    path, like = Path(f"{database}-{word}"), Path(database).stat()
    with suppress(FileExistsError):
        made = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_EXCL, like.st_mode & 0o777)
        with suppress(PermissionError):
            os.fchmod(made, like.st_mode & 0o777)
            os.fchown(made, like.st_uid, like.st_gid)
        return made
    return os.open(path, os.O_RDONLY)


def _forget_all() -> None:
    for turn in list(_all):
        turn.forget()


if fcntl is not None:
    os.register_at_fork(after_in_child=_forget_all)
