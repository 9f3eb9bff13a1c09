"""`luodi bench cases` and `luodi bench clock`: our work beside peers', in one run, answers compared first."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import luodi
from luodi.cli.main import Failed

ROOT = Path(luodi.__file__).resolve().parents[2]
SUBJECTS = {
    "cases": "a case in three steps, each committed: beside the driver alone, plain ORM and viewflow",
    "clock": "due days and lights of a million open steps: beside numpy and plain Python",
    "seal": "what sealing costs a fact: beside hashing its leaf alone, its root compared with that of the tree at once",
    "find": "looking for something in 100,000 titles, as three seats, and rewriting an entry",
    "verify": "the journal replayed and compared with every table: seconds, and memory that stays flat",
    "graph": "what blocks what in 100,000 projects beside networkx and rustworkx, and one plan with what-if",
    "inbox": "an inbox of fifty rows, served: beside the server alone, an empty page, and plain ORM in a template",
}
SIZES = {"cases": "--cases", "clock": "--rows", "verify": "--facts", "seal": "--facts", "find": "--titles",
         "graph": "--projects", "inbox": "--requests"}  # fmt: skip

PEERS = {"cases": "raw, orm or viewflow", "graph": "networkx, rustworkx or page"}


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands; options left out are the bench's own defaults."""
    bench = groups.add_parser("bench", help="measure beside peers, in one run")
    subjects = bench.add_subparsers(dest="subject", required=True)
    for subject, about in SUBJECTS.items():
        parser = subjects.add_parser(subject, help=about, description=about)
        parser.add_argument(SIZES[subject], dest="size", type=int, metavar="N", help=f"{SIZES[subject][2:]} a round")
        parser.add_argument("--rounds", type=int, metavar="N")
        parser.add_argument("--json", action="store_true")
        parser.set_defaults(run=run, without=[], writers=None, batch=None, pages=False)
        if subject == "inbox":
            parser.add_argument("--pages", action="store_true", help="also what each page costs")
        if peers := PEERS.get(subject):
            parser.add_argument("--without", action="append", metavar="PEER", help=f"leave out {peers}")
        if subject == "cases":
            parser.add_argument("--batch", type=int, metavar="N", help="instead: N at once beside one by one")
            parser.add_argument("--writers", type=int, metavar="N", help="instead: N writers at once, by turns or not")


def run(args: argparse.Namespace) -> int:
    """Run a bench of the source tree; exit 0 when it ran and its answers are equal; whether a goal is met is said."""
    if not (ROOT / "bench" / f"{args.subject}.py").is_file():
        raise Failed("the benches are part of the source tree, not of the installed package; run it from a clone")
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    words = [f"--{name}" for name in ("json", "pages") if getattr(args, name)]
    rounds = ["--rounds", str(args.rounds)] if args.rounds is not None else []
    for instead in ("writers", "batch"):
        if (size := getattr(args, instead)) is not None:
            return int(import_module(f"bench.{instead}").main([*words, f"--{instead}", str(size), *rounds]))
    words += [SIZES[args.subject], str(args.size)] if args.size is not None else []
    words += rounds + [word for peer in args.without for word in ("--without", peer)]
    return int(import_module(f"bench.{args.subject}").main(words))
