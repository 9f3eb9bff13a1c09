"""What a log is once it has been read: frozen rows, instants with a zone, and the lines that could not be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class Malformed(Exception):
    """The file cannot be trusted as a whole; nothing of it was taken.

    `line` counts from 1; 0 means the file or the call itself. `reason` says what is wrong and what to do about it.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the file (from 1) and what was found there."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One activity at one instant; `key` is unique within its case and the same at each reading of the same event."""

    key: str
    activity: str
    at: datetime
    resource: str = ""
    group: str = ""
    lifecycle: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LogCase:
    """One case: what the file says of it as a whole, and its events in order of time.

    `started_at` is the first event where the file gives no start. `ended_at` is empty where the file gives no end: the
    last event of a log is only the last thing seen, so a log that never says when cases end has open cases only.
    """

    key: str
    title: str
    department: str
    responsible: str
    channel: str
    started_at: datetime
    deadline_at: datetime | None
    planned_end_at: datetime | None
    ended_at: datetime | None
    attributes: Mapping[str, str]
    events: tuple[LogEvent, ...]

    @property
    def ends_before_start(self) -> bool:
        """By the instant; the days may be the same."""
        return self.ended_at is not None and self.ended_at < self.started_at

    @property
    def after_end(self) -> tuple[LogEvent, ...]:
        """The events later than the end, by the instant."""
        return tuple(event for event in self.events if self.ended_at is not None and event.at > self.ended_at)


@dataclass(frozen=True, slots=True)
class Log:
    """All cases in the order of their first line; lines left out; lines taken though they contradict an earlier one."""

    cases: tuple[LogCase, ...]
    skipped: tuple[Listed, ...]
    notes: tuple[Listed, ...]

    @property
    def events(self) -> int:
        """How many events the cases have together."""
        return sum(len(case.events) for case in self.cases)
