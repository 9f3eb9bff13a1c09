"""`luodi board`: how the cases of a region stood at the end of a day."""

import argparse

from luodi.cli.main import Failed, answer, with_database
from luodi.cli.words import day


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    board = groups.add_parser("board", help="how promises stood at the end of a day")
    board.add_argument("--region", required=True, metavar="CODE")
    board.add_argument("--on", required=True, metavar="DATE", help="like 2026-11-20")
    board.add_argument("--json", action="store_true")
    board.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the four figures; `open` holds the late among them."""
    with_database()
    from luodi.slices.boards.reads import board
    from luodi.spine.people.reads import calendar_of, place
    from luodi.spine.people.seats import NotYours, of_law

    try:
        on = day(args.on)
        where = place(args.region)
        calendar_of(where).is_workday(on)
        figures = board(of_law(where), on).figures
    except NotYours:
        raise Failed(f"there is no region {args.region}") from None
    except ValueError as problem:
        raise Failed(str(problem)) from None
    text = (
        f"{args.region} at the end of {on}: {figures.closed_late} closed late, {figures.closed_on_time} closed in time,"
        f" {figures.open} open, {figures.open_late} of these late"
    )
    return answer(args, {"region": args.region, "on": on.isoformat(), **figures._asdict()}, text)
