"""What a seat finds: an exact code first, then titles that begin with the question, then the newest."""

from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

from luodi.spine.find.circles import keys_of
from luodi.spine.find.engines import Matching, matching, of_code
from luodi.spine.find.tokens import HEAD, Question, asked, head_token, tie_token
from luodi.spine.people.seats import NotYours, Seat

SHOWN = 20
DEEPEST = 10_000


class Hit(NamedTuple):
    """A thing that was found."""

    subject: str
    title: str
    title_en: str
    code: str
    note: str
    note_en: str

    @property
    def kind(self) -> str:
        """The first word of its subject."""
        return self.subject.partition("/")[0]

    @property
    def name(self) -> str:
        """Its subject without the kind."""
        return self.subject.partition("/")[2]


class Hits(NamedTuple):
    """A piece of what was found, and whether there is more."""

    rows: tuple[Hit, ...]
    more: bool


_COLUMNS = ", ".join(f"f.{column}" for column in Hit._fields)
NOTHING = Hits((), False)


def search(seat: Seat, text: str, *, kind: str = "", offset: int = 0, limit: int = SHOWN) -> Hits:
    """What a question finds for a seat, of one kind or of all; a question without a word finds nothing."""
    question = asked(text)
    if not question.words or (kind and not kind.isalnum()):
        return NOTHING
    return _piece(_ranked(seat, question, kind, offset + limit + 1), offset, limit)


def about(seat: Seat, subject: str, *, offset: int = 0, limit: int = SHOWN) -> Hits:
    """What belongs to a thing, the newest first."""
    found = _matching(seat, Question("", ()), [tie_token(subject)])
    return _piece(_newest(found, 0, "", [], offset + limit + 1), offset, limit)


def thing(seat: Seat, subject: str) -> Hit:
    """One thing by its subject. Raises NotYours for what is not there and for what the seat may not see."""
    columns = ", ".join(Hit._fields)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, circle FROM find_found WHERE region_id = %s AND subject = %s",
            [seat.region, subject.replace("\0", "")],
        )
        row = cursor.fetchone()
    if row is None or not set(keys_of(seat)) & set(row[-1].split()):
        raise NotYours(subject)
    return Hit(*row[:-1])


def _ranked(seat: Seat, question: Question, kind: str, most: int) -> Matching:
    """Three short lists, each the newest first, together: of this code, of titles that begin so, of all others."""
    text, all_of_them = question.text[:HEAD], _matching(seat, question, [f"#{kind}"] if kind else [])
    not_code, begins = "NOT f.key = %s", "substr(f.head, 1, %s) = %s"
    given: list[Any] = [question.text, len(text), text]
    parts = [_newest(of_code(question.text, keys_of(seat), kind, seat.region), 0, "", [], most)]
    if head := head_token(text, 2) or head_token(text, 1):
        beginning = _matching(seat, question, [head, *([f"#{kind}"] if kind else [])])
        parts.append(_newest(beginning, 1, f"{not_code} AND {begins}", given, most))
        parts.append(_newest(all_of_them, 2, f"{not_code} AND NOT {begins}", given, most))
    else:
        parts.append(_newest(all_of_them, 2, not_code, given[:1], most))
    return Matching(
        " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{at}" for at, (sql, _, _) in enumerate(parts)),
        [each for _, params, _ in parts for each in params],
    )


def _matching(seat: Seat, question: Question, also: list[str]) -> Matching:
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    return matching(vendor, question.words, keys_of(seat), also, seat.region)


def _newest(found: Matching, rank: int, only: str, given: list[Any], most: int) -> Matching:
    condition = f" AND {only}" if only else ""
    return Matching(
        f"SELECT {rank} AS rank, f.id, {_COLUMNS} {found.sql}{condition} ORDER BY {found.age} DESC LIMIT {most:d}",
        [*found.params, *given],
    )


def _piece(found: Matching, offset: int, limit: int) -> Hits:
    if offset > DEEPEST:
        return NOTHING
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({found.sql}) AS found ORDER BY rank, id DESC LIMIT {limit + 1:d} OFFSET {offset:d}",
            found.params,
        )
        rows = [Hit(*row[2:]) for row in cursor.fetchall()]
    return Hits(tuple(rows[:limit]), len(rows) > limit)
