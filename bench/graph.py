"""What blocks what: a hundred thousand projects of 45 steps beside networkx and rustworkx, and one plan with what-if.

Every way says when each project ends; that is compared before times, and slack with the kernel's own, one project at a
time. networkx and rustworkx take fewer projects of the same (they say how many). `luodi bench graph [--projects N]
[--rounds N] [--without PEER|page] [--json]`.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from importlib import import_module, resources
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import yaml

from bench.cases import ROOT, database
from luodi.kernel.clock import Term
from luodi.kernel.graph import Edge, Network, run, spans, worth
from luodi.kernel.graphs import Edges, Graphs, run_alike
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.matters.rules.reading import catalogue_of
from luodi.slices.plans.rules.plan import Changes, plan_of

STAGES, LANES = (12, 11, 11, 11), 6
STEPS, SHAPES = sum(STAGES), 2_000
OF_PEERS, OF_SLACK = 10_000, 200
MATTERS, TYPE = 45, "SOC_GENERAL"
GOALS = {"alike_of_networkx": 500.0, "any_of_rustworkx": 8.0, "plan_and_what_if_ms": 1.0, "what_if_of_page": 0.1}
ABOUT = {
    "luodi_alike": "one graph, numpy: forward and slack",
    "networkx_alike": "one graph kept, its days set anew: length",
    "luodi_any": "any graph, numpy, laid out before: forward",
    "luodi_any_slack": "the same: forward and slack",
    "luodi_any_laid": "the same, laid out each time: forward",
    "rustworkx_any": "any graph, built each time: length",
    "rustworkx_any_kept": "any graph, built before: length",
    "networkx_any": "any graph, built each time: length",
}
RATIOS = {
    "alike_of_networkx": ("luodi_alike", "networkx_alike"),
    "any_of_rustworkx": ("luodi_any", "rustworkx_any"),
    "any_of_rustworkx_kept": ("luodi_any", "rustworkx_any_kept"),
    "any_with_slack_of_rustworkx": ("luodi_any_slack", "rustworkx_any"),
    "any_laid_each_time_of_rustworkx": ("luodi_any_laid", "rustworkx_any"),
}
PEERS, PAGE = ("networkx", "rustworkx"), "page"
NAMES = [str(step) for step in range(STEPS)]
Shape = list[tuple[int, int]]


class Made(NamedTuple):
    """Projects: the edges of each, their days by project and step, and the same edges flat."""

    shapes: list[Shape]
    days: np.ndarray
    edges: Edges


def shape(chance: random.Random) -> Shape:
    """Stages of six lanes; a lane begins after two ends of the stage before, some steps wait for a neighbour too."""
    edges, ends, step = set(), [], 0
    for size in STAGES:
        lanes: list[list[int]] = [[] for _ in range(LANES)]
        for turn in range(size):
            own = lanes[turn % LANES]
            before = own[-1:] or chance.sample(ends, min(2, len(ends)))
            aside = [lane[-1] for lane in lanes if lane and lane is not own]
            before += [chance.choice(aside)] if aside and chance.random() < 0.5 else []
            edges |= {(each, step) for each in before}
            own.append(step)
            step += 1
        ends = [lane[-1] for lane in lanes]
    return sorted(edges)


def made(projects: int) -> Made:
    """So many projects of up to 2,000 different graphs."""
    chance = random.Random(20261120)
    some = [shape(chance) for _ in range(min(projects, SHAPES))]
    shapes = [some[at % len(some)] for at in range(projects)]
    flat = [np.array(each) for each in some]
    tied = np.concatenate([flat[at % len(flat)] + at * STEPS for at in range(projects)])
    days = np.random.default_rng(20261120).integers(0, 21, (projects, STEPS)).astype(np.int32)
    return Made(shapes, days, Edges(tied[:, 0].copy(), tied[:, 1].copy()))


class Projects:
    """Projects made ready for luodi: the ways to say when each ends, and how far each step may slip."""

    def __init__(self, given: Made) -> None:
        self.given, self.flat = given, given.days.ravel()
        self.sizes = np.full(len(given.shapes), STEPS)
        self.network = Network(NAMES, _edges(given.shapes[0]))
        self.by_step = np.ascontiguousarray(given.days.T)
        self.laid = Graphs(self.sizes, given.edges)

    def ways(self) -> dict[str, Callable[[], Any]]:
        """Ends of all projects, as of the first graph or each of its own."""
        return {
            "luodi_alike": lambda: run_alike(self.network, self.by_step).finish.max(axis=0),
            "luodi_any": lambda: _ends(self.laid.finish(self.flat)),
            "luodi_any_slack": lambda: _ends(self.laid.run(self.flat).finish),
            "luodi_any_laid": lambda: _ends(Graphs(self.sizes, self.given.edges).finish(self.flat)),
        }

    def compared_alone(self) -> None:
        """RuntimeError where some of the projects have another slack than the kernel finds for each alone."""
        alike, any_ = run_alike(self.network, self.by_step).slack, self.laid.run(self.flat).slack.reshape(-1, STEPS)
        for at, days in enumerate(self.given.days[:OF_SLACK].tolist()):
            terms = {name: Term(each) for name, each in zip(NAMES, days, strict=True)}
            own = Network(NAMES, _edges(self.given.shapes[at]))
            for network, slack in ((self.network, alike[:, at]), (own, any_[at])):
                if [span.float_workdays for span in spans(run(network, terms)).values()] != slack.tolist():
                    raise RuntimeError(f"project {at} has another slack at once than alone")


def _ends(finish: np.ndarray) -> np.ndarray:
    return finish.reshape(-1, STEPS).max(axis=1)


def _edges(shape: Shape) -> list[Edge]:
    return [Edge(NAMES[before], NAMES[after]) for before, after in shape]


def ways_of(projects: Projects, without: Collection[str]) -> dict[str, Callable[[], Any]]:
    """Ours and the peers'. These know no end of all: a last step of no days follows whatever nothing follows."""
    most = len(projects.given.shapes[:OF_PEERS])
    shapes = [each + [(step, STEPS) for step in set(range(STEPS)) - {before for before, _ in each}]
              for each in projects.given.shapes[:most]]  # fmt: skip
    found = projects.ways()
    for peer in PEERS:
        if peer not in without:
            found |= import_module(f"bench.peers.by_{peer}").ways(shapes, projects.given.days[:most].tolist())
    return found


