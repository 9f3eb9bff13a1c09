"""Lights of single promises and of a whole."""

from datetime import date

import pytest

from luodi.kernel.light import LIGHTS, light, worst

AMBER, DUE = date(2026, 3, 9), date(2026, 3, 11)


@pytest.mark.parametrize(
    ("state", "day", "found"),
    [
        ("open", 8, "normal"), ("open", 9, "soon"), ("open", 11, "soon"), ("open", 12, "overdue"),
        ("paused", 12, "paused"), ("planned", 12, "planned"), ("done", 12, "done"), ("void", 12, "done"),
    ],
)  # fmt: skip
def test_the_light_of_a_day(state: str, day: int, found: str) -> None:
    assert light(state=state, due_on=DUE, amber_on=AMBER, on=date(2026, 3, day)) == found


def test_no_due_day_is_normal() -> None:
    assert light(state="open", due_on=None, amber_on=AMBER, on=DUE) == "normal"
    assert light(state="open", due_on=DUE, amber_on=None, on=DUE) == "normal"


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="no state"):
        light(state="late", due_on=None, amber_on=None, on=DUE)


def test_the_worst_light_is_the_wholes() -> None:
    order = ["overdue", "soon", "paused", "normal", "planned", "done"]
    assert sorted(order) == sorted(LIGHTS)
    for place in range(len(order)):
        assert worst(reversed(order[place:])) == order[place]
    assert worst([]) == "normal"
