"""`luodi import items FILE`: the county's published list of service items, from CSV, JSON or xlsx."""

import argparse

from luodi.cli.main import with_database
from luodi.cli.sheets import language_of, mapping_in, region_of, said_in, tables_in, takes_a_sheet, told


def register(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    items = what.add_parser("items", help="service items: CSV, JSON or xlsx")
    takes_a_sheet(items)
    items.add_argument("--new-departments", action="store_true", help="register departments the county does not know")
    items.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, compare, say what is wrong; write all of it, or nothing."""
    with_database()
    from luodi.slices.items.actions import take_items
    from luodi.slices.items.forms import book, incoming
    from luodi.spine.people.seats import of_law
    from luodi.web.clock import now

    where = region_of(args.region)
    with said_in(language_of(args)):
        mapping = mapping_in(args.mapping, book())
        read = incoming(where, tables_in(args.file), mapping, registering=args.new_departments)
        if not args.dry_run and (args.good_rows or not read.outcome.faults):
            law = of_law(where)
            take_items(new=read.new, changed=read.changed, departments=read.unknown, by=law, at=now(where))
            read.outcome.done = True
        return told(args, read.outcome, "items")
