"""Whether a project's answers can be such: each of its kind, one of its choices, a number that something can have."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from luodi.kernel.problems import Problem, problem
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import packaged_catalogue, shipped
from luodi.slices.matters.rules.triggers import clauses

MOST = 1_000_000_000_000
LONGEST = 40


def faults(answers: Mapping[Any, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Everything in some answers that a catalogue cannot ask: facts nobody asks for, values of another kind."""
    known = {*catalogue.facts(), *packaged_catalogue().facts()}
    for fact, value in answers.items():
        if fact not in known:
            yield problem("No matter asks for %(facts)s; leave it out.", facts=shown(fact))
        elif (wrong := _wrong(_kind(fact), shown(fact), value)) is not None:
            yield wrong


def doubts(answers: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Every answer of the right kind that no project can have: a choice nobody offers, less than nothing, too much.

    A trigger takes such a choice for a no, so a slip of the pen would leave matters out.
    """
    for fact, value in answers.items():
        kind, said = _kind(fact), {"fact": fact, "answer": shown(value)}
        if kind == "number" and not 0 <= value <= MOST:
            yield problem("%(fact)s is a number from 0 to 1,000,000,000,000, not %(answer)s.", **said)
        elif kind == "choice" and value not in (options := _options(fact, catalogue)):
            yield problem("%(fact)s is one of %(options)s, not %(answer)s.", options=", ".join(options), **said)


def shown(value: Any) -> str:
    """A value as a sentence shows it: short, on one line, whatever it is."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MOST:
        return "…"
    if not isinstance(value, str | bool | int | float):
        return type(value).__name__
    text = "".join(each if each.isprintable() else "?" for each in str(value)[: LONGEST + 1])
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _kind(fact: str) -> str:
    kind: str = shipped("facts")["facts"].get(fact, {}).get("kind", "")
    return kind


def _wrong(kind: str, fact: str, value: Any) -> Problem | None:
    said = {"fact": fact, "answer": shown(value)}
    if kind == "yes_no" and not isinstance(value, bool):
        return problem("%(fact)s is yes or no (true or false), not %(answer)s.", **said)
    if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value)):
        return problem("%(fact)s is a number, not %(answer)s.", **said)
    if kind == "choice" and not isinstance(value, str):
        return problem("%(fact)s is one word of a list, not %(answer)s.", **said)
    if not isinstance(value, str | bool | int | float):
        return problem("%(fact)s: %(answer)s cannot be an answer.", **said)
    return None


def _options(fact: str, catalogue: Catalogue) -> list[str]:
    """The choices of the shipped file, and those a county's own triggers ask for."""
    asked = [
        option
        for entry in catalogue.matters.values()
        for clause in clauses(entry.trigger)
        if clause.fact == fact
        for option in (clause.value if isinstance(clause.value, list) else [clause.value])
    ]
    return list(dict.fromkeys([*shipped("facts")["facts"][fact]["options"], *map(str, asked)]))
