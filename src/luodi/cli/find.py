"""`luodi find`: what an account finds, and the index made anew from the tables it speaks of."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from luodi.cli.main import Failed, answer, with_database

if TYPE_CHECKING:
    from luodi.spine.find.index import Thing
    from luodi.spine.people.seats import Place, Seat


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    find = groups.add_parser("find", help="look for something, or make the index of it anew")
    find.add_argument("words", nargs="*", help="words, pinyin, initials, codes; all must be met")
    find.add_argument("--as", dest="account", metavar="ACCOUNT", help="what this account finds; without it, everything")
    find.add_argument("--region", metavar="CODE", help="needed only where several regions stand")
    find.add_argument("--rebuild", action="store_true", help="make the index anew from the tables")
    find.add_argument("--json", action="store_true")
    find.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make anew what is asked for, then look; exit 0 also where nothing is found."""
    with_database()
    from luodi.spine.find.search import search
    from luodi.spine.people.reads import places

    made = sum(rebuild(where) for where in places()) if args.rebuild else None
    if not args.words:
        if made is None:
            raise Failed("say what to look for, or --rebuild")
        return answer(args, {"rebuilt": made}, f"{made} things can be found")
    found = search(_seat(args), " ".join(args.words))
    lines = [f"{row.subject}  {row.title}  {row.note}".rstrip() for row in found.rows]
    lines += ["... and more"] if found.more else []
    values = {"items": [row._asdict() for row in found.rows], "more": found.more}
    return answer(args, values, "\n".join(lines) or "nothing is found")


def _seat(args: argparse.Namespace) -> "Seat":
    from luodi.spine.people.reads import held_by, person_of_account, places
    from luodi.spine.people.seats import NotYours, of_law
    from luodi.web.clock import today

    if args.account:
        try:
            held = held_by(person_of_account(args.account))
            return held.seat(today(held.place))
        except NotYours:
            raise Failed(f"there is no account {args.account} with a post") from None
    standing = [where for where in places() if args.region in (None, where.code)]
    if len(standing) != 1:
        codes = ", ".join(where.code for where in places()) or "none"
        raise Failed(f"say which region with --region; there stand: {codes}")
    return of_law(standing[0])


def things(where: "Place") -> Iterator["Thing"]:
    """Everything of a region that can be found, of every room, what is likely to be newest last."""
    from luodi.slices.approvals.reads import findable as cases
    from luodi.slices.firms.reads import findable as firms
    from luodi.slices.matters.reads import findable as matters
    from luodi.slices.meetings.reads.matters import findable as resolved
    from luodi.slices.meetings.reads.minutes import findable as minutes
    from luodi.slices.projects.reads import findable as projects
    from luodi.spine.find.parties import findable as parties

    for room in (parties, firms, matters, projects, minutes, resolved, cases):
        yield from room(where)


def rebuild(where: "Place") -> int:
    """The index of a region made anew in one transaction; returns how many things can be found."""
    from django.db import transaction

    from luodi.spine.find import index

    with transaction.atomic():
        return index.rebuild(things(where), region=where.pk)


def lagging(where: "Place") -> tuple[int, int]:
    """How many things of a region can be found, and how many there are."""
    from luodi.spine.find.index import count

    return count(where.pk), sum(1 for _ in things(where))


def fill() -> None:
    """Make the index of each region that has none yet; for a database that is older than the index."""
    from luodi.spine.find.index import count
    from luodi.spine.people.reads import places

    for where in places():
        if not count(where.pk):
            rebuild(where)
