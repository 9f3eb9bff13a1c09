"""Forms of the register: a project, one of its works, giving it up. Fields are those of the ledger's sheets."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luodi.engines.sheets.layout import Column, Layout
from luodi.kernel.problems import Problem
from luodi.slices.firms.reads import industries
from luodi.slices.firms.rules import industry_wrong, key_wrong
from luodi.slices.projects.forms.bodies import Bodies
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.rules import Entry, WorksLine, project_code_wrong, timed_wrong
from luodi.spine.people.reads import parties
from luodi.web.answers import reason_words
from luodi.web.doors import Sitting
from luodi.web.fields import Words, bounded, day, shown

HINTED = ("number", "owner", "code", "industry", "investment", "construction_workdays", "contract_start_on")
MOST, MOST_MONEY = 999_999, 999_999_999_999


class Sheet(forms.Form):
    """A form with columns of a sheet of the ledger, called and bounded as there."""

    def __init__(self, layout: Layout, keys: Iterable[str], language: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in keys:
            self.fields[key] = _field(layout.column(key), language)

    def clean(self) -> dict[str, Any]:
        """Days lie in the years a project can have."""
        told = super().clean() or self.cleaned_data
        for wrong in timed_wrong(told):
            self.add_error(wrong.field, reason_words(wrong))
        return told

    def clean_number(self) -> str:
        """A number that can stand in an address. Whether another has it is for the verb: sent twice, it has."""
        number: str = self.cleaned_data["number"]
        self.refuse(key_wrong(number))
        return number

    def refuse(self, wrong: Problem | None) -> None:
        """Say what is wrong with a value, in the reader's words."""
        if wrong:
            raise forms.ValidationError(reason_words(wrong))


def _field(column: Column, language: str) -> forms.Field:
    label = column.label(language)
    hint = (column.hint_zh if language == "zh" else column.hint_en) if column.key in HINTED else ""
    told: dict[str, Any] = {"label": label, "required": column.needed, "help_text": hint}
    if column.choices is not None:
        options = [(code, column.said(code, language)) for code in column.choices]
        return forms.ChoiceField(**told, choices=[("", _("choose")), *options])
    if column.form == "day":
        return day(label, hint, required=column.needed)
    if column.form == "count":
        return forms.IntegerField(**told, **bounded(1, MOST))
    if column.form == "amount":
        return forms.DecimalField(**told, **bounded(0, MOST_MONEY, whole=False), decimal_places=2)
    return forms.CharField(**told, max_length=column.longest, validators=[shown])


class RegisterForm(Sheet):
    """What is registered of a project; `new`: with its number and its type."""

    def __init__(self, sitting: Sitting, *args: Any, types: Iterable[str] = (), new: bool = False, **options: Any):
        first = ["number", "type"] if new else []
        super().__init__(layouts()[0], [*first, *Entry._fields], sitting.language, *args, **options)
        self.place, self.bodies = sitting.place, Bodies(sitting.place)
        self.fields["owner"].widget.attrs["list"] = "bodies"
        bodies = [row for row in parties(sitting.place).values() if row.kind != "firm"]
        names = [(row.key, sitting.said(row.name, row.name_en)) for row in bodies]
        lead = self.fields["lead"]
        self.fields["lead"] = forms.ChoiceField(label=lead.label, required=False, choices=[("", _("choose")), *names])
        if new:
            known = set(types)
            field = self.fields["type"]
            field.choices = [one for one in field.choices if one[0] in ("", *known)]  # type: ignore[attr-defined]

    def clean_industry(self) -> str:
        """An industry of the table."""
        code: str = self.cleaned_data["industry"]
        self.refuse(industry_wrong(code, industries(self.place)) if code else None)
        return code

    def clean_owner(self) -> str:
        """The key of the body a name, a key or a credit code means."""
        word = self.cleaned_data["owner"]
        found = self.bodies.key_of(word)
        if isinstance(found, Problem):
            self.refuse(found)
        if not isinstance(found, str):
            raise forms.ValidationError(
                gettext("The county has no “%(name)s”; write its name as the county does.") % {"name": word}
            )
        return found

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.refuse(project_code_wrong(code) if code else None)
        return code

    def entry(self) -> Entry:
        """What was sent."""
        return Entry(**{name: self.cleaned_data[name] for name in Entry._fields})


class WorksForm(Sheet):
    """One of the works of a project."""

    def __init__(self, sitting: Sitting, *args: Any, **options: Any) -> None:
        super().__init__(layouts()[2], WorksLine._fields[1:], sitting.language, *args, **options)
        for key in ("planned_start_on", "construction_workdays"):  # on the screen they are called as of the project
            self.fields[key].label = layouts()[0].column(key).label(sitting.language)

    def line(self, project: str) -> WorksLine:
        """What was sent, of a project."""
        return WorksLine(project, **self.cleaned_data)


class DropForm(forms.Form):
    """From when on a project is given up, and why."""

    on = day(_("Given up from"))
    reason = Words(_("Reason"), _("Say why; it is read by whoever looks at the project later."), lines=3)

    def __init__(self, on: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = on
