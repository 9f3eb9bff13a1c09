"""`luodi prove power`: the disk loses power at a random moment, under load, and is looked at when it is back.

Everything that was ever acknowledged must be there, nothing half done, every paper's bytes among it. Then the same with
what is wrong on purpose: where a drill finds no loss there, its finding none before would mean nothing.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from luodi.cli.main import Failed, answer
from luodi.cli.prove.acting import Found
from luodi.cli.prove.crew import WEAK, Broke, Crew
from luodi.cli.prove.disk import Disk, able
from luodi.cli.prove.server import Server, programs

WRITERS = 4
LONGEST = 0.5  # seconds of load after everybody began
A_DISK = 50  # cuts, then a fresh one
CONTROLS = 10  # cuts at most until a weak way is found out
PATIENCE = 30  # seconds


class Tally(NamedTuple):
    """What some cuts found, all in all."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    papers: int = 0
    corrupt: int = 0

    @property
    def whole(self) -> bool:
        return not any(self[2:])

    def with_cut(self, found: Found, before: Found | None) -> "Tally":
        """One more cut; what a cut before had lost already is not counted again."""
        new = [len(now) - len(then) for now, then in zip(found[1:], before[1:] if before else [()] * 4, strict=True)]
        more = found.acknowledged - (before.acknowledged if before else 0)
        return Tally(*(a + b for a, b in zip(self, (1, more, *new), strict=True)))


def register(parser: argparse.ArgumentParser) -> None:
    """What the drill may be told."""
    parser.add_argument("--cuts", type=int, default=50, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the moments of the cuts")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 0 when nothing was lost and both weak ways were found out, 1 when not, 2 when it cannot begin here."""
    able()
    if args.engine == "postgresql":
        programs()
    if args.cuts < 1:
        raise Failed("--cuts is at least 1")
    begun = time.monotonic()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="luodi-power-") as folder,
            Drill(Path(folder), random.Random(args.seed), args.engine) as drill,
        ):
            ours = Tally()
            while ours.cuts < args.cuts:
                ours = drill.cuts(ours, min(args.cuts, ours.cuts + A_DISK))
            weak = {name: drill.cuts(Tally(), CONTROLS, weak=name) for name in WEAK}
    except Broke as problem:
        raise Failed(f"the drill itself broke: {problem}") from problem
    unseen = [name for name, tally in weak.items() if tally.whole]
    values = {
        "drill": "power", "engine": args.engine, "seed": args.seed, **ours._asdict(),
        "seconds": round(time.monotonic() - begun, 1),
        "weak": {name: tally._asdict() for name, tally in weak.items()}, "weak_not_found_out": unseen,
    }  # fmt: skip
    answer(args, values, _text(values))
    return 0 if ours.whole and not unseen else 1


class Drill:
    """Series of cuts, each on a fresh disk at the same place, so that one crew serves them all."""

    def __init__(self, folder: Path, moments: random.Random, engine: str) -> None:
        folder.chmod(0o711)  # the server's account passes through
        self._folder, self._moments, self._laid = folder, moments, folder / "laid"
        self._disk = Disk(folder)
        self._server = Server(self._disk.root / "rows", folder / "log") if engine == "postgresql" else None
        self._crew = Crew(self._disk.root / "county", self._server.url if self._server else "")

    def __enter__(self) -> "Drill":
        return self

    def __exit__(self, *_: object) -> None:
        self._crew.close()

    def cuts(self, tally: Tally, until: int, *, weak: str = "") -> Tally:
        """Cuts on a disk of their own, on top of those counted; a weak way goes on until it is found out."""
        before: Found | None = None
        with tempfile.TemporaryDirectory(dir=self._folder) as notes, self._disk, ExitStack() as running:
            if self._server:
                self._server.make()
                self._server.start(weak)
                running.callback(self._server.kill)
            running.callback(self._crew.stop)  # whatever happens, nobody holds the disk when it is taken out
            self._county(self._disk.root / "county")
            while tally.cuts < until and not (weak and not tally.whole):
                found = self._cut(Path(notes), tally.cuts, weak)
                tally, before = tally.with_cut(found, before), found
        return tally

    def _county(self, place: Path) -> None:
        """Laid down; in a file only once, then copied."""
        if self._laid.is_dir():
            shutil.copytree(self._laid, place)
        else:
            place.mkdir(mode=0o700)
            self._crew.lay()
            if not self._server:
                shutil.copytree(place, self._laid)
        os.sync()  # what the people do from here on is on trial

    def _cut(self, notes: Path, number: int, weak: str) -> Found:
        """Load, the cut, the disk back again, a look."""
        files = [notes / f"{number:05d}-{one}" for one in range(WRITERS)]
        self._crew.send(files, weak)
        _all_begun(files)
        time.sleep(self._moments.uniform(0, LONGEST))
        self._disk.cut()
        self._crew.stop()
        if self._server:
            self._server.kill()
        self._disk.unmount()
        self._disk.mount()
        if self._server:
            self._server.start(weak)
        return self._crew.look(notes)


def _all_begun(files: list[Path]) -> None:
    """Wait until everybody noted something."""
    last = time.monotonic() + PATIENCE
    while not all(file.exists() and file.stat().st_size for file in files):
        if time.monotonic() > last:
            raise Broke("somebody did not begin to act")
        time.sleep(0.01)


def _text(values: dict[str, Any]) -> str:
    counts = "{cuts} cuts, {acknowledged} acts acknowledged, {lost} lost, {half} half done, {papers} papers without \
their bytes, {corrupt} corrupt".format
    lines = [f"power, {values['engine']}: {counts(**values)}; {values['seconds']} s, seed {values['seed']}"]
    for name, found in values["weak"].items():
        said = "NOT found out" if name in values["weak_not_found_out"] else "found out"
        lines.append(f"  on purpose wrong ({name}), {said}: {counts(**found)}")
    return "\n".join(lines)
