"""Files that stand beside the repository and not in it: public event logs too large, or not ours, to commit."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REASON = "needs ../shared"


def required() -> bool:
    """Whether a missing file is a failure: asked for by name, or in CI with the directory standing there."""
    if os.environ.get("LUODI_REQUIRE_SHARED") == "1":
        return True
    return os.environ.get("CI") == "true" and SHARED.is_dir()


def shared(path: str) -> Path:
    """The file ``../shared/<path>``; without it the test is skipped and counted, or fails where it is `required`."""
    found = SHARED / path
    if not found.exists():
        if required():
            pytest.fail(f"../shared/{path} is missing")
        pytest.skip(f"{REASON}/{path}")
    return found
