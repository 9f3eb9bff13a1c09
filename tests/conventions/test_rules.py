"""Every convention holds on the tree, bites on its bad samples and spares its good ones."""

import subprocess

import pytest

from tests.conventions import syntax_rules, text_rules
from tests.conventions.tree import ROOT, Rule, Source, files

RULES = (*syntax_rules.RULES, *text_rules.RULES)
BAD = [(rule, sample) for rule in RULES for sample in rule.bad]
GOOD = [(rule, sample) for rule in RULES for sample in rule.good]


def test_the_tree_is_read() -> None:
    assert len([source for source in files() if source.path.startswith("src/luodi/")]) > 20


def test_nothing_built_is_kept() -> None:
    """What .gitignore names is made anew on each machine, never committed."""
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert not subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()[:5]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_tree_keeps_it(rule: Rule) -> None:
    broken = [words for source in files() for words in rule.broken(source)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("rule", "sample"), BAD, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(BAD)])
def test_it_bites(rule: Rule, sample: Source) -> None:
    assert rule.broken(sample)


@pytest.mark.parametrize(("rule", "sample"), GOOD, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(GOOD)])
def test_it_spares(rule: Rule, sample: Source) -> None:
    assert not rule.broken(sample)
