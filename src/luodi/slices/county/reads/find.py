"""What was found as its page shows it: hits by kind, each with the address it opens at."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from luodi.spine.find import search
from luodi.spine.find.search import SHOWN, Hit
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting
from luodi.web.environment import url

EACH = 3
PAGES = {"case": "case", "resolved": "resolved", "minute": "minute"}  # kinds with a page of their own, by its name


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A hit in the reader's language."""

    kind: str
    title: str
    code: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Hits of one kind; `more_href` is empty where these are all."""

    kind: str
    words: str
    rows: tuple[FoundRow, ...]
    more_href: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found. `back` and `on`: the pieces before and after, where there are any."""

    kind: str
    groups: tuple[FoundGroup, ...]
    back: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A thing without a page of its own, and what belongs to it."""

    row: FoundRow
    words: str
    about: Found


def kinds() -> dict[str, str]:
    """What can be found, in the order of the page."""
    return {
        "case": _("Cases"),
        "project": _("Projects"),
        "firm": _("Firms"),
        "resolved": _("Resolved matters"),
        "minute": _("Minutes"),
        "matter": _("Matters of the catalogue"),
        "party": _("Bodies"),
    }


def found(sitting: Sitting, asked: str, kind: str, offset: int) -> Found:
    """A few of each kind, that of an exact number first; or one kind in pieces."""
    names = kinds()
    if kind in names:
        hits = search.search(sitting.seat, asked, kind=kind, offset=offset)
        rows = tuple(shown(sitting, hit) for hit in hits.rows)
        groups = (FoundGroup(kind, names[kind], rows, ""),) if rows else ()
        return _pieces(Found(kind, groups), "find", {"q": asked, "kind": kind}, offset, hits.more)
    some = [group for each in names if (group := _group(sitting, asked, each, names[each]))]
    exact = asked.casefold()
    return Found("", tuple(sorted(some, key=lambda group: group.rows[0].code.casefold() != exact)))


def thing_page(sitting: Sitting, subject: str, offset: int) -> ThingPage:
    """A thing and what belongs to it, as far as one may see it. Raises NotYours for what has a page of its own."""
    hit = search.thing(sitting.seat, subject)
    if hit.kind in PAGES:
        raise NotYours(subject)
    hits, names = search.about(sitting.seat, subject, offset=offset), kinds()
    rows = [shown(sitting, each) for each in hits.rows]
    groups = [
        FoundGroup(kind, words, tuple(row for row in rows if row.kind == kind), "") for kind, words in names.items()
    ]
    row = shown(sitting, hit)
    about = Found("", tuple(group for group in groups if group.rows))
    return ThingPage(row, names[hit.kind], _pieces(about, row.href, {}, offset, hits.more))


def shown(sitting: Sitting, hit: Hit) -> FoundRow:
    """A hit in the reader's language, with where it opens."""
    page = PAGES.get(hit.kind)
    href = url(page, hit.name) if page else url("thing", hit.kind, hit.name)
    note = sitting.said(hit.note, hit.note_en)
    return FoundRow(hit.kind, sitting.said(hit.title, hit.title_en), hit.code, note, href)


def _group(sitting: Sitting, asked: str, kind: str, words: str) -> FoundGroup | None:
    hits = search.search(sitting.seat, asked, kind=kind, limit=EACH)
    if not hits.rows:
        return None
    more = _address("find", {"q": asked, "kind": kind}, 0) if hits.more else ""
    return FoundGroup(kind, words, tuple(shown(sitting, hit) for hit in hits.rows), more)


def _pieces(seen: Found, page: str, query: dict[str, str], offset: int, more: bool) -> Found:
    back = _address(page, query, max(0, offset - SHOWN)) if offset else ""
    return Found(seen.kind, seen.groups, back, _address(page, query, offset + SHOWN) if more else "")


def _address(page: str, query: dict[str, str], offset: int) -> str:
    path = page if page.startswith("/") else url(page)
    asked = urlencode(query | ({"from": str(offset)} if offset else {}))
    return f"{path}?{asked}" if asked else path
