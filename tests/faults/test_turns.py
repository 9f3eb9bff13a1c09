"""Eight processes act at once on SQLite; some are killed in the middle of it. Nobody starves, nothing is half done."""

import os
import random
import signal
import time
from pathlib import Path

from luodi.cli.prove.crew import Crew

WRITERS, KILLED = 8, 3
PATIENCE = 120  # seconds


def _counts(files: list[Path]) -> list[int]:
    return [file.read_text().count("\n") if file.exists() else 0 for file in files]


def _until(files: list[Path], *, more: int, than: list[int], each: bool) -> list[int]:
    """What everybody did since, as soon as all together, or each, did so many acts more."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        done = [now - before for now, before in zip(_counts(files), than, strict=True)]
        if (min(done) if each else sum(done)) >= more:
            return done
        time.sleep(0.01)
    raise AssertionError(f"the writers stand still at {_counts(files)}")


def test_eight_writers_and_three_killed(tmp_path: Path) -> None:
    rows, notes = tmp_path / "county", tmp_path / "notes"
    rows.mkdir()
    notes.mkdir()
    files = [notes / str(number) for number in range(WRITERS)]
    with Crew(rows) as crew:
        crew.lay()
        pids = crew.send(files)
        _until(files, more=1, than=[0] * WRITERS, each=True)
        done = _until(files, more=12 * WRITERS, than=_counts(files), each=False)
        assert min(done) >= sum(done) / WRITERS / 3, done
        chosen = random.Random(7)
        for _ in range(KILLED):
            number = chosen.randrange(len(files))
            os.kill(pids.pop(number), signal.SIGKILL)
            files.pop(number)
            _until(files, more=2, than=_counts(files), each=True)
        crew.stop()
        found = crew.look(notes)
    assert (found.lost, found.half, found.papers, found.corrupt) == ([], [], [], [])
    assert found.acknowledged >= 12 * WRITERS
