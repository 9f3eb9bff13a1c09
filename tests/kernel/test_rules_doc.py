"""The worked examples of docs/rules/clock.md, executed."""

import re
from datetime import date
from pathlib import Path

import pytest

from luodi.kernel.clock import Stop, Term, due
from luodi.spine.people.calendars import calendar_for

RULES = (Path(__file__).parents[2] / "docs/rules/clock.md").read_text("utf-8")
EXAMPLES = [line for block in re.findall(r"```clock\n(.*?)```", RULES, re.DOTALL) for line in block.splitlines()]
FORM = re.compile(r"from (\S+) \+ (\d+) (workday|day)s(?:, paused (.+))? -> (\S+)")


def test_every_block_has_examples() -> None:
    assert len(EXAMPLES) >= 20
    assert RULES.count("```") == 2 * RULES.count("```clock")


@pytest.mark.parametrize("line", EXAMPLES)
def test_example(line: str) -> None:
    found = FORM.fullmatch(line)
    assert found, f"not in the form of the page: {line}"
    from_on, days, unit, pauses, expected = found.groups()
    spans = [pause.partition("/") for pause in (pauses or "").split()]
    stops = [Stop(date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, _, last in spans]
    day = due(calendar_for(None), date.fromisoformat(from_on), Term(int(days), unit), stops)
    assert (day.isoformat() if day else "none") == expected
