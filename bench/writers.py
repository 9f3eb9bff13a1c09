"""Eight writers at once, each in a process of its own: what all of them do, how even, and how long one waits.

luodi's whole action, one commit each, at full durability; by turns (handed on at each commit, and kept for 10 ms as
jobs do) beside SQLite's `busy_timeout` alone, in one run, rounds interleaved; in a busy loop and with 1 ms of other
work between actions, as a web worker has it. PostgreSQL has no turns: there it is one way.
`luodi bench cases --writers N [--rounds N] [--json]`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.cases import ROOT, NoAnswer, database


class Way(NamedTuple):
    """How writers find their turn."""

    name: str
    turns: bool
    kept_ms: int
    work_ms: float
    beside: str  # the way without turns its loss is taken from; empty for that one itself

    def order(self, begin: float, seconds: float) -> str:
        return json.dumps({"begin": begin, "seconds": seconds, "turns": self.turns, "kept_ms": self.kept_ms,
                           "work_ms": self.work_ms})  # fmt: skip


WAYS = (
    Way("engine alone", False, 0, 0, ""),
    Way("turns", True, 0, 0, "engine alone"),
    Way("turns kept 10 ms", True, 10, 0, "engine alone"),
    Way("engine alone, 1 ms between", False, 0, 1, ""),
    Way("turns, 1 ms between", True, 0, 1, "engine alone, 1 ms between"),
)
GOALS = {"slowest_of_mean": 0.9, "longest_ms": 150.0, "loss": 0.15}
LOSS_COUNTS = ("turns kept 10 ms", "turns, 1 ms between")
LEAD = 0.3  # seconds from the order to the common start


class Writer:
    """A process that writes when told."""

    def __init__(self, place: Path, url: str, *words: str) -> None:
        environment = {**os.environ, "LUODI_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": "luodi.config.settings",
                       "PYTHONPATH": str(ROOT), "LUODI_DATABASE_URL": url}  # fmt: skip
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.peers.writer", *words], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
        )  # fmt: skip

    def told(self, order: str) -> None:
        assert self.process.stdin is not None
        print(order, file=self.process.stdin, flush=True)

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        if line := self.process.stdout.readline():
            said: dict[str, Any] = json.loads(line)
            return said
        self.errors.seek(0)
        raise NoAnswer((self.errors.read().strip().splitlines() or ["it said nothing"])[-1])

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.wait(timeout=30)
        self.errors.close()


def run(writers: int, rounds: int, seconds: float) -> dict[str, Any]:
    """The figures of every way, medians of rounds."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luodi-bench-")))
        url = stack.enter_context(database("writers"))
        crowd: list[Writer] = []
        for number in range(writers):
            crowd.append(Writer(place, url, *(["first"] if number == 0 else [])))
            stack.callback(crowd[-1].close)
            if number == 0:
                durability = crowd[0].heard()["durability"]  # the county stands before the others come
        for writer in crowd[1:]:
            writer.heard()
        lite = "synchronous" in durability
        ways = [way for way in WAYS if lite or not way.turns]
        _round(crowd, ways[0], seconds / 4)
        found: dict[str, list[dict[str, float]]] = {way.name: [] for way in ways}
        for turn in range(rounds):
            for way in ways[turn % len(ways) :] + ways[: turn % len(ways)]:
                found[way.name].append(_round(crowd, way, seconds))
    return summary(found, writers=writers, rounds=rounds, seconds=seconds, load=load, durability=durability)


def _round(crowd: Sequence[Writer], way: Way, seconds: float) -> dict[str, float]:
    order = way.order(time.monotonic() + LEAD, seconds)
    for writer in crowd:
        writer.told(order)
    return even([writer.heard() for writer in crowd], seconds)


def even(said: Sequence[dict[str, Any]], seconds: float) -> dict[str, float]:
    """How much was done, how evenly, and the longest action of anybody."""
    done = [each["actions"] for each in said]
    return {
        "per_second": sum(done) / seconds,
        "slowest_of_mean": min(done) * len(done) / (sum(done) or 1),
        "longest_ms": max(each["longest_ms"] for each in said),
    }


def summary(found: dict[str, list[dict[str, float]]], *, durability: dict[str, str], **run: Any) -> dict[str, Any]:
    """Medians of the rounds; the loss of turns beside SQLite's own waiting; which goals are met."""
    ways = {name: {part: median(each[part] for each in rounds) for part in rounds[0]} for name, rounds in found.items()}
    for way in WAYS:
        if way.name in ways and way.beside:
            ways[way.name]["loss"] = 1 - ways[way.name]["per_second"] / ways[way.beside]["per_second"]
    engine = "sqlite" if "synchronous" in durability else "postgresql"
    return {"engine": engine, "durability": durability, **run, "ways": ways, "goals": GOALS, "missed": missed(ways)}


def missed(ways: dict[str, dict[str, float]]) -> list[str]:
    """Each goal of turns that a way did not reach."""
    found = []
    for name, each in ways.items():
        if "loss" not in each:
            continue
        if each["slowest_of_mean"] < GOALS["slowest_of_mean"]:
            found.append(f"{name}: slowest of mean {each['slowest_of_mean']:.2f}")
        if each["longest_ms"] > GOALS["longest_ms"]:
            found.append(f"{name}: longest {each['longest_ms']:.0f} ms")
        if name in LOSS_COUNTS and each["loss"] > GOALS["loss"]:
            found.append(f"{name}: loss {each['loss']:.0%}")
    return found


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    durable = ", ".join(f"{name}={value}" for name, value in found["durability"].items())
    lines = [f"{found['engine']} ({durable}): {found['writers']} writers, {found['rounds']} rounds of "
             f"{found['seconds']} s, load before {found['load']:.1f}"]  # fmt: skip
    for name, each in found["ways"].items():
        loss = f", loss {each['loss']:.0%}" if "loss" in each else ""
        lines.append(f"  {name:27} {each['per_second']:6.0f} actions/s, slowest of mean {each['slowest_of_mean']:.2f}, "
                     f"longest {each['longest_ms']:.0f} ms{loss}")  # fmt: skip
    lines += [f"  goal missed by {each}" for each in found["missed"]]
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when every writer answered."""
    parser = argparse.ArgumentParser(prog="bench writers", description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = run(args.writers, args.rounds, args.seconds)
    except NoAnswer as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench writers: {problem}")
        return 1
    print(json.dumps(found) if args.json else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
