"""`luodi catalogue`: the versions of a county's catalogue, and the next one: the shipped one adopted, or what the
county sets itself by a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from luodi.cli.county_shape import read_yaml
from luodi.cli.main import Failed, answer, with_database

if TYPE_CHECKING:
    from luodi.slices.matters.rules.changes import Change
    from luodi.slices.matters.rules.overlay import Moved
    from luodi.spine.people.seats import Place


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    catalogue = groups.add_parser("catalogue", help="the versions of a county's catalogue, and the next one")
    catalogue.add_argument(
        "act",
        nargs="?",
        choices=["adopt", "set"],
        help="the shipped catalogue, or what a file sets, as the next version",
    )
    catalogue.add_argument("file", nargs="?", type=Path, help="of `set`: YAML or JSON, `changes` as the API takes them")
    catalogue.add_argument("--without-own", action="store_true", help="adopt it without what the county had set itself")
    catalogue.add_argument("--dry-run", action="store_true", help="of `set`: say what would move, set nothing")
    catalogue.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    catalogue.add_argument("--json", action="store_true")
    catalogue.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the versions, or adopt; a county whose own settings do not fit any more is told which."""
    with_database()
    where = _place(args.region)
    if args.act == "adopt":
        return _adopt(args, where)
    if args.act == "set":
        return _set(args, where)
    from luodi.slices.matters.reads import versions

    found = versions(where)
    own = [len(row.overlay.get("changes", [])) for row in found]
    told = [
        {"ordinal": row.ordinal, "base": row.base, "adopted_on": row.adopted_on.isoformat(), "note": row.note, "own": n}
        for row, n in zip(found, own, strict=True)
    ]
    lines = [f"{row.ordinal}  {row.adopted_on}  shipped {row.base}, {n} of its own  {row.note}".rstrip()
             for row, n in zip(found, own, strict=True)]  # fmt: skip
    return answer(args, {"versions": told}, "\n".join(lines) or "no version is adopted; run: luodi catalogue adopt")


def _adopt(args: argparse.Namespace, where: "Place") -> int:
    from luodi.slices.matters.actions import adopt_catalogue, is_adopted
    from luodi.slices.matters.reads import version_row
    from luodi.spine.people.seats import Refused, of_law
    from luodi.web.clock import now

    if is_adopted(of_law(where), keep_overlay=not args.without_own):
        raise Failed(f"{where.code} runs the shipped catalogue as it is; nothing would move")
    try:
        rows = adopt_catalogue(by=of_law(where), at=now(where), keep_overlay=not args.without_own)
    except Refused as no:
        reasons = " ".join(map(str, no.reasons))
        raise Failed(f"{reasons} Set it anew on the screen, or adopt with --without-own.") from None
    version = version_row(where)
    assert version is not None  # just adopted
    typical = sum(row.committed_basis == "typical" for row in rows.values())
    values = {"ordinal": version.ordinal, "base": version.base, "matters": len(rows), "typical": typical}
    words = f"version {version.ordinal}: {len(rows)} matters, {typical} of their promised days typical, not published"
    return answer(args, values, words)


def _set(args: argparse.Namespace, where: "Place") -> int:
    """All that a file sets, or nothing, with everything that stands against it."""
    from luodi.slices.matters.actions import preview, set_overlay
    from luodi.spine.people.seats import Refused, of_law
    from luodi.web.clock import now

    if args.file is None:
        raise Failed("say which file: luodi catalogue set FILE")
    note, changes = _asked(args.file)
    try:
        would = preview(changes=changes, by=of_law(where))
        if would.problems:
            raise Refused(*would.problems)
        ordinal = None
        if not args.dry_run:
            ordinal = set_overlay(changes=changes, note=note, by=of_law(where), at=now(where))
    except Refused as no:
        raise Failed("\n".join(map(str, no.reasons))) from None
    values = {"ordinal": ordinal, "set": len(changes), "moved": [one._asdict() for one in would.moved]}
    first = f"version {ordinal}" if ordinal else "nothing is set; it would be"
    return answer(args, values, "\n".join([f"{first}: {len(changes)} of the county's own", *map(_line, would.moved)]))


def _line(one: "Moved") -> str:
    return f"{one.code}  {one.what}" + ("" if one.before is one.after is None else f"  {one.before} -> {one.after}")


def _asked(file: Path) -> tuple[str, list["Change"]]:
    """The note and the changes of a file. Raises Failed with everything in it that is no change."""
    from pydantic import ValidationError

    from luodi.slices.matters.endpoints.acts import SetByFile

    document = read_yaml(file)
    try:
        told = SetByFile.model_validate(document)
    except ValidationError as wrong:
        faults = [f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in wrong.errors()]
        raise Failed("\n".join(f"{file}, {fault}" for fault in faults)) from None
    return told.note, [one.change() for one in told.changes]


def _place(code: str | None) -> "Place":
    from luodi.spine.people.reads import places

    standing = [where for where in places() if code in (None, where.code)]
    if len(standing) != 1:
        raise Failed(
            f"say which region with --region; there stand: {', '.join(one.code for one in places()) or 'none'}"
        )
    return standing[0]
