"""Kept files as frozen rows."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from luodi.spine.files import _store
from luodi.spine.files._store import FileRow as FileRow
from luodi.spine.files.models import StoredFile
from luodi.spine.files.store import path_of
from luodi.spine.people.seats import Place


def files(where: Place, keys: Iterable[int]) -> list[FileRow]:
    """Files of a region by their keys, in the order they came."""
    return _store.files(region=where.pk, keys=list(keys))


def stands_at(row: FileRow) -> Path:
    """Where the bytes of a file are."""
    return path_of(settings.FILES_DIR, row.sha256)


def faults(*, newest: int) -> Iterator[tuple[str, str]]:
    """Files that are not as they were given, each with what is wrong; the bytes of so many newest are read."""
    rows = StoredFile.objects.everywhere("doctor").order_by("-pk").values_list("sha256", "size")
    for place, (checksum, size) in enumerate(rows.iterator()):
        path = path_of(settings.FILES_DIR, checksum)
        if not path.is_file():
            yield checksum, "missing"
        elif path.stat().st_size != size:
            yield checksum, "of another size"
        elif place < newest and hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
            yield checksum, "other bytes"
