"""Conventions read from the text of templates, stylesheets, scripts and everything else."""

import re
from collections.abc import Callable, Iterator

from tests.conventions.tree import ROOT, Rule, Source

TAG = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+([^%]*)%}")
LITERAL = re.compile(r"""^["']([^"']+)["']""")
STYLED = re.compile(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)[^>]*>|\|\s*safe\b")
# What Chromium 92 does not draw; the county's desktops are that old.
OLD_CSS = (":has(", "color-mix(", "light-dark(", "@layer", "@container", "@scope", "subgrid")
OLD_JS = ("Object.hasOwn", "structuredClone", ".at(", "eval(", "innerHTML")
# Written so that this file does not find itself.
PLACES = re.compile(r"(?<![\w.])/(?:w[o]rk|t[m]p|r[o]ot)/|/[o]pt/(?:wheels|pypi)|p[y]pi\.org|n[p]mjs\.(?:org|com)")


def template(source: Source) -> bool:
    return "jinja2" in source.parts and source.parts[0] == "src"


def own_templates(source: Source) -> Iterator[str]:
    """A template reaches its own room's and the web's; a room's templates stand in a folder named after it."""
    own = source.parts[source.parts.index("jinja2") + 1]
    for expression in TAG.findall(source.text):
        literal = LITERAL.match(expression.strip())
        if literal is None:
            yield f"{expression.strip()}: a template is named in the text, so that one can see where it goes"
        elif literal[1].partition("/")[0] not in (own, "web"):
            yield f"{literal[1]} belongs to another room"


def room_folder(source: Source) -> Iterator[str]:
    place = source.parts.index("jinja2")
    if re.fullmatch(r"src/luodi/web/jinja2/\d{3}\.html", source.path):  # where Django looks for its error pages
        return
    if len(source.parts) < place + 3 or source.parts[place + 1] != source.parts[place - 1]:
        yield "templates of a room stand in jinja2/<room>/"


def plain_markup(source: Source) -> Iterator[str]:
    for found in STYLED.finditer(source.text):
        yield f"{found[0].strip()}: the policy of the page allows no inline style or script, and nothing unescaped"


def old_css(source: Source) -> Iterator[str]:
    yield from (f"{word} is not drawn by Chromium 92" for word in OLD_CSS if word in source.text)
    depth = 0
    for number, line in enumerate(re.sub(r"/\*.*?\*/", "", source.text, flags=re.DOTALL).splitlines(), 1):
        if "&" in line and "{" in line and depth:
            yield f"line {number}: nesting is not drawn by Chromium 92"
        depth += line.count("{") - line.count("}")


def old_js(source: Source) -> Iterator[str]:
    yield from (f"{word} does not run in Chromium 92 or is not allowed" for word in OLD_JS if word in source.text)


def places(source: Source) -> Iterator[str]:
    yield from (f"{found[0]} is a place on somebody's machine" for found in PLACES.finditer(source.text))


def static(ending: str) -> Callable[[Source], bool]:
    return lambda source: source.parts[0] == "src" and source.name.endswith(ending) and ".min." not in source.name


JINJA = "src/luodi/slices/approvals/jinja2/approvals/case.html"

RULES = (
    Rule("templates keep to their room", template, own_templates,
         tuple(Source(JINJA, text) for text in (
             '{% include "boards/card.html" %}', "{%- extends 'firms/page.html' -%}", "{% include name %}",
             '{% from "boards/m.html" import light %}')),
         (Source(JINJA, '{% extends "web/page.html" %}{% include "approvals/clock.html" %}'),)),
    Rule("templates stand in their room's folder", template, room_folder,
         (Source("src/luodi/web/jinja2/page.html", ""), Source("src/luodi/slices/firms/jinja2/approvals/a.html", "")),
         (Source(JINJA, ""), Source("src/luodi/web/jinja2/web/page.html", ""))),
    Rule("no inline style or script", template, plain_markup,
         tuple(Source(JINJA, text) for text in (
             '<p style="color:red">', "<style>p{}</style>", "<a onclick='x()'>", "<script>x</script>", "{{ a|safe }}")),
         (Source(JINJA, '<p class="style"><script src="/a.js" defer></script> one = 1'),)),
    Rule("stylesheets for old browsers", static(".css"), old_css,
         tuple(Source("src/luodi/web/static/a.css", text) for text in (
             "a:has(b) {}", "@layer x;", "a { color: color-mix(in srgb, red) }", "a {\n  &:hover { color: red }\n}")),
         (Source("src/luodi/web/static/a.css", "@media print {\n  a { color: red }\n}"),)),
    Rule("scripts for old browsers", static(".js"), old_js,
         tuple(Source("src/luodi/web/static/a.js", text) for text in ("a.at(1)", "structuredClone(a)", "eval(a)")),
         (Source("src/luodi/web/static/a.js", "a.text = 1"), Source("src/luodi/web/static/x.min.js", "eval(a)"))),
    Rule("no place on somebody's machine", lambda source: not (ROOT / source.path).is_symlink(), places,
         tuple(Source("a.md", text) for text in ("cd /" + "work/main", "/" + "tmp/x", "https://py" + "pi.org/simple")),
         (Source("README.md", "work/ is done; network/work; /workdays"),)),
)
