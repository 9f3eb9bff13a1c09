"""The days themselves: published notices, local days, what is provisional."""

import csv
import json
from datetime import date

import pytest

from luodi.kernel.calendar import Calendar, Year, build_calendar
from luodi.spine.people.calendars import calendar_for, published_years
from tests.kernel import oracle
from tests.support.shared import shared

CHINA = calendar_for("411500")
D = date.fromisoformat


def test_workdays_of_the_years() -> None:
    found = [CHINA.workdays(date(year - 1, 12, 31), date(year, 12, 31)) for year in range(2018, 2027)]
    assert found == [250, 250, 249, 250, 249, 249, 251, 248, 248]


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        ("2019-04-26", 5, "2019-05-06"), ("2020-01-22", 5, "2020-02-06"), ("2021-02-09", 7, "2021-02-24"),
        ("2023-09-27", 3, "2023-10-08"), ("2024-02-07", 10, "2024-02-27"), ("2025-01-24", 20, "2025-02-27"),
        ("2025-09-26", 5, "2025-10-10"), ("2026-02-13", 5, "2026-02-27"), ("2026-09-18", 10, "2026-10-09"),
        ("2026-04-30", 1, "2026-05-06"), ("2026-05-01", 0, "2026-05-06"), ("2026-05-06", 0, "2026-05-06"),
        ("2026-05-06", -1, "2026-04-30"),
    ],
)  # fmt: skip
def test_known_days(day: str, n: int, found: str) -> None:
    assert CHINA.add(D(day), n) == D(found)


def test_every_day_from_1990_to_2100_agrees_with_the_oracle() -> None:
    day, count = date(1990, 1, 1), 0
    while day < date(2100, 12, 31):
        day += oracle.ONE
        count += oracle.worked(day)
        assert CHINA.is_workday(day) == oracle.worked(day), day
        assert CHINA.workdays(date(1990, 1, 1), day) == count, day
    assert CHINA.workdays(day, date(1990, 1, 1)) == -count


def test_add_and_previous_walk_the_same_way() -> None:
    day, seen = date(2025, 12, 20), []
    while day < date(2026, 3, 10):
        day += oracle.ONE
        seen += [day] if oracle.worked(day) else []
    assert [CHINA.add(date(2025, 12, 20), n) for n in range(1, len(seen) + 1)] == seen
    assert [CHINA.previous(day) for day in seen[1:]] == seen[:-1]
    assert CHINA.previous(date(2026, 2, 22)) == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("day", "why", "label"),
    [
        ("2026-02-13", "workday", ""), ("2026-02-14", "makeup_workday", "\u6625\u8282"),
        ("2026-02-15", "holiday", "\u6625\u8282"), ("2026-03-01", "weekend", ""), ("2020-02-03", "workday", ""),
    ],
)  # fmt: skip
def test_why_a_day_counts_or_not(day: str, why: str, label: str) -> None:
    assert (CHINA.why(D(day)), CHINA.label(D(day))) == (why, label)


def test_provisional_days() -> None:
    assert CHINA.last_published == 2026
    assert [CHINA.provisional(D(day)) for day in ("2026-12-28", "2026-12-29", "2027-06-01")] == [False, True, True]
    assert [CHINA.provisional(D(day)) for day in ("2006-05-01", "2007-01-01")] == [True, False]
    unknown = calendar_for("NL01")
    assert unknown.last_published is None
    assert unknown.provisional(date(2011, 6, 30))
    assert unknown.why(date(2026, 10, 1)) == "workday"


def test_an_empty_notice_is_no_notice() -> None:
    assert build_calendar("x", [*published_years(), Year(2027, {}, {}, ())]).last_published == 2026


def test_local_days_lie_on_top() -> None:
    local = {date(2026, 4, 21): ("holiday", "Local day"), date(2026, 4, 25): ("makeup_workday", "Local day")}
    county = build_calendar("local", published_years(), local)
    assert county.add(date(2026, 4, 20), 1) == date(2026, 4, 22)
    assert county.add(date(2026, 4, 24), 1) == date(2026, 4, 25)
    assert (county.why(date(2026, 4, 21)), county.label(date(2026, 4, 21))) == ("holiday", "Local day")
    assert county.why(date(2026, 10, 1)) == "holiday"
    restored = build_calendar("local", published_years(), {date(2026, 10, 1): ("workday", "")})
    assert restored.why(date(2026, 10, 1)) == "workday"


def test_what_a_calendar_refuses() -> None:
    with pytest.raises(ValueError, match="no kind of day"):
        build_calendar("x", (), {date(2026, 4, 21): ("feast", "")})
    for ask in (lambda: CHINA.add(date(1066, 1, 1), 1), lambda: CHINA.is_workday(date(2150, 1, 1)),
                lambda: CHINA.add(date(2149, 12, 1), 99), lambda: CHINA.add(date(1970, 1, 2), -9)):  # fmt: skip
        with pytest.raises(ValueError, match="1970 to 2149"):
            ask()
    with pytest.raises(AttributeError):
        CHINA.name = "other"  # type: ignore[misc]


def test_the_committed_notices_are_the_collected_ones() -> None:
    folder = shared("data/china/holidays")
    found = {}
    for path in sorted(folder.glob("2*.json")):
        for day in json.loads(path.read_text("utf-8"))["days"]:
            found[D(day["date"])] = not day["isOffDay"]
    assert found.pop(date(2020, 2, 3)) and oracle.worked(date(2020, 2, 3))
    assert found == oracle.statuses()


def test_status_of_every_day_against_an_independent_list() -> None:
    with shared("domain/holidays_cn.csv").open(encoding="utf-8") as file:
        kinds = {D(row["date"]): row["kind"] for row in csv.DictReader(file)}
    day, differing = date(2018, 1, 1), []
    while day <= date(2026, 12, 31):
        kind = kinds.get(day)
        expected = kind == "makeup_workday" or (kind is None and day.weekday() < 5)
        differing += [day] if CHINA.is_workday(day) != expected else []
        day += oracle.ONE
    assert (len(kinds), differing) == (322, [])


def test_a_calendar_is_shared_by_all_who_ask() -> None:
    assert isinstance(CHINA, Calendar)
    assert calendar_for("411500") is CHINA
    assert all(year.source and year.off for year in published_years())
