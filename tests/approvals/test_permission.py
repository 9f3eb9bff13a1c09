"""Who may do what with an application, and when: every verb at every phase from every seat."""

from dataclasses import dataclass
from datetime import date

import pytest

from luodi.slices.approvals import rules

ZRZY, FGW, FIRM, OTHER, WINDOW = 1, 2, 3, 4, 5
ON, DAY = date(2026, 11, 9), date(2026, 11, 10)
PHASES = ("received", "asked", "accepted", "stopped", "closed")


@dataclass
class Who:
    role: str
    party: int | None
    rank: int = 2


@dataclass
class Application:
    phase: str = "received"
    applicant: int = FIRM
    department: int = ZRZY
    owner: int = ZRZY
    asked_once: bool = False
    extra_days: int = 0
    statutory_days: int | None = 20
    due_on: date | None = date(2026, 11, 9)
    statutory_due_on: date | None = date(2026, 11, 30)


SEATS = {
    "window": Who("window", WINDOW), "officer": Who("officer", ZRZY), "head": Who("officer", ZRZY, 4),
    "outsider": Who("officer", FGW), "head of another": Who("officer", FGW, 4), "leader": Who("leader", 9, 5),
    "reader": Who("reader", ZRZY), "firm": Who("firm", FIRM, 1), "another firm": Who("firm", OTHER, 1),
    "law": Who("law", None, 0),
}  # fmt: skip
OURS, FRONT, APPLICANT = {"officer", "head"}, {"window"}, {"firm"}
HANDS = {
    "give_notice": OURS | FRONT, "supply": APPLICANT | FRONT, "accept": OURS | FRONT,
    "refuse_acceptance": OURS | FRONT, "start_special": OURS, "end_special": OURS, "extend": {"head"},
    "hand_on": OURS, "grant": OURS, "refuse": OURS, "withdraw": APPLICANT, "remark": OURS | FRONT,
}  # fmt: skip
MOMENTS = {
    "give_notice": {"received"}, "supply": {"asked"}, "accept": {"received"}, "refuse_acceptance": {"received"},
    "start_special": {"accepted"}, "end_special": {"stopped"}, "extend": {"accepted", "stopped"},
    "hand_on": {"received", "accepted"}, "grant": {"accepted"}, "refuse": {"accepted"},
    "withdraw": {"received", "asked", "accepted", "stopped"}, "remark": set(PHASES),
}  # fmt: skip


def test_the_tables_speak_of_every_verb() -> None:
    assert HANDS.keys() == MOMENTS.keys() == rules.PHASES.keys()


@pytest.mark.parametrize("verb", HANDS)
@pytest.mark.parametrize("phase", PHASES)
def test_only_these_hands_at_these_moments(verb: str, phase: str) -> None:
    allowed = {seat for seat, who in SEATS.items() if rules.may(verb, Application(phase), who, ON).ok}
    assert allowed == (HANDS[verb] if phase in MOMENTS[verb] else set())


def test_the_screen_offers_what_may_be_done() -> None:
    for phase in PHASES:
        for seat, who in SEATS.items():
            offered = {verb for verb in HANDS if seat in HANDS[verb] and phase in MOMENTS[verb]}
            assert set(rules.possible(Application(phase), who, ON)) == offered


def test_whoever_it_was_handed_to_may_act_and_so_may_the_department() -> None:
    handed = Application("accepted", owner=FGW)
    assert rules.may("grant", handed, SEATS["outsider"], ON).ok
    assert rules.may("grant", handed, SEATS["officer"], ON).ok
    assert rules.may("extend", handed, SEATS["head of another"], ON).ok


def test_what_is_missing_is_told_once() -> None:
    verdict = rules.may("give_notice", Application(asked_once=True), SEATS["officer"], ON)
    assert "art. 32" in str(verdict.reasons[0])


def test_a_limit_is_extended_once_by_the_head_and_where_there_is_one() -> None:
    assert "art. 42" in str(rules.may("extend", Application("accepted"), SEATS["officer"], ON).reasons[0])
    extended = Application("accepted", extra_days=5)
    assert "once already" in str(rules.may("extend", extended, SEATS["head"], ON).reasons[0])
    assert not rules.may("extend", Application("accepted", statutory_days=None), SEATS["head"], ON).ok


