"""The file of `luodi plan`: projects with id, type and facts, each read whole or refused with what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from luodi.cli.county_shape import read_yaml
from luodi.cli.main import Failed
from luodi.slices.matters.rules.answers import LONGEST, faults, shown
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.triggers import Answers


class Project(NamedTuple):
    """A project as the file has it."""

    id: str
    type: str
    answers: Answers


def asked_of(file: Path, wanted: str | None, catalogue: Catalogue) -> list[Project]:
    """The projects of a file, or the one that is wanted. Raises Failed with everything that is wrong with it."""
    rows = [_named(file, row) for row in _rows(file)]
    names = [name for name, _ in rows]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Failed(f"{file}: project {', '.join(twice)} stands twice; give each an id of its own")
    chosen = [(name, row) for name, row in rows if wanted in (None, name)]
    if not chosen:
        raise Failed(f"{file} has no project {shown(wanted)}; it has {', '.join(names)}")
    wrong = [f"{file}, project {name}: {each}" for name, row in chosen for each in _faults(row, catalogue)]
    if wrong:
        raise Failed("\n".join(wrong))
    return [Project(name, row["type"], row["facts"]) for name, row in chosen]


def _rows(file: Path) -> list[Any]:
    document = read_yaml(file)
    rows = document.get("examples", document.get("projects", [document])) if isinstance(document, dict) else document
    if isinstance(rows, dict):
        rows = [{"id": name, **row} if isinstance(row, dict) else row for name, row in rows.items()]
    if not isinstance(rows, list) or not rows:
        raise Failed(f"{file} must be a list `projects:`, each with id, type and facts")
    return rows


def _named(file: Path, row: Any) -> tuple[str, dict[str, Any]]:
    name = row.get("id") if isinstance(row, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int) or not _is_name(shown(name), name):
        raise Failed(
            f"{file}: {shown(row if name is None else name)} is no project; each has an id of 1 to {LONGEST} letters, "
            "digits or signs, a type and facts"
        )
    return str(name), row


def _is_name(said: str, name: Any) -> bool:
    return bool(said) and said == str(name)


def _faults(row: dict[str, Any], catalogue: Catalogue) -> Iterator[str]:
    type_, facts = row.get("type"), row.get("facts")
    if not isinstance(type_, str) or type_ not in catalogue.types:
        yield f"type {shown(type_)} is none of {', '.join(catalogue.types)}"
    if not isinstance(facts, dict):
        yield "facts are missing; write facts: {} where nothing is known"
        return
    for each in faults(facts, catalogue):
        yield str(each)
