"""Who holds which post from when: the tenures of a post, who followed whom, who heads a party."""

from collections.abc import Iterable
from datetime import date

from luodi.spine.people import _store
from luodi.spine.people._store import PostRow as PostRow
from luodi.spine.people._store import TenureRow as TenureRow
from luodi.spine.people.models import Post, User
from luodi.spine.people.seats import NotYours, Place


def posts(where: Place) -> dict[int, PostRow]:
    """Every post of a region by its row; the firms' contacts are not among them."""
    return {row.pk: row for row in _store.posts(region=where.pk)}


def heads(every: Iterable[PostRow]) -> dict[int, int]:
    """The post that heads each party: of the highest rank, the first opened where several have it."""
    return {row.party: row.pk for row in sorted(every, key=lambda row: (row.rank, -row.pk))}


def tenures_of(where: Place, post: int) -> list[TenureRow]:
    """Everybody who held a post, oldest first. Raises NotYours where there is no such post."""
    found = tenures_of_posts(where, [post])
    if not found:
        raise NotYours(str(post))
    return found[post]


def tenures_of_posts(where: Place, posts: Iterable[int]) -> dict[int, list[TenureRow]]:
    """Everybody who held each of some posts, oldest first."""
    found: dict[int, list[TenureRow]] = {}
    for row in _store.tenures(region=where.pk, posts=list(posts)):
        found.setdefault(row.post, []).append(row)
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
