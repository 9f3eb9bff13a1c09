"""Table of what can be looked for. What it says is derived from other tables and can be made anew from them."""

from typing import ClassVar

from django.db import models
from django.db.models import BigIntegerField, CharField, ForeignKey, TextField

from luodi.db.regions import Regional


class Found(Regional):
    """One thing that can be found: `tokens` say by what, `circle` by whom (see `tokens`, `circles`).

    `subject` is its kind and name (`case/SQ-2026-0024`); `key` is the code folded, `head` the beginning of the title.
    """

    untold = "is an index: `luodi find --rebuild` makes it anew from the tables it speaks of"
    by_hand: ClassVar = {"sqlite": ("find_put", "find_drop", "find_change"), "postgresql": ("find_index",)}

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    subject = CharField(max_length=120)
    case = BigIntegerField(null=True)
    title = CharField(max_length=200)
    title_en = CharField(max_length=200, blank=True)
    code = CharField(max_length=60, blank=True)
    note = CharField(max_length=400, blank=True)
    note_en = CharField(max_length=400, blank=True)
    head = CharField(max_length=40, blank=True)
    key = CharField(max_length=60, blank=True)
    tokens = TextField()
    circle = TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "subject"], name="find_found_subject")]
        indexes: ClassVar = [
            models.Index(fields=["region", "key"], name="find_found_key"),
            models.Index(fields=["case"], name="find_found_case"),
        ]
