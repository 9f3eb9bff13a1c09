"""Service items read from a list: what code a row has, whose it is, and what is new in it."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from luodi.kernel.problems import Problem, problem

ALWAYS = ("code", "name", "department")
_CODE_IN_LINK = re.compile(r"[?&]itemCode=([\w-]{1,80})")
_DIGIT = re.compile("[0-9]")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
SHORTEST = 6  # digits of a code that has nothing else: a spreadsheet may have cut it
_CODE = re.compile(r"[0-9A-Za-z][\w.-]{0,79}", re.ASCII)


class Item(NamedTuple):
    """A service item as it is kept; `department` is the row of a party."""

    code: str
    name: str
    department: int
    main: str
    kind: str
    statutory_days: int | None
    committed_days: int | None
    visits: int | None
    fees: str
    link: str
    extra: list[list[Any]]


def code_of(values: Mapping[str, Any]) -> str | Problem:
    """The code of a row: its own, or the one its link names."""
    own = values["code"] or ""
    named = _CODE_IN_LINK.search(values["link"] or "")
    if not own and named:
        own = named[1]
    if not own:
        return problem("The item has no code; write it, or a link that names it.")
    if not _CODE.fullmatch(own):
        return problem("A code is made of letters, digits, points and hyphens.")
    if not _DIGIT.search(own) or (own.isdigit() and len(own) < SHORTEST):
        return problem(
            "%(code)s is too short for a code of an item; a code has digits, and six if it has nothing else.", code=own
        )
    if named and named[1].casefold() != own.casefold():
        return problem("The link of this item names another code: %(code)s.", code=named[1])
    return own


def link_wrong(link: str) -> Problem | None:
    """What stands behind a link opens in a browser: an address of the web and nothing else."""
    return None if not link or _WEB.fullmatch(link) else problem("A link is an address that begins with http.")


def department_of(name: str, known: Mapping[str, int]) -> int | Problem:
    """The party a department's name means."""
    if name in known:
        return known[name]
    return problem(
        "The county has no “%(name)s”; write its name as the county does, map it, or let it be registered.", name=name
    )


def days_wrong(values: Mapping[str, Any]) -> Problem | None:
    """A county may promise fewer days than the law gives, never more."""
    statutory, committed = values["statutory_days"], values["committed_days"]
    if statutory is not None and committed is not None and committed > statutory:
        return problem("More days are promised than the law allows: %(n)s of %(most)s.", n=committed, most=statutory)
    return None


def item_of(values: Mapping[str, Any], code: str, department: int, extra: list[list[Any]]) -> Item:
    """A row as it is kept."""
    words: dict[str, Any] = {key: values[key] or "" for key in ("name", "main", "kind", "fees", "link")}
    counts: dict[str, Any] = {key: values[key] for key in ("statutory_days", "committed_days", "visits")}
    return Item(code=code, department=department, extra=extra, **words, **counts)


def completed(item: Item, before: Item | None, columns: Container[str]) -> Item:
    """What the list says nothing of stays as it was."""
    if before is None:
        return item
    silent = {key: value for key, value in before._asdict().items() if key not in (*ALWAYS, "extra")}
    kept = {key: value for key, value in silent.items() if key not in columns}
    return item._replace(**kept, extra=merged(before.extra, item.extra))


def merged(before: list[list[Any]], come: list[list[Any]]) -> list[list[Any]]:
    """What stood under foreign headings, with what comes now in its place or behind it; a new blank brings nothing."""
    held = {one[0]: one for one in before}
    return list((held | {one[0]: one for one in come if one[0] in held or one[1] != ""}).values())


def compared(come: Iterable[Item], known: Mapping[str, Item]) -> tuple[list[Item], list[Item], int]:
    """What is new, what is changed, how many are the same."""
    new, changed, same = [], [], 0
    for item in come:
        if item.code not in known:
            new.append(item)
        elif item != known[item.code]:
            changed.append(item)
        else:
            same += 1
    return new, changed, same
