"""Table of matters."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, ForeignKey, JSONField, PositiveIntegerField

from luodi.db.regions import Regional


class Matter(Regional):
    """A matter of a region's catalogue. Days of None = no such limit; `special` lists what may stop the clock."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    code = CharField(max_length=20)
    name = CharField(max_length=120)
    name_en = CharField(max_length=160, blank=True)
    stage = CharField(max_length=4)
    department = ForeignKey("people.Party", models.PROTECT, related_name="+")
    level = CharField(max_length=10)
    kind = CharField(max_length=24)
    statutory_days = PositiveIntegerField(null=True)
    statutory_unit = CharField(max_length=8, default="workday")
    statutory_from = CharField(max_length=10, default="acceptance")  # or receipt
    committed_days = PositiveIntegerField(null=True)
    committed_basis = CharField(max_length=10)  # sourced, or typical: not published
    special = JSONField(default=list)
    legal_basis = CharField(max_length=200, blank=True)
    source = CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="matters_matter_code")]
