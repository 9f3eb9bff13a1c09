"""A batch beside the same done one by one: what one transaction saves, and what setting rows together saves.

Two pairs, each in one process, rounds interleaved: the three steps of a case in a loop that commits once, beside a
commit a step; and past cases of a log laid down whole, beside one call and commit for each.
`luodi bench cases --batch N [--rounds N] [--json]`.
"""

import argparse
import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench.cases import STEPS, Peer, database

PAIRS = {"loop": ("whole", "singly"), "set": ("laid", "laid_singly")}
SAYS = {"loop": "steps, one commit beside a commit each", "set": "past cases, laid down whole beside a call each"}
GOAL = 3.5


def run(size: int, rounds: int) -> dict[str, Any]:
    """How many a second each way does, medians of rounds, and how many times one by one a batch is."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luodi-bench-")))
        peer = Peer("luodi", place, stack.enter_context(database("batch")))
        stack.callback(peer.close)
        peer.heard()
        paces: dict[str, list[float]] = {way: [] for pair in PAIRS.values() for way in pair}
        for way in paces:
            peer.asked(cases=10, way=way)
        for _ in range(rounds):
            for way, each in paces.items():
                cases = size // STEPS if way in PAIRS["loop"] else size
                done = cases * STEPS if way in PAIRS["loop"] else cases
                each.append(done / peer.asked(cases=cases, way=way)["seconds"])
        durable = peer.asked(answer=True)["durability"]
    pace = {way: median(each) for way, each in paces.items()}
    return {
        "engine": "sqlite" if "synchronous" in durable else "postgresql", "durability": durable, "batch": size,
        "rounds": rounds, "load_before": load, "per_second": pace,
        "spread": {way: [min(each), max(each)] for way, each in paces.items()},
        "times_one_by_one": {name: pace[whole] / pace[singly] for name, (whole, singly) in PAIRS.items()},
        "goals": {"set": GOAL},
    }  # fmt: skip


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    durable = ", ".join(f"{name}={value}" for name, value in found["durability"].items())
    lines = [f"{found['engine']} ({durable}): batches of {found['batch']}, {found['rounds']} rounds"]
    for name, (whole, singly) in PAIRS.items():
        goal = f" goal >= {found['goals'][name]}" if name in found["goals"] else ""
        pace = found["per_second"]
        lines.append(
            f"  {name:5} {pace[whole]:8.0f} beside {pace[singly]:8.0f} a second: "
            f"{found['times_one_by_one'][name]:5.2f} times{goal}  {SAYS[name]}"
        )
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when every way ran."""
    parser = argparse.ArgumentParser(prog="bench batch", description=__doc__)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    found = run(args.batch, args.rounds)
    print(json.dumps(found) if args.json else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
