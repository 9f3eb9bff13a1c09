"""A post changes hands: the newcomer is asked about every open promise, and says of each: mine, or disputed and why.

A dispute is a question to the rank above, never a way out: until it is decided the promise stays where it is.
"""

from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.kernel.facts import PartyKey
from luodi.kernel.problems import problem
from luodi.spine.commitments import facts, verbs
from luodi.spine.commitments.inherited import Handover, Inherited, handovers
from luodi.spine.commitments.models import Acknowledgement
from luodi.spine.journal import enrol
from luodi.spine.journal.record import record
from luodi.spine.people import tenures
from luodi.spine.people.reads import party_key
from luodi.spine.people.seats import NotYours, Place, Refused, Seat, of_law
from luodi.spine.people.tenures import PostRow


class Newcomer(NamedTuple):
    """Who takes a post from a day on, and the account opened for signing in; without a name of one none is opened."""

    name: str
    from_on: date
    username: str = ""
    password: str = ""


def may_name(by: Seat, post: PostRow, heads: dict[int, int]) -> bool:
    """A leader names who holds a post, the head of a party for the party's own; nobody who follows on one's own."""
    return post.pk != by.post and (by.role == "leader" or heads.get(post.party) == by.post is not None)


@together
def change_holder(post: int, *, new: Newcomer, by: Seat, at: datetime) -> int:
    """A newcomer takes a post from today on or later, and is asked about what the predecessor promised."""
    every = tenures.posts(by.place)
    if post not in every or not may_name(by, every[post], tenures.heads(every.values())):
        raise NotYours(str(post))
    last = tenures.hold(by.place, post)[-1]
    if new.from_on < by.day(at):
        raise Refused(problem("A post changes hands from today on: what was done until now was done by its holder."))
    if new.from_on <= last.from_on:
        raise Refused(problem("The post has a holder named for that day or a later one."))
    if new.username and tenures.is_account(new.username):
        raise Refused(problem("Somebody signs in as %(name)s already; choose another name.", name=new.username))
    person = enrol.change_holder(post=post, name=new.name, from_on=new.from_on, by=by, at=at)
    if new.username:
        account, word = new.username, new.password
        enrol.open_account(person=person, username=account, password=word, must_change=True, by=by, at=at)
    ask(by.place, on=by.day(at), at=at, post=post)
    return person


def ask(where: Place, *, on: date, at: datetime, post: int | None = None) -> int:
    """Ask newcomers about promises they were not asked about yet. Returns how many."""
    return sum(
        _ask(one.post, where, on, at)
        for one in handovers(of_law(where), on, post=post)
        if any(not promise.asked for promise in one.waiting)
    )


@together
def _ask(post: PostRow, where: Place, on: date, at: datetime) -> int:
    law = of_law(where)
    tenures.hold(where, post.pk)
    asked = [
        Acknowledgement(commitment_id=promise.promise.pk, tenure_id=one.tenure.pk, asked_on=on)
        for one in handovers(law, on, post=post.pk)
        for promise in one.waiting
        if not promise.asked
    ]
    if asked:
        Acknowledgement.objects.bulk_create(asked)
        record(facts.Asked(_party(post), post.title, len(asked)), by=law, at=at)
    return len(asked)


@together
def acknowledge(commitment: int, *, by: Seat, at: datetime) -> None:
    """The promise is the newcomer's own from now on. Also where it was disputed before."""
    post, tenure, one = _found(commitment, by, at)
    if one.answer not in ("", "disputed"):
        raise Refused(problem("This promise was answered for already."))
    _answer(one.asked, "mine", "", by.day(at))
    fact = facts.Acknowledged(commitment, tenure, one.promise.title, _party(post), post.title)
    record(fact, by=by, at=at, case=one.promise.case, subject=one.promise.subject)


@together
def dispute(commitment: int, *, reason: str, by: Seat, at: datetime) -> None:
    """The newcomer says why the promise should not bind the post; it goes to the rank above. Demands the reason."""
    if not reason.strip():
        raise Refused(problem("Disputing a promise needs a reason that the rank above can decide on."))
    post, tenure, one = _found(commitment, by, at)
    if one.answer:
        raise Refused(problem("This promise was answered for already."))
    _answer(one.asked, "disputed", reason, by.day(at))
    fact = facts.Disputed(commitment, tenure, one.promise.title, _party(post), post.title, reason)
    record(fact, by=by, at=at, case=one.promise.case, subject=one.promise.subject)


@together
def uphold(commitment: int, *, post: int, reason: str, by: Seat, at: datetime) -> None:
    """The rank above decides: the promise stays with the post, which counts as acknowledged. Demands a reason."""
    found, one = _disputed(commitment, post, reason, by, at)
    _answer(one.asked, "upheld", reason, by.day(at))
    fact = facts.Upheld(commitment, one.promise.title, _party(found), found.title, reason)
    record(fact, by=by, at=at, case=one.promise.case, subject=one.promise.subject)


@together
def pass_on(commitment: int, *, post: int, to: int, reason: str, by: Seat, at: datetime) -> None:
    """The rank above decides: another party owns the promise, its day stays. Demands a reason."""
    _, one = _disputed(commitment, post, reason, by, at)
    if one.promise.case is not None:
        raise Refused(problem("This promise belongs to a case: hand the case on, and its promise goes with it."))
    if to == one.promise.owner:
        raise Refused(problem("The promise is with that party already; say that it stays."))
    _answer(one.asked, "passed_on", reason, by.day(at))
    verbs.reassign(commitment, owner=to, reason=reason, by=by, at=at)


def outranks(by: Seat, post: PostRow) -> bool:
    """Whether a seat may decide on what the holder of a post disputes."""
    return by.rank > post.rank and (by.role == "leader" or by.party == post.party)


def _found(commitment: int, by: Seat, at: datetime) -> tuple[PostRow, int, Inherited]:
    """What the seat, the newcomer on its post, is asked about the promise. Raises NotYours for everybody else."""
    if by.post is None:
        raise NotYours(str(commitment))
    tenures.hold(by.place, by.post)
    for one in handovers(by, by.day(at), post=by.post, commitment=commitment):
        if one.tenure.person == by.person and one.promises and one.promises[0].stands:
            return one.post, one.tenure.pk, _asked(one, one.promises[0], by, at)
    raise NotYours(str(commitment))


def _asked(one: Handover, promise: Inherited, by: Seat, at: datetime) -> Inherited:
    """With its row; who answers before being asked is asked that day."""
    if promise.asked:
        return promise
    row = Acknowledgement.objects.create(
        commitment_id=promise.promise.pk, tenure_id=one.tenure.pk, asked_on=by.day(at)
    )
    return promise._replace(asked=row.pk, asked_on=row.asked_on)


def _disputed(commitment: int, post: int, reason: str, by: Seat, at: datetime) -> tuple[PostRow, Inherited]:
    """A dispute the seat may decide on."""
    tenures.hold(by.place, post)
    for one in handovers(by, by.day(at), post=post, commitment=commitment):
        if not outranks(by, one.post) or not one.promises:
            break
        if not reason.strip():
            raise Refused(problem("A decision needs a reason that the newcomer can read."))
        if not one.disputed:
            raise Refused(problem("Nobody disputes this promise now."))
        return one.post, one.promises[0]
    raise NotYours(str(commitment))


def _answer(asked: int, answer: str, reason: str, on: date) -> None:
    Acknowledgement.objects.filter(pk=asked).update(answer=answer, reason=reason, answered_on=on)


def _party(post: PostRow) -> PartyKey:
    return party_key(post.party)
