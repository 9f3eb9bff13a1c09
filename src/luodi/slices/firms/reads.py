"""Firms as frozen rows and as what can be found; the industries a county loaded."""

from collections.abc import Sequence

from luodi.slices.firms.models import Firm, Industry
from luodi.slices.firms.rules import Registered, held
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.seats import NotYours, Place

_COLUMNS = ("party__key", "party__name", "uscc", "origin", "size", "industry", "since", "contact", "extra")


def firms(where: Place, *, key: str | None = None) -> list[Registered]:
    """The firms of a region in the order they came, or the one of a key."""
    rows = Firm.objects.within(where.pk).order_by("pk")
    rows = rows if key is None else rows.filter(party__key=key)
    return [Registered(*row)._replace(extra=held(row[-1])) for row in rows.values_list(*_COLUMNS)]


def firm(where: Place, key: str) -> Registered:
    """One firm by the key of its party. Raises NotYours."""
    found = [] if "\0" in key else firms(where, key=key)
    if not found:
        raise NotYours(key)
    return found[0]


def warnings(where: Place) -> dict[str, str]:
    """What is odd about credit codes, by the key of the firm."""
    rows = Firm.objects.within(where.pk).exclude(uscc_warning="")
    return dict(rows.values_list("party__key", "uscc_warning"))


def industries(where: Place) -> dict[str, str]:
    """Names of industries by code; empty where the county has loaded none."""
    return dict(Industry.objects.within(where.pk).order_by("code").values_list("code", "name"))


def findable(where: Place, keys: Sequence[str] | None = None) -> list[Thing]:
    """The firms of a region, or those of some keys: found by its staff, and each by itself."""
    firms = Firm.objects.within(where.pk).order_by("pk")
    chosen = firms if keys is None else firms.filter(party__key__in=keys)
    rows = chosen.values_list("party", "party__key", "party__name", "uscc")
    return [
        Thing(f"firm/{key}", name, Circle(staff=True, applicant=party), code=uscc, words=(key,))
        for party, key, name, uscc in rows
    ]
