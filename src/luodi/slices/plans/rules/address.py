"""A plan's address: the answers as the query of a link, short, versioned, in one form, so that the link is the plan.

A field's key stands before its answer: choices by their values, several with a dot between, `0` for none of them, `u`
for not sure (behind others: for all else), a number in the unit it is asked in. What is left out was not answered.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from luodi.kernel.problems import Problem, problem
from luodi.slices.plans.rules.questions import (
    MANY,
    NOTHING,
    NUMBER,
    ONE,
    UNSURE,
    Field,
    Given,
    Number,
    Questionnaire,
)

VERSION = "v"
LONGEST = 2000  # characters of a whole query; all answers together take a fifth
_TYPED = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})([^\d.,]{0,8})")
_SHOWN = 40


def read(
    questionnaire: Questionnaire, query: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Given], dict[str, Problem]]:
    """The answers of a query by field, and what cannot be right by field (or by `v`)."""
    given: dict[str, Given] = {}
    wrong: dict[str, Problem] = {}
    if any(version != questionnaire.version for version in query.get(VERSION, ()) if version):
        wrong[VERSION] = problem("This link was made for other questions; answer them anew.")
        return given, wrong
    for field in questionnaire.fields():
        values = [text for text in map(_plain, query.get(field.key, ())) if text]
        if values:
            found = _given(field, values)
            if isinstance(found, Given):
                given[field.key] = found
            else:
                wrong[field.key] = found
    return given, wrong | _beyond(questionnaire, given)


def write(questionnaire: Questionnaire, answers: Iterable[tuple[Field, Given | None]]) -> list[tuple[str, str]]:
    """The query of some answers, in its one form."""
    said = [(field.key, _written(field, given)) for field, given in answers if given]
    return [(VERSION, questionnaire.version), *said]


def decimal(number: Fraction) -> str:
    """A number whose decimals end, written out."""
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():f}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "").replace("，", "").strip().lower()


def _given(field: Field, values: list[str]) -> Given | Problem:
    if field.kind == MANY:
        return _chosen(field, {part for text in values for part in text.split(".")})
    if UNSURE in values:
        return Given(unsure=True)
    if field.kind == NUMBER and field.number:
        return _number(field.number, values[-1])
    return _chosen(field, {values[-1]})


def _chosen(field: Field, values: set[str]) -> Given | Problem:
    known = tuple(option.value for option in field.options if option.value in values)
    strange = values - set(known) - ({UNSURE, NOTHING} if field.kind == MANY else set())
    if strange:
        typed = min(strange)[:_SHOWN]
        return problem("“%(typed)s” is none of the choices; choose one of those that stand here.", typed=typed)
    return Given(known, unsure=UNSURE in values)


def _number(number: Number, text: str) -> Given | Problem:
    found = _TYPED.fullmatch(text.replace(" ", ""))
    units = {**number.also, **{unit.lower(): number.per for unit in number.unit}, "": number.per}
    per = units.get(unicodedata.normalize("NFKC", found[2])) if found else None
    if found is None or per is None:
        return problem("“%(typed)s” is no number; write one that is not below zero, for instance 90 or 1.5.",
                       typed=text[:_SHOWN])  # fmt: skip
    value = Fraction(found[1]) * per
    return Given(number=value, text=decimal(value / number.per))


def _beyond(questionnaire: Questionnaire, given: Mapping[str, Given]) -> dict[str, Problem]:
    """Numbers that are more than what they are a part of."""
    parts = [(field.key, field.within) for field in questionnaire.fields() if field.within]
    numbers = {key: each.number for key, each in given.items() if each.number is not None}
    return {
        part: problem("That is more than the whole land; write how much of it.")
        for part, whole in parts
        if part in numbers and whole in numbers and numbers[part] > numbers[whole]
    }


def _written(field: Field, given: Given) -> str:
    if field.kind == NUMBER:
        return UNSURE if given.unsure else given.text
    chosen = [*given.chosen, *([UNSURE] if given.unsure else [])]
    return ".".join(chosen) or (UNSURE if field.kind == ONE else NOTHING)
