"""Fields that forms of minutes and matters share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.web.fields import Words, bounded

MOST = 999_999_999_999  # with two places after the point what every engine keeps exactly


def amount(label: Any, hint: Any = "") -> forms.DecimalField:
    """A number that need not be there."""
    return forms.DecimalField(
        label=label, required=False, decimal_places=2, help_text=hint, **bounded(0, MOST, whole=False)
    )  # fmt: skip


def authority() -> Words:
    """By whose authority."""
    hint = _("The body that agreed and its document, for instance the number of its minute.")
    return Words(_("By whose authority"), _("Name the authority and its document."), longest=120, hint=hint)


def reason() -> Words:
    """Why."""
    return Words(_("Reason"), _("Say why; it is read by whoever looks at the matter later."), lines=3)


def document(required: bool) -> Words:
    """The number of a paper, or where it stands."""
    ask = _("Evidence is needed: write the number of the document, or where it stands.") if required else ""
    return Words(_("Document"), ask, longest=200, hint=_("Its number, or where it stands."))


def file() -> forms.FileField:
    """A file that need not be there."""
    return forms.FileField(label=_("File"), required=False, help_text=_("A PDF or a photograph; not needed."))
