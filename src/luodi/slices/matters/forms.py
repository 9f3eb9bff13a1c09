"""The forms by which a county sets its own: what is set is chosen first, then only what belongs to it is asked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.slices.matters.rules.changes import Change
from luodi.web.fields import Pairs, Words, bounded

FIELDS: Mapping[str, tuple[str, ...]] = {
    "committed_days": ("matter", "days", "unit", "type", "source"),
    "plan_days": ("matter", "days", "source"),
    "channel": ("matter", "channel", "source", "legal_basis"),
    "department": ("matter", "party", "source"),
    "lead": ("stage", "party", "source"),
    "left_out": ("matter", "source"),
    "back": ("left", "source"),
    "material": ("matter", "code", "name", "name_en", "asked_from", "legal_basis", "source"),
    "material_removed": ("matter", "paper", "source"),
    "prerequisite": ("matter", "before", "legal_basis", "source"),
    "apart": ("pair", "source"),
    "beside": ("pair", "source"),
}
NEW_MATTER = "matter"
KINDS = (*FIELDS, NEW_MATTER)
PAIR, IS = "~", "="  # between the two matters of a pair; between a fact and its option
_TO = {"days": "to", "channel": "to", "party": "to", "code": "to", "before": "to", "paper": "to", "left": "matter"}
_UNITS = [("workday", _("working days")), ("day", _("calendar days"))]


class Offers(NamedTuple):
    """What the forms let choose. `pairs`: two matters; `when`: clauses that a new matter's trigger is made of."""

    matters: Pairs
    left: Pairs
    before: Pairs
    types: Pairs
    parties: Pairs
    stages: Pairs
    channels: Pairs
    papers: Pairs
    pairs: Pairs
    levels: Pairs
    kinds: Pairs
    when: Pairs


_NOTHING = {"type": _("all types")}  # what an optional choice says where nothing is chosen


def _choice(label: Any, hint: Any = "", *, required: bool = True) -> forms.ChoiceField:
    ask = _("Choose one of them.")
    return forms.ChoiceField(
        label=label, required=required, help_text=hint, error_messages={"required": ask, "invalid_choice": ask}
    )


def _several(label: Any, hint: Any = "", ask: Any = "") -> forms.MultipleChoiceField:
    errors = {"required": ask} if ask else None
    return forms.MultipleChoiceField(label=label, required=bool(ask), help_text=hint, error_messages=errors)


def _days(label: Any, hint: Any, ask: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=bool(ask), help_text=hint, **bounded(0, 3650, ask=ask))


def _offer(form: forms.Form, chosen: Mapping[str, Pairs]) -> None:
    """Put choices into the fields a form has; where one has to be chosen, it says so."""
    for name, choices in chosen.items():
        if name in form.fields:
            field = form.fields[name]
            nothing = _("choose") if field.required else _NOTHING.get(name, _("as it is"))
            several = isinstance(field, forms.MultipleChoiceField)
            field.choices = choices if several else [("", nothing), *choices]  # type: ignore[attr-defined]


class SetOverlay(forms.Form):
    """One change. It parses and decides nothing."""

    matter = _choice(_("Matter"))
    left = _choice(_("Matter that is left out"))
    stage = _choice(_("Stage"))
    days = _days(_("Days"), _("0 is the same day."), _("Write a number of days."))
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
    paper = _choice(_("Material"), _("One that is asked for less needs no law."))
    before = _choice(_("Has to be done before"))
    pair = _choice(_("Two matters"))
    legal_basis = Words(_("Law that asks for it"), longest=200, hint=_("needed for whatever asks more of a firm"))
    source = Words(_("Document of the county"), longest=200, hint=_("by which it is set, and published"))
    note = Words(_("Why it is set"), longest=200)

    def __init__(self, *args: Any, sets: str, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sets = sets
        for name in [name for name in self.fields if name not in (*FIELDS[sets], "note")]:
            del self.fields[name]
        chosen = {"left": offers.left, "stage": offers.stages, "channel": offers.channels, "party": offers.parties}
        chosen |= {"matter": offers.matters, "before": offers.before, "type": offers.types, "unit": _UNITS}
        _offer(self, chosen | {"paper": offers.papers, "pair": offers.pairs})

    def field_of(self, column: str) -> str:
        """The field that says a column of a change; the column itself where none does."""
        pair = "pair" if "pair" in self.fields else column
        return next((name for name in self.fields if _TO.get(name, name) == column), pair)

    def change(self) -> Change:
        """What was filled in, as a change."""
        told = {_TO.get(name, name): value for name, value in self.cleaned_data.items() if name != "note"}
        if self.sets in ("left_out", "back"):
            told["to"] = self.sets == "left_out"
        if "pair" in told:
            told["to"], told["matter"] = told.pop("pair").split(PAIR)
        return Change("left_out" if self.sets == "back" else self.sets, **told)


class NewMatter(forms.Form):
    """A matter the county adds, with the law that asks for it. It parses and decides nothing."""

    sets = NEW_MATTER
    matter = Words(_("Code"), _("Write a code like X01."), longest=20, hint=_("one letter and two or three digits"))
    name = Words(_("Name"), _("Write what it is called."), longest=120)
    name_en = Words(_("Name in English"), longest=160)
    stage = _choice(_("Stage"))
    department = _choice(_("Department"))
    level = _choice(_("Level"))
    kind = _choice(_("Kind"))
    applies_to = _several(_("Types of project"), ask=_("Choose at least one."))
    required_for = _several(_("Always with these types"), _("whatever the answers; each has to stand above as well"))
    when = _several(_("Applies when"), _("one of them is enough; none chosen: always with its types of project"))
    statutory_days = _days(_("Limit of the law"), _("Empty where the law gives none."))
    statutory_unit = forms.ChoiceField(label=_("Limit of the law counted in"), choices=_UNITS)
    committed_days = _days(_("Promised days"), _("0 is the same day."))
    committed_unit = forms.ChoiceField(label=_("Promise counted in"), choices=_UNITS)
    plan_days = _days(_("Days to plan with"), _("Only where nothing is promised."))
    prerequisites = _several(_("Waits for"))
    materials = _several(_("Materials"), _("A new material is set by itself, after the matter."))
    legal_basis = Words(_("Law that asks for it"), longest=200, hint=_("no matter is added without one"))
    source = Words(_("Document of the county"), longest=200, hint=_("by which it is set, and published"))
    note = Words(_("Why it is set"), longest=200)

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = {"stage": offers.stages, "department": offers.parties, "level": offers.levels, "kind": offers.kinds}
        chosen |= {"applies_to": offers.types, "required_for": offers.types, "when": offers.when}
        _offer(self, chosen | {"prerequisites": offers.before, "materials": offers.papers})

    def field_of(self, column: str) -> str:
        """The field that says a column of a change."""
        return column

    def change(self) -> Change:
        """What was filled in, as a change."""
        told = dict(self.cleaned_data)
        del told["note"]
        beside = {name: told.pop(name) for name in ("matter", "legal_basis", "source")}
        when = [_clause(one) for one in told.pop("when")]
        return Change("matter", to=told | {"trigger": {"any": when} if when else "always"}, **beside)


def _clause(told: str) -> dict[str, Any]:
    """A clause from its choice: a fact that is yes, or a fact and its option."""
    fact, _, option = told.partition(IS)
    return {"fact": fact, "op": "==", "value": option} if option else {"fact": fact, "op": "is", "value": True}
