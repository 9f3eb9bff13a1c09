"""The list: minutes one may read with how each reconciles, and what one's own party owns or helps with."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.slices.meetings.reads.matters import matters_of, our_matters
from luodi.slices.meetings.reads.minutes import MinuteRow, minutes, reconciled
from luodi.slices.meetings.rules.sentences import Reconciled
from luodi.slices.meetings.views import headline
from luodi.slices.meetings.views.headline import Counts
from luodi.slices.meetings.views.shown import Desk, Shown
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@dataclass(frozen=True)
class Listed:
    """A minute in the list."""

    row: MinuteRow
    told: Reconciled
    shown: list[Shown]

    @property
    def href(self) -> str:
        return reverse("minute", args=[self.row.number])

    @property
    def counts(self) -> Counts:
        return headline.counts(self.shown)

    @property
    def missing(self) -> int:
        return self.told.missing


@door("staff")
@require_GET
def meetings(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Every minute of the seat, and its own party's matters."""
    desk, seat = Desk(sitting), sitting.seat
    found = minutes(seat)
    of: dict[int, list[Shown]] = {row.pk: [] for row in found}
    for matter in matters_of(seat, *found):
        of[matter.minute.pk].append(desk.shown(matter))
    told = reconciled(seat, found)
    listed = [Listed(row, told[row.pk], of[row.pk]) for row in found]
    ours = [desk.shown(row) for row in our_matters(seat) if row.phase in ("open", "done")]
    every = [one for each in listed for one in each.shown] if listed else ours
    return page(
        request,
        "meetings/list.html",
        sitting,
        here=_("Resolved"),
        headline=headline.of_list(every, len(listed), sum(each.missing for each in listed)),
        listed=listed,
        ours=ours,
        writes=seat.role == "officer",
    )
