"""Table of service items."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, ForeignKey, JSONField, PositiveIntegerField

from luodi.db.regions import Regional


class ServiceItem(Regional):
    """A service item under its national code. `extra`: what the county's list says beside, heading by heading."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    code = CharField(max_length=80)
    name = CharField(max_length=200)
    department = ForeignKey("people.Party", models.PROTECT, related_name="+")
    main = CharField(max_length=120, blank=True)
    kind = CharField(max_length=4, blank=True)  # number of the national types
    statutory_days = PositiveIntegerField(null=True)
    committed_days = PositiveIntegerField(null=True)
    visits = PositiveIntegerField(null=True)
    fees = CharField(max_length=200, blank=True)
    link = CharField(max_length=600, blank=True)
    extra = JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="items_item_code")]
