"""XES (IEEE 1849-2023), read as a stream: only what stands directly in a trace or an event is a value.

Defaults of a `<global>` and attributes inside attributes are not. Document types, and with them entities, are refused:
nothing can expand.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from luodi.engines.logs.gather import Gathering
from luodi.engines.logs.model import Log, LogEvent, Malformed
from luodi.engines.logs.source import BROKEN, BROKEN_REASON, CHUNK, beginning

VALUES = {"string", "date", "int", "float", "boolean", "id", "list"}
TRACE, EVENT = ["log", "trace"], ["log", "trace", "event"]
KNOWN_TO_EXPAT = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)")


def read_xes(stream: BinaryIO, gathering: Gathering) -> Log:
    """The log in `stream`; `Malformed` where it is no whole XML, has a document type, or is XML of another kind."""
    if "events" in gathering.parts.mapping:
        raise Malformed(0, "the map's `events` is for tables; an XES log says itself what its events are; drop it")
    reader = _Reader(gathering)
    parser = reader.parser
    try:
        for chunk in _decoded(stream):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise Malformed(error.lineno, f"the file is not whole XML from here on ({reason}); export it again") from error
    except BROKEN as error:
        raise Malformed(parser.CurrentLineNumber, BROKEN_REASON.format(error)) from error
    except (LookupError, ValueError) as error:
        reason = f"the text is not in the encoding the file declares ({error}); save it as UTF-8"
        raise Malformed(parser.CurrentLineNumber, reason) from error
    return reader.log()


def _decoded(stream: BinaryIO) -> Iterator[str | bytes]:
    """The file piece by piece: the parser decodes what it knows, Python the rest (GB18030 and its like)."""
    declared = DECLARED.match(beginning(stream))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    pieces = iter(lambda: stream.read(CHUNK), b"")
    return pieces if name in KNOWN_TO_EXPAT else codecs.iterdecode(pieces, name)


class _Reader:
    """Follows the tags; holds no more than the trace it is in."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.path: list[str] = []
        self.names: set[str] = set()
        self.traces = 0
        self.trace: dict[str, str] = {}
        self.event: dict[str, str] = {}
        self.events: list[LogEvent] = []
        self.trace_line = self.event_line = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def log(self) -> Log:
        """What was gathered; the map must have named things that exist."""
        if not self.traces:
            self._refuse("the file has no <trace>: it is no XES log of cases; export cases with their events")
        for part, name in self.gathering.parts.missing(self.names).items():
            raise Malformed(0, f"the map names {name!r} for {part}, but nothing in the log is called so")
        return self.gathering.log()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag := tag.rpartition(":")[2])
        if self.path[0] != "log":
            self._refuse(f"the file begins with <{self.path[0]}>, an XES log begins with <log>; choose the log itself")
        if self.path == TRACE:
            self.trace, self.events, self.trace_line = {}, [], self.parser.CurrentLineNumber
            self.traces += 1
        elif self.path == EVENT:
            self.event, self.event_line = {}, self.parser.CurrentLineNumber
        elif tag == "event" and len(self.path) == 2:
            self.gathering.skip(self.parser.CurrentLineNumber, "the event belongs to no case")
        elif tag in VALUES and "key" in attributes:
            if self.path[:-1] == TRACE:
                self.trace.setdefault(attributes["key"], attributes.get("value", ""))
            elif self.path[:-1] == EVENT:
                self.event.setdefault(attributes["key"], attributes.get("value", ""))

    def _end(self, tag: str) -> None:
        if self.path == EVENT:
            self.names.update(self.event)
            if event := self.gathering.event(self.event_line, self.event):
                self.events.append(event)
        elif self.path == TRACE:
            self.names.update(self.trace)
            self.gathering.case(self.trace_line, self.trace, self.events)
        self.path.pop()

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse(
            "the file declares a document type (<!DOCTYPE>), which no log needs and which can do harm; remove it"
        )

    def _refuse(self, reason: str) -> NoReturn:
        raise Malformed(self.parser.CurrentLineNumber, reason)
