"""Fields as forms of ours render them, beside Django's own."""

import pytest
from django import forms
from django.forms.renderers import Jinja2

from luodi.web.widgets import Widgets

FLAT = [("", "choose"), ("a", "<A> & \"b\""), ("b", "B")]
GROUPED = [("one", [("a", "A")]), ("two", [("b", "B"), ("c", "C")])]


class Choosing(forms.Form):
    flat = forms.ChoiceField(choices=FLAT)
    several = forms.MultipleChoiceField(choices=GROUPED, required=False)
    perhaps = forms.NullBooleanField()


@pytest.mark.parametrize("sent", [None, {"flat": "a", "several": ["b", "c"], "perhaps": "true"}, {"flat": "strange"}])
def test_a_list_to_choose_from_is_as_djangos(sent: dict[str, object] | None) -> None:
    ours, djangos = (Choosing(sent, renderer=renderer()) for renderer in (Widgets, Jinja2))
    for name in Choosing.base_fields:
        assert str(ours[name]).split() == str(djangos[name]).split()
        assert "<select" in str(ours[name])
