"""Verify: replay the journal, compare it with every business table, recompute every leaf.

Memory stays flat at any length: facts and rows are dealt by key (`deal`), and each part is folded and compared alone.
"""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from django.db import OperationalError, connection
from django.db.models import JSONField, Model

from luodi.db.reading import letters_as_they_are, rows_of, told_columns
from luodi.db.still import standing_still
from luodi.db.told import told_tables, untold_tables
from luodi.db.unreadable import unreadable
from luodi.kernel.fold import Difference, Row, differences, fold
from luodi.kernel.merkle import leaf_hash
from luodi.spine.journal.deal import Deal
from luodi.spine.journal.leaf import entry_text
from luodi.spine.journal.models import Batch, Checkpoint, Entry


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


LEAF = ("region", "kind", "case", "subject", "post", "person", "party", "happened_at", "recorded_at", "payload", "rows")
"""What a leaf is made of: fields of its entry, in the order of `entry_text`."""


def verify() -> Verdict:
    """Compare everything, as it stood at one moment. Reads the whole journal once."""
    try:
        return _verified(letters=True)
    except OperationalError as problem:
        if "decode" not in str(problem):
            raise
    with letters_as_they_are():
        verdict = _verified(letters=False)
    return verdict._replace(differences=[Difference(*map(_printable, one)) for one in verdict.differences])


def _printable(value: Any) -> Any:
    """A text with bytes in it that are no letters, so that it can be shown."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _verified(*, letters: bool) -> Verdict:
    """`letters`: whether every text is one, so that what rooms promise of their rows can be asked too."""
    with standing_still(), _nothing_collected():
        tables = told_tables()
        spoiled = {name: list(_unreadable(name, model)) for name, model in tables.items()}
        sealing = {m._meta.db_table: list(_unreadable(m._meta.db_table, m)) for m in (Entry, Batch, Checkpoint)}
        count = Entry.objects.everywhere("verify").count() + sum(m._base_manager.count() for m in tables.values())
        with Deal(count) as deal:
            facts, wrong = _deal_facts(deal, {one.key for one in sealing["journal_entry"]})
            for name, model in tables.items():
                fields = told_columns(model)
                keys = {one.key for one in spoiled[name]}
                deal.stand(name, tuple(str(f.column) for f in fields[1:]), rows_of(model, fields, without=keys))
            wrong += _compared(deal, spoiled)
        wrong += [one for each in sealing.values() for one in each]
        sound = letters and not any((*spoiled.values(), *sealing.values()))
        for check in _CHECKS if sound else ():
            wrong += check()
    return Verdict(facts, sorted(tables), untold_tables() | _without_model(), wrong)


def _without_model() -> dict[str, str]:
    """Tables no model stands for, with whose they are: of migrations and rights Django, of the search SQLite."""
    known = {*told_tables(), *untold_tables()}
    found = connection.introspection.table_names()
    return {name: _whose(name) for name in found if name not in known}


def _whose(table: str) -> str:
    if table.startswith("find_"):
        return "the search index, made anew from what stands (luodi find --rebuild)"
    return "belongs to Django" if table.startswith(("auth_", "django_")) else "belongs to nobody we know"


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Rows come and go by the million and none points at another: looking for circles takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _deal_facts(deal: Deal, spoiled: set[Any]) -> tuple[int, list[Difference]]:
    """How many facts there are, and which of those that can be read are not what was recorded."""
    wrong: list[Difference] = []
    fields: list[Any] = [Entry._meta.get_field(name) for name in ("id", *LEAF, "leaf")]
    facts = 0
    for key, *parts, leaf in rows_of(Entry, fields, ordered=True, without=spoiled):
        facts += 1
        rows = parts[-1]
        if _is_leaf(leaf, parts):
            deal.tell(json.loads(rows))
            continue
        wrong.append(Difference("journal_entry", key, "leaf", "does not match", "its own content"))
        with suppress(ValueError, TypeError, LookupError):  # what was changed by hand may be no rows at all
            statements = json.loads(rows)
            fold(statements)
            deal.tell(statements)
    return facts + len(spoiled), wrong


def _is_leaf(leaf: str, parts: list[Any]) -> bool:
    """Whether a leaf is the one of its entry; what is no text has none."""
    try:
        return leaf == leaf_hash(entry_text(*parts)).hex()
    except (UnicodeEncodeError, TypeError, AttributeError):
        return False


def _compared(deal: Deal, spoiled: dict[str, list[Difference]]) -> Iterator[Difference]:
    """Where tables and journal disagree, part by part; of what cannot be read, what the journal holds of it."""
    columns = {name: [str(f.column) for f in told_columns(model)[1:]] for name, model in told_tables().items()}
    exact = {name: [str(f.column) for f in told_columns(model) if isinstance(f, JSONField)]
             for name, model in told_tables().items()}  # fmt: skip
    known: dict[Difference, Any] = {}
    for told, standing in deal.parts():
        for name, unread in spoiled.items():
            rows = told.pop(name, {})
            known |= {one: rows[one.key].get(one.column) for one in unread if one.key in rows}
            for one in unread:
                rows.pop(one.key, None)
            named = columns[name]
            rows_here = ((row[0], dict(zip(named, row[1:], strict=True))) for row in standing.get(name, ()))
            yield from differences(name, rows_here, rows, exact=exact[name])
        for name, rows in told.items():
            yield from (Difference(name, key, "", "no such table", "present") for key in rows)
    for unread in spoiled.values():
        yield from (one._replace(in_journal=known.get(one, "unknown")) for one in unread)


def _unreadable(name: str, model: type[Model]) -> Iterator[Difference]:
    """What no reader can make sense of: it may look like nothing, or stop the comparison."""
    return (Difference(name, key, column, value, "") for key, column, value in unreadable(model))


def stored(model: type[Model]) -> Iterator[tuple[Any, Row]]:
    """Every row of a table in the form facts have."""
    fields = told_columns(model)
    columns = [str(f.column) for f in fields[1:]]
    for row in rows_of(model, fields):
        yield row[0], dict(zip(columns, row[1:], strict=True))
