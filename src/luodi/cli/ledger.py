"""`luodi import projects FILE` and `luodi import industries FILE`: the county's ledger, and the table of industries."""

import argparse
import csv
import io
from pathlib import Path

from luodi.cli.main import Failed, answer, with_database
from luodi.cli.sheets import language_of, mapping_in, region_of, said_in, tables_in, takes_a_sheet, told


def register(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands."""
    projects = what.add_parser("projects", help="the county's ledger of projects, firms and works: xlsx, CSV, JSON")
    takes_a_sheet(projects)
    projects.add_argument("--template", action="store_true", help="write an empty ledger to FILE instead")
    projects.set_defaults(run=run)
    industries = what.add_parser("industries", help="codes of GB/T 4754 with their names: CSV of code,name")
    industries.add_argument("file", type=Path)
    industries.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    industries.add_argument("--json", action="store_true")
    industries.set_defaults(run=load)


def run(args: argparse.Namespace) -> int:
    """Read, compare, say what is wrong; write all of it, or nothing."""
    with_database()
    from luodi.slices.projects.actions import take_ledger
    from luodi.slices.projects.forms.coming import read_ledger
    from luodi.slices.projects.forms.going import template
    from luodi.slices.projects.forms.layouts import book
    from luodi.spine.people.seats import of_law
    from luodi.web.clock import now, today

    where, language = region_of(args.region), language_of(args)
    if args.template:
        from luodi.engines.sheets.write import as_xlsx

        args.file.write_bytes(as_xlsx(template(where), language=language, at=now(where)))
        return answer(args, {"file": str(args.file)}, f"{args.file}: an empty ledger")
    with said_in(language):
        mapping = mapping_in(args.mapping, book())
        read = read_ledger(where, tables_in(args.file), mapping, on=today(where))
        if not args.dry_run and (args.good_rows or not read.outcome.faults):
            take_ledger(**read.writes, by=of_law(where), at=now(where))
            read.outcome.done = True
        return told(args, read.outcome, "rows")


def load(args: argparse.Namespace) -> int:
    """Every code of the table, or none of it."""
    with_database()
    from luodi.engines.sheets.text import decoded
    from luodi.slices.firms.actions import load_industries
    from luodi.slices.firms.rules import industry_wrong
    from luodi.spine.people.seats import of_law
    from luodi.web.clock import now

    where = region_of(args.region)
    with said_in("en"):
        rows = list(csv.DictReader(io.StringIO(decoded(args.file.read_bytes()))))
    names = {row.get("code") or "": row.get("name") or "" for row in rows}
    if wrong := [code for code, name in names.items() if not name or len(name) > 120 or industry_wrong(code, ())]:
        raise Failed(f"{args.file}: {len(wrong)} rows have no code or no name, the first: '{wrong[0]}'; nothing is in")
    if not names:
        raise Failed(f"{args.file} has no row; it needs the columns code,name")
    count = load_industries(names=names, by=of_law(where), at=now(where))
    return answer(args, {"industries": count}, f"{where.code}: {count} industries")
