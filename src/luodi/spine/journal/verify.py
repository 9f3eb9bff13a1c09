"""Verify: replay the journal, compare it with every business table, recompute every leaf."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.db.models import Model

from luodi.db.told import told_tables, untold_tables
from luodi.db.unreadable import unreadable
from luodi.db.values import told_fields, told_row
from luodi.kernel.fold import Difference, Row, State, differences, fold
from luodi.kernel.merkle import leaf_hash
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import leaf_text


class Verdict(NamedTuple):
    """What was compared and what disagreed."""

    facts: int
    covered: list[str]
    not_covered: dict[str, str]
    differences: list[Difference]

    @property
    def clean(self) -> bool:
        return not self.differences


Check = Callable[[], Iterator[Difference]]
_CHECKS: list[Check] = []


def also(check: Check) -> Check:
    """Register what a room promises about its own rows, to be verified with the journal."""
    _CHECKS.append(check)
    return check


def verify() -> Verdict:
    """Compare everything. Reads the whole journal once."""
    wrong = [*_unreadable("journal_entry", Entry)]
    state, facts, faults = _replayed({one.key for one in wrong})
    wrong += faults
    tables = told_tables()
    sound = True
    for name, model in tables.items():
        spoiled = [*_unreadable(name, model)]
        told = state.get(name, {})
        spoiled = [one._replace(in_journal=told.get(one.key, {}).get(one.column)) for one in spoiled]
        keys = {one.key for one in spoiled}
        wrong += spoiled
        wrong += differences(name, stored(model, keys), {k: row for k, row in told.items() if k not in keys})
        sound = sound and not keys
    wrong += [d for name in state.keys() - tables.keys() for d in _foreign(name, state)]
    for check in _CHECKS if sound else ():
        wrong += check()
    return Verdict(facts, sorted(tables), untold_tables(), wrong)


def _replayed(spoiled: set[Any]) -> tuple[State, int, list[Difference]]:
    """The tables as the journal tells them, how many facts it has, and which of them are not what was recorded."""
    wrong: list[Difference] = []
    state: State = {}
    facts = 0
    for entry in Entry.objects.everywhere("verify").order_by("id").iterator(chunk_size=2000):
        facts += 1
        if entry.pk in spoiled:
            continue
        if bytes(entry.leaf) == leaf_hash(leaf_text(entry)):
            state = fold(json.loads(entry.rows), state)
            continue
        wrong.append(Difference("journal_entry", entry.pk, "leaf", "does not match", "its own content"))
        with suppress(ValueError, TypeError):  # what was changed by hand may be no rows at all
            state = fold(json.loads(entry.rows), state)
    return state, facts, wrong


def _unreadable(name: str, model: type[Model]) -> Iterator[Difference]:
    """What no reader can make sense of: it may look like nothing, or stop the comparison."""
    return (Difference(name, key, column, value, "") for key, column, value in unreadable(model))


def stored(model: type[Model], spoiled: Collection[Any] = ()) -> Iterator[tuple[Any, Row]]:
    """Every row of a table in the form facts have."""
    pk = model._meta.pk
    fields = [pk, *(f for f in model._meta.local_concrete_fields if f is not pk)]
    columns = [f.column for f in told_fields(fields)[1:] if f.column]
    found = model._base_manager.exclude(pk__in=spoiled) if spoiled else model._base_manager
    for row in found.values_list(*(f.attname for f in fields)).iterator(chunk_size=2000):
        key, *values = told_row(fields, row)
        yield key, dict(zip(columns, values, strict=True))


def _foreign(table: str, state: State) -> Iterator[Difference]:
    """Rows the journal tells of a table that is not there any more."""
    return (Difference(table, key, "", "no such table", "present") for key in state[table])
