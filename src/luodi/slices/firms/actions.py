"""Verbs of firms."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from luodi.db.fields import secrets_salt
from luodi.db.together import together
from luodi.slices.firms import facts
from luodi.slices.firms.models import Firm, Industry
from luodi.slices.firms.reads import findable
from luodi.slices.firms.rules import Registered, code_warning, kept
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
    extra: Sequence[Any] = ()


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
            extra=kept(f.extra),
        )
        for f in new
    ]
    Firm.objects.bulk_create(rows)
    record(facts.FirmsRegistered(len(rows), sum(bool(r.uscc_warning) for r in rows)), by=by, at=at)
    put(*findable(by.place, [f.key for f in new]), region=by.region)
    return parties


@together
def change_firms(*, changed: Sequence[Registered], by: Seat, at: datetime) -> None:
    """Firms as they are registered from now on; the name of a firm is its party's and stays."""
    for one in changed:
        columns: dict[str, Any] = {name: value for name, value in one._asdict().items() if name not in ("key", "name")}
        columns |= {"extra": kept(one.extra), "salt": secrets_salt()}
        known = Firm.objects.within(by.region).filter(party__key=one.key)
        known.update(uscc_warning=code_warning(one.uscc), **columns)
    record(facts.FirmsChanged(len(changed)), by=by, at=at)
    put(*findable(by.place, [one.key for one in changed]), region=by.region)


@together
def load_industries(*, names: Mapping[str, str], by: Seat, at: datetime) -> int:
    """The industries of a table, in the place of those loaded before; returns how many there are."""
    Industry.objects.within(by.region).delete()
    Industry.objects.bulk_create(
        Industry(region_id=by.region, code=code, name=name) for code, name in names.items()
    )
    record(facts.IndustriesLoaded(len(names)), by=by, at=at)
    return len(names)
