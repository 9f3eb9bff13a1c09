"""Tables of plans: a project's answers, its steps with their passages, what was tried on it, and its links."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, DateTimeField, ForeignKey, JSONField, OneToOneField, Q
from django.db.models import PositiveIntegerField as Count

from luodi.db.regions import Regional


class Plan(Regional):
    """What is known of a project, on one version of the catalogue. Whoever changes it takes this row first.

    Its steps are promises; `revision` counts the acts.
    """

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    project = OneToOneField("projects.Project", models.PROTECT, related_name="+")
    version = ForeignKey("matters.Version", models.PROTECT, related_name="+")
    revision = Count(default=1)
    type = CharField(max_length=20)
    answers = JSONField(default=dict)
    adopted_on = DateField()


class Step(models.Model):
    """A matter of an adopted plan: a promise with its place. `left_on`: from when it is not in the plan any more."""

    plan = ForeignKey(Plan, models.PROTECT, related_name="+")
    matter = ForeignKey("matters.Matter", models.PROTECT, related_name="+")
    code = CharField(max_length=20)
    commitment = OneToOneField("commitments.Commitment", models.PROTECT, related_name="+")
    left_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], condition=Q(left_on=None), name="plans_step_once")
        ]


class Passage(models.Model):
    """One handling of a step, of the whole project or of one of its works. `outcome`: as of a case; empty = it runs.

    `stops` [from, to, reason, told in writing] and `asked` [from, to or None] are of a record from elsewhere; a case
    of our own keeps its own.
    """

    step = ForeignKey(Step, models.PROTECT, related_name="+")
    works = ForeignKey("projects.Works", models.PROTECT, related_name="+", null=True)
    case = ForeignKey("commitments.Case", models.PROTECT, related_name="+", null=True)
    received_on = DateField()
    accepted_on = DateField(null=True)
    done_on = DateField(null=True)
    outcome = CharField(max_length=24, blank=True)
    stops = JSONField(default=list)
    asked = JSONField(default=list)
    ahead = CharField(max_length=200, blank=True)  # why it was begun before what it waits for

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"], name="plans_passage_case")]


class Proposal(models.Model):
    """What was tried on a plan and kept to be decided on: it changes nothing."""

    plan = ForeignKey(Plan, models.PROTECT, related_name="+")
    title = CharField(max_length=120)
    changes = JSONField(default=dict)
    start_on = DateField()  # as forecast that day
    tried_start_on = DateField()
    by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    at = DateTimeField()


class Link(models.Model):
    """An address under which anybody reads a plan, until it is withdrawn. `seed`: half of it; the other is not kept."""

    plan = ForeignKey(Plan, models.PROTECT, related_name="+")
    seed = CharField(max_length=16, unique=True)
    made_at = DateTimeField()
    made_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    withdrawn_at = DateTimeField(null=True)
    withdrawn_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan"], condition=Q(withdrawn_at=None), name="plans_link_one_stands")
        ]
