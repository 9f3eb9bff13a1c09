"""Conventions read from the syntax of a Python file."""

import ast
import re
from collections.abc import Iterator

from tests.conventions.tree import Rule, Source, ranks

LENGTH = re.compile(r"^\s*# Length: \S.{9,}", re.MULTILINE)
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
VAGUE = {"manager", "managers", "helper", "helpers", "util", "utils", "handler", "handlers", "data", "info"}
LITERALS = (ast.Constant, ast.Tuple, ast.Set, ast.List)
ASKED = ("kernel", "db", "engines", "spine.journal", "spine.commitments")
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
OTHERS = {"auth", "contenttypes"}  # Django's own tables: below every room
ASKS = {"today", "now", "utcnow", "localdate", "localtime", "fromordinal", "busday_offset", "busday_count"}


def python(source: Source) -> bool:
    return source.name.endswith(".py")


def ours(source: Source) -> bool:
    """Python of the product itself: no tests."""
    return python(source) and source.parts[0] == "src" and not source.tests()


def package(source: Source) -> bool:
    return source.name == "__init__.py" and ours(source)


def empty_packages(source: Source) -> Iterator[str]:
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield f"line {node.lineno}: an __init__ imports nothing"


def named(node: ast.expr) -> str:
    """The last word of a call: ``models.ForeignKey`` is ``ForeignKey``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def downward(source: Source) -> Iterator[str]:
    room = source.room().rpartition(".")[2]
    for node in ast.walk(source.syntax):
        if not isinstance(node, ast.Call) or named(node.func) not in RELATIONS:
            continue
        targets = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "to")]
        for target in targets:
            if not isinstance(target, ast.Constant) or not isinstance(target.value, str) or "." not in target.value:
                continue
            label = target.value.partition(".")[0]
            if label in OTHERS or label == room:
                continue
            if ranks().get(label, 99) >= ranks().get(room, 0):
                yield f"line {node.lineno}: {room} may not point to {target.value}"


def days(source: Source) -> Iterator[str]:
    outermost = source.room() in ("cli", "config") or source.path == "src/luodi/web/clock.py"
    for node in ast.walk(source.syntax):
        if not isinstance(node, ast.Call):
            continue
        word = named(node.func)
        if word == "timedelta" and (node.args or any(each.arg in ("days", "weeks") for each in node.keywords)):
            yield f"line {node.lineno}: days are counted by the clock alone"
        if word == "fromordinal" and source.room() == "kernel":  # the calendar is a table of ordinals
            continue
        if word in ASKS and isinstance(node.func, ast.Attribute) and not outermost:
            yield f"line {node.lineno}: {word}() asks what the caller must say"


def lengths(source: Source) -> Iterator[str]:
    lines = source.text.splitlines()
    if len(lines) > 300 and not LENGTH.search("\n".join(lines[:5])):
        yield f"{len(lines)} lines; 300, or a written reason in the first five"


def functions(source: Source) -> Iterator[str]:
    lines = source.text.splitlines()
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            long = node.end_lineno - node.lineno + 1
            if long > 40 and not LENGTH.search("\n".join(lines[node.lineno - 1 : node.lineno + 12])):
                yield f"line {node.lineno}: {node.name} has {long} lines; 40, or a written reason at its head"


def english(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if HAN.search(line) and '"zh-hans"' not in line:  # a language is called by its own name
            yield f"line {number}: Chinese stands in the catalogue, the messages and facts.py"


def spoken(source: Source) -> bool:
    """Where no Chinese stands: our Python but facts, and our templates and scripts."""
    if source.parts[0] != "src" or source.tests() or "facts" in source.path:
        return False
    return source.name.endswith((".py", ".html", ".js", ".css"))


def vague(name: str) -> bool:
    if re.fullmatch(r"handler[45]\d\d|session_data", name):  # words of Django's: root urls, a column of its sessions
        return False
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]
    if not words:
        return False
    only_word = len(words) == 1 and words[0] in VAGUE
    last = words[-1] in VAGUE and name.upper() != name
    return only_word or last or (words[-1] == "service" and len(words) > 1)


def names(source: Source) -> Iterator[str]:
    said = [(1, source.name.removesuffix(".py"))]
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            said.append((node.lineno, node.name))
        elif isinstance(node, ast.arg):
            said.append((node.lineno, node.arg))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            said.append((node.lineno, node.id))
    yield from (f"line {line}: {name} names nothing" for line, name in said if vague(name))


def kinds(source: Source) -> Iterator[str]:
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.Match) and named(node.subject) == "kind":
            yield f"line {node.lineno}: nobody below the slices asks what kind a promise is"
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(named(side) == "kind" for side in sides) and any(isinstance(side, LITERALS) for side in sides):
                yield f"line {node.lineno}: nobody below the slices asks what kind a promise is"


def tricks(source: Source) -> Iterator[str]:
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.ImportFrom) and node.module in ("django.db.models.signals", "django.dispatch"):
            yield f"line {node.lineno}: no signals"
        if isinstance(node, ast.FunctionDef) and node.name == "save" and source.name == "models.py":
            yield f"line {node.lineno}: no save() of our own"


def raw(source: Source) -> Iterator[str]:
    for node in ast.walk(source.syntax):
        word = named(node.func) if isinstance(node, ast.Call) else ""
        if word in ("RunSQL", "RawSQL") or (word in ("raw", "extra") and "objects" in ast.unparse(node)):
            yield f"line {node.lineno}: {word} writes past the ledger"


def migration(source: Source) -> bool:
    return ours(source) and "migrations" in source.parts and source.name != "__init__.py"


def migrations(source: Source) -> Iterator[str]:
    if not re.fullmatch(r"\d{4}_(?!auto_)[a-z][a-z_0-9]+\.py", source.name):
        yield "a migration is named by hand, for what it does"
    for node in ast.walk(source.syntax):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            if module.startswith("luodi") and not module.startswith("luodi.db"):
                yield f"line {node.lineno}: a migration imports field classes of luodi.db, nothing else of ours"


def _bad(path: str, *texts: str) -> tuple[Source, ...]:
    return tuple(Source(path, text) for text in texts)


def _at(path: str, text: str = "") -> Source:
    return Source(path, text)


SPINE, SLICE = "src/luodi/spine/journal/", "src/luodi/slices/plans/"
LONG = "def f():\n" + "    a = 1\n" * 41

RULES = (
    Rule("an __init__ imports nothing", package, empty_packages,
         _bad(SPINE + "__init__.py", "import os", "def f():\n    from luodi.db import told", "from . import reads"),
         _bad(SPINE + "__init__.py", "", '"""A room."""')),
    Rule("foreign keys point downward", lambda s: ours(s) and s.room() != "", downward,
         (_at(SPINE + "models.py", 'models.ForeignKey("commitments.Case")'),
          _at(SPINE + "migrations/0001_a.py", 'ForeignKey(to="commitments.case")'),
          _at(SLICE + "models.py", 'models.OneToOneField("coordination.Item")'),
          _at(SLICE + "models.py", 'models.ForeignKey("approvals.Application")'),
          _at(SLICE + "models.py", 'models.ForeignKey("unplaced.Thing")')),
         (_at(SLICE + "models.py", 'models.ForeignKey("people.Party"); models.ForeignKey("self")'),
          _at(SLICE + "models.py", 'models.ForeignKey("plans.Step"); models.ForeignKey("matters.Matter")'))),
    Rule("only the clock counts days", lambda s: ours(s) and not s.path.startswith("src/luodi/kernel/clock"), days,
         (*_bad(SPINE + "actions.py", "timedelta(days=1)", "datetime.timedelta(2)", "date.today()", "timezone.now()"),
          *_bad(SPINE + "actions.py", "datetime.now(zone)", "timedelta(weeks=n)", "np.busday_count(a, b)"),
          _at("src/luodi/config/settings.py", "timedelta(days=1)"), _at("src/luodi/web/views.py", "timezone.now()")),
         (_at(SPINE + "actions.py", "timedelta(seconds=3)"), _at("src/luodi/cli/main.py", "datetime.now(UTC)"),
          _at("src/luodi/kernel/clock.py", "timedelta(days=1)"), _at("src/luodi/web/clock.py", "timezone.now()"))),
    Rule("three hundred lines a file", lambda s: s.name.endswith((".py", ".html", ".css", ".js", ".sh")), lengths,
         _bad(SPINE + "actions.py", "a = 1\n" * 301, "# Length: no\n" + "a = 1\n" * 301),
         _bad(SPINE + "actions.py", "a = 1\n" * 300, "# Length: one table of a published list\n" + "a = 1\n" * 301)),
    Rule("forty lines a function", python, functions,
         _bad(SPINE + "actions.py", LONG, "class A:\n" + LONG.replace("\n", "\n ").replace("def", " def")),
         _bad(SPINE + "actions.py", LONG.replace("    a = 1", "    # Length: the law's articles in their order", 1),
              "def f():\n" + "    a = 1\n" * 39)),
    Rule("Chinese stands where it is read", spoken, english,
         (_at(SPINE + "actions.py", 'say = "\u53d7\u7406"'), _at("src/luodi/web/jinja2/web/a.html", "<p>\u4e2d</p>")),
         (_at(SPINE + "facts.py", 'zh = "\u53d7\u7406"'), _at(SPINE + "actions.py", "ok"))),
    Rule("names name something", ours, names,
         (*_bad(SPINE + "actions.py", "class CaseManager: ...", "def date_utils(): ...", "info = 1"),
          *_bad(SPINE + "actions.py", "class MailService: ...", "form_data = 1"),
          *_bad(SPINE + "actions.py", "def f(data): ..."), _at(SPINE + "helpers.py")),
         _bad(SPINE + "actions.py", "DATA_DIR = 1\nhandler404 = 1", "class Informed: ...", "x = f.data")),
    Rule("nobody below the slices asks for a kind",
         lambda s: ours(s) and s.room().startswith(ASKED), kinds,
         _bad(SPINE + "actions.py", 'if row.kind == "approvals.step": ...', "1 == kind", "if 'a' == x.kind: ...",
              'kind in ("a", "b")', "match row.kind:\n    case _: ..."),
         _bad(SPINE + "actions.py", "rows.filter(kind=kind)", "if kind == other.kind: ...")),
    Rule("tables have no tricks", ours, tricks,
         (_at(SPINE + "apps.py", "from django.db.models.signals import post_save"),
          _at(SPINE + "models.py", "class A(M):\n    def save(self): ...")),
         (_at(SPINE + "models.py", "class A(M):\n    class Meta: ..."),)),
    Rule("no SQL past the ledger", lambda s: ours(s) and s.room() != "db", raw,
         (_at(SPINE + "migrations/0002_b.py", 'operations = [migrations.RunSQL("DELETE FROM t")]'),
          _at(SPINE + "reads.py", 'Entry.objects.raw("SELECT 1")'), _at(SPINE + "reads.py", 'q.filter(a=RawSQL("1"))')),
         (_at(SPINE + "reads.py", "Entry.objects.filter(pk=1)"),)),
    Rule("migrations are named by hand and stand alone", migration, migrations,
         (_at(SPINE + "migrations/0002_auto_20260101_0900.py"), _at(SPINE + "migrations/second.py"),
          _at(SPINE + "migrations/0002_circle.py", "from luodi.spine.people.models import Party"),
          _at(SPINE + "migrations/0002_circle.py", "import luodi.spine.people.seats")),
         (_at(SPINE + "migrations/0002_circle.py", "import luodi.db.fields\nfrom django.db import models"),)),
)
