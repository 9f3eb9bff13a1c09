"""The graph of a plan against its definition: recursion and trial, every path walked, days counted one by one."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.kernel.clock import Term
from luodi.kernel.graph import Cycle, Edge, Line, Network, path, run, spans, worth
from luodi.spine.people.calendars import calendar_for
from tests.kernel.drawn import DAYS, Drawn, drawn

CHINA = calendar_for(None)
FAR = 400


def slips_until(moved: Iterator[bool]) -> int:
    """The longest slip that moves nothing."""
    return next(k for k, did in enumerate(moved) if did)


@settings(max_examples=80, deadline=None)
@given(drawn())
def test_earliest_and_float_are_those_of_trial(plan: Drawn) -> None:
    course = run(Network(plan.terms, plan.edges), plan.terms, Line(CHINA, plan.day))
    found = spans(course)
    assert list(found) == list(plan.terms)
    end = plan.end()
    assert course.end == end
    for task, span in found.items():
        assert span.earliest_finish == course.at(task) == plan.finish(task)
        assert span.latest_finish == span.earliest_finish + span.float_workdays
        slack = slips_until(plan.end({task: k + 1}) > end for k in range(FAR))
        assert span.float_workdays == slack
        assert span.critical == (plan.end({task: 1}) > end)


@settings(max_examples=80, deadline=None)
@given(drawn(), st.data())
def test_float_to_a_goal_is_of_what_it_waits_for(plan: Drawn, data: st.DataObject) -> None:
    goal = data.draw(st.sampled_from(list(plan.terms)))
    network = Network(plan.terms, plan.edges)
    found = spans(run(network, plan.terms, Line(CHINA, plan.day)), goal)
    assert network.waits_for(goal) == plan.before(goal)
    assert set(found) == plan.before(goal) | {goal}
    reached = plan.finish(goal)
    for task, span in found.items():
        slack = slips_until(plan.finish(goal, {task: k + 1}) > reached for k in range(FAR))
        assert (span.earliest_finish, span.float_workdays) == (plan.finish(task), slack)


@settings(max_examples=80, deadline=None)
@given(drawn(), st.data())
def test_the_path_is_a_tight_chain_from_the_first_day(plan: Drawn, data: st.DataObject) -> None:
    goal = data.draw(st.sampled_from(list(plan.terms)))
    course = run(Network(plan.terms, plan.edges), plan.terms, Line(CHINA, plan.day))
    way = path(course, goal)
    ties = {(edge.before, edge.after): edge for edge in plan.edges}
    at = 0
    for before, task in zip([None, *way], way, strict=False):
        edge = ties[before, task] if before else Edge("", task)
        at = at + edge.lag if edge.decides else plan.after(at + edge.lag, plan.terms[task])
        assert at == plan.finish(task)
    assert way[-1] == goal


@settings(max_examples=80, deadline=None)
@given(drawn(), st.data())
def test_what_a_day_less_is_worth(plan: Drawn, data: st.DataObject) -> None:
    goal = data.draw(st.sampled_from(list(plan.terms)))
    gained = {}
    for task, term in plan.terms.items():
        if term.days:
            less = plan._replace(terms=plan.terms | {task: term._replace(days=term.days - 1)})
            gained[task] = plan.finish(goal) - less.finish(goal)
    course = run(Network(plan.terms, plan.edges), plan.terms, Line(CHINA, plan.day))
    assert worth(course, goal) == {task: days for task, days in gained.items() if days}


def walks(plan: Drawn, task: str) -> Iterator[int]:
    """The length of every path that ends with a task."""
    yield plan.terms[task].days
    for edge in plan.edges:
        if edge.after == task:
            yield from (length + edge.lag + plan.terms[task].days for length in walks(plan, edge.before))


@settings(max_examples=80, deadline=None)
@given(drawn(units=("workday",), most=9).map(lambda p: p._replace(edges=[e._replace(decides=False) for e in p.edges])))
def test_the_end_is_the_longest_of_all_paths(plan: Drawn) -> None:
    course = run(Network(plan.terms, plan.edges), plan.terms)
    assert course.end == max(length for task in plan.terms for length in walks(plan, task))


def test_a_decision_waits_where_a_start_does_not() -> None:
    terms = {"a": Term(5), "b": Term(3)}
    starts, decides = (run(Network(terms, [Edge("a", "b", 2, decides)]), terms).at("b") for decides in (False, True))
    assert (starts, decides) == (10, 7)
    late = terms | {"b": Term(9)}
    assert run(Network(late, [Edge("a", "b", 2, True)]), late).at("b") == 9
    tied = spans(run(Network(late, [Edge("a", "b", 2, True)]), late))
    assert (tied["a"].float_workdays, tied["b"].critical) == (2, True)


def test_natural_days_end_on_a_workday_and_need_a_calendar() -> None:
    terms = {"a": Term(1), "publicity": Term(10, "day")}
    network = Network(terms, [Edge("a", "publicity")])
    friday = date(2026, 3, 6)
    line = Line(CHINA, friday)
    course = run(network, terms, line)
    assert line.date(course.at("a")) == date(2026, 3, 9)
    assert line.date(course.at("publicity")) == date(2026, 3, 19)
    saturday = Line(CHINA, date(2026, 3, 7))
    assert (saturday.date(0), saturday.date(1)) == (date(2026, 3, 7), date(2026, 3, 9))
    with pytest.raises(ValueError, match="calendar"):
        run(network, terms)


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_the_last_start_is_the_last_that_ends_in_time(day: date, finish: int, days: int) -> None:
    line = Line(CHINA, day)
    plan = Drawn({}, [], day)
    in_time = [at for at in range(finish + 1) if plan.after(at, Term(days, "day")) <= finish]
    assert line.start(finish, days) == max(in_time, default=0)
    assert line.date(finish) == plan.place(finish)
    assert line.date(finish) - day >= timedelta(0)


@settings(max_examples=80, deadline=None)
@given(drawn(), st.data())
def test_a_circle_is_refused_with_its_path(plan: Drawn, data: st.DataObject) -> None:
    last = data.draw(st.sampled_from(list(plan.terms)))
    first = data.draw(st.sampled_from(sorted(plan.before(last) | {last})))
    edges = data.draw(st.permutations([*plan.edges, Edge(last, first)]))
    with pytest.raises(Cycle) as refused:
        Network(plan.terms, edges)
    way = refused.value.path
    assert way[0] == way[-1] and len(set(way)) == len(way) - 1
    assert set(pairwise(way)) <= {(edge.before, edge.after) for edge in edges}
    assert str(refused.value) == " > ".join(way)


def test_edges_of_tasks_that_are_not_there_count_as_met() -> None:
    terms = {"b": Term(3)}
    network = Network(terms, [Edge("a", "b"), Edge("b", "c")])
    course = run(network, terms)
    assert (course.end, course.at("a"), "a" in network, "b" in network) == (3, 0, False, True)
    assert run(Network({}, []), {}).end == 0 and spans(run(Network({}, []), {})) == {}
