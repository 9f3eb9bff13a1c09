"""A file of the county's shape is loaded whole or refused whole, with everything that is wrong with it."""

import json
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from luodi.cli import county_load
from luodi.cli.county_file import Broken, county_of
from luodi.cli.county_file import County as Sections
from luodi.cli.county_shape import ALSO
from luodi.cli.demo import packaged
from luodi.cli.main import Failed, main
from luodi.slices.matters.actions import packaged_document
from luodi.spine.journal import keys
from luodi.spine.journal.models import Entry
from luodi.spine.people.models import Region, User
from tests.demo.recount import county
from tests.support.cast import DAY, Demo

County = dict[str, Any]


def changed(tmp_path: Path, change: Callable[[County], object]) -> Path:
    """The parts of the county that are read, with one change."""
    copy = deepcopy({name: county()[name] for name in (*Sections._fields, *ALSO)})
    change(copy)
    file = tmp_path / "county.yml"
    file.write_text(yaml.dump(copy, allow_unicode=True, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)), "utf-8")
    return file


def problems(file: Path) -> list[str]:
    with pytest.raises(Broken) as broken:
        county_load.load(file)
    assert Region.objects.count() == 0
    assert Entry.objects.everywhere("a test").count() == 0
    return broken.value.problems


def case(copy: County, number: str) -> Any:
    return next(one for one in copy["open_cases"] + copy["cases"] if one["id"] == number)


def event(number: str, place: int, column: int, value: object) -> Callable[[County], object]:
    return lambda copy: case(copy, number)["ev"][place].__setitem__(column, value)


def cell(section: str, key: str, column: str, value: object) -> Callable[[County], object]:
    def change(copy: County) -> None:
        columns, rows = copy[section]["columns"], copy[section]["rows"]
        next(row for row in rows if row[0] == key)[columns.index(column)] = value

    return change


