"""What answers come to while some are still open, and what one more answer would change, from the plan's own rules."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from luodi.kernel.graph import Line
from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.triggers import held
from luodi.slices.plans.rules.plan import Plan, plan_of
from luodi.slices.plans.rules.questions import (
    MANY,
    NUMBER,
    Asked,
    Field,
    Given,
    Heard,
    Questionnaire,
    Triggers,
    listen,
    triggers_of,
)

Answered = Mapping[str, Given]


class Outlook(NamedTuple):
    """The plan of what was answered. `may`: matters that could come in addition, with the fields they hang on."""

    heard: Heard
    plan: Plan
    may: dict[str, tuple[str, ...]]


class Effect(NamedTuple):
    """What a choice brings beside what comes anyway: matters that apply, others that may, and the workdays to start."""

    adds: tuple[str, ...]
    may: tuple[str, ...]
    start: int


class Source(NamedTuple):
    """The questions, on one catalogue; `line` where a calendar is known. Made by `source_of`."""

    questionnaire: Questionnaire
    catalogue: Catalogue
    triggers: Triggers
    line: Line | None = None

    def outlook(self, given: Answered) -> Outlook:
        """What some answers come to."""
        heard = listen(self.questionnaire, self.triggers, given)
        plan = self._plan(heard, heard.types[0])
        open_ = [each.field for each in heard.open]
        may = {code: _keys(open_, facts) for code, facts in plan.unknown.items()}
        narrowing = tuple(field.key for field in open_ if any(option.types for option in field.options))
        for entry in self.catalogue.matters.values():
            if entry.code not in plan.items and entry.code not in may and _of_another(entry, heard):
                may[entry.code] = narrowing
        ordered = {code: may[code] for code in self.catalogue.matters if code in may}
        return Outlook(heard, plan, ordered)

    def effects(self, asked: Asked, given: Answered) -> dict[str, Effect]:
        """What each choice of a field would change, the other answers as they stand."""
        field = asked.field
        if field.kind == NUMBER:
            return {}
        tried = {option.value: self.outlook({**given, field.key: Given((option.value,))}) for option in asked.options}
        if field.kind == MANY:
            bare = self.outlook({**given, field.key: Given()})
            anyway, perhaps = set(bare.plan.items), set(bare.may)
        else:
            anyway = set.intersection(*(set(one.plan.items) for one in tried.values()))
            perhaps = set.intersection(*({*one.plan.items, *one.may} for one in tried.values()))
        return {
            value: Effect(
                adds=tuple(code for code in one.plan.items if code not in anyway),
                may=tuple(code for code in one.may if code not in perhaps),
                start=one.plan.path_to_start,
            )
            for value, one in tried.items()
        }

    def comparison(self, outlook: Outlook, given: Answered) -> tuple[Field, Outlook] | None:
        """A field with a choice to compare with, and what that would come to; None where it is one's own, or none."""
        for field, options, answer in outlook.heard.asked:
            other = Given((field.compare,))
            if field.compare in {option.value for option in options} and answer and answer.chosen != other.chosen:
                return field, self.outlook({**given, field.key: other})
        return None

    def _plan(self, heard: Heard, type_: str) -> Plan:
        return plan_of(self.catalogue, type_, heard.answers, line=self.line)


def source_of(questionnaire: Questionnaire, catalogue: Catalogue) -> Source:
    """The questions on a catalogue, those kinds of project left out that it does not know."""
    types = tuple(type_ for type_ in questionnaire.types if type_ in catalogue.types)
    return Source(questionnaire._replace(types=types), catalogue, triggers_of(catalogue))


def _of_another(entry: Entry, heard: Heard) -> bool:
    """Whether a matter applies, or may, to another kind of project that is still possible."""
    types = {type_ for type_ in heard.types[1:] if type_ in entry.applies_to}
    return bool(types) and (
        bool(types & set(entry.required_for)) or held(entry.trigger, heard.answers).value is not False
    )


def _keys(fields: Iterable[Field], facts: Iterable[str]) -> tuple[str, ...]:
    wanted = set(facts)
    return tuple(field.key for field in fields if field.facts & wanted)
