"""The import contracts: kept by the tree, broken by each planted import and by a module nobody placed.

The tree is copied, one line or one module is planted, import-linter runs there as the build runs it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.tree import ROOT

FLOORS = "Floors: imports run downward"
SPINE = "Spine: the order of the shared rows"
SLICES = "Slices: each room on its floor"
INSIDE = "Inside a slice: urls to models"
PURE = "Kernel, rules and facts reach no framework, not even through others"
ENGINES = "Engines know problems, not the county"
TABLES = "Tables belong to their room"
DOORS = "Screens, sheets and reactions call reads and actions, never tables"
STORES = "Compiled queries (_store) are seen by their own room alone"

# Two rooms of one floor and one above them, none of which the product has yet: what is planted stands there alone.
ROOMS = ("plans", "coordination", "ballots")
PLANTS = {
    "the kernel imports the rows": (FLOORS, {"kernel/planted.py": "import luodi.spine.people"}),
    "inside a function": (FLOORS, {"db/planted.py": "def f():\n    from luodi import spine"}),
    "for types alone": (FLOORS, {"web/planted.py": "import typing\nif typing.TYPE_CHECKING:\n    import luodi.cli"}),
    "in an __init__": (FLOORS, {"db/__init__.py": "import luodi.spine"}),
    "a floor nobody placed": (FLOORS, {"planted.py": ""}),
    "people imports the journal": (SPINE, {"spine/people/planted.py": "import luodi.spine.journal"}),
    "a shared room nobody placed": (SPINE, {"spine/planted/__init__.py": ""}),
    "a room imports sideways": (SLICES, {"slices/plans/reads.py": "import luodi.slices.coordination"}),
    "a room imports upward": (SLICES, {"slices/plans/actions.py": "import luodi.slices.ballots"}),
    "a test imports sideways": (SLICES, {"slices/plans/tests/test_it.py": "import luodi.slices.coordination"}),
    "a room nobody placed": (SLICES, {"slices/planted/__init__.py": ""}),
    "an action imports a view": (INSIDE, {"slices/plans/actions.py": "import luodi.slices.plans.views",
                                          "slices/plans/views.py": ""}),
    "a file nobody placed": (INSIDE, {"slices/plans/planted.py": ""}),
    "the kernel imports django": (PURE, {"kernel/planted.py": "import django"}),
    "a rule reaches django through others": (PURE, {"slices/plans/rules.py": "import luodi.slices.coordination.rules",
                                                    "slices/coordination/rules.py": "import django.utils"}),
    "an engine imports django": (ENGINES, {"engines/planted.py": "import django"}),
    "a screen reads another room's tables": (TABLES, {"web/planted.py": "import luodi.spine.people.models"}),
    "a view reads its own tables": (DOORS, {"slices/plans/views.py": "import luodi.slices.plans.models",
                                            "slices/plans/models.py": ""}),
    "a store is seen by a stranger": (STORES, {"slices/ballots/reads.py": "import luodi.slices.plans._store",
                                               "slices/plans/_store.py": ""}),
}


def linted(place: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(place / "src"), "COLUMNS": "200"}
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=place, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The tree and its contracts in a place of their own, with the rooms the plants need."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src/luodi", tmp_path / "src/luodi", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    for room in ROOMS:
        plant(tmp_path, f"slices/{room}/__init__.py", "")
        plant(tmp_path, f"slices/{room}/tests/__init__.py", "")
    return tmp_path


def plant(place: Path, path: str, text: str) -> None:
    planted = place / "src/luodi" / path
    planted.parent.mkdir(parents=True, exist_ok=True)
    with planted.open("a") as file:
        file.write(f"\n{text}\n")


def test_the_tree_keeps_all(copied: Path) -> None:
    ran = linted(copied)
    assert ran.returncode == 0, ran.stdout
    assert "9 kept, 0 broken" in ran.stdout


@pytest.mark.parametrize("what", PLANTS)
def test_a_plant_breaks_the_contract_meant(copied: Path, what: str) -> None:
    contract, plants = PLANTS[what]
    for path, text in plants.items():
        plant(copied, path, text)
    ran = linted(copied)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert f"{contract} BROKEN" in ran.stdout


def test_every_contract_has_a_plant() -> None:
    written = (ROOT / "pyproject.toml").read_text().count("[[tool.importlinter.contracts]]")
    assert len({contract for contract, _ in PLANTS.values()}) == written
