"""`luodi export projects|items FILE`: what came in from a sheet goes out as one."""

import argparse
from pathlib import Path

from luodi.cli.main import Failed, answer, with_database
from luodi.cli.sheets import language_of, region_of


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    export = groups.add_parser("export", help="write what the county has as a sheet")
    export.add_argument("what", choices=("projects", "items"))
    export.add_argument("file", type=Path, help="an xlsx; a CSV holds the first sheet alone")
    export.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    export.add_argument("--language", choices=("zh", "en"), help="of the headings; else the machine's")
    export.add_argument("--force", action="store_true", help="write over a file that is there already")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file; what stands there goes only where that was said."""
    if args.file.suffix not in (".xlsx", ".csv"):
        raise Failed("the file must end in .xlsx or .csv")
    if args.file.exists() and not args.force:
        raise Failed(f"{args.file} is there already; choose another name, or say --force to write over it")
    with_database()
    from luodi.engines.sheets.write import as_csv, as_xlsx
    from luodi.slices.items.forms import outgoing
    from luodi.slices.projects.forms.going import ledger_sheets
    from luodi.web.clock import now

    where, language = region_of(args.region), language_of(args)
    ledger = args.what == "projects"
    sheets = ledger_sheets(where, language=language) if ledger else [outgoing(where, language=language)]
    as_table = args.file.suffix == ".csv"
    content = as_csv(sheets[0], language=language) if as_table else as_xlsx(sheets, language=language, at=now(where))
    args.file.write_bytes(content)
    rows = {one.layout.en: len(one.rows) for one in sheets[: 1 if as_table else None]}
    return answer(args, {"file": str(args.file), "rows": rows}, f"{args.file}: {rows}")
