"""Parties as what can be found: every body of a region, by everybody of it. Firms are told by the room of firms."""

from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.people.reads import PartyRow, parties
from luodi.spine.people.seats import Place

EVERYBODY = Circle(everybody=True)
FIRM = "firm"


def subject_of(party: PartyRow) -> str:
    """What a party is called in the index."""
    return f"{'firm' if party.kind == FIRM else 'party'}/{party.key}"


def findable(where: Place) -> list[Thing]:
    """Departments, towns, parks, experts and upper levels of a region."""
    return [
        Thing(subject_of(row), row.name, EVERYBODY, title_en=row.name_en, words=(row.key,))
        for row in parties(where).values()
        if row.kind != FIRM
    ]
