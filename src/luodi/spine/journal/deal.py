"""Dealing: rows of the journal and of the tables laid by key into parts of a temporary file, each small enough to fold.

Whatever the table, a key always falls into the same part, and a part keeps the order in which rows came: so each part
is replayed and compared alone. A shape concerns every key and is dealt to every part. Small journals stay in memory.
"""

import marshal
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple, cast

from luodi.kernel.fold import State, change, reshape

PART = 10_000  # rows, of which a folded one takes one or two kilobytes
BUFFERED = 10_000  # rows held before they are written
IN_MEMORY = 16 * 1024 * 1024  # bytes of the file that stay off the disk

Heading = tuple[str, tuple[str, ...] | str | None, bool]
"""Table, columns (a word for a shape, None for rows that are gone), and whether the rows stand in the table."""


class Part(NamedTuple):
    """What the journal tells of some keys, and their rows in the tables."""

    told: State
    standing: dict[str, list[list[Any]]]


class Deal:
    """Rows dealt by key; read back part by part."""

    def __init__(self, rows: int) -> None:
        self._parts = 1 + rows // PART
        self._held: list[list[Any]] = [[] for _ in range(self._parts)]
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(self._parts)]
        self._buffered = 0
        self._numbers: dict[Heading, int] = {}
        self._file = cast(IO[bytes], tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="luodi-verify-"))  # noqa: SIM115

    def __enter__(self) -> "Deal":
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def tell(self, statements: Iterable[list[Any]]) -> None:
        """The rows of one fact."""
        for table, columns, rows in statements:
            if isinstance(columns, str):
                number = self._number((table, columns, False))
                for held in self._held:
                    held.append((number, rows[0]))
                continue
            self._lay(self._number((table, None if columns is None else tuple(columns), False)), rows)

    def stand(self, table: str, columns: tuple[str, ...], rows: Iterable[list[Any]]) -> None:
        """The rows of one table, each with its key first."""
        self._lay(self._number((table, columns, True)), rows)

    def _number(self, heading: Heading) -> int:
        return self._numbers.setdefault(heading, len(self._numbers))

    def _lay(self, number: int, rows: Iterable[list[Any]]) -> None:
        held, parts = self._held, self._parts
        for row in rows:
            key = row[0]
            held[(key if type(key) is int else hash(key)) % parts].append((number, row))
            self._buffered += 1
            if self._buffered >= BUFFERED:
                self._write()

    def _write(self) -> None:
        end = self._file.seek(0, 2)
        for held, places in zip(self._held, self._places, strict=True):
            if held:
                block = marshal.dumps(held)
                self._file.write(block)
                places.append((end, len(block)))
                end += len(block)
                held.clear()
        self._buffered = 0

    def parts(self) -> Iterator[Part]:
        """Each part folded; the order within it is the order in which its rows came."""
        self._write()
        headings = list(self._numbers)
        for places in self._places:
            told: State = {}
            standing: dict[str, list[list[Any]]] = {}
            for offset, size in places:
                self._file.seek(offset)
                for number, row in marshal.loads(self._file.read(size)):
                    table, columns, stands = headings[number]
                    if stands:
                        standing.setdefault(table, []).append(row)
                    elif isinstance(columns, str):
                        reshape(told, table, columns, row)
                    else:
                        change(told.setdefault(table, {}), columns, (row,))
            yield Part(told, standing)
