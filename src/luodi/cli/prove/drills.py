"""`luodi prove NAME`: drills that try to break a promise of the platform and count what broke."""

import argparse
from importlib import import_module

DRILLS = {
    "crash": "break every act off at every statement: nothing is left half done, sent again it is done once",
    "power": "cut the power under load, again and again: what was acknowledged stands, nothing is half done",
}


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the drills; each module says what it may be told and how it runs."""
    prove = groups.add_parser("prove", help="drills: try to break a promise, count what broke")
    names = prove.add_subparsers(dest="name", required=True)
    for name, about in DRILLS.items():
        parser = names.add_parser(name, help=about, description=about)
        parser.add_argument("--json", action="store_true")
        import_module(f"luodi.cli.prove.{name}").register(parser)
