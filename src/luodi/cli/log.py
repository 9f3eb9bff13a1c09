"""`luodi import log FILE`: what was recorded elsewhere, as cases, promises and facts with their own times."""

import argparse
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from luodi.cli.demo import write_passwords
from luodi.cli.main import Failed, answer, with_database
from luodi.cli.words import CODE, is_code

if TYPE_CHECKING:
    from luodi.engines.logs.model import Log
    from luodi.slices.approvals.actions.log_ground import Ground

BAR = 30
Tell = Callable[[int, int], None]


class Imported(NamedTuple):
    """What an import did. `new`: facts written, of all kinds; `cases` and `events`: read from the file."""

    region: str
    cases: int
    events: int
    new: int
    corrected: int
    skipped: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    account: str


def register(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    log = what.add_parser("log", help="an event log: XES, XES.gz or CSV")
    log.add_argument("file", type=Path)
    log.add_argument("--map", type=Path, help="a YAML or JSON file that says which column plays which part")
    log.add_argument("--region", default="LOG", metavar="CODE", help="where the cases go; made if it is not there yet")
    log.add_argument("--zone", help="the time zone of the region, for instance Europe/Amsterdam; a new one's is UTC")
    log.add_argument("--progress", action="store_true", help="draw the bar although this is no terminal")
    log.add_argument("--json", action="store_true")
    log.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the file to its end, then write; what is there already is not written again."""
    with_database()
    drawn = not args.json and (args.progress or sys.stderr.isatty())
    done = import_log(args.file, region=args.region, zone=args.zone, mapping=args.map, tell=_bar if drawn else _silent)
    lines = [f"{done.region}: {done.cases} cases, {done.events} events read; {done.new} facts written"]
    lines += [f"{done.corrected} cases were told otherwise before and were corrected"] if done.corrected else []
    lines += [_listed("skipped", one) for one in done.skipped] + [_listed("note", one) for one in done.notes]
    lines += [f"account {done.account}; its password stands in passwords.txt"] if done.account else []
    return answer(args, done._asdict(), "\n".join(lines))


def import_log(
    file: Path, *, region: str, zone: str | None = None, mapping: Path | None = None, tell: Tell | None = None
) -> Imported:
    """Take a log in, batch by batch; one that was broken off goes on where it stopped. Raises Failed."""
    from luodi.engines.logs.columns import read_map
    from luodi.engines.logs.model import Malformed
    from luodi.engines.logs.read import read_log

    zone = _zone(region, zone)
    try:
        log = read_log(file, mapping=read_map(mapping) if mapping else None, zone=zone)
    except Malformed as malformed:
        raise Failed(f"{file} was refused, nothing was written: {malformed}") from malformed
    ground, written, account = _ground(log, region, zone)
    facts, corrected, refused = _cases(log, ground, tell or _silent)
    return Imported(
        region=region,
        cases=len(log.cases),
        events=log.events,
        new=written + facts,
        corrected=corrected,
        skipped=[{"line": one.line, "reason": one.reason} for one in log.skipped] + refused,
        notes=[{"line": one.line, "reason": one.reason} for one in log.notes],
        account=account,
    )


def _zone(region: str, zone: str | None) -> str:
    """The zone of the region that stands, else the one asked for."""
    from luodi.spine.people.reads import place
    from luodi.spine.people.seats import NotYours

    if not is_code(region):
        raise Failed(f"'{region}' is no region; {CODE}")
    try:
        standing = place(region).zone
    except NotYours:
        return zone or "UTC"
    if zone not in (None, standing):
        raise Failed(f"region {region} stands in {standing}; leave --zone out, or name another region")
    return standing


def _ground(log: "Log", region: str, zone: str) -> "tuple[Ground, int, str]":
    """Region, parties, posts and the reader's account; its password is kept before the account is."""
    from datetime import UTC, datetime

    from django.conf import settings
    from django.db import transaction

    from luodi.kernel.clock import day_of
    from luodi.slices.approvals.actions.log_ground import Account, lay_ground

    at = datetime.now(UTC)
    account = Account(f"reader-{region.lower()}", secrets.token_urlsafe(9))
    with transaction.atomic():
        ground, written, new = lay_ground(
            log.cases, code=region, zone=zone, account=account, on=day_of(at, zone), at=at
        )
        if new:
            write_passwords(settings.DATA_DIR / "passwords.txt", [f"{new}\t{account.password}\t{region}"])
    return ground, written, new


def _cases(log: "Log", ground: "Ground", tell: Tell) -> tuple[int, int, list[dict[str, Any]]]:
    from luodi.slices.approvals.actions.log import BATCH, take_log
    from luodi.web.clock import now, today

    facts, corrected, refused = 0, 0, []
    where = ground.by.place
    for first in range(0, len(log.cases), BATCH):
        tell(first, len(log.cases))
        taken = take_log(log.cases[first : first + BATCH], ground=ground, on=today(where), at=now(where))
        facts, corrected = facts + taken.facts, corrected + taken.corrected
        refused += [{"line": 0, "reason": reason} for reason in taken.refused]
    tell(len(log.cases), len(log.cases))
    return facts, corrected, refused


def _listed(what: str, one: dict[str, Any]) -> str:
    """A line of the file, or a case of no single line."""
    return f"{what}, line {one['line']}: {one['reason']}" if one["line"] else f"{what}: {one['reason']}"


def _silent(done: int, of: int) -> None:
    """Nobody watches."""


def _bar(done: int, of: int) -> None:
    """One line that grows."""
    full = BAR * done // of if of else BAR
    print(f"\r[{'#' * full}{'.' * (BAR - full)}] {done}/{of}", end="\n" if done == of else "", file=sys.stderr)
