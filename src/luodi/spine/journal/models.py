"""Tables of the journal: the facts, their sealed tree, and the keys of writes that were already answered."""

from typing import ClassVar

from django.db import models
from django.db.models import BigIntegerField, CharField, DateTimeField, ForeignKey, IntegerField, Q, TextField

from luodi.db.regions import Regional
from luodi.db.snapshot import WritingTransaction


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
    xid = BigIntegerField(null=True, editable=False, db_default=WritingTransaction())

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "id"], name="journal_entry_case"),
            models.Index(fields=["region", "recorded_at"], name="journal_entry_region"),
            models.Index(fields=["region", "xid", "id"], name="journal_entry_xid", condition=Q(xid__isnull=False)),
        ]


class Batch(Regional):
    """Leaves sealed together, in the order of the region's tree. Keys (8 bytes) and leaves (32) stand packed, so that
    a row changed later is named even where its leaf was made anew; `peaks` are the tree's full subtrees after it."""

    untold = "seals facts that were told; its roots are signed, and verify holds it against the facts"

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    first = BigIntegerField()
    size = IntegerField()
    keys = models.BinaryField()
    leaves = models.BinaryField()
    peaks = models.BinaryField()
    root = models.BinaryField(max_length=32)
    cluster = CharField(max_length=40)
    horizon = BigIntegerField()
    sealed_at = DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "first"], name="journal_batch_first")]


class Checkpoint(Regional):
    """A signed note over the tree as it stood after a batch: origin, size, root, signature."""

    untold = "a signature over facts that were told; the key that made it stands outside the database"

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    size = BigIntegerField()
    root = models.BinaryField(max_length=32)
    note = TextField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "size"], name="journal_checkpoint_size")]


class Once(models.Model):
    """A one-time key of a form or an API write, and the whole answer its first sending got."""

    untold = "remembers answers, not business: a key, the hash of what was asked and what was answered"

    key = CharField(max_length=64)
    person = ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked = CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = TextField()  # canonical JSON
    body = models.BinaryField()
    at = DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="journal_once_key")]
