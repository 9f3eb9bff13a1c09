"""The figures of a log on a day, counted again from the raw file without a line of ours: what the board is held to.

begun: the local day of `startdate` <= on.  closed: `enddate` is there and its local day <= on, whatever the start says.
late: that local day (of a closed case) or `on` (of an open one) is later than the local day of `deadline`.
Days, not instants: ended on the deadline's day after its hour is in time. Events do not count.
"""

import gzip
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zoneinfo import ZoneInfo


class Figures(NamedTuple):
    closed_late: int
    closed_on_time: int
    open: int  # the late among them
    open_late: int


def recount(path: Path, on: date, zone: str) -> Figures:
    """The four figures at the end of `on`, by XML alone, of a XES file whose cases all have start and deadline."""
    raw = path.read_bytes()
    late = on_time = still = still_late = 0
    for trace in ElementTree.fromstring(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).iterfind("{*}trace"):
        dates = {child.get("key"): child.get("value", "") for child in trace.findall("{*}date")}
        day = {key: datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).date() for key, text in dates.items()}
        if day.get("enddate", date.max) <= on:
            late, on_time = late + (day["enddate"] > day["deadline"]), on_time + (day["enddate"] <= day["deadline"])
        elif day["startdate"] <= on:
            still, still_late = still + 1, still_late + (on > day["deadline"])
    return Figures(late, on_time, still, still_late)
