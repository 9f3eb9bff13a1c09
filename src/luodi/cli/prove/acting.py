"""What a drill's people do: receive a case, keep its paper, accept it, grant it; each act is noted once committed.

A note is one line of a file outside the drilled disk: the kind of fact, the case's number, the paper's checksum.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from luodi.kernel.clock import day_of

REGION, ZONE = "990002", "Asia/Shanghai"
DEPARTMENT, FIRM, POST, MATTER = "zrzy", "F01", "Officer", "A03"
RECEIVED, KEPT, ACCEPTED, GRANTED = "approvals.received", "files.kept", "approvals.accepted", "approvals.granted"
PAPER = 200_000  # bytes at most
ROOMS = ("slices.approvals.actions.entry", "slices.approvals.actions.acceptance", "slices.approvals.actions.decision",
         "spine.files.actions", "spine.journal.verify")  # fmt: skip
"""What acting and looking stand on, loaded once by who forks."""

Note = Callable[[str], None]


class Found(NamedTuple):
    """What a look at the disk found; every list is empty where all is well."""

    acknowledged: int
    lost: list[str]  # acknowledged, and not there
    half: list[str]  # rows that no fact tells, or facts whose rows are not there
    papers: list[str]  # a row names a file whose bytes are not there or are others
    corrupt: list[str]  # what the engine says of itself


def lay() -> None:
    """An empty database brought to this version, and a county small enough to be gone through in a moment."""
    from luodi.cli.migrate import migrate
    from luodi.slices.matters.actions import adopt_catalogue
    from luodi.spine.journal import enrol
    from luodi.spine.people.actions import NewParty, NewPost
    from luodi.spine.people.seats import of_law

    migrate()
    at = datetime.now(UTC)
    where = enrol.register_region(code=REGION, name="Drill", zone=ZONE, calendar="CN", at=at)
    law = of_law(where)
    both = [NewParty(DEPARTMENT, "department", "Land"), NewParty(FIRM, "firm", "A firm")]
    enrol.register_parties(parties=both, by=law, at=at)
    post = NewPost(DEPARTMENT, POST, "officer", 2, "An officer", day_of(at, ZONE))
    enrol.open_posts(posts=[post], by=law, at=at)
    adopt_catalogue(by=law, at=at)


def act(note: Note) -> None:
    """Act until something stops it."""
    for kind, number, checksum in _acts():
        note(f"{kind} {number} {checksum}\n")


def _acts() -> Iterator[tuple[str, str, str]]:
    from luodi.slices.approvals import reads
    from luodi.slices.approvals.actions import acceptance, decision, entry
    from luodi.spine.files.actions import keep
    from luodi.spine.people.reads import holder_of, place, seat_of

    holder = holder_of(place(REGION), DEPARTMENT, POST)
    assert holder is not None
    by = seat_of(holder.person)
    while True:
        number = entry.receive(matter=MATTER, applicant=FIRM, about="x", by=by, at=datetime.now(UTC))
        yield RECEIVED, number, ""
        paper = b"%PDF-" + secrets.token_bytes(secrets.randbelow(PAPER))
        case = reads.application_for(by, number).case_id
        file = keep(name="paper.pdf", content=paper, case=case, by=by, at=datetime.now(UTC))
        yield KEPT, number, hashlib.sha256(paper).hexdigest()
        acceptance.accept(number=number, by=by, at=datetime.now(UTC))
        yield ACCEPTED, number, ""
        decision.grant(number=number, document=number, file=file, by=by, at=datetime.now(UTC))
        yield GRANTED, number, ""


def look(notes: Path) -> Found:
    """Hold everything ever acknowledged against what the disk gives back."""
    from luodi.spine.commitments.reads import cases
    from luodi.spine.journal import reads as journal
    from luodi.spine.journal.verify import verify
    from luodi.spine.people.reads import place
    from luodi.spine.people.seats import of_law

    corrupt = _engine()
    where = place(REGION)
    numbers = {case.pk: case.number for case in cases(of_law(where))}
    facts = journal.of_cases(where, list(numbers), (RECEIVED, KEPT, ACCEPTED, GRANTED))
    there = {f"{f.kind} {numbers[f.case or 0]} {f.payload.get('sha256', '')}" for f in facts}
    told = [line.rstrip("\n") for file in sorted(notes.iterdir()) for line in _lines(file)]
    half = [f"{d.table} {d.key} {d.column}" for d in verify().differences]
    return Found(len(told), [line for line in told if line not in there], half, _papers(where, facts), corrupt)


def _lines(file: Path) -> list[str]:
    """The notes of one writer; the kernel writes each whole."""
    return [line for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")]


def _papers(where: Any, facts: Any) -> list[str]:
    from luodi.spine.files.reads import files, stands_at

    found = []
    for row in files(where, [f.payload["file"] for f in facts if f.kind == KEPT]):
        place = stands_at(row)
        if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != row.sha256:
            found.append(f"{row.pk} {row.sha256}")
    return found


def _engine() -> list[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [said for (said,) in cursor.fetchall() if said != "ok"]


def note_into(file: Path) -> Note:
    """Append whole lines, each by one write."""
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(line: str) -> None:
        os.write(number, line.encode())

    return note
