"""Who may find a thing, as tokens beside those by which it is found.

`@r` whoever sees all of the region, `@s` its staff, `@e` everybody of it, `@p` the office of a party, `@a` a firm as
the applicant. A seat finds what carries one of its own. It is the rule of `commitments.reads.seen_cases`, kept as
the parties come: what is added to a circle stays.
"""

from typing import NamedTuple

from luodi.spine.people.seats import Seat


class Circle(NamedTuple):
    """Who may find a thing beside those who see everything of the region."""

    everybody: bool = False
    staff: bool = False
    applicant: int | None = None
    parties: tuple[int, ...] = ()


def circle_text(circle: Circle, region: int) -> str:
    """The circle as it is kept: each token ends in a blank."""
    found = [f"@r{region}"]
    found += [f"@e{region}"] * circle.everybody + [f"@s{region}"] * (circle.staff or circle.everybody)
    if circle.applicant is not None:
        found.append(f"@a{circle.applicant}")
    mine = (circle.applicant, *circle.parties)
    found += dict.fromkeys(f"@p{party}" for party in mine if party is not None)
    return "".join(f"{token} " for token in found)


def office_token(party: int) -> str:
    """What lets the office of a party in."""
    return f"@p{party} "


def keys_of(seat: Seat) -> tuple[str, ...]:
    """The tokens of which one must be in a circle for the seat."""
    if seat.sees_all:
        return (f"@r{seat.region}",)
    if seat.is_firm:
        return (f"@e{seat.region}", f"@a{seat.party}")
    return (f"@s{seat.region}", f"@p{seat.party}")
