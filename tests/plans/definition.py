"""What a plan is, straight from the text of the catalogue: plain recursion over its file, nothing of the rules'."""

import operator
import random
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CATALOGUE = Path(__file__).parents[2] / "src/luodi/catalogue"
OPERATORS = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq,
    "is": operator.is_, "in": lambda answer, among: answer in among,
}  # fmt: skip
START = "C12"
Facts = dict[str, Any]


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((CATALOGUE / "matters.yml").read_text("utf-8"), yaml.CSafeLoader)
    return found


@cache
def matters() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in document()["matters"]}


def holds(trigger: Any, facts: Facts) -> bool:
    """Whether a trigger holds; a missing answer makes its clause false."""
    if trigger == "always":
        return True
    if "fact" in trigger:
        return trigger["fact"] in facts and OPERATORS[trigger["op"]](facts[trigger["fact"]], trigger["value"])
    if "any" in trigger:
        return any(holds(part, facts) for part in trigger["any"])
    return all(holds(part, facts) for part in trigger["all"])


def compared(trigger: Any) -> list[tuple[str, str, Any]]:
    if trigger == "always":
        return []
    if "fact" in trigger:
        return [(trigger["fact"], trigger["op"], trigger["value"])]
    return [clause for part in trigger.get("any", []) + trigger.get("all", []) for clause in compared(part)]


@cache
def values() -> dict[str, list[Any]]:
    """For every answer the triggers ask for, values on each side of each of its thresholds."""
    found: dict[str, list[Any]] = {}
    for row in matters().values():
        for fact, op, value in compared(row["trigger"]):
            around = {"is": [True, False], "==": [value, "none"], "in": [*(value if op == "in" else []), "none"]}
            found.setdefault(fact, []).extend(around.get(op) or [max(0, value - 0.5), value, value + 0.5])
    return found


def could_hold(trigger: Any, facts: Facts) -> bool:
    """Whether some answers to what was not answered make a trigger hold: every combination tried."""
    missing = sorted({fact for fact, _, _ in compared(trigger)} - set(facts))
    return any(
        holds(trigger, facts | dict(zip(missing, choice, strict=True)))
        for choice in product(*(values()[fact] for fact in missing))
    )


def facts_of(chance: random.Random) -> Facts:
    """Some of the answers, each one of the values around its thresholds."""
    share = chance.choice([0.1, 0.5, 0.8, 1.0])
    return {fact: chance.choice(choices) for fact, choices in values().items() if chance.random() < share}


def days_of(code: str, type_: str) -> int:
    row = matters()[code]
    days = row.get("committed_days_by_type", {}).get(type_, row["committed_days"])
    found: int = row["plan_days"] if days is None else days
    return found


class Tried(NamedTuple):
    """What is changed on a plan to see what happens."""

    days: dict[str, int] = {}
    drop: frozenset[str] = frozenset()
    add: frozenset[str] = frozenset()
    decides: frozenset[tuple[str, str]] = frozenset()
    construction: int = 0


class Defined(NamedTuple):
    """A plan by its definition."""

    type: str
    codes: list[str]
    unknown: list[str]
    days: dict[str, int]
    finish: dict[str, int]

    def numbers(self) -> dict[str, int]:
        """The numbers an example says."""
        papers = [paper for code in self.codes for paper in matters()[code]["materials"]]
        asked = [paper for paper in papers if document()["materials"][paper]["source"] == "applicant"]
        promised = [code for code in self.codes if self._promised(code)]
        return {
            "matters": len(self.codes),
            "path_to_start": self.finish.get(START, 0),
            "path_to_end": max(self.finish.values(), default=0),
            "sum_of_committed": sum(self.days[code] for code in promised),
            "asked": len(asked),
            "asked_once": len(set(asked)),
        }

    def _promised(self, code: str) -> bool:
        row = matters()[code]
        return row["committed_days"] is not None or self.type in row.get("committed_days_by_type", {})


def defined(type_: str, facts: Facts, tried: Tried | None = None) -> Defined:
    """The plan of a project by the words of the catalogue: chosen one by one, finished by recursion."""
    tried = tried or Tried()
    codes, unknown = [], []
    for code, row in matters().items():
        allowed = type_ in row["applies_to"]
        if code in tried.drop:
            continue
        if code in tried.add or type_ in row["required_for"] or (allowed and holds(row["trigger"], facts)):
            codes.append(code)
        elif allowed and could_hold(row["trigger"], facts):
            unknown.append(code)
    days = {code: tried.days.get(code, days_of(code, type_)) for code in codes}
    return Defined(type_, codes, unknown, days, _finished(codes, days, tried))


def _finished(codes: list[str], days: dict[str, int], tried: Tried) -> dict[str, int]:
    finish: dict[str, int] = {}

    def at(code: str) -> int:
        if code not in finish:
            begin = decided = 0
            for before in matters()[code]["prerequisites"]:
                if before not in days:
                    continue
                works = tried.construction if before == START and matters()[code]["stage"] == "D" else 0
                if (before, code) in tried.decides:
                    decided = max(decided, at(before) + works)
                else:
                    begin = max(begin, at(before) + works)
            finish[code] = max(begin + days[code], decided)
        return finish[code]

    for code in codes:
        at(code)
    return finish
