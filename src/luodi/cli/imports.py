"""`luodi import`: what was recorded or listed elsewhere, each kind with a module of its own."""

import argparse

from luodi.cli import items, ledger, log


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with all that can be brought in."""
    imports = groups.add_parser("import", help="bring in what was recorded elsewhere")
    what = imports.add_subparsers(dest="what", required=True)
    for module in (log, items, ledger):
        module.register(what)
