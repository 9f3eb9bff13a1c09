"""What rooms call: `put` what can be found, `admit` a party to what belongs to a case.

One statement each, in the transaction of the rows they speak of. SQLite's triggers carry every change of the table on
to the index, PostgreSQL's index stands on the table itself.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

from luodi.spine.find.circles import Circle, circle_text, office_token
from luodi.spine.find.models import Found
from luodi.spine.find.tokens import HEAD, fold, head_token, tie_token, tokens_of

BATCH = 500
LONGEST_KEY, LONGEST_NOTE = 60, 400


class Thing(NamedTuple):
    """Something that can be looked for. `subject`: kind and name (`case/SQ-2026-0024`); `note`: a second line; `words`:
    what it is found by beside what it shows; `about`: the subjects it belongs to; `case`: whose parties see it.
    """

    subject: str
    title: str
    circle: Circle
    title_en: str = ""
    code: str = ""
    note: str = ""
    note_en: str = ""
    words: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    case: int | None = None


COLUMNS = (
    "region_id", "subject", "title", "title_en", '"case"', "code", "note", "note_en", "head", '"key"', "tokens",
    "circle",
)  # fmt: skip
_PUT = (
    f"INSERT INTO find_found ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))}) "
    f"ON CONFLICT (region_id, subject) DO UPDATE SET {', '.join(f'{each} = excluded.{each}' for each in COLUMNS[2:])}"
)
_ADMIT = 'UPDATE find_found SET circle = circle || %s WHERE region_id = %s AND "case" = %s AND circle NOT LIKE %s'


def put(*things: Thing, region: int) -> None:
    """Let things be found from now on, each as it is told now."""
    if things:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.executemany(_PUT, [row_of(each, region) for each in things])


def admit(case: int, party: int, *, region: int) -> None:
    """A party's office finds what belongs to a case, from now on. Costs no writing where it did already."""
    token = office_token(party)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_ADMIT, [token, region, case, f"%{token}%"])


def rebuild(things: Iterable[Thing], *, region: int) -> int:
    """The region's index made anew of these things, in their order; returns how many."""
    Found.objects.within(region).delete()
    rest, made = iter(things), 0
    while batch := list(islice(rest, BATCH)):
        put(*batch, region=region)
        made += len(batch)
    return made


def count(region: int) -> int:
    """How many things of a region can be found."""
    return Found.objects.within(region).count()


def row_of(thing: Thing, region: int) -> tuple[Any, ...]:
    """A thing as the table keeps it, by `COLUMNS`."""
    kind, head = thing.subject.partition("/")[0], fold(thing.title)[:HEAD]
    tokens = tokens_of((thing.title, thing.title_en, thing.code, thing.note, thing.note_en, *thing.words))
    marks = {f"#{kind}", head_token(head, 1), head_token(head, 2), *map(tie_token, thing.about)} - {""}
    return (
        region,
        thing.subject,
        thing.title,
        thing.title_en,
        thing.case,
        thing.code,
        thing.note[:LONGEST_NOTE],
        thing.note_en[:LONGEST_NOTE],
        head,
        fold(thing.code)[:LONGEST_KEY],
        " ".join(sorted(tokens | marks)),
        circle_text(thing.circle, region),
    )
