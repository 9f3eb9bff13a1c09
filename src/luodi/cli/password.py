"""`luodi password ACCOUNT`: a first password for whoever lost the own one, shown once."""

import argparse
import secrets

from luodi.cli.main import Failed, answer, with_database

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read aloud
LENGTH = 14


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    password = groups.add_parser("password", help="give an account whose password was lost a first one")
    password.add_argument("account", metavar="ACCOUNT")
    password.add_argument("--json", action="store_true")
    password.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say the first password, once; it opens nothing but the page that replaces it. A lock of the account is lifted."""
    with_database()
    from axes.utils import reset

    from luodi.spine.journal.enrol import set_first_password
    from luodi.spine.people.reads import place
    from luodi.spine.people.seats import of_law
    from luodi.spine.people.tenures import region_of_account
    from luodi.web.clock import now

    code = region_of_account(args.account)
    if not code:
        raise Failed(f"nobody signs in as {args.account[:60]!r}; names are told letter by letter, large and small")
    where = place(code)
    word = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    set_first_password(username=args.account, password=word, by=of_law(where), at=now(where))
    reset(username=args.account)
    text = f"{args.account}: {word}\nIt is shown once, and opens nothing but the page that replaces it."
    return answer(args, {"account": args.account, "password": word, "region": code}, text)
