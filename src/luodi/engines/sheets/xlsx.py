"""Tables from an xlsx, read by a jailed child: whatever the file does to its reader, this process goes on."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from luodi.engines.sheets import jail
from luodi.engines.sheets.model import Cell, Flaw, Row, Table, Unreadable
from luodi.kernel.problems import problem

SECONDS = 40
REASONS = {
    "large": problem(
        "The file needs more room than a sheet may take, or has more than %(rows)s rows or %(columns)s columns; "
        "delete what is empty or foreign, or send it in parts.", rows=jail.ROWS, columns=jail.COLUMNS
    ),
    "password": problem("The file is locked by a password; take it off and send the file again."),
    "damaged": problem("The file is no xlsx, or is damaged; save it anew as xlsx."),
}  # fmt: skip


def from_xlsx(content: bytes) -> list[Table]:
    """Every sheet of a file. Raises Unreadable with what to do."""
    found: list[Table] = []
    rows: list[Row] = []
    for told in _told(content):
        if isinstance(told, list):
            rows.append(Row(told[0], tuple(map(_cell, told[1]))))
        elif "sheet" in told:
            rows = []
            found.append(Table(told["sheet"], rows))
        elif "refused" in told:
            raise Unreadable(REASONS[told["refused"]])
        else:
            return found
    raise Unreadable(REASONS["large"])  # it was ended by its limits


def _told(content: bytes) -> Iterator[Any]:
    """The child's answer, line by line; it ends early where the child was ended."""
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        command = [sys.executable, "-I", "-B", str(Path(jail.__file__))]
        options: dict[str, Any] = {"env": {}, "cwd": "/", "stderr": subprocess.DEVNULL, "encoding": "utf-8"}
        with subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, **options) as child:
            watch = Timer(SECONDS, child.kill)
            watch.start()
            try:
                assert child.stdout is not None
                for line in child.stdout:
                    if not line.endswith("\n"):
                        return
                    yield json.loads(line)
            finally:
                watch.cancel()
                child.kill()


def _cell(told: Any) -> Cell:
    if not isinstance(told, dict):
        cell: Cell = told
        return cell
    return date.fromisoformat(told["d"]) if "d" in told else Flaw(told["f"], told["t"])
