"""The day account of a case as a screen shows it: a row a day, and runs of equal days for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.web.svg import runs


@dataclass(frozen=True, slots=True)
class AccountDay:
    """A row of the account, in words already.

    `kind` colours the cell: before, counted, paused, last, over, rest. `tone` colours the row: rest, stopped, now
    or nothing. `net` and `gross` are the two clocks' totals at the day's end.
    """

    label: str
    weekday: str
    kind: str
    mark: str
    counts: str
    net: str
    gross: str
    happened: str
    ground: str = ""
    holder: str = ""
    colour: str = ""
    tone: str = ""


def account_runs(days: Sequence[AccountDay]) -> list[AccountDay]:
    """Neighbours alike in cell, holder and what happened as one line, rest days left out; the label spans them."""
    made: list[AccountDay] = []
    place = 0
    worked = [day for day in days if day.tone != "rest"]
    for first, length in runs(worked, lambda day: (day.kind, day.holder, day.counts, day.happened)):
        last = worked[place + length - 1]
        place += length
        label = first.label if length == 1 else f"{first.label}–{last.label}"
        mark = str(length) if length > 1 else first.mark
        made.append(replace(first, label=label, mark=mark, net=last.net, gross=last.gross))
    return made
