"""Tables of approvals: the application, the notices it drew, remarks inside the office."""

from typing import ClassVar

from django.db import models
from django.db.models import BooleanField, CharField, DateField, DateTimeField, ForeignKey, JSONField, OneToOneField

from luodi.db.regions import Regional


class Application(Regional):
    """What was applied for in one case. The promise is the committed limit; the statutory one stands here."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    case = OneToOneField("commitments.Case", models.PROTECT, related_name="+")
    matter = ForeignKey("matters.Matter", models.PROTECT, related_name="+", null=True)
    project = ForeignKey("projects.Project", models.PROTECT, related_name="+", null=True)
    department = ForeignKey("people.Party", models.PROTECT, related_name="+")
    channel = CharField(max_length=20, blank=True)
    received_on = DateField()
    accepted_on = DateField(null=True)
    deemed = BooleanField(default=False)  # accepted by law as of receipt (Licensing Law art. 32)
    acceptance = ForeignKey("commitments.Commitment", models.PROTECT, related_name="+", null=True)
    passage = ForeignKey("plans.Passage", models.PROTECT, related_name="+", null=True)  # its place in a plan
    promise = ForeignKey("commitments.Commitment", models.PROTECT, related_name="+", null=True)
    committed_days = models.PositiveIntegerField(null=True)
    statutory_days = models.PositiveIntegerField(null=True)
    statutory_unit = CharField(max_length=8, default="workday")
    statutory_from = CharField(max_length=10, default="acceptance")
    extra_days = models.PositiveIntegerField(default=0)  # by extension of the statutory limit
    statutory_due_on = DateField(null=True)
    special_until = DateField(null=True)  # legal maximum of the special procedure that runs
    outcome = CharField(max_length=24, blank=True)  # granted, refused, withdrawn, acceptance_refused; empty = under way
    decided_on = DateField(null=True)
    overrun_reason = CharField(max_length=300, blank=True)
    origin = CharField(max_length=20, blank=True)  # empty = acted here; else where it was recorded first
    marks = JSONField(default=list)  # what is odd about a recorded case, for instance after_end


class Notice(models.Model):
    """A paper to the applicant. `items` say what is asked or decided, one line each."""

    application = ForeignKey(Application, models.PROTECT, related_name="+")
    kind = CharField(max_length=20)  # one_time, special, extension, acceptance_refusal, grant, refusal
    number = CharField(max_length=80, blank=True)
    items = JSONField(default=list)
    issued_on = DateField()
    answer_by = DateField(null=True)
    file = ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application"], name="approvals_notice_application")]


class Remark(models.Model):
    """A note inside the office; the applicant never sees it."""

    application = ForeignKey(Application, models.PROTECT, related_name="+")
    text = CharField(max_length=500)
    by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    at = DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application"], name="approvals_remark_application")]
