"""CSV and its like: one row to an event, or by a map one row to a case and one column to an event."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from luodi.engines.logs.columns import Parts, column_named, usual
from luodi.engines.logs.gather import Gathering
from luodi.engines.logs.model import Log, Malformed
from luodi.engines.logs.source import encoding_of

DELIMITERS = ",;\t|"
CASE_PREFIX = re.compile("^case:", re.IGNORECASE)
NEEDED = {"case": "case", "activity": "activity", "at": "time"}


def read_delimited(stream: BinaryIO, gathering: Gathering) -> Log:
    """The log in `stream`; `Malformed` where the text, the quotes or the heading cannot be trusted."""
    encoding = encoding_of(stream)
    if encoding == "gb18030":
        gathering.note(1, "the text is not UTF-8 and was read as GB18030; if its words look wrong, save it as UTF-8")
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    heading = text.readline()
    text.seek(0)
    reader = csv.reader(text, delimiter=max(DELIMITERS, key=heading.count), strict=True)
    try:
        table = _Table([name.strip() for name in next(reader, [])], gathering.parts)
        for line, cells in _rows(reader):
            table.take(line, cells, gathering)
    except csv.Error as error:
        raise Malformed(reader.line_num, f"the row cannot be taken apart ({error}); check its quotes") from error
    finally:
        text.detach()
    if reader.line_num < 2:
        raise Malformed(reader.line_num, "there is no row under the heading")
    return gathering.log()


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line it begins on."""
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


class _Table:
    """What the heading says: which columns speak of the case, which of the event."""

    def __init__(self, names: list[str], parts: Parts) -> None:
        self.names = names
        columns = [name for name in names if name]
        if twice := sorted({name for name in columns if columns.count(name) > 1}):
            raise Malformed(1, f"the heading has {', '.join(twice)} twice; rename one")
        if missing := parts.missing(columns):
            raise Malformed(1, f"the map names {', '.join(missing.values())}; the columns are {', '.join(columns)}")
        wide = parts.mapping.get("events", {})
        self.wide = {activity: column_named(columns, name) for activity, name in wide.items()}
        self.case, self.event = (columns, []) if self.wide else _shared_out(columns, parts)
        found = {**parts.of("event", self.event), **parts.of("case", self.case)}
        absent = [part for part in (("case",) if self.wide else NEEDED) if part not in found]
        if absent:
            what = " and no column holds the ".join(NEEDED[part] for part in absent)
            maps = ", ".join(f"{part}: <column>" for part in absent)
            have = ", ".join(columns)
            raise Malformed(1, f"no column holds the {what}; say which in a map ({maps}); the columns are {have}")

    def take(self, line: int, cells: list[str], gathering: Gathering) -> None:
        """Hand one row on; a row that does not fit the heading is left out."""
        if len(cells) != len(self.names):
            gathering.skip(line, f"the row has {len(cells)} cells, the heading {len(self.names)}")
            return
        row = dict(zip(self.names, cells, strict=True))
        told = [{"activity": activity, "time": row[name]} for activity, name in self.wide.items() if row[name].strip()]
        if not self.wide:
            told = [{name: row[name] for name in self.event}]
        found = [gathering.event(line, event) for event in told]
        events = [event for event in found if event]
        if events or not found:
            gathering.case(line, {CASE_PREFIX.sub("", name): row[name] for name in self.case}, events)


def _shared_out(columns: list[str], parts: Parts) -> tuple[list[str], list[str]]:
    """Columns of the case and of the event: as the map tells; `case:` in front means case; what plays a part of an
    event is the event's; what plays a part of a case is the case's; the rest is the event's.
    """
    told = {
        scope: {column_named(columns, parts.mapping[part]) for part in known if part in parts.mapping}
        for scope, known in usual().items()
    }
    prefixed = [name for name in columns if CASE_PREFIX.match(name) or name in told["case"]]
    bare = [name for name in columns if name not in prefixed]
    played = set(parts.of("event", bare).values())
    of_case = {*prefixed, *parts.of("case", prefixed + [name for name in bare if name not in played]).values()}
    of_event = [name for name in columns if name in told["event"] or name not in of_case]
    return [name for name in columns if name in of_case], of_event
