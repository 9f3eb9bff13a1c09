"""How long the journal takes to replay and to be compared with every table, and how much memory: it stays flat.

The journal is made by luodi's own verbs, then verified in a process of its own. `luodi bench verify [--facts N]`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.cases import ROOT, database

GOALS = {"seconds_per_100000": 3.5, "peak_mb": 200.0}


def run(facts: int, rounds: int) -> dict[str, Any]:
    """Seconds and peak of the fastest of some rounds over one journal of at least so many facts."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="luodi-bench-") as place, database("verify") as url:
        _asked(Path(place), url, "make", str(facts))
        rows = [json.loads(_asked(Path(place), url, "verify")) for _ in range(rounds)]
    best: dict[str, Any] = min(rows, key=lambda row: float(row["seconds"]))
    return best | {
        "seconds_per_100000": best["seconds"] / best["facts"] * 100_000,
        "peak_mb": max(row["peak_mb"] for row in rows),
        "rounds": [row["seconds"] for row in rows], "load_before": load, "goals": GOALS,
    }  # fmt: skip


def _asked(place: Path, url: str, *words: str) -> str:
    environment = {**os.environ, "LUODI_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": "luodi.config.settings",
                   "PYTHONPATH": str(ROOT), "LUODI_DATABASE_URL": url}  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "bench.peers.keeper", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError((ran.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return ran.stdout


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    lines = [f"{found['engine']}: {found['facts']} facts, {found['rows']} rows, "
             f"{'clean' if found['clean'] else 'NOT CLEAN'}"]  # fmt: skip
    if found["load_before"] > 0.5:
        lines.append(f"  the machine was busy before (load {found['load_before']:.1f}): take the seconds with care")
    lines.append(f"  {found['seconds']:8.2f} s, the fastest of {len(found['rounds'])}")
    lines.append(f"  {found['seconds_per_100000']:8.2f} s a 100,000 facts   goal <= {GOALS['seconds_per_100000']}")
    lines.append(f"  {found['peak_mb']:8.0f} MB at the peak ({found['before_mb']:.0f} before)   goal <= 200")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when the journal was clean and memory stayed within its goal."""
    parser = argparse.ArgumentParser(prog="bench verify", description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = run(args.facts, args.rounds)
    except RuntimeError as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench verify: {problem}")
        return 1
    print(json.dumps(found) if args.json else text(found))
    return 0 if found["clean"] and found["peak_mb"] <= GOALS["peak_mb"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
