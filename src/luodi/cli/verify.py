"""`luodi verify`: replay the journal and compare every business table."""

import argparse
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from luodi.cli.main import answer, with_database

LAST = "last_verify.json"


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    verify = groups.add_parser("verify", help="replay the journal and compare every business table")
    verify.add_argument("--tables", action="store_true", help="list what is covered and what is not, and why")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 1 when table and journal disagree; each place is named by table, key and column."""
    with_database()
    from luodi.spine.journal.verify import verify

    verdict = verify()
    found = [d._asdict() for d in verdict.differences]
    values = {"clean": verdict.clean, "facts": verdict.facts, "differences": found}
    lines = [f"{d.table} {d.key} {d.column}: {d.in_table} in the table, {d.in_journal} in the journal"
             for d in verdict.differences]  # fmt: skip
    lines.append(f"{verdict.facts} facts, {len(verdict.covered)} tables, {len(found)} differences")
    if args.tables:
        values |= {"covered": verdict.covered, "not_covered": verdict.not_covered}
        lines += verdict.covered + [f"not covered: {table}: {why}" for table, why in verdict.not_covered.items()]
    _remember(verdict.clean)
    answer(args, values, "\n".join(lines))
    return 0 if verdict.clean else 1


def _remember(clean: bool) -> None:
    """When it was last asked, for the doctor; a full disk is no reason not to answer."""
    from django.conf import settings

    with suppress(OSError):
        said = json.dumps({"at": datetime.now(UTC).isoformat(), "clean": clean})
        (Path(settings.DATA_DIR) / LAST).write_text(said)
