"""What `luodi doctor` looks at so that nothing is lost: backups, verify, kept files, the disk's word, the clock."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from luodi.cli.backup import LAST as BACKUP
from luodi.cli.doctor import Check, Finding
from luodi.cli.verify import LAST as VERIFY
from luodi.spine.files.reads import faults
from luodi.spine.journal.reads import last_recorded_at
from luodi.spine.people.reads import places

DAY = 86400  # seconds
BACKUP_DAYS, VERIFY_DAYS = 2, 8
NEWEST = 200  # kept files whose bytes are read; of the others the size is asked
SYNCS, TOO_QUICK, TOO_SLOW = 20, 50_000, 20  # per second
AHEAD = 300  # seconds


def backups() -> Iterator[Finding]:
    """A county without a backup is a disk away from having no county."""
    remedy = "run every night: luodi backup FILE, and keep the file on another machine"
    yield _age("backup", BACKUP, "made_at", BACKUP_DAYS, remedy)


def verified() -> Iterator[Finding]:
    """What was changed behind the journal's back is found by whoever looks."""
    found: dict[str, Any] = {}
    with suppress(ValueError):
        found = _said(VERIFY)
    if found.get("clean") is False:
        yield Finding("verify", "bad", f"found differences at {found.get('at')}", "run: luodi verify, then see "
                      "docs/operations.md, what to do when something differs")  # fmt: skip
    else:
        yield _age("verify", VERIFY, "at", VERIFY_DAYS, "run every week: luodi verify")


def kept_files() -> Iterator[Finding]:
    """Each file a row names stands there as it was given."""
    found = list(faults(newest=NEWEST))
    if found:
        name, why = found[0]
        what = f"{len(found)} of the files rows name are not as they were given, the first: {name} ({why})"
        yield Finding("kept files", "bad", what, "take them from a backup: unzip its files/ beside and copy them back")
    else:
        yield Finding("kept files", "ok", "are there as they were given")


def disk_keeps_its_word() -> Iterator[Finding]:
    """A disk that says "written" within microseconds says so from memory."""
    file = Path(settings.DATA_DIR) / f".doctor.{os.getpid()}"
    number = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        began = time.perf_counter()
        for _ in range(SYNCS):
            os.write(number, b"luodi")
            os.fsync(number)
        pace = SYNCS / (time.perf_counter() - began)
    finally:
        os.close(number)
        file.unlink()
    what = f"{pace:.0f} syncs a second"
    if pace > TOO_QUICK:
        remedy = "keep the data directory on a real disk, and turn off write caches a power cut empties"
        yield Finding("fsync", "warn", f"{what}: too quick for a disk, a power cut may take decisions away", remedy)
    elif pace < TOO_SLOW:
        yield Finding("fsync", "warn", f"{what}: every decision waits for it", "use a quicker disk, an SSD")
    else:
        yield Finding("fsync", "ok", what)


def clock() -> Iterator[Finding]:
    """A machine whose clock stands behind writes facts that seem to lie before others."""
    now = datetime.now(UTC)
    ahead = [
        where.code for where in places()
        if where.frozen_on is None and (last := last_recorded_at(where)) and (last - now).total_seconds() > AHEAD
    ]  # fmt: skip
    if ahead:
        what = f"the clock stands at {now:%Y-%m-%d %H:%M} UTC, facts of {', '.join(ahead)} are later"
        yield Finding("clock", "bad", what, "set the clock and let it follow a time server (chrony, systemd-timesyncd)")
    else:
        yield Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")


def letters() -> Iterator[Finding]:
    """PostgreSQL folds letters beyond ASCII only where its locale knows them."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
        ctype = str(cursor.fetchone()[0])
    if ctype.upper() in ("C", "POSIX"):
        remedy = "create the database with LC_CTYPE 'C.UTF-8' TEMPLATE template0, and restore a backup into it"
        yield Finding("lc_ctype", "warn", f"{ctype}: upper and lower case of letters beyond ASCII differ", remedy)
    else:
        yield Finding("lc_ctype", "ok", ctype)


def _age(check: str, name: str, when: str, days: int, remedy: str) -> Finding:
    """A demo may do without; a county in production may not."""
    try:
        at = _said(name).get(when)
        age = datetime.now(UTC) - datetime.fromisoformat(at) if at is not None else None
    except (ValueError, TypeError):  # no instant, or one that names no zone
        what = f"{Path(settings.DATA_DIR) / name} says no instant, so nobody knows when it was last done"
        return Finding(check, "warn", what, remedy)
    wanting = "warn" if settings.PRODUCTION else "ok"
    if age is None:
        return Finding(check, wanting, "never done here", remedy if wanting == "warn" else "")
    old = age.total_seconds() / DAY
    level = wanting if old > days else "ok"
    return Finding(check, level, f"{old:.1f} days ago", remedy if level == "warn" else "")


def _said(name: str) -> dict[str, Any]:
    """What a command noted of its last run; nothing where it never ran. ValueError where the note is spoiled."""
    try:
        found = json.loads((Path(settings.DATA_DIR) / name).read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise ValueError(name) from problem
    if not isinstance(found, dict):
        raise ValueError(name)
    return found


CHECKS: list[Check] = [backups, verified, disk_keeps_its_word]
OF_ROWS: list[Check] = [kept_files, clock, letters]  # of a database that is reached and of this version
