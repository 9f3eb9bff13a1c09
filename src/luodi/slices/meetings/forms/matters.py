"""Forms of a matter, one per verb, their fields named as the verb's arguments. They parse and decide nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.slices.meetings.forms.fields import amount, authority, document, file, reason
from luodi.web.fields import Pairs, Words, day, shown

PARTS_SHOWN = 4


class Offers(NamedTuple):
    """What the forms of a matter let choose, and what stands."""

    owners: Pairs = []
    scope: str = ""
    amount: Decimal | None = None
    unit: str = ""


class MatterForm(forms.Form):
    """A form of one verb on one matter."""

    offered: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.offered:
            self.fields[field].choices = [("", _("choose")), *offers.owners]  # type: ignore[attr-defined]
        for field in ("reached", "amount"):
            if field in self.fields and offers.amount is None and type(self) is not Correct:
                del self.fields[field]


class Report(MatterForm):
    reached = amount(_("Reached in all"))
    note = Words(_("What came about"), lines=3)
    document = document(False)
    file = file()


class Finish(MatterForm):
    reached = amount(_("Reached in all"))
    document = document(True)
    file = file()


class ShowEffect(MatterForm):
    effect = Words(_("What was seen"), _("Say what was seen of the effect."), lines=3)
    document = document(True)
    file = file()


class CloseOff(MatterForm):
    note = Words(_("What was checked"), longest=200)


class Propose(MatterForm):
    after = Words(_("What it would be instead"), _("Say what it would be instead."), lines=3)
    amount = amount(_("Amount instead"), _("Empty: as it was."))
    reason = reason()


class Approve(MatterForm):
    authority = authority()


class Decline(MatterForm):
    authority = authority()
    reason = reason()


class FindDeparture(MatterForm):
    after = Words(_("What was done instead"), _("Say what was found."), lines=3)


class Mend(MatterForm):
    reason = Words(_("How it was done again"), _("Say how it was done as resolved."), lines=3)


class Waive(MatterForm):
    authority = authority()
    reason = reason()


class Extend(MatterForm):
    due_on = day(_("New day"), _("The day that was resolved first stays readable."))
    authority = authority()
    reason = reason()


class HandOver(MatterForm):
    offered = {"to": "owners"}
    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose who owns it from now on.")})
    authority = authority()
    reason = reason()


class Split(MatterForm):
    """Up to four parts; an empty line is none."""

    authority = authority()
    reason = reason()

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, offers=offers, **options)
        fields: dict[str, forms.Field] = {}
        for place in range(1, PARTS_SHOWN + 1):
            fields[f"words_{place}"] = forms.CharField(
                validators=[shown],
                label=_("Part %(n)s") % {"n": place}, max_length=120, required=place <= 2
            )
            fields[f"owner_{place}"] = forms.ChoiceField(
                label=_("Owner of part %(n)s") % {"n": place}, required=place <= 2,
                choices=[("", _("choose")), *offers.owners],
            )  # fmt: skip
            if offers.amount is not None:
                fields[f"amount_{place}"] = amount(_("Amount of part %(n)s") % {"n": place})
        self.fields = fields | self.fields

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parts = [
            (given[f"words_{place}"], given.get(f"owner_{place}", ""), given.get(f"amount_{place}"))
            for place in range(1, PARTS_SHOWN + 1)
            if given.get(f"words_{place}")
        ]
        return {"parts": parts, "authority": given.get("authority", ""), "reason": given.get("reason", "")}


class Reopen(MatterForm):
    reason = reason()


class Correct(MatterForm):
    scope = Words(_("What the minute says"), _("Write what the minute says."), lines=3)
    amount = amount(_("Amount in the minute"))
    authority = authority()
    reason = reason()

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, offers=offers, **options)
        self.fields["scope"].initial = offers.scope
        self.fields["amount"].initial = offers.amount


FORMS: dict[str, type[MatterForm]] = {
    "report": Report,
    "finish": Finish,
    "show_effect": ShowEffect,
    "close_off": CloseOff,
    "propose": Propose,
    "approve": Approve,
    "decline": Decline,
    "find_departure": FindDeparture,
    "mend": Mend,
    "waive": Waive,
    "extend": Extend,
    "hand_over": HandOver,
    "split": Split,
    "reopen": Reopen,
    "correct": Correct,
}
