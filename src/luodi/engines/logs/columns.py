"""Which attribute plays which part: the usual names of `columns.yml`, or those a map gives.

A map is a YAML or JSON file `{part: name in the log}`. Parts of a case: case, title, department, responsible, channel,
started, deadline, planned_end, ended. Parts of an event: event (its key), activity, at, resource, group, lifecycle.
Two more: `format`, a strptime pattern of all times, and `events`, `{activity: column of its time}`, for a table with
one row to a case and one column to an event.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from luodi.engines.logs.model import Malformed

Names = Mapping[str, Any]
EXTRA = ("format", "events")


@cache
def usual() -> dict[str, dict[str, list[str]]]:
    """`{"case" | "event": {part: names, the best first}}` as the package ships them, as they are compared."""
    table = yaml.safe_load(files(__package__).joinpath("columns.yml").read_text(encoding="utf-8"))
    return {scope: {part: [*map(plain, names)] for part, names in parts.items()} for scope, parts in table.items()}


def plain(name: str) -> str:
    """The form in which names are compared."""
    return re.sub(r"[\s_-]", "", name.casefold()).removeprefix("case:")


def read_map(path: Path) -> Names:
    """The map in a YAML or JSON file; `Malformed` where it is none, with the line."""
    try:
        found = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # builds text, lists and mappings, nothing else
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = " ".join(str(error).split())
        raise Malformed(mark.line + 1 if mark else 0, f"the map is neither YAML nor JSON: {said}") from error
    except (OSError, RecursionError) as error:
        raise Malformed(0, f"the map cannot be read: {error}") from error
    return checked_map(found)


def checked_map(found: object) -> Names:
    """`found` itself if it is a map; `Malformed` names what is wrong with it."""
    if not isinstance(found, Mapping):
        raise Malformed(0, "the map must be a list of `part: name in the log`, for example `case: permit_number`")
    known = [*usual()["case"], *usual()["event"], *EXTRA]
    for part, name in found.items():
        if part not in known:
            raise Malformed(0, f"the map names an unknown part {part!r}; the parts are {', '.join(known)}")
        values = list(name.values()) if part == "events" and isinstance(name, Mapping) else [name]
        if not values or not all(isinstance(value, str) and value for value in values):
            raise Malformed(0, f"the map's {part!r} must name a column" + " for each activity" * (part == "events"))
    if "events" in found and (both := found.keys() & usual()["event"].keys()):
        raise Malformed(0, f"the map gives {', '.join(sorted(both))} beside `events`, which says it already; drop one")
    return found


class Parts:
    """Answers, for a set of attribute names, which of them plays which part."""

    def __init__(self, mapping: Names) -> None:
        self.mapping = mapping
        self._found: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}

    def of(self, scope: str, names: Iterable[str]) -> dict[str, str]:
        """`{part: attribute name}` in `scope` ("case" or "event"); a part nobody plays is absent."""
        key = scope, tuple(names)
        if key not in self._found:
            self._found[key] = self._look(scope, key[1])
        return self._found[key]

    def missing(self, names: Iterable[str]) -> dict[str, str]:
        """What the map names and the file does not have: `{part: name}`."""
        present = {plain(name) for name in names}
        wanted = {part: name for part, name in self.mapping.items() if part not in EXTRA}
        wanted |= self.mapping.get("events", {})
        return {part: name for part, name in wanted.items() if plain(name) not in present}

    def _look(self, scope: str, names: tuple[str, ...]) -> dict[str, str]:
        named = _by_name(names)
        mapped = {part: self.mapping[part] for part in usual()[scope] if part in self.mapping}
        taken = {plain(name) for name in mapped.values()}
        found: dict[str, str] = {}
        for part, aliases in usual()[scope].items():
            name = mapped.get(part)
            choices = [name, plain(name)] if name else [alias for alias in aliases if alias not in taken]
            match = next((named[choice] for choice in choices if choice in named), None)
            if match is not None:
                found[part] = match
        return found


def column_named(names: Sequence[str], wanted: str) -> str:
    """The one of `names` that a map means: the same text, else the same name; KeyError where there is none."""
    return _by_name(names)[wanted if wanted in names else plain(wanted)]


def _by_name(names: Sequence[str]) -> dict[str, str]:
    """The names by themselves and by the form they are compared in; the first of two alike wins."""
    return {plain(name): name for name in reversed(names)} | {name: name for name in names}
