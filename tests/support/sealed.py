"""A county whose journal is sealed, its facts, and the shipped file run as an outsider runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from luodi.spine.journal import seal
from luodi.spine.journal.models import Entry
from tests.support.cast import Cast, at

NOW = at("2026-11-20", "18:00")


@pytest.fixture
def sealed(cast: Cast) -> Cast:
    """A county whose journal is sealed in batches of seven."""
    cast.accepted()
    seal.seal(cast.where, at=NOW, most=7)
    return cast


def facts_of(cast: Cast) -> list[int]:
    return list(Entry.objects.within(cast.where.pk).order_by("pk").values_list("pk", flat=True))


def alone(*words: str, beside: Path) -> subprocess.CompletedProcess[str]:
    """Run the shipped file as an outsider does: no site packages, no environment."""
    command = [sys.executable, "-I", "-S", str(beside), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env={})
