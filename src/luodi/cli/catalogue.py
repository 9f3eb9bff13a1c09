"""`luodi catalogue`: the versions of a county's catalogue, and the shipped one adopted as the next."""

import argparse
from typing import TYPE_CHECKING

from luodi.cli.main import Failed, answer, with_database

if TYPE_CHECKING:
    from luodi.spine.people.seats import Place


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    catalogue = groups.add_parser("catalogue", help="the versions of a county's catalogue, and the next one")
    catalogue.add_argument("act", nargs="?", choices=["adopt"], help="adopt the shipped catalogue as the next version")
    catalogue.add_argument("--without-own", action="store_true", help="adopt it without what the county had set itself")
    catalogue.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    catalogue.add_argument("--json", action="store_true")
    catalogue.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the versions, or adopt; a county whose own settings do not fit any more is told which."""
    with_database()
    where = _place(args.region)
    if args.act == "adopt":
        return _adopt(args, where)
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
    from luodi.slices.matters.actions import adopt_catalogue
    from luodi.slices.matters.reads import version_row
    from luodi.spine.people.seats import Refused, of_law
    from luodi.web.clock import now

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


def _place(code: str | None) -> "Place":
    from luodi.spine.people.reads import places

    standing = [where for where in places() if code in (None, where.code)]
    if len(standing) != 1:
        raise Failed(
            f"say which region with --region; there stand: {', '.join(one.code for one in places()) or 'none'}"
        )
    return standing[0]
