"""Work to try the queue with; `LINES` is a file that tells what was done, a line a piece."""

import os
import time
from pathlib import Path

from luodi.kernel.problems import Problem, problem
from luodi.spine.jobs.kinds import Kind, Work
from luodi.spine.people.seats import Refused

CALLS: list[str] = []


def _line(text: str) -> None:
    with Path(os.environ["LINES"]).open("a") as lines:
        lines.write(f"{text}\n")


def count(work: Work) -> Problem:
    """Each piece stands in the file once, however often the work is begun."""
    pieces, name = int(work.told["pieces"]), work.told["name"]
    path = Path(os.environ["LINES"])
    for n in range(pieces):
        if not path.exists() or f"{name}/{n}" not in path.read_text().split():
            time.sleep(float(work.told.get("pause", 0)))
            _line(f"{name}/{n}")
        work.step(n + 1, pieces)
    return problem("%(n)s pieces", n=pieces)


def steps(work: Work) -> Problem:
    """Notes each piece it comes to."""
    for n in range(int(work.told.get("pieces", 3))):
        work.step(n, 3)
        CALLS.append(f"piece {n}")
    work.step(3, 3)
    return problem("all of it")


def breaks(work: Work) -> Problem:
    """A fault of ours."""
    CALLS.append("broke")
    raise ValueError("the disk is full")


def refuses(work: Work) -> Problem:
    """What a rule says no to."""
    raise Refused(problem("There is no such file."))


def goes(work: Work) -> Problem:
    """As if the worker were told to stop in the midst of it."""
    raise KeyboardInterrupt


KINDS = {
    "count": Kind(count, "count", ""),
    "steps": Kind(steps, "steps", "", ("leader", "window")),
    "breaks": Kind(breaks, "breaks", ""),
    "refuses": Kind(refuses, "refuses", ""),
    "goes": Kind(goes, "goes", ""),
    "often": Kind(steps, "often", "", (), lambda where, at: at.isoformat(timespec="minutes")),
}
