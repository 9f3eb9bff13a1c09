"""The receipt of what a firm handed in: on the case page, printed, its QR the signed text."""

import segno
from django.test import Client
from django.urls import reverse

from luodi.slices.approvals.actions import acceptance, entry
from luodi.slices.approvals.views.receipt import drawn
from luodi.spine.commitments.models import Case
from luodi.spine.journal.luodi_verify import check_receipt
from luodi.spine.journal.reads import of_case
from luodi.spine.journal.receipts import receipt
from luodi.spine.people.seats import Place
from tests.support.cast import Cast, at


def _page(client: Client, number: str) -> str:
    answer = client.get(reverse("case-receipt", args=[number]))
    assert answer.status_code == 200
    return answer.content.decode()


def _newest(where: Place, number: str, kind: str) -> int:
    case = Case.objects.within(where.pk).get(number=number).pk
    return of_case(where, case, [kind])[-1].pk


def test_a_firm_finds_its_receipt_and_it_is_genuine(cast: Cast) -> None:
    number = entry.apply(matter="B01", project="P18", by=cast["F06"], at=at("2026-11-02"))
    firm = cast.client("F06")
    case = firm.get(reverse("case", args=[number])).content.decode()
    assert reverse("case-receipt", args=[number]) in case
    made = receipt(cast.where, _newest(cast.where, number, "approvals.applied"), f"{number} applied")
    shown = _page(firm, number)
    assert f">{made.entry}<" in shown
    assert made.signature in shown.replace("&#43;", "+")
    assert 'class="qr"' in shown
    assert " style=" not in shown
    assert f"({number} applied)" in check_receipt(made.text, made.key)


def test_the_code_holds_the_signed_text(cast: Cast) -> None:
    number = entry.apply(matter="B01", project="P18", by=cast["F06"], at=at("2026-11-02"))
    made = receipt(cast.where, _newest(cast.where, number, "approvals.applied"), f"{number} applied")
    same = segno.make(made.text, error="m", micro=False)
    assert same.svg_inline(omitsize=True, lineclass=None).split(' d="')[1].split('"')[0] in drawn(made)
    assert int(same.designator.split("-")[0]) <= 14


def test_papers_supplied_get_one_of_their_own(cast: Cast) -> None:
    number = cast.received()
    before = _page(cast.client("window"), number)
    acceptance.give_notice(number=number, items=["x"], document="N1", by=cast["window"], at=at("2026-11-03"))
    acceptance.supply(number=number, by=cast["F06"], at=at("2026-11-04"))
    after = _page(cast.client("F06"), number)
    assert f"{number} received" in before
    assert f"{number} supplied" in after


def test_a_stranger_gets_what_a_wrong_number_gets(cast: Cast) -> None:
    number = cast.received()
    for account in ("F17", "sthj"):
        assert cast.client(account).get(reverse("case-receipt", args=[number])).status_code == 404
    assert cast.client("F06").get(reverse("case-receipt", args=["SQ-9"])).status_code == 404
