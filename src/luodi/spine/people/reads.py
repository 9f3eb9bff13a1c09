"""Who is who: places, seats and parties as frozen rows."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from luodi.kernel.clock import Calendar, Year, build_calendar
from luodi.kernel.facts import PartyKey
from luodi.spine.people import _store, calendars
from luodi.spine.people._store import PartyRow as PartyRow
from luodi.spine.people.models import CalendarDay, CalendarYear, Party, Post, Region, Tenure, User
from luodi.spine.people.seats import NotYours, Place, Seat


def place(code: str) -> Place:
    """The region of a code. Raises NotYours when there is none."""
    row = Region.objects.filter(code=code).values_list(*Place._fields).first()
    if row is None:
        raise NotYours(code)
    return Place(*row)


def places() -> list[Place]:
    """Every region of the installation, in the order they came."""
    return [Place(*row) for row in Region.objects.order_by("pk").values_list(*Place._fields)]


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


class Held(NamedTuple):
    """The posts a person holds or held, those taken last in front, and the region the person is of."""

    place: Place
    tenures: list[_store.TenureOfSeat]

    def seat(self, on: date | None) -> Seat:
        """The post the person acts from on a day, or now where none is named. Raises NotYours where there is none."""
        for row in self.tenures:
            if row.to_on is None if on is None else row.from_on <= on and (row.to_on is None or on <= row.to_on):
                return _seat(row.person, row.post)
        raise NotYours("no post")


def held_by(person: int) -> Held:
    """What a person sits on. Raises NotYours for a person who never held a post."""
    rows = _store.seats_held(person=person)
    if not rows:
        raise NotYours("no post")
    return Held(rows[0].person.region, rows)


def seat_of(person: int, on: date | None = None) -> Seat:
    """The post a person acts from. Raises NotYours for a person without one."""
    return held_by(person).seat(on)


@lru_cache(maxsize=1024)
def _seat(person: _store.PersonOfSeat, post: _store.PostOfSeat) -> Seat:
    party = post.party
    return Seat(
        place=post.region,
        person=person.pk,
        person_name=person.name,
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
    return {row.key: row for row in _store.parties(region=where.pk) if not kinds or row.kind in kinds}


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
    return {row.pk: row for row in _store.parties(region=where.pk)}


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
