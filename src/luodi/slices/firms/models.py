"""Table of firms."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, ForeignKey, OneToOneField

from luodi.db.fields import PersonalText, Salt
from luodi.db.regions import Regional


class Firm(Regional):
    """A firm; as a party it may owe and hold. The contact is personal."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    party = OneToOneField("people.Party", models.PROTECT, related_name="+")
    uscc = CharField(max_length=18)
    uscc_warning = CharField(max_length=80, blank=True)
    origin = CharField(max_length=10, blank=True)
    size = CharField(max_length=10, blank=True)
    industry = CharField(max_length=10, blank=True)
    since = DateField(null=True)
    contact = PersonalText(max_length=60, blank=True)
    salt = Salt()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "uscc"], name="firms_firm_uscc")]
