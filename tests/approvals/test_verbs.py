"""An application from receipt to decision: what each verb does to rows, clocks and ball, with the law that says so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from luodi.slices.approvals import reads
from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.slices.approvals.reads import ApplicationRow
from luodi.spine.commitments.cases import Stale
from luodi.spine.commitments.models import Evidence
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import NotYours, Refused
from tests.kernel import oracle
from tests.support.cast import Cast, at


def row(cast: Cast, number: str) -> ApplicationRow:
    return reads.application_for(cast.law, number)


def ball(cast: Cast, number: str) -> str | None:
    holder = row(cast, number).case.ball
    return next((key for key, party in cast.parties.items() if party.pk == holder), None)


def kinds(cast: Cast, number: str) -> list[str]:
    found = Entry.objects.within(cast.where.pk).filter(case=row(cast, number).case_id).order_by("id")
    return [kind for kind in found.values_list("kind", flat=True) if kind.startswith("approvals.")]


def notify(cast: Cast, number: str, on: str = "2026-11-04") -> None:
    acceptance.give_notice(
        number=number, items=["map", " ", "proof "], document="n 1", answer_by=date(2026, 12, 1),
        by=cast["zrzy"], at=at(on),
    )  # fmt: skip


def stop(cast: Cast, number: str, on: str = "2026-11-04", **changes: Any) -> None:
    words: dict[str, Any] = {"procedure": "expert_review", "document": "n 2", "until": date(2026, 11, 20),
                             "held_by": "tp", "by": cast["zrzy"], "at": at(on)}  # fmt: skip
    decision.start_special(number=number, **(words | changes))


def test_a_firm_applies_and_is_received_at_once(cast: Cast) -> None:
    number = entry.apply(matter="A03", project="P18", by=cast["F06"], at=at("2026-11-02", "23:30"))
    found = row(cast, number)
    assert (number, found.phase, found.channel) == ("ZRZY-2026-0001", "received", "web")
    assert (found.received_on, found.due_on) == (date(2026, 11, 2), date(2026, 11, 9))
    assert (ball(cast, number), found.applicant) == ("zrzy", cast.party("F06"))
    assert kinds(cast, number) == ["approvals.applied", "approvals.received"]


def test_the_day_is_the_countys_day(cast: Cast) -> None:
    """Seven in the morning in Shanghai is not yesterday."""
    number = entry.apply(matter="A03", by=cast["F06"], at=at("2026-11-02", "07:00"))
    assert row(cast, number).received_on == date(2026, 11, 2)


def test_who_may_enter_an_application(cast: Cast) -> None:
    for account in ("window", "zrzy", "leader"):
        with pytest.raises(Refused):
            entry.apply(matter="A03", by=cast[account], at=at("2026-11-02"))
    for account in ("F06", "leader"):
        with pytest.raises(Refused):
            entry.receive(matter="A03", applicant="F06", by=cast[account], at=at("2026-11-02"))
    with pytest.raises(Refused, match="another department"):
        entry.receive(matter="A03", applicant="F06", by=cast["fgw"], at=at("2026-11-02"))
    with pytest.raises(Refused, match="no matter Z99"):
        entry.receive(matter="Z99", applicant="F06", by=cast["window"], at=at("2026-11-02"))
    with pytest.raises(Refused, match="no project P18"):
        entry.apply(matter="A03", project="P18", by=cast["F17"], at=at("2026-11-02"))
    with pytest.raises(NotYours):
        entry.receive(matter="A03", applicant="F99", by=cast["window"], at=at("2026-11-02"))
    assert reads.lapsed(cast.law, date(2027, 1, 1)) == []
    assert entry.receive(matter="A03", applicant="F06", by=cast["zrzy"], at=at("2026-11-02"))


def test_one_notice_stops_the_limit_and_gives_the_ball_to_the_applicant(cast: Cast) -> None:
    """Licensing Law art. 32: told once, all at once."""
    number = cast.received("2026-11-02", "A03")
    notify(cast, number)
    assert (row(cast, number).phase, row(cast, number).due_on, ball(cast, number)) == ("asked", None, "F06")
    (notice,) = reads.notices(row(cast, number).pk)
    assert (notice.kind, notice.number, notice.items) == ("one_time", "n 1", ["map", "proof"])
    assert (notice.issued_on, notice.answer_by) == (date(2026, 11, 4), date(2026, 12, 1))
    acceptance.supply(number=number, by=cast["F06"], at=at("2026-11-12"))
    with pytest.raises(Refused, match="told once"):
        notify(cast, number, "2026-11-13")
    assert kinds(cast, number)[-2:] == ["approvals.notified", "approvals.supplied"]


@pytest.mark.parametrize(("items", "document"), [([], "n 1"), ([" "], "n 1"), (["map"], " ")])
def test_a_notice_names_what_is_missing_and_has_a_number(cast: Cast, items: list[str], document: str) -> None:
    number = cast.received("2026-11-02", "A03")
    with pytest.raises(Refused):
        acceptance.give_notice(number=number, items=items, document=document, by=cast["zrzy"], at=at("2026-11-04"))
    assert row(cast, number).phase == "received"


def test_what_is_supplied_starts_the_limit_again(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    notify(cast, number)
    acceptance.supply(number=number, by=cast["F06"], at=at("2026-11-12"))
    found = row(cast, number)
    assert (found.phase, ball(cast, number)) == ("received", "zrzy")
    assert found.due_on == oracle.due(date(2026, 11, 12), 5, [], "workday")


def test_acceptance_starts_both_limits_and_its_day_is_not_counted(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    acceptance.accept(number=number, by=cast["window"], at=at("2026-11-04"))
    found = row(cast, number)
    assert (found.phase, found.accepted_on, found.deemed) == ("accepted", date(2026, 11, 4), False)
    assert found.due_on == oracle.due(date(2026, 11, 4), 5, [], "workday") == date(2026, 11, 11)
    assert found.statutory_due_on == oracle.due(date(2026, 11, 4), 20, [], "workday")
    assert found.acceptance is not None
    assert (found.acceptance.state, found.acceptance.closed_on) == ("done", date(2026, 11, 4))


def test_not_accepting_names_the_right_agency(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    words = {"number": number, "by": cast["zrzy"], "at": at("2026-11-03"), "document": "n 3"}
    for reason, agency in (("", "fgw"), ("not ours", "")):
        with pytest.raises(Refused):
            acceptance.refuse_acceptance(reason=reason, agency=agency, **words)
    with pytest.raises(Refused, match="document number"):
        acceptance.refuse_acceptance(reason="not ours", agency="fgw", **(words | {"document": ""}))
    acceptance.refuse_acceptance(reason="not ours", agency="fgw", **words)
    found = row(cast, number)
    assert (found.phase, found.outcome, ball(cast, number)) == ("closed", "acceptance_refused", None)
    assert kinds(cast, number)[-1] == "approvals.acceptance_refused"


def test_a_special_procedure_stops_both_limits(cast: Cast) -> None:
    """Licensing Law art. 45: listed, told in writing; stopped on day d, resumed on day g: d to g - 1 do not count."""
    number = cast.accepted("2026-11-02", "A03")
    stop(cast, number)
    found = row(cast, number)
    assert (found.phase, found.due_on, found.statutory_due_on, ball(cast, number)) == ("stopped", None, None, "tp")
    decision.end_special(number=number, note="passed", by=cast["zrzy"], at=at("2026-11-11"))
    found, stops = row(cast, number), [(date(2026, 11, 4), date(2026, 11, 10))]
    assert (found.phase, ball(cast, number)) == ("accepted", "zrzy")
    assert found.due_on == oracle.due(date(2026, 11, 2), 5, stops, "workday")
    assert found.statutory_due_on == oracle.due(date(2026, 11, 2), 20, stops, "workday")


@pytest.mark.parametrize("changes", [{"procedure": "meeting"}, {"document": ""}, {"until": None}])
def test_nothing_else_stops_a_limit(cast: Cast, changes: dict[str, Any]) -> None:
    number = cast.accepted("2026-11-02", "A03")
    before = row(cast, number)
    with pytest.raises(Refused):
        stop(cast, number, **changes)
    with pytest.raises(NotYours):
        stop(cast, number, held_by="nobody")
    assert row(cast, number) == before


def test_what_the_matters_own_law_adds_has_its_legal_maximum(cast: Cast) -> None:
    """A06: consulting evaluation, at most 30 workdays; begun on 4 November, the 30th is its last."""
    number = cast.received("2026-11-02", "A06")
    acceptance.accept(number=number, by=cast["fgw"], at=at("2026-11-02"))
    last = oracle.due(date(2026, 11, 3), 30, [], "workday")
    assert last is not None
    words = {"procedure": "consulting_evaluation", "by": cast["fgw"]}
    with pytest.raises(Refused, match=last.isoformat()):
        stop(cast, number, until=last + oracle.ONE, **words)
    stop(cast, number, until=last, **words)
    assert row(cast, number).special_until == last
    assert decision.end_by_law(cast.where, on=last, at=at(last)) == 0
    late = last + 7 * oracle.ONE
    assert decision.end_by_law(cast.where, on=late, at=at(late)) == 1
    assert decision.end_by_law(cast.where, on=late, at=at(late)) == 0
    found = row(cast, number)
    assert (found.phase, found.special_until, ball(cast, number)) == ("accepted", None, "fgw")
    assert found.due_on == oracle.due(date(2026, 11, 2), 5, [(date(2026, 11, 4), last)], "workday")
    fact = Entry.objects.within(cast.where.pk).filter(kind="approvals.special_ran_out").get()
    assert (fact.happened_at, fact.recorded_at, fact.person_id) == (at(last + oracle.ONE, "00:00"), at(late), None)


def extend(cast: Cast, number: str, account: str = "zrzy-head", days: int = 10, reason: str = "hard") -> None:
    decision.extend(number=number, days=days, reason=reason, document="n 4", by=cast[account], at=at("2026-11-05"))


def test_the_head_extends_the_statutory_limit_and_the_promise_stays(cast: Cast) -> None:
    """Licensing Law art. 42: once, by at most ten workdays, with its reason."""
    number = cast.accepted("2026-11-02", "A03")
    with pytest.raises(Refused, match="head"):
        extend(cast, number, "zrzy")
    for days, reason in ((11, "hard"), (0, "hard"), (5, "")):
        with pytest.raises(Refused):
            extend(cast, number, days=days, reason=reason)
    promised = row(cast, number).due_on
    extend(cast, number)
    found = row(cast, number)
    assert (found.due_on, found.extra_days) == (promised, 10)
    assert found.statutory_due_on == oracle.due(date(2026, 11, 2), 30, [], "workday")
    with pytest.raises(Refused, match="once already"):
        extend(cast, number, days=1)


def test_a_matter_without_a_statutory_limit_has_none_to_extend(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "B01")
    assert row(cast, number).statutory_due_on is None
    with pytest.raises(Refused, match="no statutory limit"):
        extend(cast, number)


def test_handing_on_moves_promise_and_ball_and_no_day(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    before = row(cast, number)
    words = {"number": number, "by": cast["zrzy"], "at": at("2026-11-04")}
    with pytest.raises(Refused, match="reason"):
        decision.hand_on(to="fgw", reason=" ", **words)
    for nobody in ("F17", "none"):
        with pytest.raises(NotYours):
            decision.hand_on(to=nobody, reason="theirs", **words)
    decision.hand_on(to="fgw", reason="theirs", **words)
    found = row(cast, number)
    assert (found.owner, ball(cast, number)) == (cast.party("fgw"), "fgw")
    assert (found.due_on, found.statutory_due_on) == (before.due_on, before.statutory_due_on)
    decision.grant(number=number, document="n 5", by=cast["fgw"], at=at("2026-11-05"))


def test_a_grant_needs_its_document_and_closes(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    with pytest.raises(Refused, match="document number"):
        decision.grant(number=number, document=" ", by=cast["zrzy"], at=at("2026-11-09"))
    decision.grant(number=number, document="n 5", by=cast["zrzy"], at=at("2026-11-09"))
    found = row(cast, number)
    assert (found.phase, found.outcome, found.decided_on) == ("closed", "granted", date(2026, 11, 9))
    assert found.promise is not None
    assert (found.promise.state, found.promise.closed_on, ball(cast, number)) == ("done", date(2026, 11, 9), None)
    assert Evidence.objects.filter(commitment=found.promise.pk).values_list("link", flat=True).get() == "n 5"


@pytest.mark.parametrize("verb", ["grant", "refuse"])
def test_a_late_decision_says_why_in_public(cast: Cast, verb: str) -> None:
    """Regulation on improving the business environment, art. 36. Due on 9 November."""
    number = cast.accepted("2026-11-02", "A03")
    words: dict[str, Any] = {"number": number, "document": "n 5", "by": cast["zrzy"], "at": at("2026-11-10")}
    words |= {"reason": "too near the river"} if verb == "refuse" else {}
    act: Callable[..., None] = getattr(decision, verb)
    with pytest.raises(Refused, match="Business Environment Regulation"):
        act(**words)
    act(overrun_reason="the flood", **words)
    assert row(cast, number).overrun_reason == "the flood"
    assert "the flood" in Entry.objects.within(cast.where.pk).latest("id").payload


def test_a_refusal_states_its_grounds(cast: Cast) -> None:
    number = cast.accepted("2026-11-02", "A03")
    words = {"number": number, "document": "n 5", "by": cast["zrzy"], "at": at("2026-11-04")}
    with pytest.raises(Refused, match="grounds"):
        decision.refuse(reason=" ", **words)
    decision.refuse(reason="too near the river", **words)
    assert row(cast, number).outcome == "refused"


@pytest.mark.parametrize("before", ["received", "asked", "accepted", "stopped"])
def test_the_applicant_withdraws_at_any_moment(cast: Cast, before: str) -> None:
    number = cast.received("2026-11-02", "A03") if before in ("received", "asked") else cast.accepted(matter="A03")
    if before in ("asked", "stopped"):
        (notify if before == "asked" else stop)(cast, number)
    assert row(cast, number).phase == before
    with pytest.raises(Refused, match="why"):
        decision.withdraw(number=number, reason="", by=cast["F06"], at=at("2026-11-06"))
    with pytest.raises(NotYours):
        decision.withdraw(number=number, reason="mine", by=cast["F17"], at=at("2026-11-06"))
    decision.withdraw(number=number, reason="sold", by=cast["F06"], at=at("2026-11-06"))
    found = row(cast, number)
    assert (found.phase, found.outcome, ball(cast, number)) == ("closed", "withdrawn", None)
    assert found.running is not None
    assert found.running.state == "void"


def test_a_remark_stays_inside_the_office(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    with pytest.raises(Refused):
        decision.remark(number=number, text=" ", by=cast["zrzy"], at=at("2026-11-03"))
    decision.remark(number=number, text=" call the owner ", by=cast["zrzy"], at=at("2026-11-03"))
    key = row(cast, number).pk
    assert [remark.text for remark in reads.remarks(cast["zrzy"], key)] == ["call the owner"]
    assert reads.remarks(cast["F06"], key) == []
    assert "call the owner" not in Entry.objects.within(cast.where.pk).latest("id").payload
    with pytest.raises(Refused):
        decision.remark(number=number, text="mine", by=cast["F06"], at=at("2026-11-03"))


def test_whoever_saw_an_older_version_does_nothing(cast: Cast) -> None:
    number = cast.received("2026-11-02", "A03")
    version = row(cast, number).case.version
    acceptance.accept(number=number, by=cast["zrzy"], at=at("2026-11-03"), seen=version)
    before = row(cast, number)
    with pytest.raises(Stale) as stale:
        decision.grant(number=number, document="n 5", by=cast["zrzy"], at=at("2026-11-03"), seen=version)
    assert stale.value.version == before.case.version == version + 1
    assert row(cast, number) == before
