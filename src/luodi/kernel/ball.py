"""Whose ball a case was, in workdays: every day belongs to the holder of its morning."""

from collections.abc import Sequence
from datetime import date

from luodi.kernel.calendar import Calendar


def ball_days(calendar: Calendar, holds: Sequence[tuple[str, date]], end: date) -> dict[str, int]:
    """Workdays each holder had the ball: of a hold taken on a day, those after it up to the next hold's day.

    holds are (holder, day taken) in order of time, days in the region's zone; at midnight sharp a day begins with its
    new holder, so take `clock.morning_before` of an instant. The sum equals the workdays from the first hold to end.
    ValueError when the holds are out of order or end before they begin.
    """
    spent: dict[str, int] = {}
    until = [taken for _, taken in holds[1:]] + [end]
    for (holder, taken), left in zip(holds, until, strict=False):
        if left < taken:
            raise ValueError(f"{holder} holds the ball from {taken} to {left}: the end lies before the beginning.")
        spent[holder] = spent.get(holder, 0) + calendar.workdays(taken, left)
    return spent
