"""Loaded before the settings (``-p`` in pyproject.toml): what tests write stands in a directory that goes with them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if _WORKER:
    os.environ["LUODI_DATA_DIR"] = str(Path(os.environ["LUODI_DATA_DIR"]) / _WORKER)
else:
    os.environ["LUODI_DATA_DIR"] = tempfile.mkdtemp(prefix="luodi-tests-")
    atexit.register(shutil.rmtree, os.environ["LUODI_DATA_DIR"], ignore_errors=True)
(Path(os.environ["LUODI_DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)
