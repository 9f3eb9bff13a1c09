"""The door: one file in, one log out."""

from pathlib import Path
from zoneinfo import ZoneInfo

from luodi.engines.logs.columns import Names, Parts, checked_map
from luodi.engines.logs.delimited import read_delimited
from luodi.engines.logs.gather import Gathering
from luodi.engines.logs.model import Log, Malformed
from luodi.engines.logs.source import beginning, opened
from luodi.engines.logs.xes import read_xes

XML_BEGINS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")


def read_log(path: Path, *, mapping: Names | None = None, zone: str) -> Log:
    """The log in an XES or CSV file, packed by gzip or not, read to its end.

    `mapping` names attributes as `columns` says; times without an offset are times of `zone` ("Europe/Amsterdam").
    A row or event without case, activity or readable time is skipped and listed. Raises `Malformed` with line and
    reason where the file as a whole cannot be trusted, the map does not fit it, or the zone is unknown.
    """
    try:
        place = ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise Malformed(0, f"the time zone {zone!r} is unknown; name one like Europe/Amsterdam") from error
    gathering = Gathering(Parts(checked_map(mapping or {})), place)
    with opened(path) as stream:
        is_xml = ".xes" in path.suffixes or beginning(stream).lstrip(b" \t\r\n").startswith(XML_BEGINS)
        return read_xes(stream, gathering) if is_xml else read_delimited(stream, gathering)
