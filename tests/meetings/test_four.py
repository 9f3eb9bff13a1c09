"""The four tests against a recount of its own, over random histories; each passes and fails in turn."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.kernel.clock import build_calendar
from luodi.slices.meetings.rules.four import TESTS, Asked, Cell, closes, four, open_tests, together

CALENDAR = build_calendar("XX", [])
DUE = date(2026, 11, 13)  # a Friday


def asked(**other: object) -> Asked:
    whole: dict[str, object] = {
        "due_on": DUE, "done_on": None, "wanted": None, "reached": Decimal(0), "observe_days": 0, "judge_on": None,
        "effect_on": None,
    }  # fmt: skip
    return Asked(**(whole | other))  # type: ignore[arg-type]


def cells(on: str, **other: object) -> dict[str, Cell]:
    return dict(zip(TESTS, four(asked(**other), date.fromisoformat(on), CALENDAR), strict=True))


@pytest.mark.parametrize(("on", "done", "state", "workdays", "days"), [
    ("2026-11-09", None, "running", 4, 4), ("2026-11-13", None, "running", 0, 0), ("2026-11-14", None, "fail", 0, 1),
    ("2026-11-23", None, "fail", 6, 10), ("2026-11-30", "2026-11-13", "pass", 0, 0),
    ("2026-11-30", "2026-11-16", "fail", 1, 3), ("2026-11-30", "2026-11-02", "pass", 9, 11),
])  # fmt: skip
def test_on_time(on: str, done: str | None, state: str, workdays: int, days: int) -> None:
    cell = cells(on, done_on=date.fromisoformat(done) if done else None)["on_time"]
    assert (cell.state, cell.workdays, cell.days) == (state, workdays, days)


@pytest.mark.parametrize(("on", "done", "reached", "state"), [
    ("2026-11-09", False, 14, "running"), ("2026-11-13", False, 14, "running"), ("2026-11-14", False, 14, "fail"),
    ("2026-11-09", True, 14, "fail"), ("2026-11-09", True, 20, "pass"), ("2026-11-14", False, 21, "pass"),
])  # fmt: skip
def test_full_amount(on: str, done: bool, reached: int, state: str) -> None:
    day = date.fromisoformat(on) if done else None
    cell = cells(on, done_on=day, wanted=Decimal(20), reached=Decimal(reached))["full_amount"]
    assert (cell.state, cell.reached, cell.wanted) == (state, reached, 20)
    assert cells(on, done_on=day)["full_amount"].state == "none"


@pytest.mark.parametrize(("changes", "state"), [
    ((), "pass"), ((("rescoped", "proposed", "in writing"),), "waits"), ((("rescoped", "approved", "x"),), "pass"),
    ((("rescoped", "refused", "x"),), "pass"), ((("departed", "found", "x"),), "fail"),
    ((("departed", "mended", "x"),), "pass"), ((("rescoped", "proposed", "x"), ("departed", "found", "y")), "fail"),
    ((("extended", "approved", "x"), ("handed_over", "approved", "y"), ("corrected", "approved", "z")), "pass"),
])  # fmt: skip
def test_same_scope(changes: tuple[tuple[str, str, str], ...], state: str) -> None:
    assert cells("2026-11-09", changes=changes)["same_scope"].state == state


@pytest.mark.parametrize(("on", "done", "judge", "shown", "state"), [
    ("2026-11-12", None, None, None, "none"), ("2026-11-12", "2026-11-12", None, None, "fail"),
    ("2026-11-12", "2026-11-12", "2026-12-12", None, "waits"), ("2026-12-12", "2026-11-12", "2026-12-12", None, "fail"),
    ("2026-12-12", "2026-11-12", "2026-12-12", "2026-12-12", "pass"),
    ("2026-11-12", "2026-11-12", None, "2026-11-12", "pass"),
])  # fmt: skip
def test_effect(on: str, done: str | None, judge: str | None, shown: str | None, state: str) -> None:
    days = [date.fromisoformat(text) if text else None for text in (done, judge, shown)]
    cell = cells(on, done_on=days[0], judge_on=days[1], effect_on=days[2])["effect"]
    assert cell.state == state
    assert (cell.state == "waits") == (cell.days > 0)


def recounted(a: Asked, on: date) -> list[str]:
    """The states said anew: day by day and case by case, with nothing of the product's."""
    late = a.due_on is not None and any(
        a.due_on < day for day in ([a.done_on] if a.done_on else [on - timedelta(n) for n in range(400)])
    )
    kinds = [(kind, state) for kind, state, _ in a.changes]
    first = "none" if a.due_on is None else "fail" if late else "pass" if a.done_on else "running"
    if a.wanted is None:
        second = "none"
    else:
        missing = a.wanted - a.reached
        closed = a.done_on is not None or (a.due_on is not None and on > a.due_on)
        second = "pass" if missing <= 0 else "fail" if closed else "running"
    third = "fail" if ("departed", "found") in kinds else "waits" if ("rescoped", "proposed") in kinds else "pass"
    fourth = "none"
    if a.done_on:
        fourth = "pass" if a.effect_on else "waits" if a.judge_on and a.judge_on > on else "fail"
    return [first, second, third, fourth]


