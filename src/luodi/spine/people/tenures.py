"""Who holds which post from when: the tenures of a post, who followed whom, who heads a party."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from luodi.spine.people import _store
from luodi.spine.people._store import TenureRow as TenureRow
from luodi.spine.people.models import Post, Tenure, User
from luodi.spine.people.seats import NotYours, Place


class PostRow(NamedTuple):
    """A post of a party."""

    pk: int
    title: str
    title_en: str
    role: str
    rank: int
    party: int


def posts(where: Place) -> dict[int, PostRow]:
    """Every post of a region by its row; the firms' contacts are not among them."""
    found = Post.objects.within(where.pk).exclude(role="firm").order_by("pk").values_list(*PostRow._fields)
    return {row.pk: row for row in (PostRow(*row) for row in found)}


def heads(every: Iterable[PostRow]) -> dict[int, int]:
    """The post that heads each party: of the highest rank, the first opened where several have it."""
    return {row.party: row.pk for row in sorted(every, key=lambda row: (row.rank, -row.pk))}


def tenures_of(where: Place, post: int) -> list[TenureRow]:
    """Everybody who held a post, oldest first. Raises NotYours where there is no such post."""
    found = _rows(Tenure.objects.filter(post=post, post__region=where.pk))
    if not found:
        raise NotYours(str(post))
    return found


def newcomers(where: Place, on: date, post: int | None = None) -> list[TenureRow]:
    """Who holds a post on a day after somebody else did: on every post of the region, or on one."""
    if post is None:
        return _store.newcomers(region=where.pk, on=on)
    return _store.newcomer(region=where.pk, on=on, post=post)


def hold(where: Place, post: int) -> list[TenureRow]:
    """Keep others from changing who holds a post and what it answered, until the commit; returns its tenures."""
    if not Post.objects.within(where.pk).select_for_update(no_key=True).filter(pk=post).values_list("pk", flat=True):
        raise NotYours(str(post))
    return tenures_of(where, post)


def is_account(username: str) -> bool:
    """Whether somebody signs in under this name."""
    return User.objects.filter(username=username).exists()


def region_of_account(username: str) -> str:
    """The code of the region whose account this is; empty where there is none."""
    return User.objects.filter(username=username).values_list("person__region__code", flat=True).first() or ""


def _rows(found: "QuerySet[Tenure]") -> list[TenureRow]:
    named = found.annotate(name=F("person__name")).order_by("from_on", "pk")
    return [TenureRow(*row) for row in named.values_list(*TenureRow._fields)]
