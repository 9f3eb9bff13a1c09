"""The table of long work: asked by whom, how far, stopped or tried again."""

from typing import ClassVar

from django.db import models
from django.db.models import BooleanField, CharField, DateTimeField, ForeignKey, PositiveIntegerField, Q, TextField

from luodi.db.regions import Regional


class Job(Regional):
    """One piece of work. Its worker holds it for a lease from `beat_at` on; `slot`: which turn of recurring work."""

    untold = "says how far work has come; what the work did tells its own facts"

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    kind = CharField(max_length=40)
    asked = ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)  # None: recurs by itself
    slot = CharField(max_length=40, blank=True)
    told = TextField(default="{}")  # what it was asked with, as JSON
    state = CharField(max_length=8)  # waiting, running, done, failed, stopped
    stop_asked = BooleanField(default=False)
    done = PositiveIntegerField(default=0)
    total = PositiveIntegerField(default=0)
    words = TextField(blank=True)  # a message with its values, as JSON: how far, what came out, or why it failed
    attempts = PositiveIntegerField(default=0)
    worker = CharField(max_length=40, blank=True)
    asked_at = DateTimeField()
    due_at = DateTimeField()
    begun_at = DateTimeField(null=True)
    beat_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=("waiting", "running")), name="jobs_job_open"),
            models.Index(fields=["region", "-id"], name="jobs_job_region"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "kind"], condition=Q(asked=None), name="jobs_job_recurring")
        ]
