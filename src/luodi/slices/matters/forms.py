"""The form by which a county sets its own: what is set is chosen first, then only what belongs to it is asked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.slices.matters.rules.changes import Change
from luodi.web.fields import Pairs, Words

FIELDS: Mapping[str, tuple[str, ...]] = {
    "committed_days": ("matter", "days", "unit", "type", "source"),
    "plan_days": ("matter", "days", "source"),
    "channel": ("matter", "channel", "source", "legal_basis"),
    "department": ("matter", "party", "source"),
    "lead": ("stage", "party", "source"),
    "left_out": ("matter", "source"),
    "back": ("left", "source"),
    "material": ("matter", "code", "name", "name_en", "asked_from", "legal_basis", "source"),
    "prerequisite": ("matter", "before", "legal_basis", "source"),
}
_TO = {"days": "to", "channel": "to", "party": "to", "code": "to", "before": "to", "left": "matter"}


class Offers(NamedTuple):
    """What the form lets choose."""

    matters: Pairs
    left: Pairs
    before: Pairs
    types: Pairs
    parties: Pairs
    stages: Pairs
    channels: Pairs


def _choice(label: Any, hint: Any = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, help_text=hint, error_messages={"required": _("Choose one of them.")}
    )


class SetOverlay(forms.Form):
    """One change. It parses and decides nothing."""

    matter = _choice(_("Matter"))
    left = _choice(_("Matter that is left out"))
    stage = _choice(_("Stage"))
    days = forms.IntegerField(
        label=_("Days"), min_value=0, max_value=3650, help_text=_("0 is the same day."),
        error_messages={"required": _("Write a number of days.")},
    )  # fmt: skip
    unit = _choice(_("Counted in"), required=False)
    type = _choice(_("Only for this type of project"), required=False)
    channel = _choice(_("Where one applies"))
    party = _choice(_("Body"))
    code = Words(_("Code of the material"), _("Write a code like m_report."), longest=40)
    name = Words(_("Name"), longest=120, hint=_("for a material the catalogue does not know"))
    name_en = Words(_("Name in English"), longest=160)
    asked_from = forms.ChoiceField(
        label=_("Where it comes from"), choices=[("applicant", _("the applicant")), ("shared", _("a shared store"))]
    )
    before = _choice(_("Has to be done before"))
    legal_basis = Words(_("Law that asks for it"), longest=200, hint=_("needed for whatever asks more of a firm"))
    source = Words(_("Document of the county"), longest=200, hint=_("by which it is set, and published"))
    note = Words(_("What it is for"), longest=200)

    def __init__(self, *args: Any, sets: str, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sets = sets
        for name in [name for name in self.fields if name not in (*FIELDS[sets], "note")]:
            del self.fields[name]
        units = [("workday", _("working days")), ("day", _("calendar days"))]
        chosen = {"left": offers.left, "stage": offers.stages, "channel": offers.channels, "party": offers.parties}
        chosen |= {"matter": offers.matters, "before": offers.before, "type": offers.types, "unit": units}
        for name, choices in chosen.items():
            if name in self.fields:
                nothing = _("choose") if self.fields[name].required else _("as it is")
                self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]

    def change(self) -> Change:
        """What was filled in, as a change."""
        told = {_TO.get(name, name): value for name, value in self.cleaned_data.items() if name != "note"}
        if self.sets in ("left_out", "back"):
            told["to"] = self.sets == "left_out"
        return Change("left_out" if self.sets == "back" else self.sets, **told)
