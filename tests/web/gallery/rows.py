"""Made-up rows for the gallery of parts: every state of every drawing once."""

from datetime import date
from types import SimpleNamespace

from django import forms
from markupsafe import Markup

from luodi.web.account import AccountDay, account_runs
from luodi.web.clocks import ClockDay, two_clocks
from luodi.web.drawing import Cell, bar, strip, strip_words
from luodi.web.frame import Door, Frame
from luodi.web.lights import light_words
from luodi.web.look import Look
from luodi.web.turns import TurnDay, turn_calendar

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def cells(pattern: str) -> tuple[Cell, ...]:
    kinds = {"c": "counted", "p": "paused", "o": "open", "x": "over"}
    return tuple(Cell(kinds[letter]) for letter in pattern)


def row(light: str, words: str, matter: str, pattern: str, flag: int, act: str = "Handle", pressing: bool = False):
    drawn = cells(pattern)
    return SimpleNamespace(
        light=light,
        words=words,
        matter=matter,
        project="Mining equipment plant",
        strip=strip(drawn, flag),
        account=strip_words(drawn, flag),
        due="26 Nov",
        weekday="Thu",
        colour="d3" if light == "paused" else "d1",
        holder="Expert panel" if light == "paused" else "Natural Resources",
        held="5 days",
        act=act,
        pressing=pressing,
    )


def clock_days() -> tuple[ClockDay, ...]:
    kinds = "bbbbb rr ccppp rr pcccc rr ltttt".replace(" ", "")
    holders = "-1122 -- 11333 -- 31111 -- 1----".replace(" ", "")
    made, number = [], 0
    for place, (kind, holder) in enumerate(zip(kinds, holders, strict=True)):
        counts = kind in "cl"
        number += counts
        name = {"b": "before", "r": "rest", "c": "counted", "p": "paused", "l": "last", "t": "late"}[kind]
        made.append(
            ClockDay(
                f"11/{place + 2}",
                place % 7,
                name,
                str(number) if counts else "",
                "" if holder == "-" else f"d{holder}",
                today=kind == "l",
                flag=kind == "l",
            )
        )
    return tuple(made)


def long_clock_days() -> tuple[ClockDay, ...]:
    kinds = ["before"] * 8 + ["counted"] * 20 + ["paused"] * 15 + ["counted"] * 10 + ["open"] * 7
    return tuple(
        ClockDay(
            f"{8 + i // 22}/{1 + i % 22}",
            i % 5,
            kind,
            "",
            "" if kind == "open" else ("d3" if kind == "paused" else "d1"),
            flag=i == 59,
        )
        for i, kind in enumerate(kinds)
    )


def account() -> list[AccountDay]:
    words = {
        "before": ("·", "before", "Checking the papers", ""),
        "counted": ("", "counted", "Review", ""),
        "paused": ("II", "paused", "Expert review", "Licensing Law, art. 45; notified in writing"),
        "last": ("7", "counted", "Drafting the reply", "today is the last day"),
        "rest": ("–", "not", "weekend", ""),
    }
    made, gross = [], 0
    for day in clock_days():
        if day.kind not in words:
            continue
        gross += day.kind != "rest"
        mark, counts, happened, ground = words[day.kind]
        tone = {"rest": "rest", "paused": "stopped", "last": "now"}.get(day.kind, "")
        holder = {"d1": "Development and Reform", "d2": "the firm", "d3": "Expert panel", "": ""}[day.colour]
        made.append(
            AccountDay(
                day.label,
                NAMES[day.weekday],
                day.kind,
                day.mark or mark,
                counts,
                day.mark or "–",
                str(gross),
                happened,
                ground,
                holder,
                day.colour,
                tone,
            )
        )
    return made


def turns() -> Markup:
    marks = {
        0: ("overdue",),
        1: ("soon", "soon"),
        2: ("soon",),
        3: ("soon", "normal"),
        7: ("normal",),
        8: ("normal",),
        9: ("normal",) * 3,
        14: ("normal",) * 26,
        16: ("normal", "paused"),
    }
    return turn_calendar(
        tuple(
            TurnDay("Today" if i == 0 else f"11/{23 + i}", NAMES[i % 7], marks.get(i, ()), i % 7 > 4, i == 0, i == 1)
            for i in range(19)
        )
    )


def matrix_rows():
    counts = {"overdue": (2, 0, 1, 2), "soon": (1, 3, 0, 1), "normal": (4, 3, 5, 1), "paused": (0, 1, 0, 0)}
    return [
        (light, words, [(n, "#m") for n in counts[light]], (sum(counts[light]), "#t"))
        for light, words in (
            ("overdue", "overdue"),
            ("soon", "due soon"),
            ("normal", "on course"),
            ("paused", "paused"),
        )
    ]


class Remark(forms.Form):
    days = forms.IntegerField(label="Days asked for", help_text="Working days, at most 10")
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))


class SignIn(forms.Form):
    name = forms.CharField(label="Account")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


def frame() -> Frame:
    doors = (Door("/inbox", "inbox", "Inbox", current=True, count=3), Door("/board", "board", "Board", count=2))
    return Frame(
        "Anlan County",
        date(2026, 11, 23),
        True,
        "Zhou Min",
        "Development and Reform",
        doors,
        "Inbox",
        "/signout",
        "/keys/",
        "/password/",
        "/demo/day",
    )


def groups():
    late = row("overdue", light_words("overdue", over=2), "Feasibility study", "cccccxx", 5, "Explain and close", True)
    today = row("soon", light_words("soon", remaining=0), "Energy review of a plant", "ccppppccccc", 11, pressing=True)
    tomorrow = row("soon", light_words("soon", remaining=1), "Preliminary design", "o", 1)
    far = row("normal", light_words("normal", remaining=17), "Land grant", "c" * 20 + "p" * 6 + "o" * 17, 43)
    paused = row("paused", light_words("paused"), "Energy review", "ccpppppccooo", 12, "Remind")
    return [
        ("Overdue", "the reason has to be said in public", [late]),
        ("Due today", "overdue from tomorrow", [today]),
        ("This week", "", [tomorrow, far]),
        ("With others", "does not count for us", [paused]),
    ]


def context() -> dict[str, object]:
    shares = [
        ("Natural Resources", bar(12, 12, "d1", "12"), "12"),
        ("Firms", bar(7, 12, "d2", "7"), "7"),
        ("Experts", bar(3, 12, "d3", "3"), "3"),
    ]
    strips = [
        (strip(cells(p), f), strip_words(cells(p), f))
        for p, f in (("cccoo", 5), ("ccppcxx", 5), ("ccc", None), ("c" * 30 + "o" * 15, 45))
    ]
    lights = [
        ("overdue", light_words("overdue", over=2)),
        ("soon", light_words("soon", remaining=0)),
        ("normal", light_words("normal", remaining=4)),
        ("paused", light_words("paused")),
        ("done", light_words("done", over=2)),
        ("planned", light_words("planned")),
    ]
    days = account()
    return {
        "frame": frame(),
        "look": Look(),
        "csrf_input": "",
        "request": SimpleNamespace(get_full_path=lambda: "/"),
        "turns": turns(),
        "groups": groups(),
        "shares": shares,
        "matrix_rows": matrix_rows(),
        "strips": strips,
        "lights": lights,
        "clocks": two_clocks(clock_days(), net=7, gross=15, late_words="overdue from tomorrow"),
        "long_clocks": two_clocks(long_clock_days(), net=30, gross=53),
        "strip": strip(cells("ccppppccccc"), 11),
        "days": days,
        "runs": account_runs(days),
        "form": Remark({"days": "x", "reason": ""}),
    }
