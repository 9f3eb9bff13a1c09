"""Verbs of files."""

from datetime import datetime
from typing import Any

from django.conf import settings

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.spine.files import facts, store
from luodi.spine.files.models import KeptMapping, StoredFile
from luodi.spine.files.reads import UNMAPPED, mapped
from luodi.spine.journal.reads import latest_about
from luodi.spine.journal.record import record
from luodi.spine.people.reads import party_key
from luodi.spine.people.seats import NotYours, Overtaken, Refused, Seat
from luodi.spine.people.tenures import posts


@together
def keep(*, name: str, content: bytes, by: Seat, at: datetime, case: int | None = None) -> int:
    """Keep a file somebody gave and return its key; the fact names its checksum and, where given, its case.

    The bytes are on the disk before the row. Raises Refused for a file that is empty, too large or of no known type.
    """
    if by.party is None:
        raise NotYours(name)
    if not content:
        raise Refused(problem("The file “%(name)s” is empty; choose it again.", name=name))
    if len(content) > store.LARGEST:
        raise Refused(problem("The file “%(name)s” is larger than 10 MB; send it in parts.", name=name))
    media_type = store.sniffed(content)
    if media_type is None:
        raise Refused(
            problem("“%(name)s” is none of these: PDF, photograph (JPEG, PNG), office document, plain text.", name=name)
        )
    row = StoredFile.objects.create(
        region_id=by.region,
        sha256=store.put(settings.FILES_DIR, content),
        size=len(content),
        media_type=media_type,
        name=store.clean_name(name, media_type),
        given_by_id=by.party,
        given_at=at,
    )
    fact = facts.FileKept(row.pk, party_key(by.party), row.name, row.sha256, row.size)
    record(fact, by=by, at=at, case=case, subject=_subject(row.pk))
    return row.pk


@together
def map_file(*, file: int, told: dict[str, Any], seen: int | None, by: Seat, at: datetime) -> None:
    """Say which column of a kept sheet is which, for one's own office. `seen`: the revision it was said to.

    Raises NotYours, Overtaken.
    """
    own = StoredFile.objects.within(by.region).select_for_update(no_key=True).filter(pk=file, given_by=by.party)
    name = own.values_list("name", flat=True).first()
    if name is None or by.party is None:
        raise NotYours(str(file))
    revision = read_as(file=file, seen=seen, by=by, at=at) + 1
    if revision == 1:
        KeptMapping.objects.create(region_id=by.region, file_id=file, told=told)
    else:
        KeptMapping.objects.within(by.region).filter(file=file).update(told=told, revision=revision)
    fact = facts.FileMapped(file, party_key(by.party), name, revision)
    record(fact, by=by, at=at, subject=_subject(file))


def read_as(*, file: int, seen: int | None, by: Seat, at: datetime) -> int:
    """The revision of what is said of a sheet. Raises Overtaken where another one was read."""
    stands = (mapped(by.place, file) or UNMAPPED).revision
    if seen in (None, stands):
        return stands
    fact = latest_about(by.place, _subject(file), "files")
    post = posts(by.place).get(fact.post or 0) if fact else None
    who, when = post.title if post else "\u2013", fact.happened_at if fact else at
    told = problem(
        "%(who)s said anew which column is which since you read it (%(day)s); look at what the file brings now.",
        who=who, day=by.day(when).isoformat(),
    )  # fmt: skip
    raise Overtaken(told, version=stands, by=who, at=when)


def _subject(file: int) -> str:
    return f"files.storedfile/{file}"
