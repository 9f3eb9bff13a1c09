"""The glossary and the code name the same things."""

import ast
import re
from collections.abc import Iterator, Sequence

from tests.conventions.tree import ROOT, Source, files


def glossary(text: str) -> tuple[set[str], set[str]]:
    """The identifiers said to be in the code, and those kept for later."""
    before, _, after = text.partition("## Kept for what comes")
    row = re.compile(r"^\|[^|]+\|[^|]+\|([^|]+)\|$", re.MULTILINE)
    first, second = (
        {word for cell in row.findall(part) for word in re.findall(r"`(\w+)`", cell)} for part in (before, after)
    )
    return first, second


def tables(source: Source) -> Iterator[str]:
    """The table classes of a models file; an abstract one and a set of choices is none."""
    for node in [each for each in ast.parse(source.text).body if isinstance(each, ast.ClassDef)]:
        bases = " ".join(ast.unparse(base) for base in node.bases)
        if re.search(r"Model|Regional|BaseUser", bases) and "abstract = True" not in ast.unparse(node):
            yield node.name


def subjects(source: Source) -> Iterator[str]:
    """What the facts of a file speak of: every word of a kind but the last, which says what happened."""
    for node in ast.walk(ast.parse(source.text)):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Constant):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and target.id == "kind":
            yield from str(node.value.value).split(".")[:-1]


def said(sources: Sequence[Source]) -> set[str]:
    """Every word the code owes the glossary: tables, rooms, subjects of facts."""
    words: set[str] = set()
    for source in sources:
        if not source.path.startswith("src/luodi/") or source.tests() or not source.name.endswith(".py"):
            continue
        if source.name == "__init__.py" and source.room().count(".") == 1:
            words.add(source.room().rpartition(".")[2])
        if source.name == "models.py" or "models" in source.parts:
            words |= set(tables(source))
        if source.name == "facts.py" and source.room() != "kernel":
            words |= set(subjects(source))
    return words


def lacking(sources: Sequence[Source], words: set[str]) -> set[str]:
    return said(sources) - words


def unused(sources: Sequence[Source], words: set[str]) -> set[str]:
    ours = [each.text for each in sources if each.path.startswith("src/luodi/") and each.name.endswith(".py")]
    used = set(re.findall(r"\w+", "\n".join(ours)))
    return words - used - {part for word in used for part in word.split("_")}


def test_the_code_speaks_the_glossary() -> None:
    now, _ = glossary((ROOT / "docs/glossary.md").read_text())
    assert not lacking(files(), now)


def test_what_the_glossary_says_of_the_code_is_there() -> None:
    now, later = glossary((ROOT / "docs/glossary.md").read_text())
    assert not unused(files(), now)
    assert not now & later, "a word is in the code or kept for later"
    assert len(now) > 40 and len(later) > 100


def test_it_bites() -> None:
    room = "src/luodi/spine/people/"
    planted = [
        Source(room + "models.py", "class Party(Regional): ...\nclass Kind(TextChoices): ..."),
        Source(room + "facts.py", 'class A(Fact):\n    kind = "people.holder.changed"'),
        Source(room + "__init__.py", ""),
    ]
    assert lacking(planted, {"people"}) == {"Party", "holder"}
    assert unused(planted, {"Party", "Office"}) == {"Office"}
