"""What answers come to while some are still open, and what one more answer would change, from the plan's own rules."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from luodi.kernel.graph import Line
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.plans.rules.plan import Plan, plan_of
from luodi.slices.plans.rules.questions import MANY, NUMBER, Asked, Field, Given, Heard, Questionnaire, listen

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
    """The questions, on one catalogue; `line` where a calendar is known."""

    questionnaire: Questionnaire
    catalogue: Catalogue
    line: Line | None = None

    def outlook(self, given: Answered) -> Outlook:
        """What some answers come to."""
        heard = listen(self.questionnaire, self.catalogue, given)
        plan = self._plan(heard, heard.types[0])
        open_ = [each.field for each in heard.open]
        may = {code: _keys(open_, facts) for code, facts in plan.unknown.items()}
        narrowing = tuple(field.key for field in open_ if any(option.types for option in field.options))
        for type_ in heard.types[1:]:
            other = self._plan(heard, type_)
            for code in (*other.items, *other.unknown):
                if code not in plan.items:
                    may.setdefault(code, narrowing)
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

    def comparison(self, outlook: Outlook, given: Answered) -> Outlook | None:
        """What the choice that is named beside one's own would come to; None where it is one's own, or no choice."""
        for asked in outlook.heard.asked:
            field = asked.field
            if field.compare in {option.value for option in asked.options} and asked.given:
                other = Given((field.compare,))
                return None if asked.given.chosen == other.chosen else self.outlook({**given, field.key: other})
        return None

    def _plan(self, heard: Heard, type_: str) -> Plan:
        return plan_of(self.catalogue, type_, heard.answers, line=self.line)


def _keys(fields: Iterable[Field], facts: Iterable[str]) -> tuple[str, ...]:
    wanted = set(facts)
    return tuple(field.key for field in fields if field.facts & wanted)
