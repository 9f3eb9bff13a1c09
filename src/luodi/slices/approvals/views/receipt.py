"""The receipt of what an applicant handed in: a page to print, its QR the signed text anybody can check."""

from dataclasses import dataclass

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from markupsafe import Markup

from luodi.slices.approvals import reads
from luodi.slices.approvals.views.casefile import CaseFile, case_file
from luodi.spine.journal.reads import FactRow
from luodi.spine.journal.receipts import Receipt, receipt
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@dataclass(frozen=True)
class Paper:
    """A file that came with it."""

    name: str
    checksum: str


@door("seated")
def show(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """The receipt of the last papers handed in for a case."""
    file = case_file(sitting, number)
    fact = file.handed_in
    if fact is None:
        raise Http404
    about = f"{number} {fact.kind.rpartition('.')[2]}"
    made = receipt(sitting.place, fact.pk, about)
    applicant = file.parties[file.row.applicant]
    return page(
        request,
        "approvals/receipt.html",
        sitting,
        here=_("Receipt %(number)s") % {"number": made.entry},
        file=file,
        applicant=sitting.said(applicant.name, applicant.name_en),
        receipt=made,
        sentence=file.sentence(fact),
        happened=file.moment(fact.happened_at),
        papers=_papers(file, fact),
        drawing=drawn(made),
    )


def _papers(file: CaseFile, fact: FactRow) -> list[Paper]:
    rows = reads.files_of(file.sitting.seat, file.row)
    return [Paper(row.name, row.sha256[:16]) for row in rows if row.given_at == fact.happened_at]


def drawn(made: Receipt) -> Markup:
    """The signed text as a QR code: dark on white in every look, for a camera reads it."""
    code = segno.make(made.text, error="m", micro=False)
    label = _("QR code: the signed text of receipt %(number)s") % {"number": made.entry}
    svg = code.svg_inline(title=label, svgclass="qr", lineclass=None, omitsize=True, light="#fff")
    return Markup(svg)
