"""A case as JSON says it: both clocks, their account day by day, notices, promises, facts, remarks."""

from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from ninja import Schema
from pydantic import Field

from luodi.kernel.clock import Stop, days, explain, morning_before, net
from luodi.kernel.facts import KINDS
from luodi.kernel.light import light
from luodi.slices.approvals import reads, rules
from luodi.slices.approvals.reads import ApplicationRow
from luodi.slices.matters.reads import matter
from luodi.spine.commitments.reads import CaseRow, CommitmentRow, HoldRow, holds_of, pauses_of, promises_of
from luodi.spine.files.reads import FileRow
from luodi.spine.journal.reads import FactRow, of_case
from luodi.spine.journal.receipts import receipt
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting
from luodi.web.saying import Saying


class Named(Schema):
    """A party: its key and its name in the reader's language."""

    key: str
    name: str


class CaseBrief(Schema):
    """A case in a list."""

    number: str
    version: int
    title: str
    applicant: Named
    ball: Named | None
    opened_at: datetime
    closed_at: datetime | None


class AccountDay(Schema):
    """A day from receipt on. `why`: before, day_zero, paused, workday, makeup_workday, weekend, holiday, natural_day.

    `net` and `gross` are both clocks' totals at its end; `holder` had the ball that morning.
    """

    date: date
    counted: bool
    why: str
    net: int
    gross: int
    holder: str


class Clocks(Schema):
    """`net`: days the running promise has used; `gross`: workdays since receipt. Pauses stop the first alone."""

    net: int
    gross: int
    provisional: bool
    account: list[AccountDay]


class Promise(Schema):
    """A promise of the case; `light` as of the day the answer stands on."""

    kind: str
    title: str
    owner: Named
    from_on: date | None
    term: int | None
    unit: str
    due_on: date | None
    state: str
    light: str
    closed_on: date | None


class Notice(Schema):
    """A paper the applicant was given."""

    kind: str
    number: str
    items: list[str]
    issued_on: date
    answer_by: date | None


class Told(Schema):
    """A fact as a sentence in the reader's language, with its own time and when it was recorded."""

    kind: str
    happened_at: datetime
    recorded_at: datetime
    by: Named | None
    said: str


class RemarkShown(Schema):
    """A note inside the office."""

    text: str
    at: datetime


