"""Verbs of firms."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.slices.firms import facts
from luodi.slices.firms.models import Firm
from luodi.slices.firms.reads import findable
from luodi.slices.firms.rules import code_warning
from luodi.spine.find.index import put
from luodi.spine.journal.enrol import register_parties
from luodi.spine.journal.record import record
from luodi.spine.people.actions import NewParty
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import Seat


class NewFirm(NamedTuple):
    """A firm to register."""

    key: str
    name: str
    uscc: str
    origin: str = ""
    size: str = ""
    industry: str = ""
    since: date | None = None
    contact: str = ""


@together
def register_firms(*, new: Sequence[NewFirm], by: Seat, at: datetime) -> dict[str, PartyRow]:
    """Firms with their parties; a code failing its check digit is kept with a warning. Returns all parties by key."""
    parties = register_parties(parties=[NewParty(f.key, "firm", f.name) for f in new], by=by, at=at)
    rows = [
        Firm(
            region_id=by.region,
            party_id=parties[f.key].pk,
            uscc=f.uscc,
            uscc_warning=code_warning(f.uscc),
            origin=f.origin,
            size=f.size,
            industry=f.industry,
            since=f.since,
            contact=f.contact,
        )
        for f in new
    ]
    Firm.objects.bulk_create(rows)
    record(facts.FirmsRegistered(len(rows), sum(bool(r.uscc_warning) for r in rows)), by=by, at=at)
    put(*findable(by.place, [f.key for f in new]), region=by.region)
    return parties
