"""A matter from its promise to its closing: reported, done, its effect shown, closed off or waived, opened again."""

from datetime import date, datetime
from decimal import Decimal

from luodi.db.together import together
from luodi.kernel.clock import next_day
from luodi.kernel.problems import problem
from luodi.slices.meetings import facts
from luodi.slices.meetings.actions.steps import WATCH, Act, amount_said, kept, opened
from luodi.slices.meetings.rules import acts
from luodi.slices.meetings.rules.four import open_tests
from luodi.spine.commitments import cases, verbs
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import Refused, Seat, or_refuse

LOOK_WORKDAYS = 5  # within which the office looks at what is said to be done, where no observation was resolved


@together
def report(
    *,
    number: str,
    reached: Decimal | None = None,
    note: str = "",
    document: str = "",
    file: int | None = None,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The owner reports how much is reached in all, with or without a paper."""
    act = opened("report", number=number, by=by, at=at, seen=seen)
    _reached_stands(act, reached)
    if reached is None and not note.strip():
        raise Refused(problem("Say what came about, or how much is reached in all."))
    _count(act, reached)
    act.change(note=note.strip(), reported_on=act.on)
    if document.strip() or file:
        verbs.attach(act.row.promise, evidence=[Paper(file, document.strip())], by=by, at=at)
    act.record(facts.Reported(amount_said(reached, act.row.unit), note.strip()))


@together
def finish(
    *,
    number: str,
    document: str,
    file: int | None = None,
    reached: Decimal | None = None,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The owner says it is done, with evidence: the promise is kept, and the office is to look at its effect."""
    act = opened("finish", number=number, by=by, at=at, seen=seen)
    _reached_stands(act, reached)
    or_refuse(acts.says(evidence=document.strip() or ("-" if file else "")))
    _count(act, reached)
    observed = act.row.observe_days
    judge_on = next_day(act.on, observed) if observed else None
    verbs.settle(act.row.promise, evidence=[Paper(file, document.strip())], by=by, at=at)
    watch = verbs.promise(_watch(act, judge_on), by=by, at=at)
    act.change(judge_on=judge_on, watch=watch, finished_by=by.post)
    act.record(facts.Finished(judge_on))


def _watch(act: Act, judge_on: date | None) -> NewPromise:
    """The office promises to look: within five workdays, or after the observation that was resolved."""
    row = act.row
    look_by = calendar_of(act.by.place).add(judge_on, LOOK_WORKDAYS) if judge_on else None
    return NewPromise(
        kind=WATCH,
        title=row.title,
        owner=row.minute.office,
        from_on=None if look_by else act.on,
        term=None if look_by else LOOK_WORKDAYS,
        due_on=look_by,
        subject=row.number,
        case=row.case_id,
        circle=row.minute.circle,
    )


@together
def show_effect(
    *,
    number: str,
    effect: str,
    document: str,
    file: int | None = None,
    by: Seat,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Evidence that it had its effect, from the day on which that can be judged."""
    act = opened("show_effect", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(effect=effect, evidence=document.strip() or ("-" if file else "")))
    if act.row.judge_on is not None and act.on < act.row.judge_on:
        raise Refused(problem("The effect can be judged from %(day)s on.", day=act.row.judge_on.isoformat()))
    assert act.row.watch_id is not None
    verbs.attach(act.row.watch_id, evidence=[Paper(file, document.strip())], by=by, at=at)
    act.change(effect=effect.strip(), effect_on=act.on)
    act.record(facts.EffectShown(effect.strip()))


@together
def close_off(*, number: str, note: str = "", by: Seat, at: datetime, seen: int | None = None) -> None:
    """The office closes it off: all four tests hold, and another post than who did it has looked."""
    act = opened("close_off", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.closing(act.cells, finished_by=act.row.finished_by, who=by))
    _end(act, Paper(link=note.strip() or act.row.number))
    act.change(closed_on=act.on)
    act.record(facts.ClosedOff(act.on))


@together
def waive(
    *, number: str, authority: str, reason: str, by: Seat, at: datetime, seen: int | None = None
) -> None:
    """It is closed off though a test fails: the authority is named, what does not hold stays named as well."""
    act = opened("waive", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(authority=authority, reason=reason))
    or_refuse(acts.waiving(act.cells))
    or_refuse(acts.other_eyes(act.row.finished_by, by))
    lacking = open_tests(act.cells)
    if act.row.phase == "open":
        verbs.withdraw(act.row.promise, reason=reason.strip(), by=by, at=at)
        cases.close_case(act.row.case_id, by=by, at=at)
    else:
        _end(act, Paper(link=authority.strip()))
    act.change(closed_on=act.on, waived=lacking, authority=authority.strip(), waived_because=reason.strip())
    act.record(facts.ClosedByWaiver(authority.strip(), ", ".join(lacking), reason.strip()))


@together
def reopen(*, number: str, reason: str, by: Seat, at: datetime, seen: int | None = None) -> None:
    """It is open again on its old day: sent back by the office, or, once closed off, by the body."""
    act = opened("reopen", number=number, by=by, at=at, seen=seen)
    or_refuse(acts.says(reason=reason))
    row = act.row
    if row.phase == "closed":
        cases.reopen_case(row.case_id, holder=row.minute.office, by=by, at=at)
    elif row.watch_id is not None:
        verbs.withdraw(row.watch_id, reason=reason.strip(), by=by, at=at)
    verbs.reopen(row.promise, reason=reason.strip(), by=by, at=at)
    cases.pass_ball(row.case_id, to=row.holder, by=by, at=at)
    kept(act, kind="reopened", state="approved", before=row.effect, after="", reason=reason)
    act.change(
        closed_on=None, watch=None, judge_on=None, effect="", effect_on=None, finished_by=None, waived=[],
        authority="", waived_because="",
    )  # fmt: skip
    act.record(facts.MatterReopened(reason.strip()))


def _end(act: Act, paper: Paper) -> None:
    assert act.row.watch_id is not None
    verbs.settle(act.row.watch_id, evidence=[paper], by=act.by, at=act.at)
    cases.close_case(act.row.case_id, by=act.by, at=act.at)


def _reached_stands(act: Act, reached: Decimal | None) -> None:
    if reached is None:
        return
    if act.row.wanted is None:
        raise Refused(problem("No amount was resolved, so none is counted."))
    if reached < 0:
        raise Refused(problem("An amount reached is not less than nothing."))


def _count(act: Act, reached: Decimal | None) -> None:
    if reached is not None:
        act.change(reached=reached)
