"""Verbs of service items."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from luodi.db.together import together
from luodi.slices.items import facts
from luodi.slices.items.models import ServiceItem
from luodi.slices.items.rules import Item
from luodi.spine.find.index import put
from luodi.spine.find.parties import findable
from luodi.spine.journal.enrol import register_parties
from luodi.spine.journal.record import record
from luodi.spine.people.actions import NewParty
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import Seat


@together
def take_items(
    *, new: Sequence[Item], changed: Sequence[Item], departments: Sequence[str] = (), by: Seat, at: datetime
) -> None:
    """Items that are new, and known ones as they are now. `departments` come first; items name them by -1, -2 …"""
    rows = _registered(departments, by, at)
    if not new and not changed:
        return
    ServiceItem.objects.bulk_create(
        ServiceItem(region_id=by.region, department_id=rows.get(i.department, i.department), **_columns(i)) for i in new
    )
    for item in changed:
        known = ServiceItem.objects.within(by.region).filter(code=item.code)
        known.update(department=rows.get(item.department, item.department), **_columns(item))
    record(facts.ItemsTaken(len(new), len(changed)), by=by, at=at)


def _columns(item: Item) -> dict[str, object]:
    columns = item._asdict()
    del columns["department"]
    return columns


def _registered(names: Sequence[str], by: Seat, at: datetime) -> dict[int, int]:
    """The rows of departments that are new, by the number items name them with."""
    if not names:
        return {}
    known = parties(by.place)
    free = (key for n in count(1) if (key := f"org-{n}") not in known)
    keys = [next(free) for _ in names]
    made = register_parties(
        parties=[NewParty(key, "department", name) for key, name in zip(keys, names, strict=True)], by=by, at=at
    )
    put(*(thing for thing in findable(by.place) if thing.subject in {f"party/{key}" for key in keys}), region=by.region)
    return {-1 - n: made[key].pk for n, key in enumerate(keys)}