BROKEN: dict[str, tuple[Callable[[County], object], str]] = {
    "owner": (lambda c: c["projects"]["rows"][0].__setitem__(2, "F99"), "owner F99"),
    "project": (lambda c: case(c, "C15").update(project="P99"), "case C15: project P99"),
    "matter": (lambda c: case(c, "C15").update(matter="Z99"), "case C15: matter Z99"),
    "party": (event("C15", 1, 2, "nobody"), "case C15: event 2 names nobody"),
    "word": (event("C15", 1, 1, "jump"), "case C15: event 2 has the unknown word jump"),
    "no day": (event("C15", 1, 0, "soon"), "case C15: event 2 has no day"),
    "out of order": (event("C15", 1, 0, date(2026, 11, 5)), "case C15: event 2"),
    "after the day": (event("C15", 1, 0, date(2026, 11, 21)), "case C15: event 2"),
    "no receipt": (event("C15", 0, 1, "acc"), "case C15: the first event"),
    "no events": (lambda c: case(c, "C15").update(ev=[]), "case C15: the first event"),
    "accepted twice": (event("C23", 2, 1, "acc"), "case C23: event 3"),
    "resumed but not stopped": (event("C23", 2, 1, "go"), "case C23: event 3"),
    "stopped before accepted": (event("C15", 1, 1, "stop"), "case C15: event 2"),
    "after the end": (lambda c: case(c, "C01")["ev"].append([DAY, "stop", "tp"]), "case C01: event 4"),
    "case twice": (lambda c: c["cases"].append(case(c, "C15")), "case C15 stands twice"),
    "project twice": (lambda c: c["projects"]["rows"].append(c["projects"]["rows"][0]), "project P01 stands twice"),
    "party twice": (lambda c: c["parks"].append(c["parks"][0]), "stands twice"),
    "cells": (lambda c: c["firms"]["rows"][0].pop(), "firms: row F01"),
    "region": (lambda c: c["meta"].pop("region_code"), "meta: region_code"),
    "leader": (cell("projects", "P01", "leader", "L99"), "project P01: leader L99"),
    "lead department": (cell("projects", "P01", "dept", "nobody"), "project P01: dept nobody"),
    "officer": (cell("projects", "P01", "officer", "O99"), "project P01: officer O99"),
    "chain": (cell("projects", "P01", "chain", "C99"), "project P01: chain C99"),
    "chain's head": (lambda c: c["chains"][0].update(head_firm="F99"), "chain C1: head_firm F99"),
    "officer's department": (cell("service_officers", "O01", "dept", "nobody"), "service officer O01: dept nobody"),
    "work's project": (lambda c: c["works"][0].update(project="P99"), "work W1: project P99"),
    "asking firm": (cell("requests", "R01", "firm", "F99"), "request R01: firm F99"),
    "chains gone": (lambda c: c.pop("chains"), "project P01: chain C1"),
    "matter's department": (
        lambda c: c["departments"].remove(next(d for d in c["departments"] if d["key"] == "zrzy")), "handled by zrzy",
    ),
    "day as text": (lambda c: c["meta"].update(as_of="2026-11-20"), "meta: as_of must be a day"),
    "day with an hour": (event("C15", 1, 0, datetime(2026, 11, 9, 9, tzinfo=UTC)), "case C15: event 2 has no day"),
    "day no calendar knows": (lambda c: c["meta"].update(as_of=date(2999, 1, 1)), "meta: as_of must be a day"),
    "event's cells": (lambda c: case(c, "C15")["ev"][1].pop(), "case C15: event 2 must be [day, word"),
    "event no row": (lambda c: case(c, "C15")["ev"].__setitem__(1, "acc"), "case C15: event 2 must be [day, word"),
    "column gone": (lambda c: c["firms"]["columns"].remove("uscc"), "firms: row F01 has 9 cells, not 8"),
    "rows gone": (lambda c: c["firms"].pop("rows"), "firms: must be a list of rows"),
    "name gone": (lambda c: c["parks"][0].pop("name"), "park K1: name is missing"),
    "name too long": (lambda c: c["parks"][0].update(name="n" * 121), "park K1: name must be text"),
    "name with a line end": (lambda c: c["parks"][0].update(name="two\nlines"), "park K1: name must be text"),
    "post without holder": (lambda c: c["departments"][0]["posts"].update(post=None), "department xwb: posts"),
    "credit code twice": (cell("firms", "F02", "uscc", "91990321MAY101440K"), "credit code 91990321MAY101440K"),
    "bodies no mapping": (lambda c: c.update(other_bodies=["gov"]), "other_bodies: must be a mapping"),
    "row no row": (lambda c: c["cases"].append("C99"), "cases: row 15 is no row"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_named(tmp_path: Path, what: str) -> None:
    change, said = BROKEN[what]

    found = problems(changed(tmp_path, change))
    assert any(said in problem for problem in found), found


@pytest.mark.django_db
def test_everything_that_is_broken_is_named_at_once(tmp_path: Path) -> None:
    names = ["owner", "project", "matter", "party", "case twice", "region"]
    found = problems(changed(tmp_path, lambda copy: [BROKEN[name][0](copy) for name in names]))
    assert all(any(BROKEN[name][1] in problem for problem in found) for name in names), found


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "said"), [
    ("meta: [", "not readable"), ("just words", "no sections"), ("meta: {}", "section leaders is missing"),
    ("", "no sections"), ("[1, 2]", "no sections"), ("a: 1\na: 2", "a stands twice"), ("? [a]\n: 1", "not readable"),
    ("[" * 5000, "not readable"), ("meta: {as_of: 2026-02-30}", "meta: as_of must be a day"),
    ("a: \x01", "not readable"),
])  # fmt: skip
def test_what_is_no_county_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "county.yml"
    file.write_text(content)
    assert any(said in problem for problem in problems(file))


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


