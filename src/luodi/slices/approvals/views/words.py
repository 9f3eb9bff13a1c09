"""What codes of a case are called on a screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

_PROCEDURES: Mapping[str, Any] = {
    "hearing": _("Hearing"),
    "tender": _("Tender"),
    "auction": _("Auction"),
    "inspection": _("Inspection"),
    "test": _("Testing"),
    "quarantine": _("Quarantine"),
    "appraisal": _("Appraisal"),
    "expert_review": _("Expert review"),
    "publicity": _("Public notice"),
    "technical_review": _("Technical review"),
    "consulting_evaluation": _("Consulting evaluation"),
    "site_check": _("Site check"),
    "pre_notice": _("Advance notice"),
    "bid_preparation": _("Time to prepare bids"),
    "supplement": _("The applicant supplies or changes papers"),
}
_LAWS: Mapping[str, Any] = {
    "licensing-law-32": _("Licensing Law, art. 32"),
    "licensing-law-45": _("Licensing Law, art. 45"),
}
_PAPERS: Mapping[str, Any] = {
    "one_time": _("The one notice"),
    "special": _("Notice of a special procedure"),
    "extension": _("Extension of the statutory limit"),
    "acceptance_refusal": _("Application not accepted"),
    "grant": _("Licence"),
    "refusal": _("Refusal"),
}
_MARKS: Mapping[str, Any] = {
    "no_written_notice": _("The clock was stopped without a written notice"),
    "after_end": _("Something is recorded after the case had ended"),
    "ends_before_start": _("The record ends before it starts"),
}


def procedure(code: str) -> str:
    """What stops a clock, by name."""
    return str(_PROCEDURES.get(code, code))


def law(code: str) -> str:
    """The ground of a pause."""
    return str(_LAWS.get(code, code))


def paper(kind: str) -> str:
    """What a paper to the applicant is called."""
    return str(_PAPERS.get(kind, kind))


def mark(code: str) -> str:
    """What is odd about a recorded case, as a sentence."""
    return str(_MARKS.get(code, code))


def workdays(count: int) -> str:
    """A number of working days."""
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


def span(count: int, unit: str) -> str:
    """A number of days in the unit of a law: workday or (natural) day."""
    if unit == "workday":
        return workdays(count)
    return ngettext("%(n)s calendar day", "%(n)s calendar days", count) % {"n": count}


def size(count: int) -> str:
    """A number of bytes."""
    return str(_("%(n)s KB") % {"n": max(1, round(count / 1024))})
