"""The command `luodi`. Each group of commands loads what it needs; `luodi clock` needs no database."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

COMMANDS: dict[str, str] = {
    "run": "serve the platform on this machine",
    "migrate": "bring the database to this version",
    "clock": "working days: due days and counts, without a database",
    "board": "how promises stood at the end of a day",
    "import": "bring in what was recorded elsewhere",
    "calendar": "load a year's notice or local days",
    "tick": "announce turns and do what law makes happen by time",
    "verify": "replay the journal and compare every business table",
    "doctor": "say what is wrong with this installation and what to do",
    "demo": "the demo county: load it, move its day",
    "bench": "measure beside peers, in one run",
}


class Failed(Exception):
    """A command ends without success; the sentence says why and what to do."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; exit code 0 only on success."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
    parser = argparse.ArgumentParser(prog="luodi", description="luodi: what was promised, turned into what is done")
    groups = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = next((word for word in arguments if not word.startswith("-")), "")
    for name, about in COMMANDS.items():
        if name == wanted:
            import_module(f"luodi.cli.{MODULES.get(name, name)}").register(groups)
        else:
            groups.add_parser(name, help=about)
    args = parser.parse_args(arguments)
    try:
        run: Callable[[Any], int] = args.run
        return run(args)
    except Failed as failure:
        if getattr(args, "json", False):
            print(json.dumps({"error": str(failure)}, ensure_ascii=False))
        print(f"luodi {args.command}: {failure}", file=sys.stderr)
        return 1


MODULES = {"import": "log"}  # a module may not be called import


def with_django() -> None:
    """Start Django for a command that needs the database."""
    import django

    django.setup()


def with_database() -> None:
    """Start Django and refuse a database that is not of this version."""
    with_django()
    from luodi.cli.migrate import missing

    if pending := missing():
        raise Failed(f"the database lacks {pending} migrations; run: luodi migrate")


def answer(args: argparse.Namespace, values: dict[str, Any], text: str) -> int:
    """Print a command's answer as JSON or as text; success."""
    print(json.dumps(values, ensure_ascii=False, default=str) if args.json else text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
