"""Plans drawn at random, as their definition reads them: recursion, and days counted one by one."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from luodi.kernel.clock import Term
from luodi.kernel.graph import Edge
from tests.kernel import oracle

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 1))


class Drawn(NamedTuple):
    """A plan as its definition reads it, and the day it is of."""

    terms: dict[str, Term]
    edges: list[Edge]
    day: date

    def place(self, position: int) -> date:
        """The n-th workday after the day of the plan, counted one by one."""
        return oracle.due(self.day, position, [], "workday") if position else self.day  # type: ignore[return-value]

    def after(self, start: int, term: Term) -> int:
        if term.unit == "workday" or not term.days:
            return start + term.days
        last = oracle.due(self.place(start), term.days, [], "day")
        assert last
        return oracle.net(self.day, last, [], "workday")

    def finish(self, task: str, slips: dict[str, int] | None = None) -> int:
        """When a task is finished, where some are finished so many workdays late."""
        seen: dict[str, int] = {}

        def at(task: str) -> int:
            if task not in seen:
                ties = [edge for edge in self.edges if edge.after == task]
                begin = max([0, *(at(edge.before) + edge.lag for edge in ties if not edge.decides)])
                decided = max([0, *(at(edge.before) + edge.lag for edge in ties if edge.decides)])
                seen[task] = max(self.after(begin, self.terms[task]), decided) + (slips or {}).get(task, 0)
            return seen[task]

        return at(task)

    def end(self, slips: dict[str, int] | None = None) -> int:
        return max(self.finish(task, slips) for task in self.terms)

    def before(self, task: str) -> set[str]:
        first = {edge.before for edge in self.edges if edge.after == task}
        return first.union(*(self.before(each) for each in first))


@st.composite
def drawn(draw: st.DrawFn, units: tuple[str, ...] = ("workday", "workday", "day"), most: int = 12) -> Drawn:
    """Up to twelve tasks in any order of naming, an edge between any two; lags, ties that only decide, natural days."""
    names = draw(st.permutations([f"T{i}" for i in range(draw(st.integers(1, most)))]))
    terms = {name: Term(draw(st.integers(0, 12)), draw(st.sampled_from(units))) for name in sorted(names)}
    pairs = [(before, after) for i, after in enumerate(names) for before in names[:i]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    edges = [
        Edge(*pair, draw(st.sampled_from([0, 0, 3])), draw(st.sampled_from([False, False, True]))) for pair in chosen
    ]
    return Drawn(terms, edges, draw(DAYS))
