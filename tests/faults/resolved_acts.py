"""Scenes of minutes and of what was resolved in them; they need the office of `tests.meetings.hall`."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from luodi.slices.meetings.actions import changes, matters
from luodi.slices.meetings.reads.minutes import minute_for
from tests.faults.sent import Scene, Sent
from tests.meetings.hall import NUMBER, TEXT, done, marked, matter, resolved, row, shown, typed, whole
from tests.support.cast import Cast, at

LATE = at("2026-11-19")
MINUTE = {"number": NUMBER, "body": "主任会议", "title": "四季度", "held_on": "2026-10-29", "text": TEXT}
RESOLVE = {"title": "专项债清单", "owner": "zrzy", "due_on": "2026-11-27", "scope": "不少于二十个"}
WHY = {"authority": "主任会议", "reason": "查明如此"}


def _marked(cast: Cast) -> str:
    typed(cast)
    marked(cast)
    return NUMBER


def _resolved(cast: Cast) -> str:
    number = _marked(cast)
    for ordinal in (1, 2, 3):
        resolved(cast, ordinal)
    return number


def _final(cast: Cast) -> str:
    whole(cast)
    return NUMBER


SENTENCE = {"from_place": TEXT.index("由办公室"), "to_place": TEXT.index("审议。")}
MinuteVerb = tuple[str, Callable[[Cast], str], str, dict[str, Any]]
MINUTE_VERBS: dict[str, MinuteVerb] = {  # form's verb: who, what stands, the API's verb, what is told
    "rewrite": ("rdb", typed, "text", {"text": f"{TEXT}\n会议强调抓好落实。"}),
    "mark": ("rdb", typed, "clauses", SENTENCE),
    "set_aside": ("rdb", typed, "set_aside", {"ordinal": 1, "reason": "只是说明"}),
    "unmark": ("rdb", _marked, "unmark", {"ordinal": 1}),
    "make_final": ("rdb", _resolved, "final", {}),
    "correct_minute": ("rdb-head", _final, "corrections", {"before": "会议听取", "after": "会议听取并审议", **WHY}),
}


def _done(cast: Cast) -> str:
    number = matter(cast)
    done(cast, number, "2026-11-18")
    return number


def _good(cast: Cast) -> str:
    number = _done(cast)
    shown(cast, number, "2026-11-18")
    return number


def _asked(cast: Cast) -> str:
    number = matter(cast)
    changes.propose(number=number, after="十五个", reason="条件不足", by=cast["zrzy"], at=LATE)
    return number


def _departed(cast: Cast) -> str:
    number = matter(cast)
    changes.find_departure(number=number, after="只拟了十个", by=cast["rdb"], at=LATE)
    return number


def _closed(cast: Cast) -> str:
    number = _good(cast)
    matters.close_off(number=number, note="", by=cast["rdb"], at=LATE)
    return number


PARTS = [{"words": "前期清单", "owner": "zrzy", "amount": "12"}, {"words": "后续清单", "owner": "fgw", "amount": "8"}]
MATTER_VERBS: dict[str, tuple[str, Callable[[Cast], str], dict[str, Any]]] = {
    "report": ("zrzy", matter, {"reached": "5", "note": "已有五个"}),
    "finish": ("zrzy", matter, {"document": "清单", "reached": "20"}),
    "show_effect": ("zrzy", _done, {"effect": "已入库", "document": "入库单"}),
    "close_off": ("rdb", _good, {"note": "查过"}),
    "propose": ("zrzy", matter, {"after": "十五个", "reason": "条件不足"}),
    "approve": ("rdb-head", _asked, {"authority": "主任会议"}),
    "decline": ("rdb-head", _asked, WHY),
    "find_departure": ("rdb", matter, {"after": "只拟了十个"}),
    "mend": ("rdb", _departed, {"reason": "补齐了"}),
    "waive": ("rdb-head", matter, WHY),
    "extend": ("rdb-head", matter, {"due_on": "2026-12-11", **WHY}),
    "hand_over": ("rdb-head", matter, {"to": "fgw", **WHY}),
    "split": ("rdb-head", matter, {"parts": PARTS, **WHY}),
    "reopen": ("rdb-head", _closed, {"reason": "未办到"}),
    "correct": ("rdb-head", matter, {"scope": "不少于二十个", "amount": "21", **WHY}),
}


def _seen(cast: Cast, number: str) -> int:
    return row(cast, number).version


def _minute_by_form(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, _verb, told = MINUTE_VERBS[verb]
        number = stands(cast)
        version = minute_for(cast[who], number).version
        return Sent(who, f"/meetings/minutes/{quote(number)}/{verb}/", {**told, "seen": str(version)})

    return scene


def _minute_by_program(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, to, told = MINUTE_VERBS[verb]
        number = stands(cast)
        version = minute_for(cast[who], number).version
        return Sent(who, f"/api/meetings/{quote(number)}/{to}", {**told, "version": version})

    return scene


def _clause(cast: Cast) -> Sent:
    number = _marked(cast)
    version = minute_for(cast["rdb"], number).version
    return Sent("rdb", f"/meetings/minutes/{quote(number)}/clauses/2/", {**RESOLVE, "seen": str(version)})


def _clause_by_program(cast: Cast) -> Sent:
    number = _marked(cast)
    version = minute_for(cast["rdb"], number).version
    return Sent("rdb", f"/api/meetings/{quote(number)}/matters", {**RESOLVE, "ordinal": 2, "version": version})


def _matter_by_form(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, told = MATTER_VERBS[verb]
        number = stands(cast)
        fields = {name: value for name, value in told.items() if name != "parts"}
        for place, part in enumerate(told.get("parts", ()), 1):
            fields |= {f"{name}_{place}": value for name, value in part.items()}
        fields["seen"] = str(_seen(cast, number))
        return Sent(who, f"/meetings/matters/{quote(number)}/{verb}/", fields)

    return scene


def _matter_by_program(verb: str) -> Scene:
    def scene(cast: Cast) -> Sent:
        who, stands, told = MATTER_VERBS[verb]
        number = stands(cast)
        return Sent(who, f"/api/resolved/{quote(number)}/{verb}", {**told, "version": _seen(cast, number)})

    return scene


SCENES: dict[str, Scene] = {
    "meetings/new/": lambda cast: Sent("rdb", "/meetings/new/", {**MINUTE, "circle": "leaders"}),
    "api/meetings": lambda cast: Sent("rdb", "/api/meetings", MINUTE),
    "meetings/minutes/<str:number>/clauses/<int:ordinal>/": _clause,
    "api/meetings/<number>/matters": _clause_by_program,
    **{f"meetings/minutes/<str:number>/{verb}/": _minute_by_form(verb) for verb in MINUTE_VERBS},
    **{f"api/meetings/<number>/{each[2]}": _minute_by_program(verb) for verb, each in MINUTE_VERBS.items()},
    **{f"meetings/matters/<str:number>/{verb}/": _matter_by_form(verb) for verb in MATTER_VERBS},
    **{f"api/resolved/<number>/{verb}": _matter_by_program(verb) for verb in MATTER_VERBS},
}
