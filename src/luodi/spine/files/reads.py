"""Kept files as frozen rows."""

import hashlib
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from luodi.spine.files import _store
from luodi.spine.files._store import FileRow as FileRow
from luodi.spine.files.models import KeptMapping, StoredFile
from luodi.spine.files.store import path_of
from luodi.spine.people.seats import Place


def files(where: Place, keys: Iterable[int]) -> list[FileRow]:
    """Files of a region by their keys, in the order they came."""
    return _store.files(region=where.pk, keys=list(keys))


class Mapped(NamedTuple):
    """What is said of a sheet, and how often it was."""

    told: dict[str, Any]
    revision: int


UNMAPPED = Mapped({}, 0)


def mapped(where: Place, file: int) -> Mapped | None:
    """What is said of a kept sheet; None where nothing was."""
    found = KeptMapping.objects.within(where.pk).filter(file=file).values_list("told", "revision").first()
    return Mapped(*found) if found else None


def stands_at(row: FileRow) -> Path:
    """Where the bytes of a file are."""
    return path_of(settings.FILES_DIR, row.sha256)


def named() -> set[str]:
    """The checksums of all files that rows name."""
    return set(StoredFile.objects.everywhere("backup").values_list("sha256", flat=True))


def faults(*, newest: float = inf) -> Iterator[tuple[str, str]]:
    """Files that are not as they were given, and how; the bytes of so many newest are read, or of all."""
    rows = StoredFile.objects.everywhere("doctor").order_by("-pk").values_list("sha256", "size")
    for place, (checksum, size) in enumerate(rows.iterator()):
        path = path_of(settings.FILES_DIR, checksum)
        if not path.is_file():
            yield checksum, "missing"
        elif path.stat().st_size != size:
            yield checksum, "of another size"
        elif place < newest and _digest(path) != checksum:
            yield checksum, "other bytes"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
