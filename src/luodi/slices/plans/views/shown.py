"""A plan as its screens show it: each matter with its days, its dates, what became of it, and whether it decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luodi.kernel.graph import Span, path, spans
from luodi.slices.matters.rules.catalogue import START, Entry
from luodi.slices.plans.reads import PassageRow, ProjectPlan
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME
from luodi.spine.people.reads import PartyRow
from luodi.web.doors import Sitting


@dataclass(frozen=True)
class Shown:
    """A matter of a plan. Its dates from today on are of the forecast; an acceptance that waits for the works has none.

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


class Desk:
    """Says one plan to one sitting, as it stands or as it would with other days."""

    def __init__(self, sitting: Sitting, plan: ProjectPlan, parties: Mapping[str, PartyRow]) -> None:
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
    def matters(self) -> dict[str, Shown]:
        """Every matter of the plan, in the order of the catalogue."""
        ahead = self.plan.forecast
        every = spans(ahead.course) if ahead else {}
        return {code: self._shown(code, every) for code in self.plan.plan.items}

    def _shown(self, code: str, every: Mapping[str, Span]) -> Shown:
        plan, item, standing = self.plan, self.plan.plan.items[code], self.plan.standing[code]
        ahead, day = plan.forecast, plan.line.date
        after = item.entry.stage == "D" and standing.state == TO_COME
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
