"""An office that keeps minutes, beside the county of the cast: a clerk, its head, and who chairs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luodi.slices.meetings.actions import matters, minutes
from luodi.slices.meetings.actions.minutes import NewMinute
from luodi.slices.meetings.reads.matters import MatterRow, matter_for
from luodi.slices.meetings.reads.minutes import minute_for, text_of
from luodi.spine.journal import enrol
from luodi.spine.journal.reads import of_case
from luodi.spine.people import reads as people
from luodi.spine.people.actions import NewParty, NewPost
from tests.support.cast import BEGUN, Cast, at

AUTHORITY = "主任会议〔2026〕21号"
NUMBER = "试常主任纪〔2026〕19号"
TEXT = """会议听取了办公室关于四季度重点工作的汇报，研究了优化营商环境监督事项。会议议定：
一、由办公室牵头，十五日内拟定优化营商环境专项监督方案，提请下次主任会议审议。
二、由zrzy局会同fgw局，十一月底前拟定专项债券项目前期清单，不少于二十个。
三、sthj局十一月中旬实地视察园区水、电接入情况。"""
MINUTE = NewMinute(NUMBER, "主任会议", "研究四季度重点工作", date(2026, 10, 29), TEXT)
POSTS = {  # account: party, title, role, rank, holder
    "rdb": ("rdb", "秘书股股长", "officer", 2, "方念慈"),
    "rdb-head": ("rdb", "主任", "officer", 4, "孟昭"),
    "chair": ("gov", "人大主任", "leader", 5, "钟鼎新"),
    "reader": ("gov", "调研员", "reader", 2, "言午"),
}


@pytest.fixture
def hall(cast: Cast) -> Cast:
    """The cast with an office of the standing committee, its head, a chair and a reader."""
    return with_office(cast)


def with_office(cast: Cast) -> Cast:
    """The cast, and who keeps its minutes."""
    office = NewParty("rdb", "department", "县人大办公室", "Committee office")
    enrol.register_parties(parties=[office], by=cast.law, at=BEGUN)
    posts = [NewPost(*post, date(2020, 1, 6)) for post in POSTS.values()]
    held = enrol.open_posts(posts=posts, by=cast.law, at=BEGUN)
    persons = {account: held[post[0], post[1]] for account, post in POSTS.items()}
    return replace(cast, persons=cast.persons | persons, parties=people.parties(cast.where))


def typed(hall: Cast, **other: Any) -> str:
    """The minute as the clerk typed it in."""
    chair = people.posts(hall.where)["gov", "人大主任"]
    return minutes.type_minute(MINUTE._replace(**({"chair": chair} | other)), by=hall["rdb"], at=at("2026-10-30"))


def marked(hall: Cast, number: str = NUMBER, ordinals: tuple[int, ...] = (1, 2, 3)) -> None:
    """Each resolving sentence marked whole."""
    clerk, when = hall["rdb"], at("2026-10-30", "09:10")
    for item in text_of(clerk, minute_for(clerk, number)).items:
        if item.ordinal in ordinals:
            minutes.mark(number=number, from_place=item.from_place, to_place=item.to_place, by=clerk, at=when)


def resolved(hall: Cast, ordinal: int = 2, number: str = NUMBER, **other: Any) -> str:
    """A clause made a matter: by default the second, a list of 20 from zrzy with fgw's help, by 27 November."""
    told: dict[str, Any] = {
        "title": "专项债项目前期清单", "owner": "zrzy", "supporting": ["fgw"], "due_on": date(2026, 11, 27),
        "scope": "前期清单不少于二十个", "amount": Decimal(20), "unit": "个",
    }  # fmt: skip
    told |= other
    return minutes.resolve(number=number, ordinal=ordinal, by=hall["rdb"], at=at("2026-10-30", "09:30"), **told)


def matter(hall: Cast, **other: Any) -> str:
    """One matter of a minute with all marked."""
    typed(hall)
    marked(hall)
    return resolved(hall, **other)


def row(hall: Cast, number: str) -> MatterRow:
    return matter_for(hall.law, number)


def states(hall: Cast, number: str, on: str) -> list[str]:
    """The states of the four tests on a day."""
    return [cell.state for cell in row(hall, number).cells(hall.law, date.fromisoformat(on))]


def done(hall: Cast, number: str, on: str, account: str = "zrzy", **other: Any) -> None:
    """The owner says it is done."""
    given: dict[str, Any] = {"document": "清单〔2026〕1号", "reached": Decimal(20)} | other
    matters.finish(number=number, by=hall[account], at=at(on, "10:00"), **given)


def shown(hall: Cast, number: str, on: str, account: str = "zrzy") -> None:
    """Its effect is shown."""
    matters.show_effect(number=number, effect="已入库 20 个", document="入库单", by=hall[account], at=at(on, "11:00"))


def whole(hall: Cast) -> str:
    """A final minute; the number of its second matter."""
    number = matter(hall)
    resolved(hall, 1, owner="rdb", due_on=date(2026, 11, 13), amount=None, unit="", supporting=[])
    resolved(hall, 3, owner="sthj", due_on=date(2026, 11, 20), amount=None, unit="", supporting=[])
    minutes.make_final(number=NUMBER, by=hall["rdb"], at=at("2026-10-30", "17:00"))
    return number


def kinds(hall: Cast, number: str) -> list[str]:
    """What happened to a matter, in words of its own room."""
    facts = of_case(hall.where, row(hall, number).case_id)
    return [fact.kind.removeprefix("meetings.") for fact in facts if fact.kind.startswith("meetings.")]
