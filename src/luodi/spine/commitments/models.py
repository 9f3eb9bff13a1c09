"""Tables of promises: cases and who holds their ball, commitments with their pauses, evidence and edges."""

from typing import ClassVar

from django.db import models
from django.db.models import CharField, DateField, DateTimeField, F, ForeignKey, Q

from luodi.db.regions import Regional


class Serial(models.Model):
    """The last number given under a prefix."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    prefix = CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "prefix"], name="commitments_serial_prefix")]


class Case(Regional):
    """One handling of one matter. Whoever acts on it takes this row first; `version` counts the acts."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    number = CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    title = CharField(max_length=200)
    title_en = CharField(max_length=200, blank=True)
    applicant = ForeignKey("people.Party", models.PROTECT, related_name="+")
    ball = ForeignKey("people.Party", models.PROTECT, related_name="+", null=True)
    opened_at = DateTimeField()
    closed_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "number"], name="commitments_case_number")]


class Hold(models.Model):
    """One party has the ball of a case from an instant to an instant; holds of a case touch and never overlap."""

    case = ForeignKey(Case, models.PROTECT, related_name="+")
    party = ForeignKey("people.Party", models.PROTECT, related_name="+")
    from_at = DateTimeField()
    to_at = DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(to_at=None), name="commitments_hold_one_open"),
            models.CheckConstraint(
                condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="commitments_hold_forward"
            ),
        ]


class Commitment(Regional):
    """A promise somebody owns, with a day, and evidence when it is kept."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    kind = CharField(max_length=40)
    subject = CharField(max_length=60, blank=True)
    title = CharField(max_length=200)
    title_en = CharField(max_length=200, blank=True)
    case = ForeignKey(Case, models.PROTECT, related_name="+", null=True)
    circle = CharField(max_length=40, blank=True)
    owner = ForeignKey("people.Party", models.PROTECT, related_name="+")
    officer = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    parent = ForeignKey("self", models.PROTECT, related_name="+", null=True)
    made_on = DateField()
    from_on = DateField(null=True)  # day 0 of the term
    term = models.PositiveIntegerField(null=True)
    unit = CharField(max_length=8, default="workday")
    due_on = DateField(null=True)
    amber_on = DateField(null=True)
    wake_on = DateField(null=True)
    shown = CharField(max_length=8)
    waits = models.PositiveIntegerField(default=0)
    state = CharField(max_length=8)
    closed_on = DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["region", "state", "due_on"], name="commitments_commitment_due"),
            models.Index(fields=["region", "owner", "state"], name="commitments_commitment_owner"),
            models.Index(fields=["wake_on"], condition=~Q(wake_on=None), name="commitments_commitment_wake"),
            models.Index(fields=["case"], name="commitments_commitment_case"),
        ]


class Pause(models.Model):
    """Days that are not counted, both ends included; `to_on` empty = still stopped. The ball is `held_by`'s."""

    commitment = ForeignKey(Commitment, models.PROTECT, related_name="+")
    from_on = DateField()
    to_on = DateField(null=True)
    reason = CharField(max_length=40)
    legal_basis = CharField(max_length=120, blank=True)
    notice = CharField(max_length=80, blank=True)
    asked_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    held_by = ForeignKey("people.Party", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment"], condition=Q(to_on=None), name="commitments_pause_one_open")
        ]


class Evidence(models.Model):
    """What shows that a promise was kept: a file or a link, by whom and when."""

    commitment = ForeignKey(Commitment, models.PROTECT, related_name="+")
    file = ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True)
    link = CharField(max_length=200, blank=True)
    by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    at = DateTimeField()


class Edge(models.Model):
    """`after` waits for `before`: planned until all it waits for are settled."""

    before = ForeignKey(Commitment, models.PROTECT, related_name="+")
    after = ForeignKey(Commitment, models.PROTECT, related_name="+")
    lag_workdays = models.PositiveIntegerField(default=0)
    reason = CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["before", "after"], name="commitments_edge_once")]


class Acknowledgement(models.Model):
    """What a newcomer on a post was asked about one promise of the predecessor, and the answer once it is given."""

    commitment = ForeignKey(Commitment, models.PROTECT, related_name="+")
    tenure = ForeignKey("people.Tenure", models.PROTECT, related_name="+")
    asked_on = DateField()
    answer = CharField(max_length=9, blank=True)  # mine, disputed, upheld, passed_on; empty = none yet
    answered_on = DateField(null=True)
    reason = CharField(max_length=300, blank=True)
    escalated_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "tenure"], name="commitments_acknowledgement_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__gte=F("asked_on"))),
                name="commitments_acknowledgement_dated",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=("", "mine")) | ~Q(reason=""), name="commitments_acknowledgement_reason"
            ),
        ]