def compared(ways: dict[str, Callable[[], Any]]) -> dict[str, int]:
    """How many projects each way takes; RuntimeError where one says another end."""
    ours = {kind: ways[f"luodi_{kind}"]() for kind in ("alike", "any")}
    taken = {}
    for name, way in ways.items():
        found = np.asarray(way())
        taken[name] = len(found)
        if not np.array_equal(found, ours[name.split("_")[1]][: len(found)]):
            raise RuntimeError(f"{name} gives other ends than luodi")
    return taken


def one_plan(calls: int) -> dict[str, Any]:
    """Milliseconds of CPU, the least of five rounds, of a plan of the packaged catalogue and of what-if on it."""
    text = (resources.files("luodi") / "catalogue" / "matters.yml").read_text("utf-8")
    catalogue = catalogue_of(yaml.load(text, yaml.CSafeLoader))
    fit = sorted((entry for entry in catalogue.matters.values() if TYPE in entry.applies_to),
                 key=lambda entry: TYPE not in entry.required_for)  # fmt: skip
    whole = Changes(add=frozenset(entry.code for entry in fit[:MATTERS]))
    plan = plan_of(catalogue, TYPE, {}, whole)
    terms, course = {code: item.term for code, item in plan.items.items()}, plan.course
    gained = worth(course, START)
    for code, term in terms.items():
        less = run(course.network, terms | {code: Term(max(0, term.days - 1))})
        if plan.path_to_start - less.at(START) != gained.get(code, 0):
            raise RuntimeError(f"a day less of {code} is worth something else")
    tried = whole._replace(days={plan.way()[0]: Term(3)})

    def all_of_it() -> None:
        again = run(course.network, terms)
        spans(again), spans(again, START), worth(again, START)

    parts = {
        "plan_ms": lambda: plan_of(catalogue, TYPE, {}, tried),
        "worth_ms": lambda: worth(course, START),
        "run_spans_and_worth_ms": all_of_it,
        "plan_and_what_if_ms": lambda: worth(plan_of(catalogue, TYPE, {}, tried).course, START),
    }
    rows = [{name: _taken(part, calls, time.process_time) for name, part in parts.items()} for _ in range(5)]
    ms = {name: min(row[name] for row in rows) / calls * 1e3 for name in parts}
    return {"matters": len(plan.items), "edges": len(plan.edges), "worth_something": len(gained), "ms": ms}


