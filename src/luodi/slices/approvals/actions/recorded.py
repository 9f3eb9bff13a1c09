"""What happened elsewhere, taken in as it was: no rule is asked, what law would not have let through is marked.

Words: rec received, sup supplement asked, back supplied, acc accepted, stop special procedure, go it ended, ret
returned for change, pass handed on, ok granted, no refused, wd withdrawn. An event's party holds the ball from then on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.slices.approvals import facts, reads
from luodi.slices.approvals.actions import steps
from luodi.slices.approvals.actions.steps import Act, Entrant
from luodi.spine.commitments import cases
from luodi.spine.commitments.verbs import Paper
from luodi.spine.people import reads as people
from luodi.spine.people.seats import Seat


class Event(NamedTuple):
    """One thing that happened to a case elsewhere."""

    at: datetime
    word: str
    party: int


@together
def take_in(new: Entrant, events: Sequence[Event], *, by: Seat, marks: Sequence[str] = ()) -> None:
    """A case with everything that happened to it, each fact at its own time."""
    first, *rest = events
    case = steps.enter(new, by=by, at=first.at).case
    act = Act(reads.application_for(by, new.number), by, first.at)
    if marks:
        act.change(marks=list(marks))
    act.record(facts.Received(new.number, people.party_key(first.party)))
    for event in rest:
        cases.take(case, by=by)
        _STEP[event.word](Act(reads.application_for(by, new.number), by, event.at), event)


def _asked(act: Act, event: Event) -> None:
    steps.notify(act, items=[], number="", answer_by=None)


def _back(act: Act, event: Event) -> None:
    if act.seen.accepted_on is None:
        return steps.supply(act, files=[])
    if event.party == act.seen.owner:
        return _go(act, event)
    return _stop(act, event)


def _accepted(act: Act, event: Event) -> None:
    steps.accept(act)


def _stop(act: Act, event: Event) -> None:
    steps.stop(act, procedure="expert_review", held_by=event.party, number="", until=None, latest=None, basis="")
    act.record(facts.SpecialStarted("expert_review", "", None, people.party_key(event.party)))


def _go(act: Act, event: Event) -> None:
    steps.go_on(act)
    act.record(facts.SpecialEnded(""))


def _returned(act: Act, event: Event) -> None:
    steps.stop(act, procedure="supplement", held_by=event.party, number="", until=None, latest=None, basis="")
    act.record(facts.ReturnedForChange(people.party_key(event.party)))


def _passed(act: Act, event: Event) -> None:
    steps.hand_on(act, to=event.party, reason="-")
    act.record(facts.HandedOn(people.party_key(event.party), ""))


def _granted(act: Act, event: Event) -> None:
    steps.decide(act, outcome="granted", evidence=[Paper(link=act.seen.case.number)])
    act.record(facts.Granted("", ""))


def _refused(act: Act, event: Event) -> None:
    steps.decide(act, outcome="refused", evidence=[Paper(link=act.seen.case.number)])
    act.record(facts.Rejected("", "", ""))


def _withdrawn(act: Act, event: Event) -> None:
    steps.give_up(act, reason="-")
    act.record(facts.ApplicationWithdrawn(""))


_STEP = {
    "sup": _asked,
    "back": _back,
    "acc": _accepted,
    "stop": _stop,
    "go": _go,
    "ret": _returned,
    "pass": _passed,
    "ok": _granted,
    "no": _refused,
    "wd": _withdrawn,
}
WORDS = frozenset(_STEP) | {"rec"}
