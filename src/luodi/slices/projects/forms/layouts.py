"""The sheets of a county's ledger: projects, firms, works."""

from functools import cache
from importlib import resources

from luodi.engines.sheets.layout import Layout, read_layout
from luodi.engines.sheets.mapping import Book

NAMES = ("projects", "firms", "works")


@cache
def layouts() -> tuple[Layout, Layout, Layout]:
    """What columns each of the three has."""
    folder = resources.files("luodi") / "catalogue" / "sheets"
    projects, firms, works = (read_layout((folder / f"{name}.yml").read_text("utf-8")) for name in NAMES)
    return projects, firms, works


@cache
def book() -> Book:
    """A ledger as a file: any of the three, each as often as it stands there."""
    return Book(dict(zip(NAMES, layouts(), strict=True)))
