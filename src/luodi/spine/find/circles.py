"""Who may find a thing, as tokens beside those by which it is found. A seat finds what carries one of its own.

`@r` law, `@e` everybody of the region, `@s` its staff, `@w` those of them who see every case, `@l` leaders and readers,
`@p` the office of a party, `@k` its officers
alone, `@o` a post, `@a` a firm as the applicant. Of a case it is the rule of
`commitments.reads.seen_cases`, kept as its parties come.
"""

from typing import NamedTuple

from luodi.spine.people.seats import Seat


class Circle(NamedTuple):
    """Who may find a thing; law finds everything. `cases`: whoever sees every case."""

    everybody: bool = False
    staff: bool = False
    cases: bool = False
    leaders: bool = False
    applicant: int | None = None
    parties: tuple[int, ...] = ()
    officers_of: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()


def circle_text(circle: Circle, region: int) -> str:
    """The circle as it is kept: each token ends in a blank."""
    staff = circle.staff or circle.everybody
    whoever_sees_cases = staff or circle.cases
    leaders = whoever_sees_cases or circle.leaders
    wide = {"e": circle.everybody, "s": staff, "w": whoever_sees_cases, "l": leaders}
    found = [f"@r{region}", *(f"@{mark}{region}" for mark, is_in in wide.items() if is_in)]
    if circle.applicant is not None:
        found.append(f"@a{circle.applicant}")
    mine = (circle.applicant, *circle.parties)
    found += dict.fromkeys(f"@p{party}" for party in mine if party is not None)
    found += (f"@k{party}" for party in circle.officers_of)
    found += (f"@o{post}" for post in circle.posts)
    return "".join(f"{token} " for token in found)


def office_token(party: int) -> str:
    """What lets the office of a party in."""
    return f"@p{party} "


def keys_of(seat: Seat) -> tuple[str, ...]:
    """The tokens of which one must be in a circle for the seat."""
    if seat.role == "law":
        return (f"@r{seat.region}",)
    if seat.is_firm:
        return (f"@e{seat.region}", f"@a{seat.party}")
    widest = "l" if seat.role in ("leader", "reader") else "w" if seat.sees_all else "s"
    found = (f"@{widest}{seat.region}", f"@p{seat.party}", f"@o{seat.post}")
    return (*found, f"@k{seat.party}") if seat.role == "officer" else found
