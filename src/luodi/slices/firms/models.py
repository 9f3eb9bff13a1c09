"""Tables of firms and of the industries a county loaded."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, ForeignKey, OneToOneField

from luodi.db.fields import PersonalText, Salt
from luodi.db.regions import Regional


class Firm(Regional):
    """A firm; as a party it may owe and hold. The contact is personal. `extra`: what the county's list says beside."""

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
    extra = PersonalText(max_length=40000, blank=True)  # JSON: nobody knows what a county's own columns hold

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "uscc"], name="firms_firm_uscc")]


class Industry(Regional):
    """A code of GB/T 4754 with its name; the table carries no licence, so a county loads its own."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    code = CharField(max_length=5)
    name = CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="firms_industry_code")]
