"""Everything a case page says, read once: the application, its parties, holds, pauses, facts, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from luodi.kernel.ball import ball_days
from luodi.kernel.clock import Calendar, Stop, days_between, morning_before, net
from luodi.kernel.facts import KINDS, say
from luodi.kernel.light import light
from luodi.slices.approvals import reads
from luodi.slices.approvals.reads import ApplicationRow
from luodi.slices.approvals.views import words
from luodi.slices.matters.reads import MatterRow, matter
from luodi.slices.projects.reads import project
from luodi.spine.commitments.reads import CommitmentRow, HoldRow, PauseRow, holds_of, pauses_of
from luodi.spine.journal.reads import FactRow, of_case
from luodi.spine.people.reads import PartyRow, parties_by_pk
from luodi.web import days
from luodi.web.doors import Sitting
from luodi.web.lights import ball_colour, light_words


@dataclass(frozen=True)
class CaseFile:
    """A case as one seat sees it on one day."""

    sitting: Sitting
    row: ApplicationRow
    matter: MatterRow | None
    project: str
    parties: dict[int, PartyRow]
    holds: list[HoldRow]
    pauses: list[PauseRow]
    facts: list[FactRow]

    @cached_property
    def calendar(self) -> Calendar:
        return self.sitting.calendar

    @property
    def for_firm(self) -> bool:
        return self.sitting.seat.is_firm

    @property
    def number(self) -> str:
        return self.row.case.number

    @property
    def title(self) -> str:
        """The matter, or the question where there is none; empty where a record has but its number."""
        if self.matter:
            return self.sitting.said(self.matter.name, self.matter.name_en)
        title = self.sitting.said(self.row.case.title, self.row.case.title_en)
        return title if title != self.number else ""

    @property
    def closed(self) -> bool:
        return self.row.phase == "closed"

    @cached_property
    def on(self) -> date:
        """The last day of the account: today, or the day the case ended."""
        closed_at = self.row.case.closed_at
        ended = self.sitting.seat.day(closed_at) if closed_at else self.sitting.on
        return max(ended, self.row.received_on)

    @property
    def running(self) -> CommitmentRow | None:
        return self.row.running

    @property
    def day_zero(self) -> date:
        """Where the clock that counts now begins."""
        return (self.running and self.running.from_on) or self.row.received_on

    @cached_property
    def stops(self) -> list[Stop]:
        """The pauses of the clock that counts now."""
        key = self.running.pk if self.running else None
        return [Stop(pause.from_on, pause.to_on) for pause in self.pauses if pause.commitment == key]

    @property
    def term(self) -> int | None:
        return self.running.term if self.running else None

    @property
    def net(self) -> int:
        """Working days the clock that counts now has used."""
        return net(self.calendar, self.day_zero, self.on, self.stops)

    @property
    def gross(self) -> int:
        """Working days since receipt."""
        return self.calendar.workdays(self.row.received_on, self.on)

    @property
    def light(self) -> str:
        if self.closed or self.running is None:
            return "done"
        row = self.running
        return light(state=row.state, due_on=row.due_on, amber_on=row.amber_on, on=self.sitting.on)

    @property
    def left(self) -> int | None:
        """Working days to the promised day, negative beyond it; None where no day is due."""
        return self.calendar.workdays(self.on, self.row.due_on) if self.row.due_on else None

    @property
    def over(self) -> int:
        """Working days beyond the promised day."""
        return max(0, -(self.left or 0))

    @property
    def light_says(self) -> str:
        if self.left is None and self.light == "normal":
            return _("no day promised")
        return light_words(self.light, remaining=self.left, over=self.over)

    @property
    def statutory_left(self) -> int | None:
        """Days left by law, in the unit of the law; None where no limit runs."""
        due_on = self.row.statutory_due_on
        if due_on is None or self.light in ("paused", "done"):
            return None
        if self.row.statutory_unit == "day":
            return days_between(self.on, due_on)
        return self.calendar.workdays(self.on, due_on)

    def name(self, party: int | None) -> str:
        """What a party is called; a firm is told "you" of itself."""
        if party is None:
            return ""
        if self.for_firm and party == self.sitting.seat.party:
            return _("You")
        row = self.parties[party]
        return self.sitting.said(row.name, row.name_en)

    def holder(self, party: int | None) -> str:
        """Who has the ball, in a word where the page is about one applicant: the firm, or you."""
        if party == self.row.applicant and not self.for_firm and self.parties[party].kind == "firm":
            return _("the firm")
        return self.name(party)

    def colour(self, party: int | None) -> str:
        return ball_colour(self.parties[party].kind) if party else ""

    @cached_property
    def mornings(self) -> list[tuple[int, date]]:
        """Each hold with the last day whose morning did not belong to it."""
        zone = self.sitting.place.zone
        return [(hold.party, morning_before(hold.from_at, zone)) for hold in self.holds]

    def ball_shares(self) -> list[tuple[int, int]]:
        """Working days each party had the ball, the longest first; together they are `gross`."""
        held = [(str(party), taken) for party, taken in self.mornings]
        if not held or self.on < held[-1][1]:
            return []
        shares = ball_days(self.calendar, held, self.on)
        return sorted(((int(party), spent) for party, spent in shares.items() if spent), key=lambda one: -one[1])

    @property
    def ball_days(self) -> int:
        """Working days the present holder has had it."""
        return self.calendar.workdays(self.mornings[-1][1], self.on)

    def shown_facts(self) -> list[FactRow]:
        """What this reader is told: no bookkeeping of promises, and for a firm nothing that is the office's own."""
        return [fact for fact in self.facts if self._told(fact.kind)]

    @property
    def handed_in(self) -> FactRow | None:
        """The newest fact by which the applicant handed something in; None where a record tells of none."""
        return reads.handed_in(self.facts)

    def told_to_all(self) -> list[FactRow]:
        """What stands in the account, which office and firm read alike; a file's checksum stands beside the file."""
        kinds = {kind for kind, fact in KINDS.items() if not fact.inner and not kind.startswith("files.")}
        return [fact for fact in self.facts if fact.kind in kinds]

    def _told(self, kind: str) -> bool:
        fact = KINDS.get(kind)
        if fact is None or not fact.inner:
            return True
        return not self.for_firm and kind.startswith("approvals.")

    def sentence(self, fact: FactRow) -> str:
        """A fact in the reader's language."""
        payload = dict(fact.payload)
        if "procedure" in payload:
            payload["procedure"] = words.procedure(payload["procedure"])
        language = self.sitting.language
        return say(fact.kind, payload, language, party=self._name_of, day=self.day)

    def _name_of(self, key: str) -> str:
        return self.name(self._keys[key]) if key in self._keys else key

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {row.key: row.pk for row in self.parties.values()}

    def moment(self, instant: datetime) -> str:
        """An instant as day and time where the county stands."""
        return days.moment(instant, self.sitting.place.zone, self.sitting.on)

    def day(self, on: date) -> str:
        """A day, with its year where it is not this one."""
        return days.dated(on, self.sitting.on)


def case_file(sitting: Sitting, number: str) -> CaseFile:
    """The file of a case number. Raises NotYours for a stranger."""
    row = reads.application_for(sitting.seat, number)
    where = sitting.place
    return CaseFile(
        sitting=sitting,
        row=row,
        matter=matter(where, row.matter_id) if row.matter_id else None,
        project=project(where, row.project_id).name if row.project_id else "",
        parties=parties_by_pk(where),
        holds=holds_of(row.case_id),
        pauses=pauses_of(row.case_id),
        facts=of_case(where, row.case_id),
    )
