"""Whether a matter applies: its trigger asked of a project's answers, of which some may be missing.

A trigger is `always`, one clause {fact, op, value}, {any: [...]} or {all: [...]}. Three values: it holds, it does not,
or it hangs on answers that were not given (Kleene's strong logic).
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Value = bool | int | float | str
Answers = Mapping[str, Value]

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "is": operator.is_,
    "in": lambda answer, values: answer in values,
}


class Clause(NamedTuple):
    """One comparison of a trigger: an answer by its key, an operator, and what it is compared with."""

    fact: str
    op: str
    value: Any


class BadAnswer(ValueError):
    """An answer of a kind its clause cannot compare."""

    def __init__(self, clause: Clause, answer: Any) -> None:
        super().__init__(f"{clause.fact}: {answer!r} {clause.op} {clause.value!r}")
        self.clause, self.answer = clause, answer


class Held(NamedTuple):
    """What a trigger came to. `because`: the clauses that made it so; `missing`: the answers it hangs on."""

    value: bool | None
    because: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()


def clauses(trigger: Any) -> Iterator[Clause]:
    """Every comparison a trigger makes."""
    if trigger == "always":
        return
    if "fact" in trigger:
        yield Clause(trigger["fact"], trigger["op"], trigger["value"])
    for part in (*trigger.get("any", ()), *trigger.get("all", ())):
        yield from clauses(part)


def held(trigger: Any, answers: Answers) -> Held:
    """Whether a trigger holds for some answers, and by which of them. Raises BadAnswer."""
    if trigger == "always":
        return Held(True)
    if "fact" in trigger:
        return _compared(Clause(trigger["fact"], trigger["op"], trigger["value"]), answers)
    decisive = "any" in trigger  # one that holds decides an `any`, one that does not an `all`
    parts = [held(part, answers) for part in trigger["any" if decisive else "all"]]
    settled = [part for part in parts if part.value is decisive]
    if settled:
        return Held(decisive, tuple(clause for part in settled for clause in part.because))
    missing = tuple(dict.fromkeys(fact for part in parts if part.value is None for fact in part.missing))
    if missing:
        return Held(None, missing=missing)
    return Held(not decisive, tuple(clause for part in parts for clause in part.because))


def _compared(clause: Clause, answers: Answers) -> Held:
    if clause.fact not in answers:
        return Held(None, missing=(clause.fact,))
    answer = answers[clause.fact]
    try:
        return Held(OPERATORS[clause.op](answer, clause.value), (clause,))
    except TypeError:
        raise BadAnswer(clause, answer) from None
