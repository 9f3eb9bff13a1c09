"""Writes of people's rows. They record nothing: `journal.enrol` calls them and records, for the journal stands above.

A caller that forgets its fact cannot commit.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from luodi.kernel.clock import next_day
from luodi.kernel.problems import problem
from luodi.spine.people import reads
from luodi.spine.people.models import (
    CalendarDay,
    CalendarYear,
    Party,
    Person,
    Post,
    Region,
    Tenure,
    User,
)
from luodi.spine.people.seats import NotYours, Place, Refused, Seat


class NewParty(NamedTuple):
    """A party to register."""

    key: str
    kind: str
    name: str
    name_en: str = ""


class NewPost(NamedTuple):
    """A post to open, with who holds it."""

    party: str
    title: str
    role: str
    rank: int
    holder: str
    from_on: date
    title_en: str = ""


def register_region(
    *,
    code: str,
    name: str,
    zone: str,
    calendar: str,
    name_en: str = "",
    frozen_on: date | None = None,
) -> Place:
    """A region with its calendar edition ("" = none known) and time zone."""
    Region.objects.create(code=code, name=name, name_en=name_en, zone=zone, calendar=calendar, frozen_on=frozen_on)
    return reads.place(code)


def register_parties(*, parties: Sequence[NewParty], by: Seat) -> None:
    """Departments, firms and whoever else may owe or hold."""
    Party.objects.bulk_create(
        Party(region_id=by.region, key=p.key, kind=p.kind, name=p.name, name_en=p.name_en) for p in parties
    )


def open_posts(*, posts: Sequence[NewPost], by: Seat) -> dict[tuple[str, str], int]:
    """Posts with their holders; returns the person by (party key, title)."""
    parties = reads.parties(by.place)
    made = Post.objects.bulk_create(
        Post(
            region_id=by.region,
            party_id=parties[p.party].pk,
            title=p.title,
            title_en=p.title_en,
            role=p.role,
            rank=p.rank,
        )
        for p in posts
    )
    persons = Person.objects.bulk_create(Person(region_id=by.region, name=p.holder) for p in posts)
    Tenure.objects.bulk_create(
        Tenure(post_id=post.pk, person_id=person.pk, from_on=p.from_on)
        for p, post, person in zip(posts, made, persons, strict=True)
    )
    return {(p.party, p.title): person.pk for p, person in zip(posts, persons, strict=True)}


def change_holder(*, post: int, name: str, from_on: date, by: Seat) -> tuple[str, str, int]:
    """A newcomer takes a post from a day on; returns the party's key, the post's title and the person."""
    row = Post.objects.within(by.region).select_related("party").get(pk=post)
    Tenure.objects.filter(post=post, to_on=None).update(to_on=next_day(from_on, -1))
    person = Person.objects.create(region_id=by.region, name=name)
    Tenure.objects.create(post_id=post, person_id=person.pk, from_on=from_on)
    return row.party.key, row.title, person.pk


def open_account(*, person: int, username: str, password: str, must_change: bool, by: Seat) -> str:
    """A local account; its password is kept by argon2. Its name, with the region's code where another has it."""
    name = f"{username}-{by.place.code}" if User.objects.filter(username=username).exists() else username
    User.objects.create(username=name, password=make_password(password), person_id=person, must_change=must_change)
    return name


def change_password(*, username: str, present: str, password: str, by: Seat) -> None:
    """A new password for one's own account. Refuses whoever does not know the present one."""
    row = User.objects.select_for_update(no_key=True).get(username=username, person=by.person)
    if not check_password(present, row.password):
        raise Refused(problem("This is not your present password."))
    User.objects.filter(pk=row.pk).update(password=make_password(password), must_change=False)


def set_first_password(*, username: str, password: str, by: Seat) -> None:
    """A password that opens nothing but the page that replaces it, for an account of the region. Raises NotYours."""
    rows = User.objects.filter(username=username, person__region=by.region)
    if not rows.update(password=make_password(password), must_change=True):
        raise NotYours(username)


def move_day(*, to_on: date, by: Seat) -> Place:
    """A demo region goes on to another day; a region on the real day has none to move."""
    before = by.place.frozen_on
    if before is None or to_on <= before:
        raise Refused(problem("Only a demo has a day to move, and only forward."))
    if not Region.objects.filter(pk=by.region, frozen_on=before).update(frozen_on=to_on):
        raise Refused(problem("Somebody else moved the day meanwhile."))
    return reads.place(by.place.code)


def load_calendar(
    *,
    year: int,
    off: Mapping[date, str],
    work: Mapping[date, str],
    source: str,
    by: Seat,
    local: bool = False,
) -> Place:
    """Days loaded on top of the packaged table: a year's notice, or local days above it."""
    if not local:
        CalendarDay.objects.filter(region=by.region, year=year).delete()
        CalendarYear.objects.get_or_create(region_id=by.region, year=year, defaults={"source": source})
    named = [(day, "off", name) for day, name in off.items()] + [(day, "work", name) for day, name in work.items()]
    CalendarDay.objects.filter(region=by.region, day__in=[day for day, _, _ in named]).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(region_id=by.region, day=day, kind=kind, name=name, year=None if local else year, source=source)
        for day, kind, name in named
    )
    Region.objects.filter(pk=by.region).update(calendar_version=F("calendar_version") + 1)
    return reads.place(by.place.code)
