"""The sentence a case page begins with, and the line below it: one question answered, for office and for firm."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.approvals.views import words
from luodi.slices.approvals.views.casefile import CaseFile

_ONLY_LOOK = ("leader", "reader")


def headline(file: CaseFile) -> Markup:
    """What the reader has to know first."""
    text = _OUTCOMES[file.row.outcome or "closed"](file) if file.closed else _PHASES[file.row.phase](file)
    return Markup(text) % {  # the words come from the message catalogue, the values are escaped
        "n": file.net,
        "term": file.term,
        "left": file.left,
        "over": file.over,
        "due": file.day(file.row.due_on) if file.row.due_on else "",
        "holder": file.holder(file.row.case.ball),
        "waited": words.workdays(file.gross),
        "why": words.procedure(file.pauses[-1].reason) if file.pauses else "",
        "end": file.day(file.on),
    }


def _received(file: CaseFile) -> str:
    if file.for_firm:
        return _("We have your application. <b>By %(due)s</b> you hear that it is accepted, or what is missing.")
    if file.over:
        return _("The limit to accept ended on %(due)s: <b>the law accepts it as of the day of receipt.</b>")
    if file.left == 0:
        return _("Today is <b>the last day to accept it or to say what is missing</b>; else it counts as accepted.")
    return _("Accept it or say once what is missing: <b>day %(n)s of %(term)s</b>, until %(due)s.")


def _asked(file: CaseFile) -> str:
    if file.for_firm:
        return _("<b>It is your turn:</b> send what was asked, then our clock starts again.")
    return _("The applicant was asked once; <b>the clock stands still</b> until the papers come.")


def _accepted(file: CaseFile) -> str:
    if file.left is None:
        return _("No day was promised here. It has been open for <b>%(waited)s</b>, the ball is with %(holder)s.")
    if file.for_firm:
        return _accepted_for_firm(file)
    if file.over and file.sitting.seat.role in _ONLY_LOOK:
        return ngettext(
            "<b>%(over)s working day over</b>: %(due)s was promised.",
            "<b>%(over)s working days over</b>: %(due)s was promised.",
            file.over,
        )
    if file.over:
        return ngettext(
            "<b>%(over)s working day over</b>: %(due)s was promised. Close it, and say in public why it is late.",
            "<b>%(over)s working days over</b>: %(due)s was promised. Close it, and say in public why it is late.",
            file.over,
        )
    if file.left == 0:
        return (
            _("Today is <b>day %(n)s of %(term)s</b>; close it before the office shuts or it is overdue tomorrow.")
            if file.term
            else _("<b>Today is the promised day</b>; close it before the office shuts or it is overdue tomorrow.")
        )
    return ngettext(
        "<b>%(left)s working day left</b>: %(due)s was promised.",
        "<b>%(left)s working days left</b>: %(due)s was promised.",
        file.left,
    )


def _accepted_for_firm(file: CaseFile) -> str:
    if file.over:
        return ngettext(
            "We are <b>%(over)s working day late</b>: you were promised an answer by %(due)s.",
            "We are <b>%(over)s working days late</b>: you were promised an answer by %(due)s.",
            file.over,
        )
    if file.left == 0:
        return _("You have your answer <b>today</b>, as promised.")
    return _("You have your answer <b>by %(due)s</b> at the latest; nothing is asked of you now.")


def _stopped(file: CaseFile) -> str:
    if file.row.case.ball == file.row.applicant:
        if file.for_firm:
            return _("<b>It is your turn:</b> the papers came back to you for a change.")
        return _("The papers went back to the applicant; <b>the clock stands still at day %(n)s</b>.")
    if file.for_firm:
        return _("The clock stands still for <b>%(why)s</b>; it goes on when %(holder)s has finished.")
    return _("<b>The clock stands still at day %(n)s</b>: %(why)s, with %(holder)s.")


def _granted(file: CaseFile) -> str:
    if file.over:
        return ngettext(
            "Closed on %(end)s, <b>%(over)s working day late</b>; %(due)s was promised.",
            "Closed on %(end)s, <b>%(over)s working days late</b>; %(due)s was promised.",
            file.over,
        )
    if file.left is None:
        return _("Closed on %(end)s after <b>%(waited)s</b>; no day was promised.")
    return _("Closed on %(end)s, <b>as promised</b>: %(due)s was the day.")


def _refused(file: CaseFile) -> str:
    return _("<b>Refused</b> on %(end)s; the grounds stand below.")


def _withdrawn(file: CaseFile) -> str:
    if file.for_firm:
        return _("You <b>withdrew</b> this application on %(end)s.")
    return _("The applicant <b>withdrew</b> on %(end)s; nothing is owed any more.")


def _acceptance_refused(file: CaseFile) -> str:
    return _("<b>Not accepted</b> on %(end)s; below stands why, and who is competent.")


_PHASES = {"received": _received, "asked": _asked, "accepted": _accepted, "stopped": _stopped}
_OUTCOMES = {
    "granted": _granted,
    "closed": _granted,
    "refused": _refused,
    "withdrawn": _withdrawn,
    "acceptance_refused": _acceptance_refused,
}


def context(file: CaseFile) -> list[Markup]:
    """Who holds the ball and how long, how long the firm has waited and with whom, and what the law leaves."""
    return [line for line in (_ball(file), _waited(file), _by_law(file), _basis(file)) if line]


def _ball(file: CaseFile) -> Markup:
    if file.row.case.ball is None:
        return Markup()
    text = (
        _("The ball is with <b>%(holder)s</b> since today.")
        if not file.ball_days
        else ngettext(
            "The ball has been with <b>%(holder)s</b> for %(n)s day.",
            "The ball has been with <b>%(holder)s</b> for %(n)s days.",
            file.ball_days,
        )
    )
    return Markup(text) % {"holder": file.holder(file.row.case.ball), "n": file.ball_days}


def _waited(file: CaseFile) -> Markup:
    shares = file.ball_shares()
    if not shares:
        return Markup()
    opens = Markup('<a class="opens" href="#account">%s</a>') % words.workdays(file.gross)
    text = _("You have waited %(days)s since receipt: %(shares)s.") if file.for_firm else _(
        "The firm has waited %(days)s since receipt: %(shares)s."
    )
    listed = _(", ").join(f"{file.holder(party)} {spent}" for party, spent in shares)
    return Markup(text) % {"days": opens, "shares": listed}


def _by_law(file: CaseFile) -> Markup:
    left, term = file.statutory_left, file.row.statutory_days
    if left is None or term is None:
        return Markup()
    unit = file.row.statutory_unit
    whole = words.span(term + file.row.extra_days, unit)
    if left < 0:
        return Markup(_("The law gives %(term)s; they ended on %(due)s.")) % {
            "term": whole,
            "due": file.day(file.row.statutory_due_on) if file.row.statutory_due_on else "",
        }
    return Markup(_("The law gives %(term)s; %(left)s are left.")) % {"term": whole, "left": left}


def _basis(file: CaseFile) -> Markup:
    if file.matter is None or file.matter.committed_basis != "typical" or file.closed:
        return Markup()
    return Markup(_("The promised days are what counties usually promise; this county has not published its own."))
