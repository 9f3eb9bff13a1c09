"""Verbs of files."""

from datetime import datetime

from django.conf import settings

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.spine.files import facts, store
from luodi.spine.files.models import StoredFile
from luodi.spine.journal.record import record
from luodi.spine.people.reads import party_key
from luodi.spine.people.seats import NotYours, Refused, Seat


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
    record(fact, by=by, at=at, case=case, subject=f"files.storedfile/{row.pk}")
    return row.pk
