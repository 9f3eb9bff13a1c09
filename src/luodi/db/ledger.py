"""The open ledger of a connection: what its transaction changed and no fact has taken yet.

The compilers tell (`db.compiler`), `journal.record` takes, a commit with rows nobody took is refused and rolled back.
A savepoint remembers how far telling and taking had come, so a rollback to it gives back what was recorded inside it.
Within an action (`db.together`) what was recorded waits and is written at its end, in one statement.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.utils import DatabaseError

Statement = list[Any]  # [table, [column, ...] | None, [[key, value, ...], ...]]; None = the rows are gone


class Unrecorded(DatabaseError):
    """Business rows changed and no fact took them; the transaction is rolled back."""


class Mark(NamedTuple):
    told: int
    taken: int
    waiting: int


class Ledger:
    """Rows told since the transaction began, and how many of them facts have taken."""

    def __init__(self) -> None:
        self._statements: list[Statement] = []
        self._taken = 0
        self._marks: dict[str, Mark] = {}
        self._waiting: list[Any] = []
        self._write: Callable[[Sequence[Any]], object] = list
        self.acting = False  # an action runs (`db.together`)

    def tell(self, table: str, columns: list[str] | None, rows: list[list[Any]]) -> None:
        """What one statement stored; a statement that touched no row is not told."""
        if rows:
            self._statements.append([table, columns, rows])

    def take(self) -> list[Statement]:
        """Everything told since the last fact: the rows the next fact carries."""
        fresh = self._statements[self._taken :]
        self._taken = len(self._statements)
        return fresh

    def record(self, one: Any, write: Callable[[Sequence[Any]], object]) -> None:
        """Have a record written: at the end of the action that runs, else now."""
        self._waiting.append(one)
        self._write = write
        if not self.acting:
            self.write_waiting()

    def write_waiting(self) -> None:
        """Write what was recorded, in its order."""
        if self._waiting:
            rows, self._waiting = self._waiting, []
            self._write(rows)

    def open_tables(self) -> list[str]:
        """Tables with rows that no fact has taken."""
        return sorted({statement[0] for statement in self._statements[self._taken :]})

    def mark(self, savepoint: str) -> None:
        self._marks[savepoint] = Mark(len(self._statements), self._taken, len(self._waiting))

    def back_to(self, savepoint: str) -> None:
        mark = self._marks.get(savepoint, Mark(0, 0, 0))
        del self._statements[mark.told :]
        del self._waiting[mark.waiting :]
        self._taken = mark.taken

    def close(self) -> None:
        """The transaction has ended, either way."""
        self._statements.clear()
        self._marks.clear()
        self._waiting.clear()
        self._taken = 0

    def refuse_open(self) -> None:
        """Raise `Unrecorded` when rows were changed that no fact took."""
        if self._waiting:
            raise Unrecorded("facts were recorded and are not written: the action that recorded them has not ended")
        if tables := self.open_tables():
            raise Unrecorded(f"changed without a fact: {', '.join(tables)}; call journal.record after the last write")
