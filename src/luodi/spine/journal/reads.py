"""What happened, as frozen rows."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from luodi.spine.journal import _store
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import Place


class FactRow(NamedTuple):
    """One fact as a screen shows it."""

    pk: int
    kind: str
    case: int | None
    party: int | None
    post: int | None
    happened_at: datetime
    recorded_at: datetime
    payload: dict[str, Any]

    @property
    def late_seconds(self) -> float:
        """How long after it happened it was recorded."""
        return (self.recorded_at - self.happened_at).total_seconds()


_COLUMNS = _store.EntryRow._fields


def _rows(found: Iterable[tuple[Any, ...]]) -> list[FactRow]:
    return [FactRow(*(*row[:-1], json.loads(row[-1]))) for row in found]


def of_case(where: Place, case: int, kinds: Collection[str] = ()) -> list[FactRow]:
    """The facts of one case, or those of some kinds, in the order they were recorded."""
    return _rows(row for row in _store.of_case(region=where.pk, case=case) if not kinds or row.kind in kinds)


def newest_of_cases(where: Place, cases: Iterable[int], kinds: Collection[str]) -> dict[int, FactRow]:
    """The newest fact of these kinds of each case that has one."""
    told = _store.kinds(region=where.pk, cases=list(cases))
    newest = {row.case: row.pk for row in told if row.kind in kinds}
    rows = {row.pk: row for row in _rows(_store.of_keys(region=where.pk, entries=list(newest.values())))}
    return {case: rows[pk] for case, pk in newest.items()}


def of_cases(where: Place, cases: Collection[int], kinds: Sequence[str]) -> list[FactRow]:
    """The facts of these kinds about many cases, in the order they were recorded."""
    found = Entry.objects.within(where.pk).filter(case__in=cases, kind__in=kinds).order_by("id")
    return _rows(found.values_list(*_COLUMNS))


def of_kinds(kinds: Sequence[str], *, why: str) -> list[FactRow]:
    """The facts of these kinds in every region, in the order they were recorded."""
    found = Entry.objects.everywhere(why).filter(kind__in=kinds).order_by("id")
    return _rows(found.values_list(*_COLUMNS))


def latest_of_case(where: Place, case: int) -> FactRow | None:
    """The newest fact of a case: who changed it last, and when."""
    rows = _rows(Entry.objects.within(where.pk).filter(case=case).order_by("-id").values_list(*_COLUMNS)[:1])
    return rows[0] if rows else None


def latest_about(where: Place, subject: str, room: str) -> FactRow | None:
    """The newest fact of a room about a subject."""
    found = Entry.objects.within(where.pk).filter(subject=subject, kind__startswith=f"{room}.").order_by("-id")
    rows = _rows(found.values_list(*_COLUMNS)[:1])
    return rows[0] if rows else None


def count_of(where: Place) -> int:
    """How many facts a region has."""
    return Entry.objects.within(where.pk).count()


def holds_facts() -> bool:
    """Whether anything was ever recorded here, in whatever region."""
    return Entry.objects.everywhere("doctor").exists()


def last_recorded_at(where: Place) -> datetime | None:
    """When the region's newest fact was recorded."""
    return next((row.recorded_at for row in _store.last_recorded(region=where.pk)), None)