OTHERWISE = [
    None, "", 0, -1, 3.5, True, "x", "x" * 500, [], {}, [1], {"a": 1}, [[]], 10**30, float("nan"), "F99", "a\0b",
    date(1066, 10, 14), date(2999, 1, 1), datetime(2026, 11, 20, 9, tzinfo=UTC), "2026-11-20",
]  # fmt: skip


def test_whatever_is_changed_the_file_is_taken_or_refused_in_sentences() -> None:
    whole = {name: county()[name] for name in (*Sections._fields, *ALSO)}
    matters = {m["code"]: m["department"] for m in packaged_document()["matters"]}
    chance, found = random.Random(990321), [*places(whole)]
    refused = 0
    for _ in range(400):
        copy = deepcopy(whole)
        *way, last = chance.choice(found)
        at: Any = copy
        for key in way:
            at = at[key]
        if chance.random() < 0.3:
            del at[last]
        else:
            at[last] = chance.choice(OTHERWISE)
        try:
            assert county_of(copy, matters).meta["region_code"]
        except Broken as broken:
            refused += 1
            assert all(isinstance(said, str) and said for said in broken.problems)
    assert refused > 150


@pytest.fixture
def elsewhere(settings: Any, tmp_path: Path) -> Path:
    """A data folder with other passwords, and the journal's key: what is signed in the test is verified after it."""
    keys.public()
    for file in (keys.secret_file(), keys.known_file()):
        shutil.copy(file, tmp_path)
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_county_of_another_name_stands_beside_the_first(demo: Demo, elsewhere: Path) -> None:
    other = changed(elsewhere, lambda copy: copy["meta"].update(region_code=990322, county="Elsewhere"))
    loaded = county_load.load(other)
    assert (loaded.region, loaded.cases, loaded.accounts[0]) == ("990322", 38, "window-990322")
    assert main(["verify"]) == 0


@pytest.mark.django_db
def test_a_county_without_cases_is_loaded(elsewhere: Path) -> None:
    loaded = county_load.load(changed(elsewhere, lambda copy: copy.update(cases=[], open_cases=[])))
    assert (loaded.cases, loaded.on) == (0, date(2026, 11, 20))


@pytest.mark.django_db
def test_the_command_lists_every_problem_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["owner", "project", "matter"]
    file = changed(tmp_path, lambda copy: [BROKEN[name][0](copy) for name in names])
    assert main(["demo", "load", str(file), "--json"]) == 1
    out = capsys.readouterr()
    assert all(BROKEN[name][1] in out.err for name in names)
    assert all(BROKEN[name][1] in json.loads(out.out)["error"] for name in names)
    assert main(["demo", "load", str(tmp_path / "none.yml")]) == 1
    assert "none.yml" in capsys.readouterr().err


def test_a_county_is_loaded_once(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    before = Entry.objects.everywhere("a test").count()
    assert main(["demo", "load"]) == 1
    assert "loaded already" in capsys.readouterr().err
    with pytest.raises(Failed, match="990321"):
        county_load.load(packaged())
    assert Entry.objects.everywhere("a test").count() == before


def test_the_command_moves_the_day(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "day", "+2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["region"], said["on"]) == ("990321", "2026-11-24")
    assert [day["on"] for day in said["days"]] == ["2026-11-23", "2026-11-24"]
    assert main(["demo", "day", "0"]) == 1
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["clean"] is True


def test_accounts_have_a_password_of_their_own(demo: Demo) -> None:
    offices = {"window", "zrzy", "zrzy-head", "fgw", "leader", "sthj", "zfb", "zfb-head", "rdb"}
    assert set(demo.passwords) == offices | {"F06", "F17"}
    assert len(set(demo.passwords.values())) == 11
    assert all(len(word) >= 12 for word in demo.passwords.values())
    assert stat.S_IMODE((settings.DATA_DIR / "passwords.txt").stat().st_mode) == 0o600
    assert all(password.startswith("argon2") for password in User.objects.values_list("password", flat=True))
