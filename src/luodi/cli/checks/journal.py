"""What `luodi doctor` looks at in the journal: the key that seals it, and how long facts have waited for their seal."""

from collections.abc import Iterator

from luodi.cli.checks.places import others
from luodi.cli.doctor import Check, Finding

ANOTHER = "personal columns were sealed with another key"
ITS_OWN = "put back the secret_key they were sealed with (a backup's keys/secret_key, or LUODI_SECRET_KEY)"
DAY = 86400  # seconds a fact may wait


def signing_key() -> Iterator[Finding]:
    """Whoever reads the key can sign another history."""
    from luodi.spine.journal.keys import Lost, known_file, secret_file, unlisted, unusable

    file = secret_file()
    if wrong := unusable():
        lost, spoiled = f"is lost: {file} is not there", f"is damaged: {file} is no key, or not the one that signed"
        what = lost if isinstance(wrong, Lost) else spoiled
        remedy = "put it back from a backup (its keys/journal_key), or go on under a new key: luodi seal --rotate"
        yield Finding("signing key", "bad", f"the signing key of a sealed journal {what}", remedy)
    elif not file.exists():
        yield Finding("signing key", "warn", "the journal was never sealed here", "run: luodi seal")
    elif unlisted():
        what = f"{known_file()} lacks a key that signed a checkpoint, so what it signed differs"
        remedy = "put it back from a backup (its keys/journal_keys.txt); an only key is listed by: luodi seal --key"
        yield Finding("signing key", "bad", what, remedy)
    elif others(file):
        yield Finding("signing key", "bad", f"{file} can be read by others", f"chmod 600 {file}")
    else:
        yield Finding("signing key", "ok", f"{file} is its owner's alone; back it up apart from the database")


def sealing() -> Iterator[Finding]:
    """What is not sealed yet can be taken away without a trace in the tree."""
    from luodi.spine.journal.seal import waiting
    from luodi.spine.people.reads import places
    from luodi.web.clock import now

    for where in places():
        facts, since = waiting(where)
        if facts and since is None:
            yield Finding("sealing", "warn", f"{where.code}: the journal came from elsewhere", "run: luodi seal")
        elif since and (now(where) - since).total_seconds() > DAY:
            what = f"{where.code}: {facts} facts wait for their seal, the oldest for more than a day"
            yield Finding("sealing", "warn", what, "run: luodi seal, or luodi tick every day")
        else:
            yield Finding("sealing", "ok", f"{where.code}: {facts} facts wait for their seal")


def seals_of_persons() -> Iterator[Finding]:
    """Under another secret key every personal column differs from the journal, and no backup can be restored."""
    from luodi.spine.journal.personal import of_another_key

    if of_another_key():
        yield Finding("secret key", "bad", ANOTHER, ITS_OWN)


CHECKS: list[Check] = [signing_key, seals_of_persons, sealing]
