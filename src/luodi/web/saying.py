"""Facts as sentences, in the reader's language and with the names of the region."""

from luodi.kernel.facts import say
from luodi.spine.journal.reads import FactRow
from luodi.spine.people.reads import parties
from luodi.spine.people.tenures import posts
from luodi.web import days
from luodi.web.doors import Sitting


class Saying:
    """Says facts to one sitting; the parties of its region are looked up once."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.parties = parties(sitting.place)
        self._by_pk = {party.pk: party for party in self.parties.values()}

    def fact(self, fact: FactRow) -> str:
        """The sentence of a fact."""
        language = self.sitting.language
        return say(fact.kind, fact.payload, language, party=self.party, day=days.day)

    def party(self, key: str) -> str:
        """A party's name by its key; the key itself where there is no such party."""
        party = self.parties.get(key)
        return self.sitting.said(party.name, party.name_en) if party else key

    def party_of(self, pk: int | None) -> str:
        """A party's name by its row; empty for none."""
        party = self._by_pk.get(pk) if pk is not None else None
        return self.sitting.said(party.name, party.name_en) if party else ""

    def who(self, fact: FactRow) -> str:
        """Whose fact it is: the party, for an office its post too; empty where law acted."""
        party = self.party_of(fact.party)
        post = None if self.sitting.seat.is_firm else posts(self.sitting.place).get(fact.post or 0)
        return f"{party} · {self.sitting.said(post.title, post.title_en)}" if post else party
