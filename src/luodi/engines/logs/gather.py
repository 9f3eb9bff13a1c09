"""Puts what a reader finds line by line together into cases; the same for every format."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from luodi.engines.logs.columns import Parts
from luodi.engines.logs.model import Listed, Log, LogCase, LogEvent
from luodi.engines.logs.times import instant

CASE_TIMES = {"started": "start", "deadline": "deadline", "planned_end": "planned end", "ended": "end"}
Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Heap:
    """A case while its lines still come in."""

    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    events: list[LogEvent] = field(default_factory=list)


class Gathering:
    """Takes events and cases as they are read, keeps what can be used and lists what cannot."""

    def __init__(self, parts: Parts, zone: ZoneInfo) -> None:
        self.parts = parts
        self.zone = zone
        self.pattern: str = parts.mapping.get("format", "")
        self.skipped: list[Listed] = []
        self.notes: list[Listed] = []
        self._heaps: dict[str, _Heap] = {}

    def skip(self, line: int, reason: str) -> None:
        """List `line` as left out."""
        self.skipped.append(Listed(line, reason))

    def note(self, line: int, reason: str) -> None:
        """List `line` as taken, but worth a look."""
        self.notes.append(Listed(line, reason))

    def event(self, line: int, attributes: Attributes) -> LogEvent | None:
        """The event that `attributes` describe; None, and listed, where its activity or its time cannot be read."""
        played, rest = self._split("event", attributes)
        if missing := [what for part, what in (("activity", "activity"), ("at", "time")) if part not in played]:
            self.skip(line, f"the event has no {' and no '.join(missing)}")
            return None
        try:
            at = self._instant(played["at"])
        except ValueError as error:
            self.skip(line, f"the event's time {played['at']!r} cannot be read: {error}")
            return None
        key = played.get("event") or f"{at.astimezone(UTC).isoformat()} {played['activity']}"
        who = {part: played.get(part, "") for part in ("resource", "group", "lifecycle")}
        return LogEvent(key=key, activity=played["activity"], at=at, attributes=rest, **who)

    def case(self, line: int, attributes: Attributes, events: Iterable[LogEvent]) -> None:
        """Add `events` to the case `attributes` name; skipped and listed where its name or a time cannot be read."""
        played, _ = self._split("case", attributes)
        if fault := self._fault(played):
            self.skip(line, fault)
            return
        key = played["case"]
        heap = self._heaps.setdefault(key, _Heap(line))
        for name, value in attributes.items():
            first = heap.attributes.setdefault(name, value) if value.strip() else value
            if value != first:
                self.note(line, f"{name} of case {key} is {value!r} here and {first!r} before; the first stays")
        heap.events.extend(events)

    def log(self) -> Log:
        """Everything gathered, in the order of the file."""
        cases = [case for key, heap in self._heaps.items() if (case := self._closed(key, heap))]
        return Log(tuple(cases), tuple(sorted(self.skipped, key=lambda one: one.line)), tuple(self.notes))

    def _closed(self, key: str, heap: _Heap) -> LogCase | None:
        played, rest = self._split("case", heap.attributes)
        events = sorted(_distinct(heap.events), key=lambda event: event.at)
        times: dict[str, datetime] = {part: self._instant(played[part]) for part in CASE_TIMES if part in played}
        started_at = times.get("started") or (events[0].at if events else None)
        if started_at is None:
            self.skip(heap.line, f"case {key} has neither a start nor an event that can be read")
            return None
        words = {part: played.get(part, "") for part in ("title", "department", "responsible", "channel")}
        return LogCase(
            key=key,
            started_at=started_at,
            deadline_at=times.get("deadline"),
            planned_end_at=times.get("planned_end"),
            ended_at=times.get("ended"),
            attributes=rest,
            events=tuple(events),
            **words,
        )

    def _fault(self, played: Attributes) -> str:
        """Why a case cannot be taken; "" where it can."""
        if "case" not in played:
            return "the case has no name"
        for part, what in CASE_TIMES.items():
            try:
                self._instant(played[part]) if part in played else None
            except ValueError as error:
                return f"the {what} {played[part]!r} of case {played['case']} cannot be read: {error}"
        return ""

    def _split(self, scope: str, attributes: Attributes) -> tuple[dict[str, str], dict[str, str]]:
        """What plays a part, by part and stripped; what is left, by its own name. Empty values are no values."""
        by_part = self.parts.of(scope, attributes)
        played = {part: text for part, name in by_part.items() if (text := attributes[name].strip())}
        players = set(by_part.values())
        return played, {name: value for name, value in attributes.items() if name not in players and value.strip()}

    def _instant(self, text: str) -> datetime:
        return instant(text, self.zone, self.pattern)


def _distinct(events: Iterable[LogEvent]) -> Iterable[LogEvent]:
    """The events of a case, a key that comes again numbered in the order of the file."""
    seen: Counter[str] = Counter()
    for event in events:
        seen[event.key] += 1
        yield event if seen[event.key] == 1 else replace(event, key=f"{event.key} #{seen[event.key]}")
