"""Work in the background as its page and the API show it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luodi.spine.jobs.kinds import kinds
from luodi.spine.jobs.reads import JobRow, job, jobs
from luodi.spine.people.seats import NotYours
from luodi.web.days import day
from luodi.web.doors import Sitting

LIGHT = {"waiting": "planned", "running": "normal", "done": "done", "failed": "overdue", "stopped": "paused"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of work."""

    key: int
    kind: str
    title: str
    who: str
    state: str
    light: str
    state_words: str
    words: str
    done: int
    total: int
    seconds_left: int | None
    left_words: str
    asked_at: datetime
    asked_words: str
    is_open: bool
    may_again: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Work this seat may ask for."""

    kind: str
    title: str
    about: str


def shown_jobs(sitting: Sitting) -> list[Shown]:
    """What the seat may see, the newest first."""
    return [_shown(row, sitting) for row in jobs(sitting.seat)]


def shown_job(sitting: Sitting, pk: int) -> Shown:
    """One of them. Raises NotYours for another's."""
    row = job(sitting.seat, pk)
    if row is None:
        raise NotYours(str(pk))
    return _shown(row, sitting)


def offers(sitting: Sitting) -> list[Offer]:
    """The kinds of work a seat's role may ask for."""
    role = sitting.seat.role
    return [Offer(name, str(kind.title), str(kind.about)) for name, kind in kinds().items() if role in kind.roles]


def _shown(row: JobRow, sitting: Sitting) -> Shown:
    at = row.asked_at.astimezone(ZoneInfo(sitting.place.zone))
    listed = kinds().get(row.kind)
    return Shown(
        key=row.pk,
        kind=row.kind,
        title=str(listed.title) if listed else row.kind,
        who=_("by itself") if row.recurs else row.who,
        state=row.state,
        light=LIGHT[row.state],
        state_words=_("stopping") if row.stop_asked and row.state == "running" else _state(row),
        words=_(row.words.text) % row.words.values if row.words else "",
        done=row.done,
        total=row.total,
        seconds_left=row.seconds_left,
        left_words=_left(row.seconds_left),
        asked_at=row.asked_at,
        asked_words=f"{day(at.date())} {at:%H:%M}",
        is_open=row.is_open,
        may_again=row.state in ("failed", "stopped"),
    )


def _state(row: JobRow) -> str:
    if row.state == "waiting" and row.attempts:
        return ngettext("tried %(n)s time, tries again", "tried %(n)s times, tries again", row.attempts) % {
            "n": row.attempts
        }
    return {
        "waiting": _("waits its turn"),
        "running": _("runs"),
        "done": _("done"),
        "failed": _("did not succeed"),
        "stopped": _("stopped"),
    }[row.state]


def _left(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return ngettext("%(n)s second left", "%(n)s seconds left", seconds) % {"n": seconds}
