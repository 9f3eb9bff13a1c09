"""XES: what is a value, what is skipped, what is refused."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luodi.engines.logs.model import Listed, Log, Malformed
from luodi.engines.logs.read import read_log

EVENT = '<event><string key="concept:name" value="check"/><date key="time:timestamp" value="{}"/></event>'
GOOD = EVENT.format("2024-03-05T09:00:00+08:00")


def trace(name: str, *inside: str) -> str:
    """A case of that name."""
    return f'<trace>\n<string key="concept:name" value="{name}"/>\n' + "\n".join(inside) + "\n</trace>\n"


def written(tmp_path: Path, text: str | bytes, name: str = "log.xes") -> Path:
    """A file with that text."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(tmp_path: Path, *traces: str, before: str = "") -> Log:
    """The log of those cases."""
    return read_log(written(tmp_path, f"{before}<log>\n{''.join(traces)}</log>"), zone="Asia/Shanghai")


def test_defaults_are_no_values(tmp_path: Path) -> None:
    defaults = '<global scope="trace"><date key="enddate" value="1970-01-01T00:00:00+01:00"/></global>\n'
    (case,) = read(tmp_path, defaults, trace("A", GOOD)).cases
    assert case.ended_at is None
    assert case.started_at == datetime(2024, 3, 5, 1, tzinfo=UTC)


def test_of_nested_attributes_the_top_value_stays(tmp_path: Path) -> None:
    nested = '<string key="channel" value="post"><string key="channel" value="mail"/><int key="n" value="3"/></string>'
    (case,) = read(tmp_path, trace("A", nested, GOOD)).cases
    assert case.channel == "post"
    assert case.attributes == {}


def test_all_parts_of_a_case_and_of_an_event(tmp_path: Path) -> None:
    parts = """
        <string key="department" value="Permits"/><string key="responsible" value="R"/><string key="title" value="T"/>
        <date key="startdate" value="2024-03-01T08:00:00Z"/><date key="deadline" value="2024-03-20T08:00:00Z"/>
        <date key="enddate" value="2024-03-05T00:00:00Z"/><date key="enddate_planned" value="2024-03-18T00:00:00Z"/>
        <event><string key="concept:name" value="a"/><date key="time:timestamp" value="2024-03-06T00:00:00"/>
        <string key="org:resource" value="who"/><string key="org:group" value="desk"/><string key="cost" value="5"/>
        <string key="lifecycle:transition" value="complete"/><string key="concept:instance" value="i-1"/></event>"""
    (case,) = read(tmp_path, trace("A", parts)).cases
    assert (case.department, case.responsible, case.title) == ("Permits", "R", "T")
    assert (case.deadline_at, case.ended_at) == (datetime(2024, 3, 20, 8, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC))
    assert (case.started_at, case.planned_end_at) == (
        datetime(2024, 3, 1, 8, tzinfo=UTC),
        datetime(2024, 3, 18, tzinfo=UTC),
    )
    (event,) = case.events
    assert (event.key, event.resource, event.group, event.lifecycle) == ("i-1", "who", "desk", "complete")
    assert event.attributes == {"cost": "5"}
    assert event.at == datetime(2024, 3, 5, 16, tzinfo=UTC), "a time without an offset is a time of the zone"
    assert case.after_end == (event,)


def test_what_one_event_lacks_skips_that_event(tmp_path: Path) -> None:
    timeless = '<event><string key="concept:name" value="x"/></event>'
    log = read(tmp_path, trace("A", GOOD, timeless, EVENT.format("yesterday")), f"<trace>{GOOD}</trace>\n", GOOD)
    assert [(case.key, len(case.events)) for case in log.cases] == [("A", 1)]
    assert [(one.line, one.reason.split(":")[0]) for one in log.skipped] == [
        (5, "the event has no time"),
        (6, "the event's time 'yesterday' cannot be read"),
        (8, "the case has no name"),
        (9, "the event belongs to no case"),
    ]


def test_an_unreadable_end_is_not_an_open_case(tmp_path: Path) -> None:
    log = read(tmp_path, trace("A", '<date key="enddate" value="soon"/>', GOOD), trace("B", GOOD))
    assert [case.key for case in log.cases] == ["B"]
    assert log.skipped[0].line == 2
    assert "the end 'soon' of case A" in log.skipped[0].reason


def test_a_case_that_comes_twice_is_one(tmp_path: Path) -> None:
    late = '<string key="department" value="D2"/>'
    log = read(tmp_path, trace("A", '<string key="department" value="D1"/>', GOOD), trace("A", late, GOOD))
    (case,) = log.cases
    assert case.department == "D1"
    assert [event.key for event in case.events] == [
        "2024-03-05T01:00:00+00:00 check",
        "2024-03-05T01:00:00+00:00 check #2",
    ]
    assert log.notes == (Listed(7, "department of case A is 'D2' here and 'D1' before; the first stays"),)


def test_a_case_with_nothing_to_begin_it_is_listed(tmp_path: Path) -> None:
    log = read(tmp_path, trace("A"), trace("B", '<date key="startdate" value="2024-03-01"/>'))
    assert [(case.key, case.events) for case in log.cases] == [("B", ())]
    assert "neither a start nor an event" in log.skipped[0].reason


BOMB = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (BOMB + f"<log>{trace('&b;', GOOD)}</log>", 1, "document type"),
        ("<log>\n<trace>\n<event></trace></log>", 3, "not whole XML"),
        ("<log>\n" + trace("A", GOOD), 6, "not whole XML"),
        ("", 1, "not whole XML"),
        ("<html>\n</html>", 1, "begins with <html>"),
        ("<log>\n<objects/>\n</log>", 3, "no <trace>"),
        ("<?xml version='1.0' encoding='klingon'?><log/>", 1, "encoding"),
        (b"<?xml version='1.0' encoding='gb2312'?><log>\n\xff\xff</log>", 1, "encoding"),
        (b"<log>\n<trace>\xff</trace></log>", 2, "not whole XML"),
    ],
    ids=["entities", "crossed", "broken off", "empty", "html", "object log", "unknown", "not gb", "not utf-8"],
)
def test_refused_as_a_whole(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(Malformed, match=reason) as refused:
        read_log(written(tmp_path, text), zone="UTC")
    assert refused.value.line == line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_is_followed(tmp_path: Path, encoding: str) -> None:
    name = "Müller" if encoding in ("iso-8859-1", "windows-1252") else "建筑许可"
    text = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?><log>{trace(name, GOOD)}</log>"
    (case,) = read_log(written(tmp_path, text.encode(encoding)), zone="UTC").cases
    assert case.key == name


def test_packed_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    packed = gzip.compress(f"<log>{trace('A', GOOD)}</log>".encode())
    assert read_log(written(tmp_path, packed, "log.bin"), zone="UTC").events == 1


def test_every_cut_of_a_packed_log_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(f"<log>{''.join(trace(str(n), GOOD) for n in range(99))}</log>".encode())
    for size in range(2, len(packed), 7):
        with pytest.raises(Malformed):
            read_log(written(tmp_path, packed[:size], "log.xes.gz"), zone="UTC")
    damaged = bytearray(packed)
    damaged[-6] ^= 0xFF
    with pytest.raises(Malformed, match="damaged"):
        read_log(written(tmp_path, bytes(damaged), "log.xes.gz"), zone="UTC")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.xes"):
        with pytest.raises(Malformed, match="cannot be read"):
            read_log(path, zone="UTC")
    with pytest.raises(Malformed, match="time zone"):
        read_log(written(tmp_path, "<log/>"), zone="Europe/Atlantis")
