"""A plan as its screens show it: each matter with its days, its dates, what became of it, and whether it decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from luodi.kernel.calendar import Calendar
from luodi.kernel.graph import Span, path, spans
from luodi.slices.matters.rules.catalogue import START, Entry
from luodi.slices.plans.reads import PassageRow, ProjectPlan, completion_of, held_days
from luodi.slices.plans.rules.completion import Completion, waits_for_works
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME
from luodi.slices.projects.reads import WorksRow, works_of
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import Place

TYPICAL = "*"  # beside days that are usual, and published nowhere


@dataclass(frozen=True)
class Shown:
    """A matter of a plan. Its dates from today on are of the forecast; an acceptance has none while nobody
    knows how long it is built.

    `slack` None: it does not touch the start.
    """

    entry: Entry
    name: str
    party: str
    short: str
    party_kind: str
    days: int
    unit: str
    state: str
    left: int
    deciding: bool
    slack: int | None
    begins_on: date | None
    ends_on: date | None
    latest_on: date | None
    passages: tuple[PassageRow, ...]

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def done_on(self) -> date | None:
        """The day the last of its handlings ended."""
        ended = [row.done_on for row in self.passages if row.done_on]
        return max(ended) if ended and self.state == DONE else None

    @property
    def received_on(self) -> date | None:
        return min((row.received_on for row in self.passages), default=None)

    @property
    def used(self) -> int:
        """Counted days of the handling that runs, or of the longest one that is done."""
        rows = [row for row in self.passages if row.runs] if self.state == RUNNING else self.passages
        return max((row.net for row in rows), default=0)

    @property
    def over(self) -> int:
        """By how many workdays it took, or takes, longer than its days."""
        return max(0, self.used - self.days) if self.unit == "workday" and self.passages else 0

    @property
    def typical(self) -> bool:
        """Whether its days are what is usual, and published nowhere."""
        return self.entry.committed_basis == "typical"


class Reader(Protocol):
    """Whom a plan is said to: a sitting, or whoever has its link."""

    @property
    def place(self) -> Place: ...
    @property
    def on(self) -> date: ...
    @property
    def calendar(self) -> Calendar: ...
    @property
    def english(self) -> bool: ...
    def said(self, text: str, text_en: str) -> str: ...


class Desk:
    """Says one plan to one reader, as it stands or as it would with other days."""

    def __init__(self, sitting: Reader, plan: ProjectPlan, parties: Mapping[str, PartyRow]) -> None:
        self.sitting, self.plan, self.parties = sitting, plan, parties

    @property
    def on(self) -> date:
        return self.sitting.on

    def party(self, key: str) -> str:
        """A party's name by its key."""
        row = self.parties.get(key)
        return self.sitting.said(row.name, row.name_en) if row else key

    def short(self, key: str) -> str:
        """A party's name on a drawing: a body of the county goes without the county's own letter."""
        name, kind = self.party(key), self.sitting.place.name[-1:]
        return name.removeprefix(kind) if len(name) > 2 else name

    def named(self, code: str) -> str:
        """A matter's name by its code."""
        entry = self.plan.catalogue.matters[code]
        return self.sitting.said(entry.name, entry.name_en)

    def paper(self, code: str) -> str:
        """A paper's name by its code."""
        material = self.plan.catalogue.materials[code]
        return self.sitting.said(material.name, material.name_en)

    @cached_property
    def start_on(self) -> date | None:
        """The earliest lawful start as forecast."""
        return self.plan.start_on

    @cached_property
    def contract_on(self) -> date | None:
        """The last day a promise gives for the start."""
        return self.plan.project.contract_start_on

    @cached_property
    def held(self) -> dict[str, dict[str, int]]:
        """Workdays each party had the ball of a matter, by code and key."""
        return held_days(self.sitting.place, self.plan, self.on)

    @cached_property
    def works(self) -> list[WorksRow]:
        """What is registered of its works, where it has several."""
        return works_of(self.plan.project.pk)

    @cached_property
    def completion(self) -> Completion | None:
        """The plan to its end; None where nothing is left to come."""
        return completion_of(self.sitting.place, self.plan, self.on, self.works)

    @cached_property
    def end_on(self) -> date | None:
        """When the last matter is done, as forecast; None where nobody knows."""
        return self._day(self.completion and self.completion.end)

    @cached_property
    def built_on(self) -> date | None:
        """When all works are to be built, be it past; None where nobody knows, or nothing is built."""
        return self._day(self.completion and self.completion.planned)

    def _day(self, position: int | None) -> date | None:
        return None if position is None else self.plan.line.date(position)

    @property
    def no_days(self) -> bool:
        """Whether nobody knows when it is complete, as long as nobody says how long it is built."""
        return self.completion is not None and self.completion.built is None

    def provisional(self, on: date | None) -> bool:
        """Whether a notice of holidays may still move a day."""
        return on is not None and on > self.on and self.sitting.calendar.provisional(on)

    @cached_property
    def matters(self) -> dict[str, Shown]:
        """Every matter of the plan, in the order of the catalogue."""
        every = spans(self.completion.course) if self.completion else {}
        return {code: self._shown(code, every) for code in self.plan.plan.items}

    def _shown(self, code: str, every: Mapping[str, Span]) -> Shown:
        plan, item, standing = self.plan, self.plan.plan.items[code], self.plan.standing[code]
        ahead, day = plan.forecast, plan.line.date
        after = self.no_days and waits_for_works(plan.plan, plan.standing, code)
        span = every.get(code) if standing.state != DONE and not after else None
        slack = ahead.to_start.get(code) if ahead and span else None
        owner = self.parties.get(item.entry.department)
        return Shown(
            entry=item.entry,
            name=self.named(code),
            party=self.party(item.entry.department),
            short=self.short(item.entry.department),
            party_kind=owner.kind if owner else "",
            days=item.term.days,
            unit=item.term.unit,
            state=standing.state,
            left=standing.left,
            deciding=ahead is not None and code in ahead.critical,
            slack=slack.float_workdays if slack else None,
            begins_on=day(span.earliest_start) if span and standing.state == TO_COME else None,
            ends_on=day(span.earliest_finish) if span else None,
            latest_on=day(slack.latest_finish) if slack else None,
            passages=tuple(plan.passages.get(code, ())),
        )

    @cached_property
    def chain(self) -> list[str]:
        """What decides the start, first to last: what is done by what came last, then one longest way from today."""
        ahead, found = self.plan.forecast, []
        if ahead:
            found = [code for code in path(ahead.course, START) if self.matters[code].state != DONE]
        elif START in self.matters and self.matters[START].state == DONE:
            found = [START]
        before: dict[str, list[str]] = {}
        for edge in self.plan.plan.edges:
            before.setdefault(edge.after, []).append(edge.before)
        while found:
            done = [code for code in before.get(found[0], ()) if self.matters[code].done_on]
            if not done:
                break
            found.insert(0, max(done, key=lambda code: self.matters[code].done_on or date.min))
        return found
