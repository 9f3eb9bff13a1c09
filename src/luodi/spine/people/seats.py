"""Seats: who acts, from which post, for which party, in which region."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from luodi.kernel.clock import day_of
from luodi.kernel.problems import Problem, Verdict


class NotYours(Exception):
    """Not found, or not this person's to see: both are one answer."""


class Refused(Exception):
    """A rule says no. Every reason can be read by a citizen."""

    def __init__(self, *reasons: Problem) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class Overtaken(Refused):
    """Somebody else changed it since it was read: whose post, when, and the version that stands now."""

    def __init__(self, reason: Problem, *, version: int, by: str, at: datetime) -> None:
        super().__init__(reason)
        self.version, self.by, self.at = version, by, at


def or_refuse(verdict: Verdict) -> None:
    """Go on when the rule has nothing against it, else raise `Refused` with its reasons."""
    if not verdict.ok:
        raise Refused(*verdict.reasons)


class Place(NamedTuple):
    """A region as actions need it, column by column as its table has them."""

    pk: int
    code: str
    name: str
    name_en: str
    zone: str
    calendar: str
    calendar_version: int
    frozen_on: date | None


@dataclass(frozen=True)
class Seat:
    """A person on a post. Law and system act from a seat without a person (`of_law`)."""

    place: Place
    person: int | None = None
    person_name: str = ""
    post: int | None = None
    post_title: str = ""
    post_title_en: str = ""
    role: str = "law"
    rank: int = 0
    party: int | None = None
    party_key: str = ""
    party_kind: str = ""
    party_name: str = ""
    party_name_en: str = ""

    @property
    def region(self) -> int:
        return self.place.pk

    def day(self, at: datetime) -> date:
        """The day of an instant where this seat stands."""
        return day_of(at, self.place.zone)

    @property
    def sees_all(self) -> bool:
        """Whether every case of the region is this seat's to see."""
        return self.role in ("law", "window", "leader", "reader")

    @property
    def is_firm(self) -> bool:
        return self.role == "firm"


def of_law(place: Place) -> Seat:
    """The seat from which law acts by itself, and from which the system loads what happened elsewhere."""
    return Seat(place=place)
