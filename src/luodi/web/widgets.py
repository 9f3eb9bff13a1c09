"""How fields of forms are rendered: as Django's own Jinja2 templates would, the frequent ones without a template."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.forms import BoundField
from django.forms.renderers import Jinja2
from markupsafe import escape

INPUTS = ("text", "hidden", "number", "date", "time", "email", "url", "password", "file", "checkbox", "input")
OPTIONS_KEPT = 8192


class Widgets(Jinja2):
    """The renderer of every form."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        write = WRITTEN.get(template_name)
        return write(context) if write else super().render(template_name, context, request)


def first_wrong(bound: BoundField) -> bool:
    """Whether a field is the first one of its form that is wrong: it takes the focus."""
    return bool(bound.errors) and next(name for name in bound.form.fields if name in bound.form.errors) == bound.name


def _attributes(attrs: dict[str, Any] | None) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in (attrs or {}).items()
        if value is not False
    )


def _label(context: dict[str, Any]) -> str:
    label, tag = escape(context["label"]), context["tag"]
    return f"<{tag}{_attributes(context['attrs'])}>{label}</{tag}>" if context["use_tag"] else str(label)


def _input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{widget["name"]}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    start = f'<textarea name="{widget["name"]}"{_attributes(widget["attrs"])}>\n'
    return f"{start}{escape(widget['value'] or '')}</textarea>"


def _select(context: dict[str, Any]) -> str:
    widget = context["widget"]
    groups = "\n".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{widget["name"]}"{_attributes(widget["attrs"])}>\n{groups}\n</select>'


def _group(name: Any, options: list[dict[str, Any]]) -> str:
    rows = "\n".join(_option(each["value"], each["label"], *each["attrs"].items()) for each in options)
    return f'<optgroup label="{escape(name)}">\n{rows}\n</optgroup>' if name else rows


@lru_cache(OPTIONS_KEPT, typed=True)
def _option(value: Any, label: Any, *attrs: tuple[str, Any]) -> str:
    return f'<option value="{escape(value)}"{_attributes(dict(attrs))}>{escape(label)}</option>'


WRITTEN: dict[str, Callable[[dict[str, Any]], str]] = {
    "django/forms/label.html": _label,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    **{f"django/forms/widgets/{kind}.html": _input for kind in INPUTS},
}
