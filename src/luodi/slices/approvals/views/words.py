"""What codes of a case are called on a screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

_PROCEDURES: Mapping[str, Any] = {
    "hearing": later("Hearing"),
    "tender": later("Tender"),
    "auction": later("Auction"),
    "inspection": later("Inspection"),
    "test": later("Testing"),
    "quarantine": later("Quarantine"),
    "appraisal": later("Appraisal"),
    "expert_review": later("Expert review"),
    "publicity": later("Public notice"),
    "technical_review": later("Technical review"),
    "consulting_evaluation": later("Consulting evaluation"),
    "site_check": later("Site check"),
    "pre_notice": later("Advance notice"),
    "bid_preparation": later("Time to prepare bids"),
    "supplement": later("The applicant supplies or changes papers"),
}
_LAWS: Mapping[str, Any] = {
    "licensing-law-32": later("Licensing Law, art. 32"),
    "licensing-law-45": later("Licensing Law, art. 45"),
}
_PAPERS: Mapping[str, Any] = {
    "one_time": later("The one notice"),
    "special": later("Notice of a special procedure"),
    "extension": later("Extension of the statutory limit"),
    "acceptance_refusal": later("Application not accepted"),
    "grant": later("Licence"),
    "refusal": later("Refusal"),
}
_MARKS: Mapping[str, Any] = {
    "no_written_notice": later("The clock was stopped without a written notice"),
    "after_end": later("Something is recorded after the case had ended"),
    "ends_before_start": later("The record ends before it starts"),
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


def size(count: int) -> str:
    """A number of bytes."""
    return _("%(n)s KB") % {"n": max(1, round(count / 1024))}
