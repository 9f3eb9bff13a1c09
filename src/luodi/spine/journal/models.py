"""Tables of the journal: the facts, and the keys of writes that were already answered."""

from typing import ClassVar

from django.db import models
from django.db.models import BigIntegerField, CharField, DateTimeField, ForeignKey, TextField

from luodi.db.regions import Regional


class Entry(Regional):
    """One fact. `payload` and `rows` are canonical JSON text, `leaf` their hash in the journal's tree."""

    untold = "is the journal itself; its leaves are hashed instead"

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    kind = CharField(max_length=60)
    case = BigIntegerField(null=True)
    subject = CharField(max_length=60, blank=True)
    post = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    person = ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    party = ForeignKey("people.Party", models.PROTECT, related_name="+", null=True)
    happened_at = DateTimeField()
    recorded_at = DateTimeField()
    payload = TextField()
    rows = TextField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "id"], name="journal_entry_case"),
            models.Index(fields=["region", "recorded_at"], name="journal_entry_region"),
        ]


class Once(models.Model):
    """A one-time key of a form or an API write, and where its answer is to be found."""

    untold = "remembers answers, not business: a key, the hash of what was asked and where the answer stands"

    key = CharField(max_length=64, unique=True)
    person = ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked = CharField(max_length=64)
    answer = CharField(max_length=200)
    at = DateTimeField()
