"""Fields as forms of ours render them, beside Django's own."""

import pytest
from django import forms
from django.forms.renderers import Jinja2

from luodi.web.widgets import Widgets

FLAT = [("", "choose"), ("a", "<A> & \"b\""), ("b", "B")]
GROUPED = [("one", [("a", "A")]), ("two", [("b", "B"), ("c", "C")])]


class Shown(forms.Form):
    flat = forms.ChoiceField(choices=FLAT)
    several = forms.MultipleChoiceField(choices=GROUPED, required=False)
    perhaps = forms.NullBooleanField()
    text = forms.CharField(label='what "it" <says>', help_text="a hint", max_length=9, required=False)
    lines = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False)
    number = forms.IntegerField(min_value=1, disabled=True, required=False)
    yes = forms.BooleanField(required=False)
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}), required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    one = forms.ChoiceField(widget=forms.RadioSelect, choices=FLAT)


SENT = {"flat": "a", "several": ["b", "c"], "perhaps": "true", "text": '<b> & "q" \'s\'', "lines": "\na <b>\n",
        "yes": "on", "hidden": "&", "day": "2026-11-20", "secret": "kept back", "one": "b"}  # fmt: skip


@pytest.mark.parametrize("sent", [None, SENT, {"flat": "strange", "text": "much too long for it", "day": "never"}])
def test_a_field_and_its_label_are_as_djangos(sent: dict[str, object] | None) -> None:
    ours, djangos = (Shown(sent, renderer=renderer()) for renderer in (Widgets, Jinja2))
    for name in Shown.base_fields:
        assert _lines(ours[name]) == _lines(djangos[name])
        assert ours[name].label_tag() == djangos[name].label_tag()


def _lines(field: forms.BoundField) -> list[str]:
    """Without the white space at the ends of lines, which stands for nothing outside a text."""
    return [line.strip() for line in str(field).split("\n")]
