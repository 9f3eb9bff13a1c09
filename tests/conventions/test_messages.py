"""Both catalogues say every message of the code and nothing else."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.conventions.tree import ROOT


@pytest.fixture
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_catalogues_are_complete(messages: ModuleType) -> None:
    assert not list(messages.missing())


def test_a_message_left_out_or_left_over_is_named(
    messages: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "jinja2").mkdir()
    page = tmp_path / "jinja2" / "a.html"
    page.write_text('{{ _("Due today") }}{% trans n %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}')
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    assert len([words for words in messages.missing() if "Due today" in words]) == 2
    messages.update()
    lacking = list(messages.missing())
    assert len(lacking) == 2 and all(words.startswith("zh_Hans") for words in lacking)
    page.write_text("")
    assert list(messages.missing()) == [
        "en: 'Due today' is said nowhere", "en: ('%(n)s day', '%(n)s days') is said nowhere"
    ]
