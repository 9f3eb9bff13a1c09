"""CSV: headings, maps, encodings; what is skipped, noted, refused."""

import csv
import gzip
import io
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from luodi.engines.logs.columns import read_map
from luodi.engines.logs.model import Listed, Log, Malformed
from luodi.engines.logs.read import read_log
from luodi.engines.logs.times import instant
from tests.support.shared import shared

HEADING = "Case ID,Activity,Timestamp\n"
ROW = "A,check,2024-03-05 09:00\n"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(tmp_path: Path, text: str | bytes, mapping: dict[str, object] | None = None) -> Log:
    """The log in a file with that text."""
    path = tmp_path / "log.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_log(path, mapping=mapping, zone="Asia/Shanghai")


def table(*rows: Iterable[str]) -> str:
    """Rows as CSV, quoted where they must be."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize(
    "heading",
    [
        "Case ID,Activity,Timestamp,Resource,Department,Deadline,end date",
        "case_id,ACTIVITY,Complete Timestamp,org:resource,case:department,case:deadline,case:enddate",
        "case:concept:name,concept:name,time:timestamp,resource,Department,due_date,Case End",
        "办件编号,环节,时间,办理人,承办部门,截止日期,办结时间",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_usual_names(tmp_path: Path, heading: str, delimiter: str) -> None:
    row = "A,check,2024-03-05 09:00,Lin,Permits,2024-03-20,2024/3/6 8:30"
    (case,) = read(tmp_path, f"{heading}\n{row}\n".replace(",", delimiter)).cases
    (event,) = case.events
    assert (case.key, case.department, event.activity, event.resource) == ("A", "Permits", "check", "Lin")
    assert event.at == datetime(2024, 3, 5, 9, tzinfo=SHANGHAI)
    assert (case.deadline_at, case.ended_at) == (
        datetime(2024, 3, 20, tzinfo=SHANGHAI),
        datetime(2024, 3, 6, 8, 30, tzinfo=SHANGHAI),
    )
    assert (case.started_at, case.attributes, event.attributes) == (event.at, {}, {})


def test_columns_of_the_case_and_of_the_event(tmp_path: Path) -> None:
    text = "case:concept:name,concept:name,time:timestamp,case:fee,fee,Case:Channel\nA,check,2024-03-05,9,1,desk\n"
    (case,) = read(tmp_path, text).cases
    assert (case.attributes, case.events[0].attributes, case.channel) == ({"fee": "9"}, {"fee": "1"}, "desk")


def test_a_log_that_never_says_when_cases_end_has_open_cases(tmp_path: Path) -> None:
    (case,) = read(tmp_path, HEADING + ROW).cases
    assert (case.ended_at, case.deadline_at) == (None, None)


def test_events_in_order_of_time_with_keys_that_stay(tmp_path: Path) -> None:
    rows = ["A,late,2024-03-06", "A,check,2024-03-05", "A,check,2024-03-05"]
    once = read(tmp_path, HEADING + "\n".join(rows)).cases[0].events
    assert [event.activity for event in once] == ["check", "check", "late"]
    assert len({event.key for event in once}) == 3
    again = read(tmp_path, HEADING + "\n".join(["A,new,2024-03-01", *rows])).cases[0].events
    assert {event.key for event in once} < {event.key for event in again}


def test_of_a_case_that_differs_the_first_value_stays_and_the_row_is_noted(tmp_path: Path) -> None:
    text = (
        "Case ID,Activity,Timestamp,Deadline\nA,a,2024-03-01,\nA,b,2024-03-02,2024-03-20\nA,c,2024-03-03,2024-03-21\n"
    )
    log = read(tmp_path, text)
    assert log.cases[0].deadline_at == datetime(2024, 3, 20, tzinfo=SHANGHAI)
    assert log.events == 3
    assert log.notes == (Listed(4, "Deadline of case A is '2024-03-21' here and '2024-03-20' before; the first stays"),)


def test_bad_rows_are_skipped_with_line_and_reason(tmp_path: Path) -> None:
    text = table(
        ["Case ID", "Activity", "Timestamp", "Deadline"],
        ["A", "two\nlines", "2024-03-05", ""],
        ["", "check", "2024-03-05", ""],
        ["A", "", "2024-03-05", ""],
        ["A", "check", "05.03.2024", ""],
        ["A", "check"],
        ["", "", "", ""],
        ["B", "check", "2024-02-30", ""],
        ["C", "check", "2024-02-28", "never"],
        ["A", "done", "9999-12-31", ""],
    )
    log = read(tmp_path, text)
    assert [(case.key, [event.activity for event in case.events]) for case in log.cases] == [("A", ["two\nlines"])]
    assert [one.line for one in log.skipped] == [4, 5, 6, 7, 9, 10, 11]
    words = [
        "no name",
        "no activity",
        "'05.03.2024'",
        "2 cells",
        "'2024-02-30'",
        "deadline 'never' of case C",
        "year 9999",
    ]
    for one, word in zip(log.skipped, words, strict=True):
        assert word in one.reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "no column holds the case and no column holds the activity and no column holds the time"),
        (HEADING, 1, "no row under the heading"),
        ("a,b\n1,2\n", 1, "the columns are a, b"),
        ("Case ID,Activity\nA,b\n", 1, "at: <column>"),
        ("Case ID,Activity,Timestamp,Activity\n", 1, "Activity twice"),
        (HEADING + ROW + 'A,"check,2024-03-05\n', 3, "check its quotes"),
        (HEADING + ROW + 'A,"check"s,2024-03-05\n', 3, "check its quotes"),
        (HEADING + ROW + "A,che\0ck,2024-03-05\n", 3, "NUL"),
        (HEADING.encode() + ROW.encode() + b"A,\xff\xff,2024-03-05\n", 3, "save it as UTF-8"),
        ((HEADING + ROW).encode("utf-16-le"), 1, "NUL"),
        ((HEADING + ROW).encode("utf-16")[:-1], 2, "utf-16"),
        (HEADING + ROW + "A," + "x" * 200_000 + ",2024-03-05\n", 3, "field larger"),
        (gzip.compress((HEADING + ROW * 99).encode(), mtime=0)[:-9], 1, "damaged"),
    ],
)
def test_refused_as_a_whole(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(Malformed, match=reason) as refused:
        read(tmp_path, text)
    assert refused.value.line == line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    log = read(tmp_path, (HEADING + "甲,受理,2024年3月5日 09:00\n").encode(encoding))
    assert (log.cases[0].key, log.cases[0].events[0].activity) == ("甲", "受理")
    assert [one.line for one in log.notes] == ([1] if encoding == "gb18030" else [])


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("2024-03-05T09:00:00.1234567Z", "", "2024-03-05T09:00:00.123456+00:00"),
        ("2024-03-05 09:00:00,5+0100", "", "2024-03-05T09:00:00.500000+01:00"),
        ("2024-03-05", "", "2024-03-05T00:00:00+08:00"),
        ("05.03.2024 9.30", "%d.%m.%Y %H.%M", "2024-03-05T09:30:00+08:00"),
    ],
)
def test_times(text: str, pattern: str, expected: str) -> None:
    assert instant(text, SHANGHAI, pattern).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "5", "2024-3", "03/05/2024", "2024-13-01", "2024-03-05 25:00", "٢٠٢٤-03-05", "1066-10-14"]
)
def test_times_nobody_should_guess(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        instant(text, SHANGHAI)


def test_a_map_names_what_is_not_usual(tmp_path: Path) -> None:
    mapping = {"case": "nr", "activity": "step", "at": "on", "ended": "on", "title": "Activity", "format": "%d-%m-%Y"}
    (case,) = read(tmp_path, "nr,step,on,Activity\n7,check,05-03-2024,A barn\n", mapping).cases
    assert (case.key, case.title, case.events[0].activity) == ("7", "A barn", "check")
    assert case.ended_at == case.events[0].at == datetime(2024, 3, 5, tzinfo=SHANGHAI)


def test_what_the_map_gives_to_one_part_plays_no_other(tmp_path: Path) -> None:
    (event,) = (
        read(tmp_path, HEADING.strip() + ",Resource\n" + ROW.strip() + ",desk\n", {"group": "Resource"}).cases[0].events
    )
    assert (event.group, event.resource) == ("desk", "")


def test_a_map_for_one_row_to_a_case(tmp_path: Path) -> None:
    mapping = {"case": "nr", "started": "in", "events": {"Received": "in", "Decided": "out"}}
    log = read(tmp_path, "nr,in,out,kind\n1,2024-03-01,2024-03-05,barn\n2,2024-03-02,,\n3,,soon,\n", mapping)
    assert [[event.activity for event in case.events] for case in log.cases] == [["Received", "Decided"], ["Received"]]
    assert log.cases[0].attributes == {"out": "2024-03-05", "kind": "barn"}
    assert [one.line for one in log.skipped] == [4]


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ({"case": "nr"}, "names nr"),
        ({"casse": "Case ID"}, "unknown part 'casse'"),
        ({"case": 5}, "'case' must name a column"),
        ({"events": {}}, "for each activity"),
        ({"events": {"A": "Timestamp"}, "at": "Timestamp"}, "beside `events`"),
    ],
)
def test_a_map_that_does_not_fit(tmp_path: Path, mapping: dict[str, object], reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        read(tmp_path, HEADING + ROW, mapping)


def test_maps_are_yaml_or_json(tmp_path: Path) -> None:
    for text in ("case: nr\nevents:\n  Received: 2024\n", json.dumps({"case": "nr", "events": {"Received": "2024"}})):
        (tmp_path / "map").write_text(text)
        assert read_map(tmp_path / "map") == {"case": "nr", "events": {"Received": "2024"}}
    (tmp_path / "map").write_text("case: nr\nat: [\n")
    with pytest.raises(Malformed, match="neither YAML nor JSON") as refused:
        read_map(tmp_path / "map")
    assert refused.value.line == 3


def test_no_hostile_file_is_more_than_refused() -> None:
    files = [*shared("data/hostile/json_parsing").iterdir()]
    refused = 0
    for path in files:
        for attempt in (lambda path: read_log(path, zone="UTC"), read_map):
            try:
                attempt(path)
            except Malformed:
                refused += 1
    assert refused >= 2 * len(files) - 4, "only an empty object is a map"


def test_hostile_tables_keep_their_cells(tmp_path: Path) -> None:
    for path in shared("data/hostile/csv_spectrum").glob("*.csv"):
        rows = json.loads(path.with_suffix(".json").read_text())
        names = list(rows[0])
        text = table([*names, "Timestamp"], *([*row.values(), "2024-03-05"] for row in rows))
        log = read(tmp_path, text, {"case": names[0], "activity": names[1]})
        cells = [[case.key, event.activity, *event.attributes.values()] for case in log.cases for event in case.events]
        assert cells == [[cell for cell in row.values() if cell] for row in rows if row[names[1]]]
        assert len(log.cases) + len(log.skipped) == len(rows)


def test_naughty_strings_come_through(tmp_path: Path) -> None:
    naughty = [one for one in json.loads(shared("data/hostile/naughty_strings_even.json").read_text()) if one.strip()]
    log = read(
        tmp_path,
        table(["Case ID", "Activity", "Timestamp", "note"], *(["A", "x", "2024-03-05", one] for one in naughty)),
    )
    assert [event.attributes["note"] for event in log.cases[0].events] == naughty
