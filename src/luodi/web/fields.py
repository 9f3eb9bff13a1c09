"""Fields that forms of several rooms share."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luodi.kernel.written import hides

Pairs = list[tuple[str, Any]]


class Words(forms.CharField):
    """Text; `ask` says what would be right where it has to be there."""

    def __init__(self, label: Any, ask: Any = "", *, lines: int = 0, longest: int = 300, hint: Any = "") -> None:
        widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
        super().__init__(
            label=label, max_length=longest, widget=widget, help_text=hint, required=bool(ask),
            error_messages={"required": ask} if ask else None,
        )  # fmt: skip
        self.validators.append(shown)


def shown(text: str) -> None:
    """A validator: a text is what it looks like."""
    if hides(text):
        raise forms.ValidationError(_("Here stand characters that cannot be printed; write the text anew."))


def bounded(least: int, most: int, *, whole: bool = True, ask: Any = "") -> dict[str, Any]:
    """The options of a field for a number between two bounds, with what it says of another; `ask` as of `Words`."""
    said = {
        "invalid": _("Write a whole number.") if whole else _("Write a number."),
        "min_value": format_lazy(_("Not less than {least}."), least=f"{least:,}"),
        "max_value": format_lazy(_("Not more than {most}."), most=f"{most:,}"),
        "max_decimal_places": _("At most two places after the point."),
    }
    return {"min_value": least, "max_value": most, "error_messages": said | ({"required": ask} if ask else {})}


def day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A day to choose."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=hint,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("Write the day as year-month-day, for instance 2026-12-01."),
        },
    )
