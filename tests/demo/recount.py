"""The county's cases counted a second time: from the files, day after day, with nothing of the product's."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.kernel import oracle

CATALOGUE = Path(__file__).parents[2] / "src/luodi/catalogue"
ACCEPTANCE = 5


@cache
def county() -> dict[str, Any]:
    """The demo file."""
    return _read("demo/county.yml")


@cache
def limits() -> dict[str, int | None]:
    """Promised days by matter."""
    return {matter["code"]: matter["committed_days"] for matter in _read("matters.yml")["matters"]}


def _read(name: str) -> dict[str, Any]:
    text = (CATALOGUE / name).read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


@dataclass
class Told:
    """What a case's events say by the end of a day."""

    received: date
    from_on: date  # day 0 of the limit to accept
    accepted: date | None = None
    stops: list[tuple[date, date | None]] = field(default_factory=list)  # of the limit that runs
    ball: str = ""


@dataclass(frozen=True)
class Stands:
    """A case at the end of a day. `net` from acceptance, None before it; `left` None where no day is due."""

    light: str
    due: date | None
    left: int | None
    net: int | None
    gross: int
    ball: str
    by_law: bool


def told(case: dict[str, Any], on: date) -> Told:
    """Read the events of an open case up to a day."""
    first, *rest = [event for event in case["ev"] if event[0] <= on]
    so_far = Told(first[0], first[0], ball=first[2])
    for day, word, party in rest:
        so_far.ball = party
        if word in ("sup", "stop"):
            so_far.stops.append((day, None))
        elif word == "go":
            so_far.stops[-1] = (so_far.stops[-1][0], day - oracle.ONE)
        elif word == "acc":
            so_far.accepted, so_far.stops = day, []
        else:
            raise AssertionError(f"no open case of the county has {word}")
    return so_far


def stands(case: dict[str, Any], on: date) -> Stands:
    """How an open case stands, counted day by day."""
    so_far, by_law = told(case, on), False
    if so_far.accepted is None and not so_far.stops:
        last = oracle.due(so_far.from_on, ACCEPTANCE, [], "workday")
        assert last is not None
        if on > last and _worked_between(last, on):  # the workday after it has come (Licensing Law, art. 32)
            so_far.accepted, by_law = so_far.received, True
    zero = so_far.accepted or so_far.from_on
    term = limits()[case["matter"]] if so_far.accepted else ACCEPTANCE
    assert term is not None
    due = oracle.due(zero, term, so_far.stops, "workday")
    left = oracle.remaining(zero, on, term, so_far.stops, "workday") if due else None
    light = "paused"
    if due is not None:
        amber = oracle.amber(zero, term, so_far.stops, "workday")
        assert amber is not None
        light = "overdue" if on > due else "soon" if on >= amber else "normal"
    net = oracle.net(zero, on, so_far.stops, "workday") if so_far.accepted else None
    gross = oracle.net(so_far.received, on, [], "workday")
    return Stands(light, due, left, net, gross, so_far.ball, by_law)


def _worked_between(after: date, upto: date) -> bool:
    return oracle.net(after, upto, [], "workday") > 0
