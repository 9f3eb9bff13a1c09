"""One party at a time, as every step asks it, compiled."""

from typing import NamedTuple

from luodi.db.queries import Rows, reads
from luodi.spine.people.models import Party


class PartyRow(NamedTuple):
    """A party in both languages."""

    pk: int
    key: str
    kind: str
    name: str
    name_en: str


@reads(PartyRow)
def party_of_key(region: int, key: str) -> Rows:
    return Party.objects.within(region).filter(key=key)


@reads(PartyRow)
def party_of_pk(region: int, pk: int) -> Rows:
    return Party.objects.within(region).filter(pk=pk)
