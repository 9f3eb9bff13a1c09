"""Tables of kept files, whose bytes stand under the data folder by checksum, and of what is said of a sheet."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateTimeField, ForeignKey, JSONField, OneToOneField

from luodi.db.regions import Regional


class StoredFile(Regional):
    """A file somebody gave: the checksum is its receipt, the type was sniffed from its first bytes."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    sha256 = CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = CharField(max_length=80)
    name = CharField(max_length=200)
    given_by = ForeignKey("people.Party", models.PROTECT, related_name="+")
    given_at = DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["region", "sha256"], name="files_stored_sha256")]


class KeptMapping(Regional):
    """What is said of a kept sheet that its headings do not say: which column is which. It can be said anew."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    file = OneToOneField(StoredFile, models.PROTECT, related_name="+")
    told = JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
