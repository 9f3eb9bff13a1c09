"""The Jinja2 environment of every screen of ours: nothing undefined passes, everything is escaped, all can be
translated."""

import re
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from luodi.web import days, lights
from luodi.web.kept import once_a_language
from luodi.web.widgets import first_wrong

_CHINESE = re.compile("([\u3400-\u9fff](?:[\u3000-\u9fff\uff00-\uffef\u00a7\\d;]*[\u3400-\u9fff\uff09\\d])?)")
PARTS_KEPT = WORDS_KEPT = ADDRESSES_KEPT = 8192


def environment(**options: Any) -> Environment:
    """Build the environment; named as `environment` in the options of Django's Jinja2 backend."""
    options |= {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals.update(gettext=words, _=words, kept=_keeping(made), static=lru_cache(64)(static), url=url)
    made.globals.update(language=language, light_name=lights.light_name, fresh_key=fresh_key, first_wrong=first_wrong)
    made.filters.update(
        day=days.day,
        dated=days.dated,
        full_day=days.full_day,
        short_day=days.short_day,
        weekday=days.weekday,
        short_weekday=days.short_weekday,
        in_chinese=in_chinese,
    )
    return made


@lru_cache(ADDRESSES_KEPT)
def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named route; NoReverseMatch when there is none."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def language() -> str:
    """The language of the page as its `lang` attribute says it."""
    return "zh-CN" if (get_language() or "en").startswith("zh") else "en"


@once_a_language(PARTS_KEPT)
def in_chinese(text: str) -> Markup:
    """A name or a law that has none but a Chinese name, marked as Chinese where the page is not, for who is read to."""
    parts = _CHINESE.split(text) if language() == "en" else [text]
    return Markup("").join(
        Markup('<span lang="zh-CN">%s</span>') % part if place % 2 else part for place, part in enumerate(parts)
    )


def fresh_key() -> str:
    """A one-time key for a form: sent twice, it is done once."""
    return uuid4().hex


def words(text: str, /, **values: object) -> Markup:
    """A text of a template in the language of the page, as `install_gettext_callables` would have it, but looked up
    once a language."""
    return _words(text) % values if values else _whole_words(text)


@once_a_language(WORDS_KEPT)
def _words(text: str) -> Markup:
    return Markup(gettext(text))


@once_a_language(WORDS_KEPT)
def _whole_words(text: str) -> Markup:
    return _words(text) % {}


def _keeping(made: Environment) -> Any:
    """`kept(template, macro, *things)` of templates: what a macro makes of these things, made once a language.

    The macro must depend on nothing else; each thing is hashable and never changes.
    """

    @once_a_language(PARTS_KEPT)
    def kept(template: str, macro: str, *things: object) -> Markup:
        return Markup(getattr(made.get_template(template).module, macro)(*things))

    return kept
