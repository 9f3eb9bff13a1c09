"""Kept files as every page that shows some asks for them, compiled."""

from datetime import datetime
from typing import NamedTuple

from luodi.db.queries import Rows, among, reads
from luodi.spine.files.models import StoredFile


class FileRow(NamedTuple):
    """A kept file; `sha256` is the receipt."""

    pk: int
    sha256: str
    size: int
    media_type: str
    name: str
    given_by: int
    given_at: datetime


@reads(FileRow)
def files(region: int, keys: list[int]) -> Rows:
    return StoredFile.objects.within(region).filter(pk__in=among(keys)).order_by("pk")
