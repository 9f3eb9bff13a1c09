"""Whom a ledger's words mean: parties by name, key or credit code."""

from collections.abc import Iterable

from luodi.kernel.problems import Problem, problem
from luodi.slices.firms.reads import firms
from luodi.slices.firms.rules import Registered
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import Place


class Bodies:
    """The parties of a county, and firms a ledger brings, by what they are called."""

    def __init__(self, where: Place) -> None:
        self.firms = {one.key: one for one in firms(where)}
        self.kinds = {row.key: row.kind for row in parties(where).values()}
        self._called: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        for row in parties(where).values():
            self._call(row.key, (row.key, row.name, row.name_en))
            self._names[row.key] = row.name
        for one in self.firms.values():
            self._call(one.key, (one.uscc,))

    def _call(self, key: str, words: Iterable[str]) -> None:
        for word in words:
            if word:
                self._called.setdefault(word, set()).add(key)

    def bring(self, one: Registered) -> None:
        """A firm that comes with the ledger."""
        self.firms[one.key] = one
        self.kinds.setdefault(one.key, "firm")
        self._names.setdefault(one.key, one.name)
        self._call(one.key, (one.key, one.name, one.uscc))

    def key_of(self, word: str, *, firms: bool = True) -> str | Problem | None:
        """The party a word means; None for none, the Problem where it could be several."""
        found = {key for key in self._called.get(word, ()) if firms or self.kinds[key] != "firm"}
        if len(found) > 1:
            keys = ", ".join(sorted(found))
            return problem("Several are called “%(name)s”; write one of the keys: %(keys)s.", name=word, keys=keys)
        return next(iter(found), None)

    def said(self, key: str) -> str:
        """What a party is called so that it is found again: its name, or its key where the name means several."""
        name = self._names.get(key, "")
        return name if name and len(self._called.get(name, ())) == 1 else key
