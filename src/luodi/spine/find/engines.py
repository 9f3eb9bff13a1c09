"""How each engine is asked which rows carry tokens: FTS5 on SQLite, an array under GIN on PostgreSQL.

`matching` answers the FROM and WHERE of one question, the rows of `find_found` as `f`; both engines find the same rows.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice, product
from typing import Any, NamedTuple

from luodi.spine.find.tokens import Way

Words = Sequence[Sequence[Way]]


class Matching(NamedTuple):
    """FROM and WHERE as text with their arguments, and what the newest is told by."""

    sql: str
    params: list[Any]
    age: str = "f.id"


def matching(vendor: str, words: Words, keys: Sequence[str], also: Sequence[str], region: int) -> Matching:
    """Rows of a region that meet every word in one of its ways, carry one of `keys` and all of `also`."""
    if vendor == "sqlite":
        return _fts5(words, keys, also, region)
    return _gin(words, keys, also, region)


def _fts5(words: Words, keys: Sequence[str], also: Sequence[str], region: int) -> Matching:
    either = [_any(" AND ".join(map(_quoted, sorted(way))) for way in ways) for ways in words]
    parts = [*map(_quoted, also), *either, _any(map(_quoted, keys))]
    return Matching(
        "FROM find_index JOIN find_found f ON f.id = find_index.rowid WHERE find_index MATCH %s AND f.region_id = %s",
        [" AND ".join(parts), region],
        "find_index.rowid",  # the index's own order: by f.id every match would be read and sorted
    )


def of_code(key: str, keys: Sequence[str], kind: str, region: int) -> Matching:
    """Rows of exactly this code, on every engine by the table's own index."""
    circle = " OR ".join(["f.circle LIKE %s"] * len(keys))
    return Matching(
        f"FROM find_found f WHERE f.region_id = %s AND f.key = %s AND ({circle}) AND f.subject LIKE %s",
        [region, key, *(f"%{each} %" for each in keys), f"{kind}/%" if kind else "%"],
    )


def _quoted(token: str) -> str:
    return f'"{token}"'


def _any(parts: Iterable[str]) -> str:
    return "(" + " OR ".join(f"({part})" for part in parts) + ")"


_CHOICES = 16
_ARRAY = "string_to_array(f.tokens || ' ' || f.circle, ' ')"


def _gin(words: Words, keys: Sequence[str], also: Sequence[str], region: int) -> Matching:
    """One scan of the index for each choice of ways: a condition left to the rows would split every text anew."""
    choices = list(islice(product(*words), _CHOICES + 1))
    if len(choices) > _CHOICES:
        either = [_any([f"{_ARRAY} @> %s"] * len(ways)) for ways in words]
        sql = " AND ".join([*either, f"{_ARRAY} @> %s", f"{_ARRAY} && %s"])
        params: list[Any] = [*(sorted(way) for ways in words for way in ways), list(also), list(keys)]
    else:
        sql = _any([f"{_ARRAY} @> %s AND {_ARRAY} && %s"] * len(choices))
        params = [each for ways in choices for each in (sorted({*also, *chain(*ways)}), list(keys))]
    age = "f.id + 0"  # by f.id alone the planner may walk the whole table from its end
    return Matching(f"FROM find_found f WHERE {sql} AND f.region_id = %s", [*params, region], age)
