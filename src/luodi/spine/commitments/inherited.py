"""What a newcomer on a post finds: the promises made before, and what was said of each of them.

A post answers for the open promises whose officer it is; the post that heads a party also for the party's own that
name no officer. Firms are not asked: a firm's promise is the firm's, whoever speaks for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from luodi.kernel.clock import Calendar
from luodi.spine.commitments._store import CommitmentRow
from luodi.spine.commitments.models import Acknowledgement, Commitment
from luodi.spine.commitments.reads import in_circle
from luodi.spine.people import tenures
from luodi.spine.people.seats import NotYours, Seat
from luodi.spine.people.tenures import PostRow, TenureRow

ANSWER_WORKDAYS = 5  # a week to read the files one finds; a county's own number, no law names one
OPEN = ("planned", "open", "paused")


class Inherited(NamedTuple):
    """A promise of the predecessor, and the newcomer's word on it.

    `number`: of its case; `stands`: open, and the post's still; `asked`: the row it was asked by, 0 = not yet.
    """

    promise: CommitmentRow
    number: str
    stands: bool
    asked: int
    asked_on: date | None
    answer: str
    answered_on: date | None
    reason: str
    escalated_on: date | None

    def answer_by(self, calendar: Calendar, on: date) -> date:
        """The last day for an answer; asked today where the tick has not come by yet."""
        return calendar.add(self.asked_on or on, ANSWER_WORKDAYS)


class Handover(NamedTuple):
    """A post in the hands of a newcomer, with what was found there; without a newcomer nothing was handed over."""

    post: PostRow
    tenure: TenureRow
    before: TenureRow | None
    promises: tuple[Inherited, ...]

    @property
    def waiting(self) -> list[Inherited]:
        """Promises nobody has spoken for."""
        return [one for one in self.promises if one.answer == "" and one.stands]

    @property
    def disputed(self) -> list[Inherited]:
        """Promises the newcomer disputes and nobody has decided on."""
        return [one for one in self.promises if one.answer == "disputed" and one.stands]

    @property
    def escalated(self) -> list[Inherited]:
        """Promises nobody spoke for in time."""
        return [one for one in self.waiting if one.escalated_on is not None]


def handovers(seat: Seat, on: date, *, post: int | None = None, commitment: int | None = None) -> list[Handover]:
    """Posts whose holder followed somebody, as the seat may see their promises; one post, one promise where named."""
    found = tenures.newcomers(seat.place, on, post)
    every = tenures.posts(seat.place) if found else {}  # most days nobody is new, and every first page asks
    found = [tenure for tenure in found if _may_see(seat, every[tenure.post])]
    if not found:
        return []
    promises = _promises(seat, found, every, commitment)
    held = tenures.tenures_of_posts(seat.place, [tenure.post for tenure in found])
    return [
        Handover(every[tenure.post], tenure, _before(held[tenure.post], tenure), tuple(promises[tenure.pk]))
        for tenure in found
    ]


def handover(seat: Seat, post: int, on: date) -> Handover:
    """One post. Raises NotYours for a post the seat may not see, and for one nobody holds on the day."""
    every = tenures.posts(seat.place)
    if post not in every or not _may_see(seat, every[post]):
        raise NotYours(str(post))
    for found in handovers(seat, on, post=post):
        return found
    for tenure in tenures.tenures_of(seat.place, post):
        if tenure.covers(on):
            return Handover(every[post], tenure, None, ())
    raise NotYours(str(post))


def _may_see(seat: Seat, post: PostRow) -> bool:
    return seat.sees_all or (not seat.is_firm and seat.party == post.party)


def _before(held: Iterable[TenureRow], tenure: TenureRow) -> TenureRow:
    return [one for one in held if one.from_on < tenure.from_on][-1]


def _promises(
    seat: Seat, found: Sequence[TenureRow], every: dict[int, PostRow], commitment: int | None
) -> dict[int, list[Inherited]]:
    """By tenure, in the order they fall due; three queries however many posts changed hands."""
    leads = set(tenures.heads(every.values()).values())
    asked = Acknowledgement.objects.filter(tenure__in=[tenure.pk for tenure in found])
    words = {(row.tenure_id, row.commitment_id): row for row in asked}
    answered = {key for key, row in words.items() if row.answer}
    theirs = reduce(or_, (_found(tenure, every[tenure.post], leads) for tenure in found))
    rows = Commitment.objects.within(seat.region).filter(in_circle(seat), theirs | Q(pk__in=[pk for _, pk in answered]))
    if commitment is not None:
        rows = rows.filter(pk=commitment)
    listed = [
        (CommitmentRow(*row[:-1]), row[-1] or "")
        for row in rows.order_by("due_on", "pk").values_list(*CommitmentRow._fields, "case__number")
    ]
    promises: dict[int, list[Inherited]] = {tenure.pk: [] for tenure in found}
    for tenure, (row, number) in product(found, listed):
        stands, key = _is_found(row, tenure, every[tenure.post], leads), (tenure.pk, row.pk)
        if stands or key in answered:
            promises[tenure.pk].append(_inherited(row, number, stands, words.get(key)))
    return promises


def _found(tenure: TenureRow, post: PostRow, leads: Iterable[int]) -> Q:
    """The promises a tenure finds; `_is_found` says the same of a row in hand."""
    own = Q(officer=post.pk)
    if post.pk in leads:
        own |= Q(owner=post.party, officer=None)
    return own & Q(state__in=OPEN, made_on__lt=tenure.from_on)


def _is_found(row: CommitmentRow, tenure: TenureRow, post: PostRow, leads: Iterable[int]) -> bool:
    own = row.officer == post.pk or (post.pk in leads and row.officer is None and row.owner == post.party)
    return own and row.state in OPEN and row.made_on < tenure.from_on


def _inherited(row: CommitmentRow, number: str, stands: bool, word: Acknowledgement | None) -> Inherited:
    if word is None:
        return Inherited(row, number, stands, 0, None, "", None, "", None)
    said = (word.asked_on, word.answer, word.answered_on, word.reason, word.escalated_on)
    return Inherited(row, number, stands, word.pk, *said)
