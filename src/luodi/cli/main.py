"""The command `luodi`. Each group of commands loads what it needs; `luodi clock` needs no database."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

COMMANDS: dict[str, str] = {
    "run": "serve the platform on this machine",
    "migrate": "bring the database to this version",
    "clock": "working days: due days and counts, without a database",
    "plan": "which matters a project's facts make needed, and by when; no database",
    "project": "how a project stands, and its earliest lawful start",
    "find": "look for something, or make the index of it anew",
    "board": "how promises stood at the end of a day",
    "catalogue": "the versions of a county's catalogue, and the next one",
    "import": "bring in what was recorded elsewhere",
    "export": "write what the county has as a sheet",
    "calendar": "load a year's notice or local days",
    "password": "give an account whose password was lost a first one",
    "tick": "announce turns and do what law makes happen by time",
    "work": "do the work that waits in the background",
    "jobs": "what waits, runs or ended in the background",
    "verify": "replay the journal and compare every business table",
    "seal": "put the facts into one signed tree a region",
    "proof": "prove one fact to anybody, or hold a receipt against the journal",
    "backup": "save database, kept files and keys as one file, while others work",
    "restore": "bring a backup into a fresh place and prove it",
    "doctor": "say what is wrong with this installation and what to do",
    "demo": "the demo county: load it, move its day",
    "bench": "measure beside peers, in one run",
    "prove": "drills: try to break a promise, count what broke",
}


class Failed(Exception):
    """A command ends without success; the sentence says why and what to do."""

    code = 1


class CannotBegin(Failed):
    """The machine is not one this command can run on: as wrong as wrong words."""

    code = 2


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are answers like any other: JSON where JSON was asked for."""

    wants_json = False

    def error(self, message: str) -> NoReturn:
        """Say how the command is used, and what was wrong; exit code 2."""
        if Parser.wants_json:
            print(json.dumps({"error": message}, ensure_ascii=False))
        super().error(message)


def main(argv: list[str] | None = None) -> int:
    """Run one command; exit code 0 only on success."""
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
    Parser.wants_json = "--json" in arguments
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has read enough
        return READ_ENOUGH
    except KeyboardInterrupt:
        return _refuse(arguments, "stopped; what was written is whole, the same command goes on from there", STOPPED)
    except Exception as problem:
        if (sentence := _sentence(problem)) is None:
            raise
        return _refuse(arguments, sentence, problem.code if isinstance(problem, Failed) else 1)
    return code


def _refuse(arguments: list[str], sentence: str, code: int) -> int:
    if Parser.wants_json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    print(f"luodi {arguments[0]}: {sentence}", file=sys.stderr)
    return code


def _run(arguments: list[str]) -> int:
    parser = Parser(prog="luodi", description="luodi: what was promised, turned into what is done")
    groups = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = next((word for word in arguments if not word.startswith("-")), "")
    for name, about in COMMANDS.items():
        if name == wanted:
            import_module(f"luodi.cli.{MODULES.get(name, name)}").register(groups)
        else:
            groups.add_parser(name, help=about)
    args = parser.parse_args(arguments)
    run: Callable[[Any], int] = args.run
    return run(args)


def _of_the_machine() -> tuple[type[Exception], ...]:
    """What a full or broken disk raises; SQLite's copy of its pages says it in its own way."""
    lite = sys.modules.get("sqlite3")
    return (OSError, lite.OperationalError) if lite else (OSError,)


def _sentence(problem: Exception) -> str | None:
    """What to tell a person; None where it is a fault of ours, whose trace belongs to us."""
    if isinstance(problem, Failed):
        return str(problem)
    if isinstance(problem, _of_the_machine()):
        return f"the machine refused: {problem}"
    if "django.db" in sys.modules:
        from django.db import DatabaseError, IntegrityError, ProgrammingError

        if isinstance(problem, DatabaseError) and not isinstance(problem, IntegrityError | ProgrammingError):
            return f"the database cannot be used: {' '.join(str(problem).split())}; run: luodi doctor"
    for (module, name), remedy in SPEAKING.items():
        if module in sys.modules and isinstance(problem, getattr(sys.modules[module], name)):
            return f"{problem}{remedy}"
    return None


SPEAKING = {("luodi.spine.people.seats", "Refused"): "", ("luodi.kernel.clock", "NoZone"): "; run: luodi doctor"}
"""Refusals that say why by themselves, of modules loaded only where they are needed; and what to do."""


MODULES = {"import": "imports", "prove": "prove.drills"}  # a module may not be called import; packages hold nothing
READ_ENOUGH, STOPPED = 141, 130  # as a shell names an end by SIGPIPE and by SIGINT


def text_of(file: Path) -> str:
    """What stands in a file that has to be text."""
    try:
        return file.read_text("utf-8")
    except ValueError:
        raise Failed(f"{file} is no text in UTF-8") from None


def data_directory() -> Path:
    """Where all stands that is written, as the settings read it: known before they make it."""
    return Path(os.environ.get("LUODI_DATA_DIR", "data")).resolve()


def must_stand() -> None:
    """Refuse where no installation stands, and write nothing there: only `migrate`, `run` and `restore` make one."""
    from django.conf import settings

    place = data_directory()
    if settings.configured:
        return  # it was made already
    if os.environ.get("LUODI_DATABASE_URL"):
        given, left = os.environ.get("LUODI_SECRET_KEY"), ("secret_key", "journal_key", "journal_keys.txt")
        stands = place.is_dir() and bool(given or any((place / name).exists() for name in left))
    else:
        stands = (place / "luodi.sqlite3").exists()
    if not stands:
        new = "a new place is made by: luodi migrate (or luodi run --demo)"
        raise Failed(f"there is nothing at {place}; is LUODI_DATA_DIR right? {new}")


def with_django() -> None:
    """Start Django for a command that needs the database."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except OSError as problem:
        raise Failed(f"the data directory cannot be used: {problem}; set LUODI_DATA_DIR to one you own") from problem
    except ImproperlyConfigured as problem:
        raise Failed(str(problem)) from problem


def with_database() -> None:
    """Start Django where an installation stands, and refuse a database that is not of this version."""
    must_stand()
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
