"""The worked settings of docs/rules/catalogue.md, executed."""

import re
from pathlib import Path
from typing import Any

import pytest

from luodi.slices.matters.rules.catalogue import Catalogue, edges
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.edges import side_by_side
from luodi.slices.matters.rules.overlay import settled
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.matters.rules.refusals import SETS

RULES = (Path(__file__).parents[2] / "docs/rules/catalogue.md").read_text("utf-8")
EXAMPLES = [lines.splitlines() for lines in re.findall(r"```catalogue\n(.*?)```", RULES, re.DOTALL)]
FORM = re.compile(r"(\w+) (\w+) (\S+)((?: \w+=\S+)*) -> (?:refused: (.+)|(.+))")
SHIPPED = packaged_catalogue()
PARTIES = {entry.department for entry in SHIPPED.matters.values()}
READ: dict[str, Any] = {"yes": True, "no": False}


def test_the_page_speaks_of_everything_a_county_sets_but_stages_and_new_matters() -> None:
    assert RULES.count("```") == 2 * len(EXAMPLES)
    assert {line.split()[0] for lines in EXAMPLES for line in lines} == set(SETS) - {"lead", "matter"}
    assert f"{len(SHIPPED.matters)} matters, {len(SHIPPED.materials)} materials" in RULES
    assert f"{len(list(edges(SHIPPED)))} prerequisites" in RULES


@pytest.mark.parametrize("lines", EXAMPLES, ids=lambda lines: lines[0].split(" ->")[0])
def test_example(lines: list[str]) -> None:
    standing = SHIPPED
    for line in lines:
        found = FORM.fullmatch(line)
        assert found, f"not in the form of the page: {line}"
        sets, matter, to, words, refused, stands = found.groups()
        told = dict(word.split("=") for word in words.split())
        change = Change(sets, matter, READ.get(to, int(to) if to.isdigit() else to), **told)
        made = settled(standing, [change], SHIPPED, PARTIES)
        if refused:
            assert refused in " ".join(map(str, made.problems)), line
            assert made.catalogue == standing, line
            continue
        assert made.problems == [], line
        standing = made.catalogue
        assert _stands(standing, matter, stands), line


def _stands(catalogue: Catalogue, matter: str, words: str) -> bool:
    """Whether a matter is as the page says."""
    if words == "gone":
        return matter not in catalogue.matters
    entry = catalogue.matters[matter]
    if pair := re.fullmatch("(side by side|one after the other) (.+)", words):
        return (side_by_side(catalogue, pair[2], matter) is not None) is (pair[1] == "side by side")
    if gone := re.fullmatch("asks no (.+)", words):
        return gone[1] not in entry.materials
    for what, value in (part.split() for part in words.split(", ")):
        held = {"asks": entry.materials, "waits": entry.prerequisites}.get(what)
        if not (value in held if held is not None else str(getattr(entry, what)) == value):
            return False
    return True
