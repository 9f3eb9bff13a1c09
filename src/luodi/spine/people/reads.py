"""Who is who: places, seats and parties as frozen rows."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from luodi.kernel.clock import Calendar, Year, build_calendar
from luodi.kernel.facts import PartyKey
from luodi.spine.people import _store, calendars
from luodi.spine.people._store import PartyRow as PartyRow
from luodi.spine.people.models import CalendarDay, CalendarYear, Party, Person, Post, Region, Tenure, User
from luodi.spine.people.seats import NotYours, Place, Seat

_PLACE = ("pk", "code", "name", "name_en", "zone", "calendar", "calendar_version", "frozen_on")


def place(code: str) -> Place:
    """The region of a code. Raises NotYours when there is none."""
    row = Region.objects.filter(code=code).values(*_PLACE).first()
    if row is None:
        raise NotYours(code)
    return Place(**row)


def place_of(person: int) -> Place:
    """The region of a person. Raises NotYours for nobody."""
    region = Person.objects.everywhere("where a person is").filter(pk=person).values("region")
    found = Region.objects.filter(pk__in=region).values(*_PLACE).first()
    if found is None:
        raise NotYours("nobody")
    return Place(**found)


def places() -> list[Place]:
    """Every region of the installation, in the order they came."""
    return [Place(**row) for row in Region.objects.order_by("pk").values(*_PLACE)]


def calendar_of(where: Place) -> Calendar:
    """The region's days: the national table, notices loaded on top, local days above both."""
    return _calendar(where.pk, where.code, where.calendar, where.calendar_version)


@lru_cache(maxsize=64)
def _calendar(region: int, code: str, edition: str, version: int) -> Calendar:
    """Cached under the version that every loading raises."""
    years = {year.year: year for year in calendars.published_years(edition)} if edition else {}
    days = list(CalendarDay.objects.filter(region=region).values_list("day", "kind", "name", "year"))
    for number, source in CalendarYear.objects.filter(region=region).values_list("year", "source"):
        off, work = ({d: n for d, k, n, of in days if of == number and k == kind} for kind in ("off", "work"))
        years[number] = Year(number, off, work, (source,))
    kinds = {"off": "holiday", "work": "makeup_workday"}
    local = {day: (kinds[kind], name) for day, kind, name, of in days if of is None}
    return build_calendar(code, years.values(), local)


def seat_of(person: int, on: date | None = None) -> Seat:
    """The post a person acts from. Raises NotYours for a person without one."""
    tenures = Tenure.objects.filter(person=person).select_related("post__party", "post__region", "person")
    current = tenures.filter(to_on=None) if on is None else tenures.filter(from_on__lte=on).exclude(to_on__lt=on)
    tenure = current.order_by("-from_on").first()
    if tenure is None:
        raise NotYours("no post")
    post, party, region = tenure.post, tenure.post.party, tenure.post.region
    return Seat(
        place=Place(**{name: getattr(region, name) for name in _PLACE}),
        person=tenure.person.pk,
        person_name=tenure.person.name,
        post=post.pk,
        post_title=post.title,
        post_title_en=post.title_en,
        role=post.role,
        rank=post.rank,
        party=party.pk,
        party_key=party.key,
        party_kind=party.kind,
        party_name=party.name,
        party_name_en=party.name_en,
    )


def person_of_account(username: str) -> int:
    """The person of an account. Raises NotYours where there is none."""
    person = User.objects.filter(username=username, is_active=True).values_list("person", flat=True).first()
    if person is None:
        raise NotYours(username)
    return person


def parties(where: Place, kinds: tuple[str, ...] = ()) -> dict[str, PartyRow]:
    """Parties of a region by key."""
    rows = Party.objects.within(where.pk).filter(Q(kind__in=kinds) if kinds else Q()).order_by("pk")
    return {row.key: row for row in (PartyRow(*row) for row in rows.values_list(*PartyRow._fields))}


def party(where: Place, key: str) -> PartyRow | None:
    """The party of a key in a region."""
    found = _store.party_of_key(region=where.pk, key=key)
    return found[0] if found else None


def party_of(where: Place, pk: int) -> PartyRow:
    """A party of a region. Raises NotYours for another region's."""
    found = _store.party_of_pk(region=where.pk, pk=pk)
    if not found:
        raise NotYours(str(pk))
    return found[0]


def parties_by_pk(where: Place) -> dict[int, PartyRow]:
    """Parties of a region by their key in the database."""
    return {row.pk: row for row in parties(where).values()}


def posts(where: Place) -> dict[tuple[str, str], int]:
    """Posts of a region by the key of their party and their title."""
    rows = Post.objects.within(where.pk).order_by("pk").values_list("party__key", "title", "pk")
    return {(party, title): pk for party, title, pk in rows}


@lru_cache(maxsize=65536)
def party_key(party: int) -> PartyKey:
    """The key of a party; keys never change."""
    return PartyKey(Party.objects.everywhere("a key by its row").values_list("key", flat=True).get(pk=party))


class Holder(NamedTuple):
    """Who holds a post now."""

    person: int
    name: str


def holder_of(where: Place, party: str, title: str) -> Holder | None:
    """The present holder of a party's post."""
    tenures = Tenure.objects.filter(
        post__region=where.pk, post__party__key=party, post__title=title, to_on=None
    ).select_related("person")
    tenure = tenures.first()
    return Holder(tenure.person.pk, tenure.person.name) if tenure else None
