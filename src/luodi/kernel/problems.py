"""Reasons a rule gives: an English message id with its values; screens say them in the reader's language."""

from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One reason, as a sentence a citizen could read."""

    text: str
    values: dict[str, Any]
    field: str = ""

    def at(self, field: str) -> "Problem":
        """The same reason, said of one field of what was sent."""
        return self._replace(field=field)

    def __str__(self) -> str:
        return self.text % self.values


def problem(text: str, **values: Any) -> Problem:
    """A reason; `text` is a message id with %(name)s places."""
    return Problem(text, values)


class Verdict(NamedTuple):
    """What a rule decided: allowed when there is no reason against it."""

    reasons: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.reasons


def verdict(*reasons: Problem | None) -> Verdict:
    """The reasons that hold."""
    return Verdict(tuple(r for r in reasons if r is not None))