class Kept(Schema):
    """A file of the case; `sha256` was its receipt, `href` is where its bytes are."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    given_at: datetime
    href: str


class ReceiptShown(Schema):
    """A signature over the fact by which something was handed in last; `text` is the signed note, `key` checks it."""

    entry: int
    happened_at: datetime
    said: str
    leaf: str
    key_id: str
    signature: str
    key: str
    text: str


class CaseWhole(CaseBrief):
    """Everything of a case that its reader may see; `remarks` is absent for a firm."""

    on: date
    phase: str
    department: Named
    channel: str
    received_on: date
    accepted_on: date | None
    deemed: bool
    due_on: date | None
    statutory_due_on: date | None
    outcome: str
    decided_on: date | None
    overrun_reason: str
    verbs: list[str]
    clocks: Clocks
    promised_basis: str = Field(description="of the promised days: sourced, county, or typical: published nowhere")
    promises: list[Promise]
    notices: list[Notice]
    facts: list[Told]
    remarks: list[RemarkShown] | None = None


class Shown:
    """Says cases to one sitting."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.saying = sitting, Saying(sitting)
        self.seat = sitting.seat
        self.by_pk = {party.pk: party for party in self.saying.parties.values()}

    def party(self, pk: int | None) -> dict[str, str] | None:
        """A party by its row."""
        row = self.by_pk.get(pk) if pk is not None else None
        return {"key": row.key, "name": self.sitting.said(row.name, row.name_en)} if row else None

    def brief(self, case: CaseRow) -> dict[str, Any]:
        """A case in a list."""
        return {
            **{name: getattr(case, name) for name in ("number", "version", "opened_at", "closed_at")},
            "title": self.sitting.said(case.title, case.title_en),
            "applicant": self.party(case.applicant),
            "ball": self.party(case.ball),
        }

    def whole(self, row: ApplicationRow) -> dict[str, Any]:
        """A case with all that belongs to it."""
        sitting, seat = self.sitting, self.sitting.seat
        names = (
            "phase", "channel", "received_on", "accepted_on", "deemed", "due_on", "statutory_due_on", "outcome",
            "decided_on", "overrun_reason",
        )  # fmt: skip
        made = promises_of(sitting.seat, row.case_id)
        said: dict[str, Any] = {
            **self.brief(row.case),
            **{name: getattr(row, name) for name in names},
            "on": sitting.on,
            "department": self.party(row.department),
            "verbs": rules.possible(row, seat, sitting.on),
            "clocks": self.clocks(row),
            "promised_basis": self._basis(row),
            "promises": [self.promise(one) for one in made],
            "notices": [notice._asdict() for notice in reads.notices(row.pk)],
            "facts": [self.fact(fact) for fact in self.facts(row)],
        }
        if not seat.is_firm:
            said["remarks"] = [{"text": one.text, "at": one.at} for one in reads.remarks(seat, row.pk)]
        return said

    def _basis(self, row: ApplicationRow) -> str:
        return matter(self.sitting.place, row.matter_id).committed_basis if row.matter_id else ""

    def clocks(self, row: ApplicationRow) -> dict[str, Any]:
        """Both clocks to the day of the sitting, or to the day the case ended."""
        sitting, calendar, running = self.sitting, self.sitting.calendar, row.running
        ended = sitting.seat.day(row.case.closed_at) if row.case.closed_at else sitting.on
        upto = max(ended, row.received_on)
        zero = (running and running.from_on) or row.received_on
        key = running.pk if running else None
        stops = [Stop(p.from_on, p.to_on) for p in pauses_of(row.case_id) if p.commitment == key]
        unit = running.unit if running else "workday"
        counted = {day.date: day for day in explain(calendar, zero, max(zero, upto), stops, unit)}
        holds, account = holds_of(row.case_id), []
        for on in days(row.received_on, upto):
            day = counted.get(on)
            account.append({
                "date": on, "counted": bool(day and day.counted), "why": day.why if day else "before",
                "net": day.net if day else 0, "gross": calendar.workdays(row.received_on, on),
                "holder": self._holder(holds, on),
            })  # fmt: skip
        return {
            "net": net(calendar, zero, upto, stops, unit),
            "gross": calendar.workdays(row.received_on, upto),
            "provisional": calendar.provisional(row.due_on or upto),
            "account": account,
        }

    def _holder(self, holds: list[HoldRow], on: date) -> str:
        """Whose ball it was that morning; on the day of receipt, who got it."""
        taken = [hold for hold in holds if morning_before(hold.from_at, self.sitting.place.zone) < on]
        return self.by_pk[(taken or holds[:1])[-1].party].key

    def promise(self, row: CommitmentRow) -> dict[str, Any]:
        """A promise of the case."""
        shown = light(state=row.state, due_on=row.due_on, amber_on=row.amber_on, on=self.sitting.on)
        names = ("kind", "from_on", "term", "unit", "due_on", "state", "closed_on")
        return {
            **{name: getattr(row, name) for name in names},
            "title": self.sitting.said(row.title, row.title_en),
            "owner": self.party(row.owner),
            "light": shown,
        }

    def fact(self, fact: FactRow) -> dict[str, Any]:
        """A fact in the reader's language."""
        return {
            **{name: getattr(fact, name) for name in ("kind", "happened_at", "recorded_at")},
            "by": self.party(fact.party),
            "said": self.saying.fact(fact),
        }

    def facts(self, row: ApplicationRow) -> list[FactRow]:
        """What happened in a case, as its reader may know it."""
        return [fact for fact in of_case(self.sitting.place, row.case_id) if self._for_reader(fact)]

    def file(self, number: str, row: FileRow) -> dict[str, Any]:
        """A file of a case."""
        names = ("name", "media_type", "size", "sha256", "given_at")
        href = f"/api/cases/{quote(number, safe='')}/files/{row.pk}"
        return {"id": row.pk, **{name: getattr(row, name) for name in names}, "href": href}

    def receipt(self, row: ApplicationRow) -> dict[str, Any]:
        """The receipt of what was handed in last. Raises NotYours where nothing was."""
        fact = reads.handed_in(self.facts(row))
        if fact is None:
            raise NotYours(row.case.number)
        made = receipt(self.sitting.place, fact.pk, f"{row.case.number} {fact.kind.rpartition('.')[2]}")
        return {**made._asdict(), "happened_at": fact.happened_at, "said": self.saying.fact(fact)}

    def _for_reader(self, fact: FactRow) -> bool:
        """What is the office's own is no news to a firm."""
        known = KINDS.get(fact.kind)
        return not (known and known.inner and self.sitting.seat.is_firm)
