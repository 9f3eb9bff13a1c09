"""A real inbox of fifty rows, served: requests a second, p95 and CPU a request, beside three others in one run.

Granian, two workers, sixteen connections kept alive, the load generator on the same machine, rounds interleaved. Beside
us stand the server alone, an empty page of Django's, and the same inbox by plain ORM decided in Django's template; what
both inboxes say of each promise is compared first. `luodi bench inbox [--requests N] [--rounds N] [--pages] [--json]`.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench.cases import database
from bench.serving import Served, Spent, spent

ROWS, CONNECTIONS = 50, 16
GOALS = {"requests_per_second": 700.0, "p95_ms": 40.0, "cpu_ms": 2.2}
MOST_CPU_MS = 5.0
THERE = {"server": 63_500.0, "plain_cpu_ms": 21.2}  # what the machine of the goals did: granian alone, the same by ORM
WAYS = {  # name: application, settings, path, account
    "luodi": ("luodi.config.wsgi:application", "luodi.config.settings", "/", "leader"),
    "server": ("bench.peers.bare:application", "luodi.config.settings", "/", ""),
    "empty": ("bench.peers.plain:application", "bench.peers.plain_settings", "/empty", ""),
    "plain": ("bench.peers.plain:application", "bench.peers.plain_settings", "/", "leader"),
}
ABOUT = {
    "luodi": "the inbox: sign-in, seat, permission, rows, strips",
    "server": "granian alone: two letters",
    "empty": "an empty page of Django's",
    "plain": "the same rows by plain ORM, decided in Django's template",
}


def run(requests: int, rounds: int, pages: bool) -> dict[str, Any]:
    """Medians of rounds; RuntimeError where the inboxes differ or a page is not answered."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luodi-bench-")))
        url = stack.enter_context(database("inbox"))
        stands = _county(place, url)
        served = {}
        for name, (application, settings, _path, _account) in WAYS.items():
            served[name] = stack.enter_context(Served(application, settings, place, url))
        asked = {name: (path, stands["cookies"].get(f"{name} {account}", "")) for name, (_, _, path, account)
                 in WAYS.items()}  # fmt: skip
        bytes_ = _compared(served, asked)
        found: dict[str, list[Spent]] = {name: [] for name in WAYS}
        for name in WAYS:  # warm
            spent(served[name], *asked[name], max(64, requests // 10), CONNECTIONS)
        for _ in range(rounds):
            for name in WAYS:
                many = requests * (1 if name in ("luodi", "plain") else 5)
                found[name].append(spent(served[name], *asked[name], many, CONNECTIONS))
        of_pages = _of_pages(served["luodi"], served["server"], stands, requests) if pages else {}
    return summary(found, bytes_, load) | {"rows": ROWS, "requests": requests, "pages": of_pages}


def summary(found: dict[str, list[Spent]], bytes_: int, load: float) -> dict[str, Any]:
    """Medians, ratios to the peers, and whether the goals of one run are met."""
    ways = {name: Spent(*(median(column) for column in zip(*rows, strict=True))) for name, rows in found.items()}
    ours = ways["luodi"]
    ratios = {
        "requests_of_plain": ours.requests_per_second / ways["plain"].requests_per_second,
        "cpu_of_plain": ours.cpu_ms / ways["plain"].cpu_ms,
        "cpu_of_empty": ours.cpu_ms / ways["empty"].cpu_ms,
        "requests_of_server": ours.requests_per_second / ways["server"].requests_per_second,
    }
    least, most = GOALS["requests_per_second"] / THERE["server"], GOALS["cpu_ms"] / THERE["plain_cpu_ms"]
    by_ratio = {"requests_of_server": (ratios["requests_of_server"], least, ratios["requests_of_server"] >= least),
                "cpu_of_plain": (ratios["cpu_of_plain"], most, ratios["cpu_of_plain"] <= most)}  # fmt: skip
    slower = THERE["server"] / ways["server"].requests_per_second
    met = {"requests_per_second": ours.requests_per_second >= GOALS["requests_per_second"],
           "p95_ms": ours.p95_ms <= GOALS["p95_ms"], "cpu_ms": ours.cpu_ms <= GOALS["cpu_ms"]}  # fmt: skip
    figures = {name: way._asdict() for name, way in ways.items()}
    return {"ways": figures, "ratios": ratios, "met": met, "goals": GOALS, "bytes": bytes_, "load_before": load,
            "by_ratio": by_ratio, "slower": slower}  # fmt: skip


def _county(place: Path, url: str) -> dict[str, Any]:
    """The packaged county with as many cases more as fill the inbox; cookies of its accounts; what pages there are."""
    os.environ.update(LUODI_DATA_DIR=str(place), DJANGO_SETTINGS_MODULE="luodi.config.settings", LUODI_DATABASE_URL=url)
    import django

    django.setup()
    from bench.peers import shown

    return shown.county(ROWS)


def _compared(served: dict[str, Served], asked: dict[str, tuple[str, str]]) -> int:
    """Both inboxes say the same of each promise; the size of ours."""
    ours, plain = (served[name].page(*asked[name]) for name in ("luodi", "plain"))
    if len(said(ours)) != ROWS:
        raise RuntimeError(f"the inbox has {len(said(ours))} rows instead of {ROWS}")
    if said(ours) != said(plain):
        first = next(pair for pair in zip(said(ours), said(plain), strict=False) if pair[0] != pair[1])
        raise RuntimeError(f"the inboxes differ: {first}")
    return len(ours.encode())


def said(page: str) -> list[list[str]]:
    """What a page says in each row of a promise: the words of every cell, and of the strip its marks by kind."""
    rows = [row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if 'class="act"' in row]
    return [[_cell(cell) for cell in re.split(r"</td>", row)[:5]] for row in rows]


def _cell(cell: str) -> str:
    if 'class="strip"' not in cell:
        return " ".join(re.sub(r"<[^>]+>", " ", cell).split())
    marks = re.findall(r'class="day-(\w+)"', cell)
    return "long" if 'class="ticks"' in cell or len(marks) > 24 else " ".join(marks)


def _of_pages(ours: Served, server: Served, stands: dict[str, Any], requests: int) -> dict[str, dict[str, float]]:
    """CPU of every page of the accounts that use it, and beside each what 5 ms of the goals' machine are right then."""
    found = {}
    for name, (path, account) in stands["pages"].items():
        cookie = stands["cookies"][f"luodi {account}"]
        spent(ours, path, cookie, 32, CONNECTIONS)
        now = spent(server, "/", "", 5 * max(100, requests // 2), CONNECTIONS)
        found[name] = spent(ours, path, cookie, max(100, requests // 5), CONNECTIONS)._asdict()
        found[name]["most_ms"] = MOST_CPU_MS * THERE["server"] / now.requests_per_second
    return found


def text(found: dict[str, Any]) -> str:
    """The figures as lines."""
    lines = [f"an inbox of {found['rows']} rows, {found['bytes'] / 1000:.0f} KB, {CONNECTIONS} connections, 2 workers"]
    if found["load_before"] > 0.5:
        lines.append(f"  the machine was busy before (load {found['load_before']:.1f}): take rates with care")
    for name, way in found["ways"].items():
        lines.append(f"  {name:8} {way['requests_per_second']:9,.0f} /s  p95 {way['p95_ms']:7.1f} ms  "
                     f"{way['cpu_ms']:7.2f} ms CPU   {ABOUT[name]}")  # fmt: skip
    ratios = found["ratios"]
    lines.append(f"  {ratios['requests_of_plain']:.1f} x plain, {1 / ratios['cpu_of_plain']:.1f} x less CPU; "
                 f"{ratios['cpu_of_empty']:.1f} empty pages")  # fmt: skip
    said_goals = ", ".join(f"{name} {found['goals'][name]:g} {'met' if met else 'NOT met'}"
                           for name, met in found["met"].items())  # fmt: skip
    lines.append(f"  goals, in figures of another machine, {found['slower']:.1f} x as fast: {said_goals}")
    said_ratios = ", ".join(f"{name} {value:.4f} (goal {goal:.4f}) {'met' if met else 'NOT met'}"
                            for name, (value, goal, met) in found["by_ratio"].items())  # fmt: skip
    lines.append(f"  the same goals as ratios of this run: {said_ratios}")
    for name, page in sorted(found["pages"].items(), key=lambda each: -each[1]["cpu_ms"]):
        word = "met" if page["cpu_ms"] <= page["most_ms"] else "NOT met"
        lines.append(f"  page {name:14} {page['cpu_ms']:7.2f} ms CPU   goal {page['most_ms']:.1f}, which is "
                     f"{MOST_CPU_MS:g} there: {word}")  # fmt: skip
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit 0 when both inboxes said the same, whatever the goals."""
    parser = argparse.ArgumentParser(prog="bench inbox", description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", action="store_true", help="also what each page of ours costs")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found = run(args.requests, args.rounds, args.pages)
    except RuntimeError as problem:
        print(json.dumps({"error": str(problem)}) if args.json else f"bench inbox: {problem}")
        return 1
    print(json.dumps(found) if args.json else text(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
