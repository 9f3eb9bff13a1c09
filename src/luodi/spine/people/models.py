"""Tables of people: regions and their calendars, parties, posts, tenures, persons and accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CharField, DateField, ForeignKey, Q

from luodi.db.fields import PersonalText, Salt
from luodi.db.regions import Regional


class Region(models.Model):
    """A county or municipality. `frozen_on` is the day a demo stands on; None = the real day of its zone."""

    code = CharField(max_length=12, unique=True)
    name = CharField(max_length=80)
    name_en = CharField(max_length=80, blank=True)
    zone = CharField(max_length=40)
    calendar = CharField(max_length=8, blank=True)  # edition of the national table; "" = none known, weekends only
    calendar_version = models.PositiveIntegerField(default=0)  # raised whenever days are loaded on top
    frozen_on = DateField(null=True)


class CalendarYear(models.Model):
    """A year whose notice was loaded on top of the packaged table."""

    region = ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    source = CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "year"], name="people_calendaryear_once")]


class CalendarDay(models.Model):
    """A day loaded on top: `off` or `work`, of a year's notice or of the place alone."""

    region = ForeignKey(Region, models.PROTECT, related_name="+")
    day = DateField()
    kind = CharField(max_length=4)
    name = CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)  # whose notice; None = local
    source = CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "day"], name="people_calendarday_once")]


class Party(Regional):
    """Whoever may owe or hold the ball."""

    region = ForeignKey(Region, models.PROTECT, related_name="+")
    key = CharField(max_length=40)
    kind = CharField(max_length=12)  # department, town, park, firm, utility, expert, upper
    name = CharField(max_length=120)
    name_en = CharField(max_length=160, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "key"], name="people_party_key")]


class Post(Regional):
    """An office of a party: what may act, whoever holds it."""

    region = ForeignKey(Region, models.PROTECT, related_name="+")
    party = ForeignKey(Party, models.PROTECT, related_name="+")
    title = CharField(max_length=60)
    title_en = CharField(max_length=80, blank=True)
    role = CharField(max_length=10)  # window, officer, leader, reader, firm
    rank = models.PositiveSmallIntegerField(default=1)  # 1 clerk, 2 section, 3 deputy, 4 head, 5 county leader

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "title"], name="people_post_title")]


class Person(Regional):
    """A human; the name is personal."""

    region = ForeignKey(Region, models.PROTECT, related_name="+")
    name = PersonalText(max_length=60)
    salt = Salt()


class Tenure(models.Model):
    """Who holds a post from when to when, both days included."""

    post = ForeignKey(Post, models.PROTECT, related_name="+")
    person = ForeignKey(Person, models.PROTECT, related_name="+")
    from_on = DateField()
    to_on = DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post"], condition=Q(to_on=None), name="people_tenure_one_holder")
        ]


class Users(BaseUserManager["User"]):
    """Accounts are made by `people.actions.open_account` alone."""


class User(AbstractBaseUser):
    """A local account of a person."""

    username = CharField(max_length=60, unique=True)
    password = PersonalText(max_length=128)
    person = ForeignKey(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # somebody else knows the password: it opens its own page alone
    salt = Salt()
    last_login = None

    objects = Users()
    USERNAME_FIELD = "username"

    @property
    def is_staff(self) -> bool:
        """Nobody: there is no other people's administration."""
        return False


class Token(models.Model):
    """A person's own key for programs: what it may do and until which day. Of its secret only the hash is kept."""

    person = ForeignKey(Person, models.PROTECT, related_name="+")
    name = CharField(max_length=60)
    scopes = CharField(max_length=40)  # in the order of tokens.SCOPES, a blank between
    digest = CharField(max_length=64, unique=True)
    made_on = DateField()
    expires_on = DateField()
    revoked_on = DateField(null=True)
