"""The sentence on top of minutes and matters: whether all is there, what is closed, what is late, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.meetings.rules.sentences import Reconciled
from luodi.slices.meetings.views import words
from luodi.slices.meetings.views.shown import Shown
from luodi.web.svg import element


@dataclass(frozen=True)
class Counts:
    """Matters by what is to be said of them."""

    every: int
    closed: int
    late: int
    asked: int
    otherwise: int


def counts(found: Sequence[Shown]) -> Counts:
    """How many are closed off, late, wait for approval, or are not as resolved."""
    live = [one for one in found if one.row.phase in ("open", "done")]
    return Counts(
        every=len(found),
        closed=sum(one.row.phase == "closed" for one in found),
        late=sum(one.cells[0].state == "fail" for one in live),
        asked=sum(one.row.has_proposal for one in live),
        otherwise=sum(one.row.has_departure for one in live),
    )


def reconciled(told: Reconciled) -> Markup:
    """Text and list side by side, in words."""
    both = {"clauses": words.clauses(told.items - told.aside), "matters": words.matters(told.matters)}
    if told.whole:
        return Markup(_("%(clauses)s, %(matters)s, none missing.")) % both
    missing = told.missing
    lacking = ngettext("%(n)s is missing", "%(n)s are missing", missing) % {"n": missing}
    lack = element("a", lacking, class_="opens overdue", href="#missing")
    return Markup(_("%(clauses)s, %(matters)s: %(lack)s.")) % (both | {"lack": lack})


def of_minute(told: Reconciled, found: Sequence[Shown]) -> Markup:
    """The sentence of a minute."""
    return _joined([reconciled(told), *_standing(counts(found))])


def of_list(found: Sequence[Shown], minutes: int, missing: int) -> Markup:
    """The sentence of the list: minutes and matters, none missing or how many, and how they stand."""
    if not minutes:
        if not found:
            return Markup(_("Nothing was resolved that is yours."))
        said = ngettext("%(n)s resolved matter is yours.", "%(n)s resolved matters are yours.", len(found))
        return _joined([Markup(said) % {"n": len(found)}, *_standing(counts(found))])
    papers = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    both = {"minutes": papers, "matters": words.matters(len(found))}
    first = Markup(_("%(minutes)s, %(matters)s, none missing.")) % both
    if missing:
        lacking = ngettext("%(n)s is missing", "%(n)s are missing", missing) % {"n": missing}
        first = Markup(_("%(minutes)s, %(matters)s: %(lack)s.")) % (
            both | {"lack": element("b", lacking, class_="overdue")}
        )
    return _joined([first, *_standing(counts(found))])


def _standing(told: Counts) -> list[Markup]:
    said = []
    if told.closed:
        closed = ngettext("%(n)s is closed off.", "%(n)s are closed off.", told.closed)
        said.append(Markup(closed) % {"n": told.closed})
    if told.late:
        late = ngettext("%(n)s is late.", "%(n)s are late.", told.late)
        said.append(Markup(late) % {"n": _figure(told.late, "overdue")})
    if told.otherwise:
        otherwise = ngettext("%(n)s is not as resolved.", "%(n)s are not as resolved.", told.otherwise)
        said.append(Markup(otherwise) % {"n": _figure(told.otherwise, "overdue")})
    if told.asked:
        asked = ngettext(
            "%(n)s asks for a change that waits for approval.", "%(n)s ask for a change that waits for approval.",
            told.asked,
        )  # fmt: skip
        said.append(Markup(asked) % {"n": _figure(told.asked, "soon")})
    return said


def _figure(number: int, tone: str) -> Markup:
    return element("a", str(number), class_=f"opens {tone}", href="#matters")


def _joined(pieces: Sequence[Markup]) -> Markup:
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = Markup(_("%(first)s %(second)s")) % {"first": whole, "second": piece}
    return whole


def of_matter(shown: Shown) -> Markup:
    """The sentence of one matter: what became of it, else what stands against closing it."""
    row = shown.row
    if row.phase == "closed":
        if row.waived:
            return Markup(_("Closed off by waiver of %(authority)s; what did not hold stays said.")) % {
                "authority": row.authority
            }
        return Markup(_("Closed off: all four tests held."))
    if row.phase == "split":
        parts = ngettext("Split into %(n)s part.", "Split into %(n)s parts.", len(row.parts))
        return Markup(parts) % {"n": len(row.parts)}
    if shown.can_close:
        return Markup(_("Done, and all four tests hold: it can be closed off."))
    under_way = _("Under way, %(owner)s owes it by %(day)s.")
    first = _("Done; it is not closed off yet.") if row.phase == "done" else under_way
    pieces = [Markup(first) % {"owner": shown.owner, "day": shown.due}]
    against = [f"{why.name}{_(': ')}{why.verdict}" for why in shown.why if why.tone != "planned"]
    if against:
        pieces.append(Markup('<a class="opens overdue" href="#why">%s</a>') % _("; ").join(against))
    return _joined(pieces)
