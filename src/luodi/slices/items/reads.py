"""Service items as frozen rows, and who may have one."""

from collections import Counter

from luodi.slices.items.models import ServiceItem
from luodi.slices.items.rules import Item
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import Place

BODIES = ("department", "town", "park", "utility", "upper")


def items(where: Place, *, department: int | None = None, words: str = "") -> list[Item]:
    """Items of a region in the order of their departments and codes; of one department, or whose name has words."""
    rows = ServiceItem.objects.within(where.pk).order_by("department", "code")
    rows = rows.filter(department=department) if department is not None else rows
    rows = rows.filter(name__icontains=words) if words else rows
    return [Item(*row) for row in rows.values_list(*Item._fields)]


def counts(where: Place) -> dict[int, int]:
    """How many items each department has, by its row."""
    return Counter(ServiceItem.objects.within(where.pk).values_list("department", flat=True))


def bodies(where: Place) -> dict[str, int]:
    """By name, English name and key: who may have an item."""
    known: dict[str, int] = {}
    for key, row in parties(where, kinds=BODIES).items():
        known |= {word: row.pk for word in (key, row.name, row.name_en) if word}
    return known
