"""Tables of projects and their works."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, DateTimeField, DecimalField, ForeignKey, PositiveIntegerField

from luodi.db.fields import PersonalText, Salt
from luodi.db.regions import Regional


class Project(Regional):
    """A project under its county's number, with its owner and national process type. Money in ten thousand yuan.

    `revision` counts what was written of it and its works: whoever changes it says which one was read.
    """

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    number = CharField(max_length=40)
    name = CharField(max_length=120)
    owner = ForeignKey("people.Party", models.PROTECT, related_name="+")
    type = CharField(max_length=20)
    code = CharField(max_length=30, blank=True)  # of the national platform, old or new form; may come later
    code_warning = CharField(max_length=40, blank=True)
    industry = CharField(max_length=10, blank=True)  # GB/T 4754
    nature = CharField(max_length=16, blank=True)  # new, extension, rebuild, upgrade
    investment = DecimalField(max_digits=14, decimal_places=2, null=True)
    site = CharField(max_length=60, blank=True)
    plot = CharField(max_length=20, blank=True)
    lead = ForeignKey("people.Party", models.PROTECT, related_name="+", null=True)  # the department that leads
    construction_workdays = PositiveIntegerField(null=True)
    planned_start_on = DateField(null=True)
    contract_start_on = DateField(null=True)  # the last day a promise gives for the start
    dropped_on = DateField(null=True)
    dropped_because = CharField(max_length=300, blank=True)
    revision = PositiveIntegerField(default=1)
    changed_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    changed_at = DateTimeField(null=True)
    extra = PersonalText(max_length=40000, blank=True)  # JSON: [heading, value] or [heading, day, "day"] of the ledger
    salt = Salt()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "number"], name="projects_project_number")]


class Works(models.Model):
    """One of several works of a project, which may pass the stages apart."""

    project = ForeignKey(Project, models.PROTECT, related_name="+")
    number = CharField(max_length=40)
    name = CharField(max_length=120)
    started_on = DateField(null=True)
    planned_start_on = DateField(null=True)
    construction_workdays = PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "number"], name="projects_works_number")]
