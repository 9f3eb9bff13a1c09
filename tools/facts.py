"""Write docs/facts.md: every kind of fact with its two sentences, as the code has them."""

import os
import sys
from pathlib import Path

import django

HEAD = """# Facts

Everything that happens is one of these, written in the transaction of the rows it changed. Inner facts are no news to
a firm. This page is written by `python tools/facts.py`; a test fails when it lacks a kind.

| kind | inner | zh | en |
|---|---|---|---|
"""


def main() -> int:
    """Write the page beside the code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")
    django.setup()
    from luodi.kernel.facts import KINDS

    rows = [f"| `{k}` | {'yes' if f.inner else ''} | {f.zh} | {f.en} |" for k, f in sorted(KINDS.items())]
    page = Path(__file__).resolve().parent.parent / "docs" / "facts.md"
    page.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
