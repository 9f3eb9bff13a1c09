"""Tables of meetings: the minute, its clauses, the matters they became with who helps, and what was changed later."""

from typing import ClassVar

from django.db import models
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    ForeignKey,
    JSONField,
    OneToOneField,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    Q,
    TextField,
)

from luodi.db.regions import Regional


class Meeting(Regional):
    """A meeting and its minute; number and title are its case's, which counts the acts on the minute."""

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    case = OneToOneField("commitments.Case", models.PROTECT, related_name="+")
    body = CharField(max_length=40)  # what the meeting is called: the directors' meeting, the executive meeting
    office = ForeignKey("people.Party", models.PROTECT, related_name="+")  # keeps the minutes and follows them through
    chair = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    held_on = DateField()
    circle = CharField(max_length=12)  # of its matters: leaders, or owner for a party group's paper
    text = TextField()
    final_on = DateField(null=True)  # from then on the text stands


class Clause(models.Model):
    """A marked place of a minute: what was resolved there, or why nothing was. Its ordinal is that of its sentence."""

    meeting = ForeignKey(Meeting, models.PROTECT, related_name="+")
    ordinal = PositiveSmallIntegerField()
    from_place = PositiveIntegerField()
    to_place = PositiveIntegerField()
    words = TextField()
    aside_because = CharField(max_length=300, blank=True)  # a person's reason why it resolves nothing

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "ordinal"], name="meetings_clause_once"),
            models.CheckConstraint(condition=Q(to_place__gt=F("from_place")), name="meetings_clause_has_words"),
        ]


class Matter(Regional):
    """What a clause became: owner, day, amount and scope as resolved, and how far it came.

    The promise is the commitment. `watch` is the office's own promise to look at the effect and close it off.
    """

    region = ForeignKey("people.Region", models.PROTECT, related_name="+")
    meeting = ForeignKey(Meeting, models.PROTECT, related_name="+")
    clause = ForeignKey(Clause, models.PROTECT, related_name="+")
    parent = ForeignKey("self", models.PROTECT, related_name="+", null=True)  # whose part this is after a split
    part = PositiveSmallIntegerField(default=0)
    case = OneToOneField("commitments.Case", models.PROTECT, related_name="+")
    commitment = OneToOneField("commitments.Commitment", models.PROTECT, related_name="+")
    watch = ForeignKey("commitments.Commitment", models.PROTECT, related_name="+", null=True)
    owner = ForeignKey("people.Party", models.PROTECT, related_name="+")  # as resolved
    due_on = DateField()  # as resolved
    amount = DecimalField(max_digits=16, decimal_places=2, null=True)  # as resolved
    unit = CharField(max_length=16, blank=True)
    scope = CharField(max_length=300)  # as resolved
    wanted = DecimalField(max_digits=16, decimal_places=2, null=True)  # as it stands after approved changes
    reach = CharField(max_length=300)  # the scope as it stands after approved changes
    reached = DecimalField(max_digits=16, decimal_places=2, default=0)
    note = CharField(max_length=300, blank=True)  # what the owner reported last
    reported_on = DateField(null=True)
    observe_days = PositiveSmallIntegerField(default=0)  # calendar days after which the effect can be judged
    judge_on = DateField(null=True)
    effect = CharField(max_length=300, blank=True)  # what was seen
    effect_on = DateField(null=True)
    finished_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    closed_on = DateField(null=True)  # closed off
    waived = JSONField(default=list)  # tests that did not hold when it was closed off
    authority = CharField(max_length=120, blank=True)  # who waived them, by which document
    waived_because = CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause", "part"], name="meetings_matter_one_of_a_clause"),
        ]


class Supporting(models.Model):
    """Who helps with a matter; the owner is one."""

    matter = ForeignKey(Matter, models.PROTECT, related_name="+")
    party = ForeignKey("people.Party", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "party"], name="meetings_supporting_once")]


class Change(models.Model):
    """What was asked to be otherwise, or was: of a matter, or of a final minute's text where it names no matter."""

    meeting = ForeignKey(Meeting, models.PROTECT, related_name="+")
    matter = ForeignKey(Matter, models.PROTECT, related_name="+", null=True)
    kind = CharField(max_length=12)  # rescoped, departed, split, handed_over, extended, reopened, corrected
    state = CharField(max_length=10)  # proposed, approved, refused, found, mended
    before = CharField(max_length=400)
    after = CharField(max_length=400)
    amount = DecimalField(max_digits=16, decimal_places=2, null=True)  # asked for instead; None = as it was
    reason = CharField(max_length=300)
    authority = CharField(max_length=120, blank=True)
    by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    at = DateTimeField()
    decided_by = ForeignKey("people.Post", models.PROTECT, related_name="+", null=True)
    decided_at = DateTimeField(null=True)
