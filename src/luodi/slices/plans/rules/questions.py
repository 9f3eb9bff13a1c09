"""Questions in plain words: which are asked, what an answer says, and what follows from it and is not asked any more.

Fields are gone through in their order. One is asked while it can still change something: the kind of project, or a
matter whose trigger hangs on it, given all that was answered before. What is settled stays so, whatever comes after it.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import Said
from luodi.slices.matters.rules.triggers import Answers, Value, clauses, held

YES, NO, UNSURE, NOTHING = "y", "n", "u", "0"
ONE, MANY, NUMBER = "one", "many", "number"
KEPT = 128  # what a trigger said, of so many answers


class Follows(NamedTuple):
    """What is certain with a choice, so that nobody is asked, and by which law."""

    facts: Mapping[str, Value]
    why: Said


class Option(NamedTuple):
    """A choice: the facts it says, what follows, and the kinds of project that stay possible; none named = all."""

    value: str
    text: Said
    sets: Mapping[str, Value]
    follows: tuple[Follows, ...]
    types: frozenset[str]

    def left(self, types: Iterable[str]) -> tuple[str, ...]:
        """The kinds of project that are still possible after this choice."""
        return tuple(type_ for type_ in types if not self.types or type_ in self.types)


class Number(NamedTuple):
    """How a number is written: `per` units of the fact are one typed unit; `also` other units behind it.

    `shown`: the fact's own unit is shown beside the typed one.
    """

    per: Fraction
    unit: Said
    also: Mapping[str, Fraction]
    shown: bool


class Field(NamedTuple):
    """One answer of a question. `within`: it cannot be more than another; `compare`: a choice to compare with.

    `facts`: what it says something about; `reach`: what follows included.
    """

    key: str
    text: Said
    kind: str
    fact: str
    options: tuple[Option, ...]
    number: Number | None
    within: str
    compare: str
    compare_text: Said
    facts: frozenset[str]
    reach: frozenset[str]


class Question(NamedTuple):
    """A question of a step, why it is asked, and its fields."""

    step: str
    text: Said
    why: Said
    fields: tuple[Field, ...]


class Questionnaire(NamedTuple):
    """All questions. Of several possible kinds of project the first of `types` counts. `words`: yes, no, not sure."""

    version: str
    types: tuple[str, ...]
    steps: Mapping[str, Said]
    words: Mapping[str, Said]
    questions: tuple[Question, ...]

    def fields(self) -> Iterator[Field]:
        """Every field, in the order of the asking."""
        for question in self.questions:
            yield from question.fields


class Hung:
    """A matter's trigger, and the types of project it decides for: `missing` says which answers it hangs on.

    It is asked over and over with all but the same answers, so what it said is remembered for a while.
    """

    def __init__(self, trigger: Any, types: frozenset[str]) -> None:
        self.trigger, self.types = trigger, types
        self.facts = tuple(dict.fromkeys(clause.fact for clause in clauses(trigger)))
        self._said: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def missing(self, answers: Answers) -> tuple[str, ...]:
        """The answers it hangs on; none where it is decided. Raises BadAnswer."""
        known = tuple(answers.get(fact) for fact in self.facts)
        said = self._said.get(known)
        if said is None:
            if len(self._said) == KEPT:
                self._said.clear()
            said = self._said[known] = held(self.trigger, answers).missing
        return said


Triggers = Mapping[str, list[Hung]]


class Given(NamedTuple):
    """An answer: choices by their values, or a number in the fact's unit with the text it was written as.

    `unsure` beside choices: those are so, the others nobody knows.
    """

    chosen: tuple[str, ...] = ()
    number: Fraction | None = None
    text: str = ""
    unsure: bool = False


class Asked(NamedTuple):
    """A field as it is asked: the choices that are left, and what was answered."""

    field: Field
    options: tuple[Option, ...]
    given: Given | None


class Heard(NamedTuple):
    """What all answers come to. `spared`: fields nobody has to answer, as something else decides them, with the law."""

    types: tuple[str, ...]
    answers: dict[str, Value]
    asked: list[Asked]
    spared: dict[str, Said | None]
    misfits: list[str]

    @property
    def open(self) -> list[Asked]:
        """What was asked and not answered, or not wholly."""
        return [each for each in self.asked if each.given is None or each.given.unsure]


def questionnaire_of(document: Mapping[str, Any]) -> Questionnaire:
    """The questions from their file. KeyError where a part is missing."""
    words = {value: Said(**text) for value, text in document["words"].items()}
    return Questionnaire(
        version=str(document["meta"]["version"]),
        types=tuple(document["types"]),
        steps={step["key"]: Said(step["zh"], step["en"]) for step in document["steps"]},
        words=words,
        questions=tuple(_question(row, words) for row in document["questions"]),
    )


def _question(row: Mapping[str, Any], words: Mapping[str, Said]) -> Question:
    text = Said(row["zh"], row["en"])
    fields = tuple(_field(field, text, words) for field in row["fields"])
    return Question(row["step"], text, Said(**row["why"]), fields)


def _field(row: Mapping[str, Any], text: Said, words: Mapping[str, Said]) -> Field:
    fact, written = row.get("fact", ""), row.get("number")
    compare = row.get("compare", {"value": "", "zh": "", "en": ""})
    given = row.get("options") or [{"value": value, **words[value]._asdict(), "sets": {fact: value == YES}}
                                   for value in (YES, NO)]  # fmt: skip
    options = () if written else tuple(_option(option) for option in given)
    facts = frozenset([fact]) if written else frozenset(fact for option in options for fact in option.sets)
    follow = (follows.facts for option in options for follows in option.follows)
    return Field(
        key=row["key"],
        text=Said(row["zh"], row["en"]) if "zh" in row else text,
        kind=NUMBER if written else MANY if row.get("many") else ONE,
        fact=fact,
        options=options,
        number=_number(written) if written else None,
        within=row.get("within", ""),
        compare=compare["value"],
        compare_text=Said(compare["zh"], compare["en"]),
        facts=facts,
        reach=facts.union(*follow),
    )


def _option(row: Mapping[str, Any]) -> Option:
    follows = tuple(Follows(each["facts"], Said(**each["why"])) for each in row.get("follows", ()))
    types = frozenset(row.get("types", ()))
    return Option(row["value"], Said(row["zh"], row["en"]), row.get("sets", {}), follows, types)


def _number(row: Mapping[str, Any]) -> Number:
    also = {unit.lower(): Fraction(per) for unit, per in row.get("also", {}).items()}
    return Number(Fraction(row["per"]), Said(**row["unit"]), also, row.get("shown", False))


def triggers_of(catalogue: Catalogue) -> Triggers:
    """What hangs on each fact, and for which kinds of project it is not required anyway."""
    found: dict[str, list[Hung]] = {}
    for entry in catalogue.matters.values():
        hung = Hung(entry.trigger, frozenset(entry.applies_to) - frozenset(entry.required_for))
        for fact in hung.facts if hung.types else ():
            found.setdefault(fact, []).append(hung)
    return found


def listen(questionnaire: Questionnaire, triggers: Triggers, given: Mapping[str, Given]) -> Heard:
    """Go through the questions with what was answered. Raises BadAnswer where a catalogue compares what it cannot."""
    heard = Heard(questionnaire.types, {}, [], {}, [])
    why: dict[str, Said] = {}
    for field in questionnaire.fields():
        each = _asked(field, heard, triggers, given.get(field.key))
        if each is None:
            if _hanging(field.facts, heard.types, {}, triggers):
                heard.spared[field.key] = next((why[fact] for fact in sorted(field.facts) if fact in why), None)
            continue
        fits = {option.value for option in (field if field.kind == MANY else each).options}
        if each.given and not set(each.given.chosen) <= fits:
            heard.misfits.append(field.key)
            each = each._replace(given=None)
        heard.asked.append(each)
        heard = heard._replace(types=_learned(each, heard, why))
    return heard


def _asked(field: Field, heard: Heard, triggers: Triggers, given: Given | None) -> Asked | None:
    """The field as it is asked now; None where nothing hangs on it."""
    hanging = _hanging(field.reach, heard.types, heard.answers, triggers)
    if field.kind == MANY:
        options = tuple(option for option in field.options if hanging & option.sets.keys())
        return Asked(field, options, given) if options else None
    options = tuple(option for option in field.options if option.left(heard.types))
    narrows = len({option.left(heard.types) for option in options}) > 1
    return Asked(field, options, given) if hanging or narrows else None


def _hanging(facts: frozenset[str], types: Iterable[str], answers: Mapping[str, Value], triggers: Triggers) -> set[str]:
    """Which of these facts a matter still hangs on, for one of the kinds of project that are possible."""
    return {
        fact
        for fact in facts - answers.keys()
        for hung in triggers.get(fact, ())
        if not hung.types.isdisjoint(types) and fact in hung.missing(answers)
    }


def _learned(each: Asked, heard: Heard, why: dict[str, Said]) -> tuple[str, ...]:
    """Take what an answer says and what follows from it; what was known before stands. The types left."""
    field, given, types = each.field, each.given, heard.types
    if given is None:
        return types
    if given.number is not None:
        heard.answers.setdefault(field.fact, float(given.number))
    for option in each.options:
        if option.value in given.chosen:
            types = option.left(types)
            _say(heard.answers, option.sets)
            for follows in option.follows:
                why.update(dict.fromkeys(follows.facts.keys() - heard.answers.keys(), follows.why))
                _say(heard.answers, follows.facts)
        elif field.kind == MANY and not given.unsure:
            _say(heard.answers, dict.fromkeys(option.sets, False))
    return types


def _say(answers: dict[str, Value], said: Mapping[str, Value]) -> None:
    for fact, value in said.items():
        answers.setdefault(fact, value)
