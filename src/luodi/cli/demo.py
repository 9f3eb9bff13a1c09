"""`luodi demo load [FILE]` and `luodi demo day +1`: a county to look at, on its own frozen day."""

import argparse
import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from luodi.cli.main import Failed, answer, with_database

if TYPE_CHECKING:
    from luodi.cli.tick import Ticked
    from luodi.spine.people.seats import Place


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    demo = groups.add_parser("demo", help="the demo county: load it, move its day")
    what = demo.add_subparsers(dest="what", required=True)
    load = what.add_parser("load", help="load the demo county, or a file of its shape")
    load.add_argument("file", nargs="?")
    load.add_argument("--progress", type=Path, metavar="FILE", help="of its projects; else the one beside the file")
    load.add_argument("--json", action="store_true")
    load.set_defaults(run=run_load)
    day = what.add_parser("day", help="move the demo's day on, the tick included")
    day.add_argument("step", help="+1 for the next working day, +2 for the one after")
    day.add_argument("--region", help="the region's code; needed only where several demos stand")
    day.add_argument("--json", action="store_true")
    day.set_defaults(run=run_day)


def run_load(args: argparse.Namespace) -> int:
    """Load a county with its cases and open its accounts; nothing is written when the file is broken."""
    with_database()
    from luodi.cli.county_file import Broken
    from luodi.cli.county_load import load

    file = Path(args.file) if args.file else packaged()
    for named in filter(None, (file, args.progress)):
        if not named.is_file():
            raise Failed(f"there is no file {named}")
    try:
        loaded = load(file, args.progress)
    except Broken as broken:
        named = ", ".join(str(each) for each in (file, args.progress) if each)
        raise Failed("\n  ".join([f"{named}: refused, nothing was written:", *broken.problems])) from broken
    seal_loaded(loaded.region)
    text = f"{loaded.region}: {loaded.cases} cases, day {loaded.on}; passwords in {loaded.passwords}"
    return answer(args, loaded._asdict(), text)


def seal_loaded(region: str) -> None:
    """So that a fact of the demo can be proven at once."""
    from luodi.spine.journal.seal import seal
    from luodi.spine.people.reads import place
    from luodi.web.clock import now

    where = place(region)
    seal(where, at=now(where))


def packaged() -> Path:
    """The demo county that is shipped."""
    return Path(str(resources.files("luodi") / "catalogue" / "demo" / "county.yml"))


def run_day(args: argparse.Namespace) -> int:
    """Move the day on by working days and tick on each."""
    with_database()
    from luodi.spine.people.reads import places

    try:
        steps = int(args.step)
    except ValueError:
        steps = 0
    if steps < 1:
        raise Failed(f"'{args.step}' moves nothing; write +1")
    demos = [w for w in places() if w.frozen_on and args.region in (None, w.code)]
    if len(demos) != 1:
        none = f"no demo of region {args.region} stands" if args.region else "no demo is loaded"
        raise Failed(f"{none}; run: luodi demo load" if not demos else "name the region with --region")
    where, done = demos[0], []
    for _ in range(steps):
        where, ticked = advance(where)
        done.append(ticked)
    text = "\n".join(f"{t.on}: {t.turned} turned, {t.accepted_by_law} accepted by law" for t in done)
    return answer(args, {"region": where.code, "on": where.frozen_on, "days": [t._asdict() for t in done]}, text)


def write_passwords(file: Path, lines: list[str]) -> None:
    """Lines more in a file only its owner can read."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as made:
        made.write("\n".join(lines) + "\n")
    file.chmod(0o600)


def advance(where: "Place") -> "tuple[Place, Ticked]":
    """The next working day of a demo, and what its tick did."""
    from luodi.cli.tick import tick
    from luodi.slices.county.actions import next_demo_day

    after = next_demo_day(where)
    return after, tick(after)
