"""Firms as what can be found."""

from collections.abc import Sequence

from luodi.slices.firms.models import Firm
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.seats import Place


def findable(where: Place, keys: Sequence[str] | None = None) -> list[Thing]:
    """The firms of a region, or those of some keys: found by its staff, and each by itself."""
    firms = Firm.objects.within(where.pk).order_by("pk")
    chosen = firms if keys is None else firms.filter(party__key__in=keys)
    rows = chosen.values_list("party", "party__key", "party__name", "uscc")
    return [
        Thing(f"firm/{key}", name, Circle(staff=True, applicant=party), code=uscc, words=(key,))
        for party, key, name, uscc in rows
    ]