def on_its_page() -> dict[str, Any]:
    """The demo's widest plan: its page, and what-if on it, in a process and a database of their own."""
    with tempfile.TemporaryDirectory(prefix="luodi-bench-") as place, database("graph") as url:
        environment = {**os.environ, "LUODI_DATA_DIR": place, "DJANGO_SETTINGS_MODULE": "luodi.config.settings",
                       "PYTHONPATH": str(ROOT), "LUODI_DATABASE_URL": url}  # fmt: skip
        ran = subprocess.run([sys.executable, "-m", "bench.peers.planned"], cwd=ROOT, env=environment,
                             capture_output=True, text=True, check=False)  # fmt: skip
    if ran.returncode:
        raise RuntimeError((ran.stderr.strip().splitlines() or ["it said nothing"])[-1])
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _taken(call: Callable[[], object], calls: int = 1, clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    for _ in range(calls):
        call()
    return clock() - started


def measure(projects: int = 100_000, rounds: int = 5, without: Collection[str] = ()) -> dict[str, Any]:
    """Projects a second of each way (medians, interleaved) and ratios; RuntimeError where answers differ."""
    load = os.getloadavg()[0]
    ready = Projects(made(projects))
    ready.compared_alone()
    ways = ways_of(ready, without)
    taken = compared(ways)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(_taken(way))
    rate = {name: taken[name] / median(spent) for name, spent in times.items()}
    ratios = {name: rate[ours] / rate[peer] for name, (ours, peer) in RATIOS.items() if peer in rate}
    plan = one_plan(min(100, projects))
    met = {name: ratios[name] >= GOALS[name] for name in ratios if name in GOALS}
    met["plan_and_what_if_ms"] = plan["ms"]["plan_and_what_if_ms"] < GOALS["plan_and_what_if_ms"]
    page = {} if PAGE in without else on_its_page()
    if page:
        ratios["what_if_of_page"] = page["ms"]["one_what_if_with_worth_ms"] / page["ms"]["page_ms"]
        met["what_if_of_page"] = ratios["what_if_of_page"] < GOALS["what_if_of_page"]
    return {
        "projects": taken, "graphs": min(projects, SHAPES), "steps": STEPS, "answers_equal": True, "per_second": rate,
        "ratios": ratios, "plan": plan, "page": page, "goals": GOALS, "met": met, "load_before": load,
    }  # fmt: skip


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    lines = [f"projects of {found['steps']} steps, {found['graphs']:,} graphs, answers equal"]
    if found["load_before"] > 0.5:
        lines.append(f"  the machine was busy before (load {found['load_before']:.1f}): ratios hold, figures hardly")
    for name, rate in found["per_second"].items():
        lines.append(f"  {rate:12,.0f} projects/s  {name:20} {ABOUT[name]}; {found['projects'][name]:,} of them")
    plan = found["plan"]
    lines.append(f"one plan of {plan['matters']} matters, {plan['edges']} edges, a day less tried on each "
                 f"({plan['worth_something']} worth something)")  # fmt: skip
    if page := found["page"]:
        lines.append(f"the demo's {page['project']}, {page['matters']} matters, in its page")
    for name, figure in {**plan["ms"], **found["ratios"], **page.get("ms", {})}.items():
        unit, sign = "ms" if name.endswith("_ms") else " x", ">=" if name in RATIOS else "<"
        met = {True: "met", False: "NOT MET", None: ""}[found["met"].get(name)]
        goal = f"   goal {sign} {found['goals'][name]:g} {met}" if met else ""
        lines.append(f"  {figure:12.2f} {unit}  {name}{goal}")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when the answers are equal, whatever the goals."""
    parser = argparse.ArgumentParser(prog="bench graph", description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", action="append", default=[], choices=(*PEERS, PAGE))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = measure(args.projects, args.rounds, args.without)
    except RuntimeError as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench graph: {problem}")
        return 1
    print(json.dumps(found) if args.json else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
