"""How fields of forms are rendered: by Django's own Jinja2 templates, and a list to choose from by one of ours."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import Jinja2

OURS = {"django/forms/widgets/select.html": "web/select.html"}  # the same, without a template for each option


class Widgets(Jinja2):
    """The renderer of every form."""

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OURS.get(template_name, template_name))


def first_wrong(bound: BoundField) -> bool:
    """Whether a field is the first one of its form that is wrong: it takes the focus."""
    return bool(bound.errors) and next(name for name in bound.form.fields if name in bound.form.errors) == bound.name
