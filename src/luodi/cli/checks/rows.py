"""What `luodi doctor` looks at in the database: whole, reached, of this version, durable; its regions' calendars."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from luodi.cli.doctor import Check, Finding
from luodi.cli.find import lagging
from luodi.cli.migrate import Newer, missing, reach
from luodi.db.laid import lacking, unknown_triggers
from luodi.db.wholeness import failed_pages, is_damage, looked_through
from luodi.kernel.clock import NoZone, zone_of
from luodi.spine.commitments.reads import open_promises
from luodi.spine.journal.reads import holds_facts
from luodi.spine.people.reads import calendar_of, places
from luodi.spine.people.seats import Place, of_law
from luodi.web.clock import today

SQLITE = (3, 35)  # the first with RETURNING
POSTGRESQL = 14
MOST = 5  # things named
REACHED, FILE = "database", "database file"
RESTORE = "keep the file as it is and bring the newest backup into a fresh place: luodi restore FILE"


def wholeness() -> Iterator[Finding]:
    """Damage below the tables: no verify sees all of it, and a backup carries it on."""
    try:
        reach()
        found = _pages() if connection.vendor == "postgresql" else _file()
    except DatabaseError as problem:
        if not is_damage(problem):
            return  # not reached: `database` says so
        found = Finding(FILE, "bad", f"cannot be read: {problem}", RESTORE)
    yield found


def _file() -> Finding:
    whole = looked_through()
    asked = f"{whole.by}, {whole.size / 1024**2:.0f} MB"
    if not whole.faults:
        return Finding(FILE, "ok", f"is whole ({asked})")
    return Finding(FILE, "bad", f"is damaged ({asked}): {whole.faults[0]}", RESTORE)


def _pages() -> Finding:
    failed = failed_pages()
    if failed is None:
        remedy = "stop the server, run pg_checksums --enable, start it: then a damaged page is refused, not read"
        return Finding(FILE, "warn", "the server keeps no checksums of its pages", remedy)
    if failed:
        return Finding(FILE, "bad", f"{failed} pages were read with a wrong checksum", RESTORE)
    return Finding(FILE, "ok", "no page was read with a wrong checksum")


def database() -> Iterator[Finding]:
    """Reached, and migrated to this version; only then is there more to look at."""
    try:
        pending = missing()
    except Newer as problem:
        what, _, remedy = str(problem).partition("; ")
        yield Finding(REACHED, "bad", what, remedy)
        return
    except DatabaseError as problem:
        remedy = "see to LUODI_DATABASE_URL and the server" if settings.DATABASE_URL else "see to the data directory"
        remedy = RESTORE if is_damage(problem) else remedy
        yield Finding(REACHED, "bad", f"cannot be reached: {' '.join(str(problem).split())}", remedy)
        return
    if pending:
        yield Finding(REACHED, "bad", f"lacks {pending} migrations", "run: luodi migrate")
    else:
        yield Finding(REACHED, "ok", f"{connection.vendor}, of this version")
    for look in (version, durability, *(() if pending else (layout, regions))):
        yield from look()


def layout() -> Iterator[Finding]:
    """Tables, columns, indexes and triggers stand as the migrations made them, and no others act on rows."""
    gone, foreign = list(lacking()), list(unknown_triggers())
    lost, slow = [one.what for one in gone if not one.anew], [one for one in gone if one.anew]
    if lost:
        yield Finding("layout", "bad", f"the database lacks {_listed(lost)}", f"stop the server; {RESTORE}")
    if slow:
        what = f"the database lacks {_listed([one.what for one in slow])}: it is slow, nothing recorded is lost"
        yield Finding("layout", "bad", what, f"run in the database: {'; '.join(one.anew for one in slow)}")
    if foreign:
        remedy = "find out who made it, drop it (DROP TRIGGER), then run: luodi verify"
        yield Finding("layout", "bad", f"triggers that are not ours: {_listed(foreign)}", remedy)
    if not gone and not foreign:
        yield Finding("layout", "ok", "tables, indexes and triggers are those of this version")


def _listed(found: list[str]) -> str:
    return ", ".join(found[:MOST]) + (f" and {len(found) - MOST} more" if len(found) > MOST else "")


def durability() -> Iterator[Finding]:
    """What was acknowledged survives a power cut; read back from the server, not from the settings."""
    wanted = _WANTED[connection.vendor]
    for name, (good, level, remedy) in wanted.items():
        said = _asked(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        right = str(said).lower() in good
        yield Finding(name, "ok" if right else level, str(said), "" if right else remedy)


_OVERRIDDEN = "another program changed the database file; stop it, then start luodi anew"
_WANTED: dict[str, dict[str, tuple[tuple[str, ...], str, str]]] = {
    "sqlite": {
        "journal_mode": (("wal",), "bad", "the file system must allow WAL: keep the data directory on a local disk"),
        "synchronous": (("2", "3"), "bad", _OVERRIDDEN),
        "foreign_keys": (("1",), "bad", _OVERRIDDEN),
    },
    "postgresql": {
        "server_encoding": (("utf8",), "bad", "create the database anew with ENCODING 'UTF8' and restore into it"),
        "fsync": (("on",), "bad", "set fsync = on in postgresql.conf"),
        "synchronous_commit": (("on", "remote_apply", "remote_write"), "bad", "set synchronous_commit = on"),
    },
}


def version() -> Iterator[Finding]:
    """Old engines lack what writes need."""
    number: tuple[int, ...]
    needed: tuple[int, ...]
    if connection.vendor == "sqlite":
        number, needed = sqlite3.sqlite_version_info, SQLITE
        remedy = "use a Python whose SQLite is 3.35 or newer"
    else:
        number, needed = (int(_asked("SHOW server_version_num")) // 10000,), (POSTGRESQL,)
        remedy = f"use PostgreSQL {POSTGRESQL} or newer"
    old = number < needed
    said = ".".join(map(str, number))
    yield Finding(f"{connection.vendor} version", "bad" if old else "ok", said, remedy if old else "")


def regions() -> Iterator[Finding]:
    """Each region's calendar: published up to which year, and which open promises lie beyond its last notice."""
    found = places()
    if not found and holds_facts():
        yield Finding("regions", "bad", "no region stands, though the journal has facts of one", RESTORE)
    elif not found:
        yield Finding("regions", "warn", "no region stands yet", "run: luodi demo load, or import what was recorded")
    for where in found:
        try:
            zone_of(where.zone)
        except NoZone as problem:
            remedy = "run: luodi verify, and put back the zone the journal says (people_region)"
            yield Finding("time zone", "bad", f"{where.code}: {problem}", remedy)
            continue
        yield _calendar(where)
        yield _index(where)
        if where.frozen_on and settings.PRODUCTION:
            what = f"{where.code} is a demo that stands on {where.frozen_on}"
            yield Finding("demo", "warn", what, "keep the demo and the county in installations of their own")


def _calendar(where: Place) -> Finding:
    name, calendar = f"calendar of {where.code}", calendar_of(where)
    if calendar.last_published is None:
        what = "no notice is known: weekends alone are days off, every day is provisional"
        return Finding(name, "warn", what, f"load the notices: luodi calendar load --region {where.code}")
    due = [row.promise.due_on for row in open_promises(of_law(where)) if row.promise.due_on]
    beyond = sum(calendar.provisional(day) for day in due)
    what = f"published up to {calendar.last_published}; {beyond} of {len(due)} open due days are provisional"
    if beyond or calendar.provisional(today(where)):
        remedy = f"load the next notice as soon as it is out: luodi calendar load --region {where.code}"
        return Finding(name, "warn", what, remedy)
    return Finding(name, "ok", what)


def _index(where: Place) -> Finding:
    found, there = lagging(where)
    what = f"{where.code}: {found} of {there} things can be found"
    return Finding("find", "ok", what) if found == there else Finding("find", "warn", what, "run: luodi find --rebuild")


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


CHECKS: list[Check] = [wholeness, database]