def history(chance: random.Random) -> tuple[Asked, date]:
    start = date(2026, 9, 1)

    def some(odds: float) -> date | None:
        return start + timedelta(chance.randrange(120)) if chance.random() < odds else None

    kinds = ("rescoped", "departed", "split", "handed_over", "extended", "reopened", "corrected")
    states = ("proposed", "approved", "refused", "found", "mended")
    changes = tuple((chance.choice(kinds), chance.choice(states), "x") for _ in range(chance.randrange(4)))
    wanted = Decimal(chance.randrange(1, 30)) if chance.random() < 0.7 else None
    done = some(0.6)
    reached, shown = Decimal(chance.randrange(30)), some(0.5) if done else None
    made = Asked(some(0.95), done, wanted, reached, 0, some(0.5), shown, changes)
    return made, start + timedelta(chance.randrange(150))


def test_random_histories_agree_with_the_recount() -> None:
    chance = random.Random(20261120)
    seen: dict[str, set[str]] = {name: set() for name in TESTS}
    for _ in range(4000):
        a, on = history(chance)
        found = four(a, on, CALENDAR)
        assert [cell.state for cell in found] == recounted(a, on), (a, on)
        for cell in found:
            seen[cell.test].add(cell.state)
        allowed = [{"pass"}, {"pass", "none"}, {"pass"}, {"pass"}]
        holds = [state in good for state, good in zip(recounted(a, on), allowed, strict=True)]
        assert closes(found) == all(holds)
        assert open_tests(found) == [name for name, good in zip(TESTS, holds, strict=True) if not good]
    assert all({"pass", "fail"} <= states for states in seen.values()), seen


def test_what_was_split_is_as_bad_as_its_worst_part_and_adds_up() -> None:
    chance = random.Random(7)
    worst = ["fail", "waits", "running", "none", "pass"]
    for _ in range(500):
        parts = [history(chance)[0] for _ in range(chance.randrange(2, 5))]
        on = date(2026, 10, 15)
        cells = [four(part, on, CALENDAR) for part in parts]
        found = together(cells)
        each = [recounted(part, on) for part in parts]
        assert [cell.state for cell in found] == [min(states, key=worst.index) for states in zip(*each, strict=True)]
        for place in (0, 3):
            days = [part[place].days for part in cells if part[place].state == found[place].state]
            assert found[place].days == (max(days) if found[place].state in ("fail", "waits") else min(days))
        wanted = [part.wanted for part in parts if part.wanted is not None]
        if found[1].wanted is not None:
            assert found[1].wanted == sum(wanted)
