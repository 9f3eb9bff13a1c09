"""What answers come to while some are still open, and what one more answer would change, from the plan's own rules."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
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
    listen,
    triggers_of,
)

Answered = Mapping[str, Given]
KEPT = 128  # outlooks of one catalogue and day


class Outlook(NamedTuple):
    """The plan of what was answered. `may`: matters that could come in addition, with the fields they hang on."""

    heard: Heard
    plan: Plan
    may: dict[str, tuple[str, ...]]


class Effect(NamedTuple):
    """What a choice would change on the list as it stands: matters it adds, takes away, lets come, and rules out of
    those that might have come; and the workdays to the start with it. Of several that can be chosen: what each brings.
    """

    adds: tuple[str, ...]
    takes: tuple[str, ...]
    may: tuple[str, ...]
    rules_out: tuple[str, ...]
    start: int


class Source:
    """The questions, on one catalogue; `line` where a calendar is known. What it said it remembers for a while."""

    def __init__(self, questionnaire: Questionnaire, catalogue: Catalogue, line: Line | None = None) -> None:
        types = tuple(type_ for type_ in questionnaire.types if type_ in catalogue.types)
        self.questionnaire = questionnaire._replace(types=types)  # without kinds of project the catalogue does not know
        self.catalogue, self.triggers, self.line = catalogue, triggers_of(catalogue), line
        self._remembered = lru_cache(KEPT)(self._outlook)

    def outlook(self, given: Answered) -> Outlook:
        """What some answers come to."""
        return self._remembered(tuple(sorted(given.items())))

    def _outlook(self, given: tuple[tuple[str, Given], ...]) -> Outlook:
        heard = listen(self.questionnaire, self.triggers, dict(given))
        plan = plan_of(self.catalogue, heard.types[0], heard.answers, line=self.line)
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
        if asked.field.kind == NUMBER:
            return {}
        return {option.value: self._effect(asked, given, option.value) for option in asked.options}

    def _effect(self, asked: Asked, given: Answered, value: str) -> Effect:
        chosen = asked.given.chosen if asked.given and asked.field.kind == MANY else ()
        ways = [option.value for option in asked.field.options]
        bare, full = (tuple(way for way in ways if way in all_) for all_ in ({*chosen} - {value}, {*chosen, value}))
        before = {**given, asked.field.key: Given(bare)} if value in chosen else given
        now, then = self.outlook(before), self.outlook({**given, asked.field.key: Given(full)})
        return Effect(
            adds=tuple(code for code in then.plan.items if code not in now.plan.items),
            takes=tuple(code for code in now.plan.items if code not in then.plan.items),
            may=tuple(code for code in then.may if code not in now.may and code not in now.plan.items),
            rules_out=tuple(code for code in now.may if code not in then.may and code not in then.plan.items),
            start=then.plan.path_to_start,
        )

    def comparison(self, outlook: Outlook, given: Answered) -> tuple[Field, Outlook] | None:
        """A field with a choice to compare with, and what that would come to; None where it is one's own, or none."""
        for field, options, answer in outlook.heard.asked:
            other = Given((field.compare,))
            if field.compare in {option.value for option in options} and answer and answer.chosen != other.chosen:
                return field, self.outlook({**given, field.key: other})
        return None


def _of_another(entry: Entry, heard: Heard) -> bool:
    """Whether a matter applies, or may, to another kind of project that is still possible."""
    types = {type_ for type_ in heard.types[1:] if type_ in entry.applies_to}
    return bool(types) and (
        bool(types & set(entry.required_for)) or held(entry.trigger, heard.answers).value is not False
    )


def _keys(fields: Iterable[Field], facts: Iterable[str]) -> tuple[str, ...]:
    wanted = set(facts)
    return tuple(field.key for field in fields if field.facts & wanted)
