"""Verbs of people, each with its fact: register, open posts and accounts, change holders, load a calendar."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from luodi.db.together import together
from luodi.kernel.facts import PartyKey
from luodi.spine.journal import facts
from luodi.spine.journal.record import record
from luodi.spine.people import actions, reads, tokens
from luodi.spine.people.actions import NewParty, NewPost
from luodi.spine.people.seats import Place, Seat, of_law


@together
def register_region(
    *, code: str, name: str, zone: str, calendar: str, at: datetime, name_en: str = "", frozen_on: date | None = None
) -> Place:
    """A region with its calendar edition ("" = none known, weekends only) and time zone."""
    where = actions.register_region(
        code=code, name=name, name_en=name_en, zone=zone, calendar=calendar, frozen_on=frozen_on
    )
    record(facts.RegionRegistered(code, name, zone), by=of_law(where), at=at)
    return where


@together
def register_parties(*, parties: Sequence[NewParty], by: Seat, at: datetime) -> dict[str, reads.PartyRow]:
    """Departments, firms and whoever else may owe or hold; returns every party of the region by key."""
    if parties:
        actions.register_parties(parties=parties, by=by)
        record(facts.PartiesRegistered(len(parties)), by=by, at=at)
    return reads.parties(by.place)


@together
def open_posts(*, posts: Sequence[NewPost], by: Seat, at: datetime) -> dict[tuple[str, str], int]:
    """Posts with their holders; returns the person by (party key, title)."""
    persons = actions.open_posts(posts=posts, by=by)
    record(facts.PostsOpened(len(posts)), by=by, at=at)
    return persons


@together
def change_holder(*, post: int, name: str, from_on: date, by: Seat, at: datetime) -> int:
    """A newcomer takes a post from a day on; its promises stay. Returns the person."""
    party, title, person = actions.change_holder(post=post, name=name, from_on=from_on, by=by)
    record(facts.HolderChanged(PartyKey(party), title, from_on), by=by, at=at)
    return person


@together
def open_account(
    *, person: int, username: str, password: str, by: Seat, at: datetime, must_change: bool = False
) -> str:
    """A local account; its password is kept by argon2 and never told to the journal. Returns the name it got.

    `must_change`: whoever hands the password over knows it, so it is good for setting one's own alone.
    """
    name = actions.open_account(person=person, username=username, password=password, must_change=must_change, by=by)
    seat = reads.seat_of(person)
    record(facts.AccountOpened(PartyKey(seat.party_key), seat.post_title), by=by, at=at)
    return name


@together
def change_password(*, username: str, present: str, password: str, by: Seat, at: datetime) -> None:
    """A new password for one's own account; sessions begun with the old one are over. Refuses a wrong present one."""
    actions.change_password(username=username, present=present, password=password, by=by)
    record(facts.PasswordChanged(username), by=by, at=at)


@together
def set_first_password(*, username: str, password: str, by: Seat, at: datetime) -> None:
    """Whoever lost the password gets one that is good for setting one's own alone; running sessions are over."""
    actions.set_first_password(username=username, password=password, by=by)
    record(facts.PasswordReset(username), by=by, at=at)


@together
def move_day(*, to_on: date, by: Seat, at: datetime) -> Place:
    """A demo region goes on to another day. Refuses a region that stands on the real day, and going back."""
    before = by.place.frozen_on
    after = actions.move_day(to_on=to_on, by=by)
    record(facts.DayMoved(before or to_on, to_on), by=by, at=at)
    return after


@together
def load_calendar(
    *,
    year: int,
    off: Mapping[date, str],
    work: Mapping[date, str],
    source: str,
    by: Seat,
    at: datetime,
    local: bool = False,
) -> Place:
    """Days on top of the packaged table: a year's notice, or local days above it. Open due days follow by
    `commitments.recompute`, which the caller runs in the same transaction."""
    after = actions.load_calendar(year=year, off=off, work=work, source=source, by=by, local=local)
    record(facts.CalendarLoaded(year, len(off) + len(work), source), by=by, at=at)
    return after


@together
def make_token(
    *, name: str, scopes: Collection[str], expires_on: date, secret: str, by: Seat, at: datetime
) -> tokens.TokenRow:
    """A key for programs of the seat's person; of `secret` (see `tokens.secret_from`) the hash is kept."""
    made = tokens.make_token(name=name, scopes=scopes, expires_on=expires_on, secret=secret, on=by.day(at), by=by)
    record(facts.TokenMade(made.name, " ".join(made.scopes), made.expires_on), by=by, at=at)
    return made


@together
def revoke_token(*, pk: int, by: Seat, at: datetime) -> None:
    """A key of one's own opens nothing any more."""
    record(facts.TokenRevoked(tokens.revoke_token(pk=pk, on=by.day(at), by=by)), by=by, at=at)
