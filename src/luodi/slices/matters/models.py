"""Tables of the catalogue: versions, the matters and the materials of each. Rows of a version never change."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, ForeignKey, JSONField, PositiveIntegerField

from luodi.db.regions import Regional


class Version(Regional):
    """A catalogue as a county ran it from a day on: the packaged one, with what the county set itself (`overlay`)."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    ordinal = PositiveIntegerField()
    base = CharField(max_length=20)  # the version of the packaged catalogue
    adopted_on = DateField()
    note = CharField(max_length=200, blank=True)
    types = JSONField(default=dict)  # types of project: code to name and name_en
    overlay = JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "ordinal"], name="matters_version_ordinal")]


class Matter(Regional):
    """A matter of a region's catalogue. Days of None = no such limit; `special` lists what may stop the clock.

    Without a version: a catalogue taken over before there were versions.
    """

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    version = ForeignKey(Version, models.PROTECT, related_name="+", null=True)
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
    committed_unit = CharField(max_length=8, default="workday")
    committed_basis = CharField(max_length=10)  # sourced, county (set by it), or typical: not published
    committed_days_by_type = JSONField(default=dict)
    plan_days = PositiveIntegerField(null=True)  # for planning only, where nothing is promised
    plan_days_basis = CharField(max_length=16, blank=True)
    special = JSONField(default=list)
    prerequisites = JSONField(default=list)  # codes
    materials = JSONField(default=list)  # codes
    applies_to = JSONField(default=list)
    required_for = JSONField(default=list)
    trigger = JSONField(default=dict)
    result = CharField(max_length=40, blank=True)
    channel = CharField(max_length=20, blank=True)  # by which door it is applied for, where the county says so
    legal_basis = CharField(max_length=200, blank=True)
    source = CharField(max_length=80, blank=True)
    note = CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="matters_matter_of_version"),
            models.UniqueConstraint(
                fields=["region", "code"], condition=models.Q(version=None), name="matters_matter_unversioned"
            ),
        ]


class Material(Regional):
    """A paper of a version. `source`: applicant, shared (fetched, never asked) or issued (by an earlier matter)."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    version = ForeignKey(Version, models.PROTECT, related_name="+")
    code = CharField(max_length=40)
    name = CharField(max_length=120)
    name_en = CharField(max_length=160, blank=True)
    kind = CharField(max_length=16)
    source = CharField(max_length=10)
    issued_by = CharField(max_length=20, blank=True)
    note = CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="matters_material_of_version")
        ]
