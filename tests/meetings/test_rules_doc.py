"""The worked matters of docs/rules/minutes.md, executed."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.rules.acts import PHASES
from luodi.spine.people.seats import Refused
from tests.meetings.hall import matter, row, states
from tests.support.cast import Cast, at

RULES = (Path(__file__).parents[2] / "docs/rules/minutes.md").read_text("utf-8")
EXAMPLES = [lines.splitlines() for lines in re.findall(r"```matter\n(.*?)```", RULES, re.DOTALL)]
FORM = re.compile(r"(\S+) (\w+)(?: by (\S+))?((?: \w+=[^=]*?)*) -> (?:refused: (.+)|(\w+, \w+, \w+, \w+), (\w+))")
READ: dict[str, Any] = {"reached": Decimal, "amount": Decimal, "due_on": date.fromisoformat}


def test_the_page_speaks_of_every_verb_but_two() -> None:
    assert RULES.count("```") == 2 * len(EXAMPLES)
    assert {line.split()[1] for lines in EXAMPLES for line in lines} == PHASES.keys() - {"split", "correct"}
    assert sum("refused:" in line for lines in EXAMPLES for line in lines) >= 8


@pytest.mark.parametrize("lines", EXAMPLES, ids=lambda lines: lines[0].split(" ->")[0])
def test_example(hall: Cast, lines: list[str]) -> None:
    number = matter(hall)
    for place, line in enumerate(lines):
        found = FORM.fullmatch(line)
        assert found, f"not in the form of the page: {line}"
        on, verb, who, words, refused, tests, phase = found.groups()
        told = {name: READ.get(name, str)(text) for name, text in re.findall(r"(\w+)=([^=]*)(?= \w+=|$)", words)}
        action, before = getattr(matters, verb, None) or getattr(changes, verb), row(hall, number)
        told |= {"number": number, "by": hall[who or "zrzy"], "at": at(on, f"09:{place:02}")}
        if refused:
            with pytest.raises(Refused, match=re.escape(refused)):
                action(**told)
            assert row(hall, number) == before, line
            continue
        action(**told)
        assert (", ".join(states(hall, number, on)), row(hall, number).phase) == (tests, phase), line
