"""What the documentation promises to list: every setting, every fact kind, every command."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.conventions.tree import ROOT

SETTING = re.compile(r"LUODI_[A-Z_]+")


def settings_used(folder: Path) -> set[str]:
    """Names of settings that occur in the Python files of a folder."""
    return {name for file in folder.rglob("*.py") for name in SETTING.findall(file.read_text("utf-8"))}


def missing(names: set[str], page: str) -> list[str]:
    """Names a page does not have between backticks."""
    return sorted(name for name in names if f"`{name}`" not in page)


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert not missing(settings_used(ROOT / "src") | settings_used(ROOT / "tests" / "support"), page)


def test_every_fact_kind_is_documented(db: None) -> None:
    from luodi.kernel.facts import KINDS

    page = (ROOT / "docs" / "facts.md").read_text("utf-8")
    assert not missing(set(KINDS), page)
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", page, re.M))
    assert documented == set(KINDS), "a kind is documented that does not exist"


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    commands = import_module("luodi.cli.main").COMMANDS
    assert not missing({f"luodi {name}" for name in commands}, page)


@pytest.mark.parametrize("page", ["", "`LUODI_OTHER`"])
def test_a_name_that_is_not_there_is_found_missing(page: str) -> None:
    assert missing({"LUODI_X"}, page) == ["LUODI_X"]
