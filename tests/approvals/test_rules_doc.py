"""The worked cases of docs/rules/case.md, executed."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.slices.approvals import reads
from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.slices.approvals.rules import PHASES
from luodi.spine.people.seats import Refused
from tests.support.cast import Cast, at

RULES = (Path(__file__).parents[2] / "docs/rules/case.md").read_text("utf-8")
EXAMPLES = [(matter, lines.splitlines()) for matter, lines in re.findall(r"```case (\S+)\n(.*?)```", RULES, re.DOTALL)]
FORM = re.compile(r"(\S+) (\w+)((?: (?:by )?\S+)*) -> (?:refused: (.+)|(\w+), due (\S+), law (\S+), ball (\S+))")
READ: dict[str, Any] = {"items": lambda text: [text], "until": date.fromisoformat, "days": int}


def test_the_page_speaks_of_every_verb() -> None:
    assert RULES.count("```") == 2 * len(EXAMPLES)
    acts = {line.split()[1] for _, lines in EXAMPLES for line in lines}
    assert acts >= PHASES.keys() - {"remark", "refuse_acceptance"}
    assert sum("refused:" in line for _, lines in EXAMPLES for line in lines) >= 10


def act(cast: Cast, number: str, on: str, verb: str, words: str) -> None:
    """Do one act of the page; the department's officer where it names nobody."""
    if verb == "time":
        acceptance.accept_by_law(cast.where, on=date.fromisoformat(on), at=at(on))
        return
    account = re.search(r"by (\S+)", words)
    given = dict(re.findall(r"(\w+)=(\S*)", words))
    seat = cast[account[1] if account else "zrzy"]
    doing = getattr(acceptance, verb, None) or getattr(decision, verb)
    doing(number=number, by=seat, at=at(on), **{name: READ.get(name, str)(text) for name, text in given.items()})


@pytest.mark.parametrize(("matter", "lines"), EXAMPLES, ids=lambda value: "" if isinstance(value, list) else value)
def test_example(cast: Cast, matter: str, lines: list[str]) -> None:
    number = entry.receive(matter=matter, applicant="F06", by=cast["window"], at=at(lines[0].split()[0]))
    for line in lines:
        found = FORM.fullmatch(line)
        assert found, f"not in the form of the page: {line}"
        on, verb, words, refused, *expected = found.groups()
        before = reads.application_for(cast.law, number)
        if refused:
            with pytest.raises(Refused, match=re.escape(refused)):
                act(cast, number, on, verb, words)
            assert reads.application_for(cast.law, number) == before, line
            continue
        if verb != "receive":
            act(cast, number, on, verb, words)
        row = reads.application_for(cast.law, number)
        ball = next((key for key, party in cast.parties.items() if party.pk == row.case.ball), "none")
        assert [row.phase, str(row.due_on).lower(), str(row.statutory_due_on).lower(), ball] == expected, line
