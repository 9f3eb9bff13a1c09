"""Looking for something among 100,000 titles, by four kinds of question and as three seats, and rewriting an entry.

What is found is compared with brute force over the tokens before anything is said. The titles are made in the database
of this process' settings (a scratch SQLite, or LUODI_DATABASE_URL) and go with its transaction.
`python bench/find.py [--titles N] [--rounds N] [--json]`.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luodi.spine.find.index import Thing
    from luodi.spine.people.seats import Seat

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
GOALS = {"find_ms": 1.0, "rewrite_ms": 0.5}
NAMES = (
    "安澜", "北梁", "朔泉", "顺捷", "恒泰", "新启", "宏源", "卓岩", "岚氧", "灰白",
    "草裹", "瓴箱", "微粒", "渣金", "澜港", "绿衡", "德峁", "锦川", "长治", "六合",
)  # fmt: skip
WHAT = (
    "光伏", "风电", "塔筒", "法兰", "煤矿", "物流", "道路", "学校", "医院", "水厂",
    "管网", "变电站", "产业园", "加工", "陶粒", "石膏板", "储能", "氢能", "饲草", "路灯",
)  # fmt: skip
HOW = ["项目", "改造", "扩建", "新建", "一期", "二期", "工程", "技改", "迁建", "配套"]
MATTERS = ["固定资产投资项目节能审查", "建设工程规划许可证核发", "环境影响报告表审批", "排污许可证核发", "取水许可审批"]
QUESTIONS = ("卓岩光伏", "zyta", "guangfu 学校", "SQ-2026-00777", "00777", "储能 医院", "xzwd")
FIRMS, OFFICES = 3000, 40


def things(titles: int) -> "Iterator[Thing]":
    """Cases of firms at offices, in the order they came."""
    from luodi.spine.find.circles import Circle
    from luodi.spine.find.index import Thing

    chance = random.Random(20261120)
    for at in range(titles):
        firm, number = chance.randrange(FIRMS), f"SQ-2026-{at:05d}"
        title = "".join([chance.choice(NAMES), chance.choice(WHAT), chance.choice(WHAT), chance.choice(HOW)])
        note = f"{chance.choice(MATTERS)} · {NAMES[firm % len(NAMES)]}{WHAT[firm % 19]}有限公司"
        circle = Circle(cases=True, applicant=firm, parties=(chance.randrange(OFFICES),))
        yield Thing(f"case/{number}", title, circle, code=number, note=note, words=(f"F{firm}", f"P{firm % 900}"))


def seats() -> "dict[str, Seat]":
    """A leader, an office and a firm of a region of its own."""
    from luodi.spine.journal import enrol
    from luodi.spine.people.seats import Seat

    where = enrol.register_region(code="BENCH-FIND", name="bench", zone="UTC", calendar="", at=AT)
    return {
        "leader": Seat(place=where, role="leader", party=0, post=0),
        "office": Seat(place=where, role="officer", party=7, post=0),
        "firm": Seat(place=where, role="firm", party=77, post=0),
    }


def compared(asking: "dict[str, Seat]") -> None:
    """RuntimeError where a question finds other than the rows whose tokens meet it, for any of the seats."""
    from luodi.spine.find.circles import keys_of
    from luodi.spine.find.models import Found
    from luodi.spine.find.search import search
    from luodi.spine.find.tokens import asked

    region = asking["leader"].region
    rows = Found.objects.within(region).order_by("-pk").values_list("subject", "key", "head", "tokens", "circle")
    kept = [(subject, key, head, set(f"{tokens} {circle}".split())) for subject, key, head, tokens, circle in rows]
    for question in QUESTIONS:
        words, text = asked(question).words, asked(question).text
        for name, seat in asking.items():
            keys = set(keys_of(seat))
            met = [
                (key != text, not head.startswith(text), place, subject)
                for place, (subject, key, head, its) in enumerate(kept)
                if its & keys and all(any(way <= its for way in ways) for ways in words)
            ]
            right = [subject for _, _, _, subject in sorted(met)[:20]]
            if right != [row.subject for row in search(seat, question).rows]:
                raise RuntimeError(f"{name} finds other than the tokens say for {question}")


def run(titles: int = 100_000, rounds: int = 30) -> dict[str, Any]:
    """Milliseconds (medians); the index is built first and compared."""
    from django.db import connection, transaction

    from luodi.spine.find import index
    from luodi.spine.find.search import search

    with transaction.atomic():
        asking = seats()
        region = asking["leader"].region
        made = list(things(titles))
        started = time.perf_counter()
        index.rebuild(made, region=region)
        built = time.perf_counter() - started
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE find_found")
        compared(asking)
        asked = {
            f"{question} / {name}": timed(lambda seat=seat, question=question: search(seat, question), rounds)
            for question in QUESTIONS
            for name, seat in asking.items()
        }
        again = iter(made[:: max(1, titles // rounds)] * 2)
        rewrite = timed(lambda: index.put(_otherwise(next(again)), region=region), rounds)
        transaction.set_rollback(True)
    typical = median(asked.values())
    found = {"engine": connection.vendor, "titles": titles, "build_s": round(built, 1), "asked_ms": asked}
    found |= {"find_ms": round(typical, 3), "worst_ms": max(asked.values()), "rewrite_ms": rewrite}
    return found | {"goals": GOALS, "met": typical <= GOALS["find_ms"] and rewrite <= GOALS["rewrite_ms"]}


def _otherwise(thing: "Thing") -> "Thing":
    return thing._replace(title=thing.title[::-1])


def timed(act: Callable[[], object], rounds: int) -> float:
    """The median of some rounds, in milliseconds: of this process where the engine runs in it, else what passed."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    spent = []
    for _ in range(rounds):
        started = clock()
        act()
        spent.append(clock() - started)
    return round(median(spent) * 1e3, 3)


def text_of(found: dict[str, Any]) -> str:
    """The figures as lines."""
    head = f"{found['engine']}: {found['titles']} titles indexed in {found['build_s']} s, answers equal"
    lines = [f"  {name:32} {figure:8.3f} ms" for name, figure in found["asked_ms"].items()]
    for name, goal in found["goals"].items():
        lines.append(f"  {name:32} {found[name]:8.3f} ms  goal <= {goal}")
    return "\n".join([head, *lines, "goals met" if found["met"] else "goals NOT met"])


def main(words: list[str] | None = None) -> int:
    """Print the figures; exit 0 when all found what their tokens say, whatever the goals."""
    parser = argparse.ArgumentParser(prog="bench find", description=__doc__)
    parser.add_argument("--titles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LUODI_DATA_DIR"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            found = run(args.titles, args.rounds)
        except RuntimeError as problem:
            print(json.dumps({"error": str(problem)}) if args.json else f"bench find: {problem}")
            return 1
    print(json.dumps(found, ensure_ascii=False) if args.json else text_of(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
