"""Table of projects."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, ForeignKey

from luodi.db.regions import Regional


class Project(Regional):
    """A project under its county's number, with its owner and national process type."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    number = CharField(max_length=40)
    name = CharField(max_length=120)
    owner = ForeignKey("people.Party", models.PROTECT, related_name="+")
    type = CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "number"], name="projects_project_number")]
