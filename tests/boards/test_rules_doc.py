"""The worked examples of docs/rules/board.md, executed: each line is a case of a log that is imported."""

import re
from datetime import date
from pathlib import Path

import pytest

from luodi.cli.log import import_log
from luodi.slices.boards.reads import FIGURES, beneath, board
from luodi.spine.people.reads import place
from luodi.spine.people.seats import of_law

RULES = (Path(__file__).parents[2] / "docs/rules/board.md").read_text("utf-8")
EXAMPLES = [line for block in re.findall(r"```board\n(.*?)```", RULES, re.DOTALL) for line in block.splitlines()]
FORM = re.compile(r"begun (\S+), due (\S+), closed (\S+), on (\S+) -> (none|" + "|".join(FIGURES) + ")")


@pytest.mark.django_db
def test_every_line_counts_where_it_says(tmp_path: Path) -> None:
    found = [FORM.fullmatch(line) for line in EXAMPLES]
    assert len(found) >= 12 and None not in found
    told = [match.groups() for match in found if match]
    days = [["" if day == "never" else f"{day}T12:00" for day in one[:3]] for one in told]
    rows = [f"{key},{begun},{due},{closed},act,{begun}" for key, (begun, due, closed) in enumerate(days)]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(["case,startdate,deadline,enddate,activity,timestamp", *rows]), "utf-8")
    import_log(file, region="R", zone="UTC")
    for key, (line, (*_, on, figure)) in enumerate(zip(EXAMPLES, told, strict=True)):
        stood = board(of_law(place("R")), date.fromisoformat(on))
        counted = {name for name in FIGURES if str(key) in {row.number for row in beneath(stood, figure=name)}}
        assert counted == ({"open", "open_late"} if figure == "open_late" else {figure} - {"none"}), line
