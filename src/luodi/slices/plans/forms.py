"""Forms of plans: a proposal, and what is known of a project."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import Said, shipped
from luodi.slices.matters.rules.triggers import Answers, clauses
from luodi.slices.matters.rules.wording import fact_words
from luodi.web.fields import Words, bounded

YES, NO = "yes", "no"
MOST = 1_000_000_000


class ProposalForm(forms.Form):
    """What is kept of what was tried: a title; the changes as the address writes them."""

    title = Words(_("What it is called"), _("Say what it is called."), longest=120)
    changes = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=2000)


class AnswersForm(forms.Form):
    """What is known of a project of a type: each fact a matter of it hangs on. Left empty = not known."""

    construction_workdays = forms.IntegerField(
        label=_("Construction workdays"),
        required=False,
        help_text=_("from the start to the acceptance"),
        **bounded(1, 9999),
    )

    def __init__(self, catalogue: Catalogue, type_: str, english: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._english = english
        hung = hangs(catalogue, type_)
        for fact, codes in hung.items():
            names = [catalogue.matters[code] for code in codes]
            words = str(_(", ")).join(self._said(Said(entry.name, entry.name_en or entry.name)) for entry in names[:3])
            self.fields[fact] = self._field(fact, words)
        self.order_fields([*hung, "construction_workdays"])

    def answers(self, kept: Answers) -> dict[str, Any]:
        """The answers, with those of `kept` that this form does not ask for."""
        told = {fact: value for fact, value in kept.items() if fact not in self.fields}
        for fact in self.fields:
            value = self.cleaned_data[fact]
            if fact != "construction_workdays" and value not in (None, ""):
                told[fact] = value == YES if value in (YES, NO) else value
        return told

    def _field(self, fact: str, hint: str) -> forms.Field:
        known = shipped("facts")["facts"][fact]
        label = self._said(fact_words(fact))
        if known["kind"] == "number":
            unit = known["unit"]["en" if self._english else "zh"]
            called = format_lazy(_("{label} ({unit})"), label=label, unit=unit)
            return forms.FloatField(label=called, required=False, help_text=hint, **bounded(0, MOST, whole=False))
        if known["kind"] == "yes_no":
            options = [(YES, str(_("yes"))), (NO, str(_("no")))]
        else:
            options = [(str(value), self._said(Said(**words))) for value, words in known["options"].items()]
        return forms.ChoiceField(
            label=label, required=False, choices=[("", _("not known")), *options], help_text=hint
        )

    def _said(self, words: Said) -> str:
        return words.en if self._english else words.zh


def hangs(catalogue: Catalogue, type_: str) -> dict[str, list[str]]:
    """Each fact, with the matters that come into a plan of this type by it."""
    found: dict[str, list[str]] = {}
    for entry in catalogue.matters.values():
        if type_ in entry.applies_to and type_ not in entry.required_for:
            for fact in dict.fromkeys(clause.fact for clause in clauses(entry.trigger)):
                found.setdefault(fact, []).append(entry.code)
    return found


def typed(answers: Answers, construction_workdays: int | None) -> dict[str, Any]:
    """Answers as the form shows them."""
    shown = {fact: (YES if value else NO) if isinstance(value, bool) else value for fact, value in answers.items()}
    return shown | {"construction_workdays": construction_workdays}
