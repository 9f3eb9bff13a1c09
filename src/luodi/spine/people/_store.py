"""Who asks, and about whom: what every request and every step reads of people, compiled."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q

from luodi.db.queries import Rows, among, reads
from luodi.spine.people.models import Party, Post, Tenure, User
from luodi.spine.people.seats import Place


class PartyRow(NamedTuple):
    """A party in both languages."""

    pk: int
    key: str
    kind: str
    name: str
    name_en: str


class PersonOfSeat(NamedTuple):
    """Whoever sits, and where."""

    pk: int
    name: str
    region: Place


class PostOfSeat(NamedTuple):
    """The post one sits on, and for whom."""

    pk: int
    title: str
    title_en: str
    role: str
    rank: int
    party: PartyRow
    region: Place


class TenureOfSeat(NamedTuple):
    """From when to when a person holds a post, with all a seat is made of."""

    from_on: date
    to_on: date | None
    person: PersonOfSeat
    post: PostOfSeat


class PostRow(NamedTuple):
    """A post of a party."""

    pk: int
    title: str
    title_en: str
    role: str
    rank: int
    party: int


class TenureRow(NamedTuple):
    """Who holds a post from when to when, both days included."""

    pk: int
    post: int
    person: int
    name: str
    from_on: date
    to_on: date | None

    def covers(self, on: date) -> bool:
        """Whether the post is held by it on a day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


class AccountRow(NamedTuple):
    """An account, column by column as its table has them."""

    pk: int
    username: str
    password: str
    person: int
    is_active: bool
    must_change: bool
    salt: str


@reads(PartyRow)
def party_of_key(region: int, key: str) -> Rows:
    return Party.objects.within(region).filter(key=key)


@reads(PartyRow)
def party_of_pk(region: int, pk: int) -> Rows:
    return Party.objects.within(region).filter(pk=pk)


@reads(PartyRow)
def parties(region: int) -> Rows:
    return Party.objects.within(region).order_by("pk")


@reads(TenureOfSeat)
def seats_held(person: int) -> Rows:
    return Tenure.objects.filter(person=person).order_by("-from_on")


@reads(PostRow)
def posts(region: int) -> Rows:
    return Post.objects.within(region).exclude(role="firm").order_by("pk")


@reads(TenureRow)
def tenures(region: int, posts: list[int]) -> Rows:
    found = Tenure.objects.filter(post__in=among(posts), post__region=region)
    return found.annotate(name=F("person__name")).order_by("from_on", "pk")


@reads(TenureRow)
def newcomers(region: int, on: date) -> Rows:
    return _came(region, on)


@reads(TenureRow)
def newcomer(region: int, on: date, post: int) -> Rows:
    return _came(region, on).filter(post=post)


def _came(region: int, on: date) -> Rows:
    before = Exists(Tenure.objects.filter(post=OuterRef("post"), from_on__lt=OuterRef("from_on")))
    sits = Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
    found = Tenure.objects.filter(sits, before, post__region=region).exclude(post__role="firm")
    return found.annotate(name=F("person__name")).order_by("from_on", "pk")


@reads(AccountRow)
def account(pk: int) -> Rows:
    return User.objects.filter(pk=pk)