@pytest.mark.parametrize(("days", "reason", "ok"), [
    (1, "x", True), (10, "x", True), (0, "x", False), (11, "x", False), (-1, "x", False), (5, "  ", False),
])  # fmt: skip
def test_an_extension_is_short_and_explained(days: int, reason: str, ok: bool) -> None:
    assert rules.extension_holds(days, reason, "n 1").ok is ok


def test_the_closed_list_is_that_of_the_law() -> None:
    """Licensing Law art. 45: hearing, tender, auction, inspection, test, quarantine, appraisal, expert review."""
    assert set(rules.CLOSED_LIST) == {
        "hearing", "tender", "auction", "inspection", "test", "quarantine", "appraisal", "expert_review"
    }  # fmt: skip
    for procedure in rules.CLOSED_LIST:
        assert rules.special_stops(procedure, "n 1", DAY, own_list={}, on=DAY).ok


@pytest.mark.parametrize(("procedure", "number", "until", "own", "word"), [
    ("publicity", "n 1", DAY, {}, "art. 45"),
    ("consulting", "n 1", DAY, {"publicity": None}, "art. 45"),
    ("expert_review", " ", DAY, {}, "in writing"),
    ("expert_review", "n 1", None, {}, "by which day"),
    ("expert_review", "n 1", date(2026, 11, 9), {}, "by which day"),
    ("expert_review", "n 1", date(2026, 11, 21), {"expert_review": date(2026, 11, 20)}, "2026-11-20"),
])  # fmt: skip
def test_nothing_else_stops_the_clock(
    procedure: str, number: str, until: date | None, own: dict[str, date | None], word: str
) -> None:
    verdict = rules.special_stops(procedure, number, until, own_list=own, on=DAY)
    assert len(verdict.reasons) == 1
    assert word in str(verdict.reasons[0])


def test_the_law_of_the_matter_may_add_to_the_list() -> None:
    own: dict[str, date | None] = {"publicity": date(2026, 11, 20)}
    assert rules.special_stops("publicity", "n 1", date(2026, 11, 20), own_list=own, on=DAY).ok


def test_every_reason_is_given_at_once() -> None:
    assert len(rules.special_stops("publicity", "", None, own_list={}, on=DAY).reasons) == 3
    assert len(rules.notice_says([], "", ON, on=DAY).reasons) == 3
    assert len(rules.extension_holds(0, "", " ").reasons) == 3
    assert len(rules.refusal_says("", " ").reasons) == 2
    late = Application("accepted")
    assert len(rules.decision_holds(late, number="", overrun_reason="", on=DAY, reason="").reasons) == 3


@pytest.mark.parametrize("verb", ["give_notice", "accept", "refuse_acceptance"])
def test_beyond_the_five_days_law_has_accepted(verb: str) -> None:
    assert rules.may(verb, Application(), SEATS["officer"], ON).ok
    assert "counts as accepted" in str(rules.may(verb, Application(), SEATS["officer"], DAY).reasons[0])


def test_a_limit_that_has_passed_is_not_extended() -> None:
    passed = Application("accepted", statutory_due_on=ON)
    assert rules.may("extend", passed, SEATS["head"], ON).ok
    assert "while it runs" in str(rules.may("extend", passed, SEATS["head"], DAY).reasons[0])


def test_a_notice_leaves_time_to_answer() -> None:
    assert rules.notice_says(["map"], "n 1", DAY, on=DAY).ok
    assert rules.notice_says(["map"], "n 1", None, on=DAY).ok
    assert not rules.notice_says(["map"], "n 1", ON, on=DAY).ok


def test_the_day_of_the_law_too_is_an_overrun() -> None:
    beyond = Application("accepted", due_on=None, statutory_due_on=ON)
    assert rules.decision_holds(beyond, number="n 1", overrun_reason="", on=ON).ok
    assert not rules.decision_holds(beyond, number="n 1", overrun_reason="", on=DAY).ok


@pytest.mark.parametrize(("due_on", "on", "overrun", "ok"), [
    (date(2026, 11, 9), date(2026, 11, 9), "", True),
    (date(2026, 11, 9), date(2026, 11, 10), "", False),
    (date(2026, 11, 9), date(2026, 11, 10), "the flood", True),
    (None, date(2026, 11, 10), "", True),
])  # fmt: skip
def test_an_overrun_is_explained_in_public(due_on: date | None, on: date, overrun: str, ok: bool) -> None:
    seen = Application("accepted", due_on=due_on)
    assert rules.decision_holds(seen, number="n 1", overrun_reason=overrun, on=on).ok is ok
