"""The worked examples of docs/rules/plan.md, executed."""

import re
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from luodi.kernel.clock import Term
from luodi.kernel.graph import Course, Cycle, Edge, Line, Network, path, run, spans, worth
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.slices.plans.rules.forecast import DONE, RUNNING, Forecast, Standing, forecast
from luodi.slices.plans.rules.plan import Changes, Plan, plan_of
from luodi.spine.people.calendars import calendar_for
from tests.plans.definition import CATALOGUE, document

RULES = (Path(__file__).parents[2] / "docs/rules/plan.md").read_text("utf-8")
EXAMPLES = {row["id"]: row for row in yaml.safe_load((CATALOGUE / "examples.yml").read_text("utf-8"))["examples"]}
CHINA = calendar_for(None)


def lines(kind: str) -> list[str]:
    return [line for block in re.findall(rf"```{kind}\n(.*?)```", RULES, re.DOTALL) for line in block.splitlines()]


def test_every_block_has_examples() -> None:
    assert len(lines("graph")) >= 18 and len(lines("plan")) >= 20
    assert RULES.count("```") == 2 * sum(RULES.count(f"```{kind}") for kind in ("graph", "plan", "beside"))


class Tasks(NamedTuple):
    terms: dict[str, Term]
    edges: list[Edge]
    line: Line | None

    def course(self) -> Course:
        return run(Network(self.terms, self.edges), self.terms, self.line)


def tasks(text: str) -> Tasks:
    """`on DAY: NAME DAYS [days] [[decides] after NAME[+LAG] ...]; ...`"""
    day = re.match(r"on (\S+): ", text)
    terms, edges = {}, []
    for each in text[day.end() if day else 0 :].split("; "):
        found = re.fullmatch(r"(\w+) (\d+)( days)?(?:( decides)? after (.+))?", each)
        assert found, f"not in the form of the page: {each}"
        name, days, natural, decides, before = found.groups()
        terms[name] = Term(int(days), "day" if natural else "workday")
        for tie in (before or "").split():
            other, _, lag = tie.partition("+")
            edges.append(Edge(other, name, int(lag or 0), bool(decides)))
    return Tasks(terms, edges, Line(CHINA, date.fromisoformat(day[1])) if day else None)


def said_of_course(course: Course, line: Line | None, words: str) -> tuple[Any, Any]:
    """What a course says in the words of the page, and what the page says."""
    float_ = {task: span.float_workdays for task, span in spans(course).items()}
    match words.split(" "):
        case ["end", at]:
            return course.end, int(at)
        case ["path", to, *way]:
            return path(course, to.removesuffix(":")), way
        case ["critical", *names]:
            return [name for name, days in float_.items() if days == 0], names
        case ["float", name, days]:
            return float_[name], int(days)
        case ["worth", to, *pairs]:
            gained = [f"{name} {days}" for name, days in sorted(worth(course, to.removesuffix(":")).items())]
            return ", ".join(gained), " ".join(pairs)
        case [name, "ends", day] if line:
            return line.date(course.at(name)).isoformat(), day
        case [name, start, "to", finish]:
            span = spans(course)[name]
            return (span.earliest_start, span.earliest_finish), (int(start), int(finish))
    raise AssertionError(f"not in the form of the page: {words}")


@pytest.mark.parametrize("text", lines("graph"))
def test_graph(text: str) -> None:
    given, _, said = text.partition(" -> ")
    plan = tasks(given)
    for words in said.split("; "):
        if words == "needs a calendar":
            with pytest.raises(ValueError, match="calendar"):
                plan.course()
        elif words.startswith("refused "):
            with pytest.raises(Cycle, match=words.removeprefix("refused ")):
                plan.course()
        else:
            found, expected = said_of_course(plan.course(), plan.line, words)
            assert found == expected, words


@cache
def catalogue() -> Catalogue:
    return catalogue_of(document())


class Tried(NamedTuple):
    """An example with what its line changes."""

    plan: Plan
    standing: dict[str, Standing]

    @property
    def forecast(self) -> Forecast:
        return forecast(self.plan, self.standing)


def tried(text: str) -> Tried:
    """`EXAMPLE, CHANGE, ...`"""
    example, *tries = text.split(", ")
    facts: dict[str, Any] = dict(EXAMPLES[example]["facts"])
    changes, works, standing = Changes(), 0, {}
    for each in tries:
        match each.split(" "):
            case ["answer", fact, value]:
                facts[fact] = float(value)
            case ["no", "answer", fact]:
                del facts[fact]
            case ["construction", days]:
                works = int(days)
            case [code, "done"]:
                standing[code] = Standing(DONE)
            case [code, "open", left]:
                standing[code] = Standing(RUNNING, int(left))
            case _:
                changes = changed(changes, each)
    type_ = EXAMPLES[example]["type"]
    return Tried(plan_of(catalogue(), type_, facts, changes, construction_workdays=works), standing)


def changed(changes: Changes, words: str) -> Changes:
    match words.split(" "):
        case [code, "takes", days]:
            return changes._replace(days={**changes.days, code: Term(int(days))})
        case ["without", code]:
            return changes._replace(drop=changes.drop | {code})
        case ["with", code]:
            return changes._replace(add=changes.add | {code})
        case [code, "decides", "after", before]:
            return changes._replace(decides=changes.decides | {(before, code)})
    raise AssertionError(f"not in the form of the page: {words}")


def said_of_plan(found: Tried, words: str) -> tuple[Any, Any]:
    """What a plan says in the words of the page, and what the page says."""
    plan = found.plan
    match words.split(" "):
        case ["hangs", code, "on", *facts]:
            return list(plan.unknown[code]), facts
        case [code, days, "days"]:
            return plan.items[code].term.days, int(days)
        case ["asks", paper, "of", *codes]:
            return next(each.by for each in plan.asked if each.material == paper), tuple(codes)
        case ["path", *way]:
            return plan.way(), way
        case ["critical", "to", "start", *codes]:
            return [code for code, span in plan.to_start.items() if span.critical], codes
        case ["holding", "it", *codes]:
            return found.forecast.critical or ["none"], codes
    for name, (holds, among) in members(plan).items():
        if words.startswith(f"{name} "):
            codes = words.removeprefix(f"{name} ").split(" ")
            return [code for code in codes if (code in among) == holds], codes
    name, _, number = words.rpartition(" ")
    return (NUMBERS[name](found), int(number)) if name in NUMBERS else said_of_course(plan.course, None, words)


def members(plan: Plan) -> dict[str, tuple[bool, Collection[str]]]:
    """What may be among what, or not."""
    asked = [each.material for each in plan.asked]
    return {
        "in": (True, plan.items), "not in": (False, plan.items), "unknown not": (False, plan.unknown),
        "unknown": (True, plan.unknown), "never asks": (False, asked),
    }  # fmt: skip


NUMBERS = {
    "matters": lambda found: len(found.plan.items),
    "start": lambda found: found.plan.path_to_start,
    "sum": lambda found: found.plan.sum_of_committed,
    "asked": lambda found: found.plan.slots,
    "asked once": lambda found: len(found.plan.asked),
    "earliest start": lambda found: found.forecast.start,
}


@pytest.mark.parametrize("text", lines("plan"))
def test_plan(text: str) -> None:
    given, _, said = text.partition(" -> ")
    found = tried(given)
    for words in said.split("; "):
        told, expected = said_of_plan(found, words)
        assert told == expected, words
