"""`luodi prove crash`: every act is broken off at every statement, by an error of the database and by death.

What is left must be nothing or the whole, and the same act sent again under its key must be done once. The acts are
those the tests keep, one for each route that changes anything; so the drill runs from a clone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import luodi
from luodi.cli.main import CannotBegin, Failed, answer

ROOT = Path(luodi.__file__).resolve().parents[2]
DRILL = [sys.executable, "-m", "tests.faults.crash"]
ON = {"sqlite": DRILL, "postgresql": [sys.executable, "-m", "tests.support.postgres", "run", "--", *DRILL]}


def register(parser: argparse.ArgumentParser) -> None:
    """What the drill may be told."""
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many points by chance, not every one")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--engine", choices=("both", *ON), default="both")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 0 when nothing was half done and all was done once, 1 when not, 2 when it cannot begin here."""
    if not (ROOT / "tests" / "faults" / "crash.py").is_file():
        raise CannotBegin("the acts of this drill are part of the source tree; run it from a clone")
    if args.sample < 0:
        raise Failed("--sample is at least 1")
    engines = list(ON) if args.engine == "both" else [args.engine]
    found = [_on(engine, args.sample, args.seed) for engine in engines]
    answer(args, {"drill": "crash", "engines": found}, "\n".join(map(_text, found)))
    return 0 if all(not one["wrong"] and one["weak_found_out"] for one in found) else 1


def _on(engine: str, sample: int, seed: int) -> dict[str, Any]:
    """The drill on a fresh database of an engine, in a process of its own; how far it is it says beside the answer."""
    with tempfile.TemporaryDirectory(prefix="luodi-crash-") as place:
        (Path(place) / "static").mkdir()
        environment = {**os.environ, "LUODI_DATA_DIR": place, "DJANGO_SETTINGS_MODULE": "luodi.config.settings"}
        environment.pop("LUODI_DATABASE_URL", None)
        words = [*ON[engine], "--sample", str(sample), "--seed", str(seed)]
        ran = subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    lines = ran.stdout.splitlines()
    if not lines:
        raise Failed(f"the drill itself broke on {engine}; what it said stands above")
    return dict(json.loads(lines[-1]))


def _text(found: dict[str, Any]) -> str:
    lines = [
        "crash, {engine}: {acts} of {of_acts} acts broken off at {points} points ({raised} by an error, {killed} by "
        "kill -9): {left_nothing} left nothing, {left_whole} the whole; {n} wrong; {seconds} s, seed {seed}".format(
            n=len(found["wrong"]), **found
        )
    ]
    lines += found["wrong"]
    lines.append(f"  on purpose wrong: {'found out' if found['weak_found_out'] else 'NOT found out'}")
    return "\n".join(lines)
