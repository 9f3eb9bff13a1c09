"""The catalogue that is shipped: its files, and what they come to."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.reading import catalogue_of


class Said(NamedTuple):
    """Words in both languages."""

    zh: str
    en: str


@cache
def shipped(name: str) -> dict[str, Any]:
    """A file of the shipped catalogue: matters, edges, facts or names."""
    text = (resources.files("luodi") / "catalogue" / f"{name}.yml").read_text("utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return document


@cache
def packaged_catalogue() -> Catalogue:
    """The shipped catalogue as the rules read it, for whoever has no county."""
    return in_english(catalogue_of(shipped("matters")))


def in_english(catalogue: Catalogue) -> Catalogue:
    """A catalogue whose materials carry the shipped English names."""
    names: Mapping[str, str] = shipped("names")["materials"]
    materials = {
        code: paper._replace(name_en=paper.name_en or names.get(code, ""))
        for code, paper in catalogue.materials.items()
    }
    return catalogue._replace(materials=materials)


def named(group: str, code: str) -> Said:
    """What a code of the catalogue is called; `group`: stages, types, kinds, levels, special, channels,
    or of a firm: firm_origins, firm_sizes."""
    found = shipped("names")[group].get(code)
    return Said(**found) if found else Said(code, code)


def noted(code: str, note: str, group: str = "notes") -> Said:
    """The note of a matter, or of `material_notes`; a shipped one has its Chinese beside it."""
    return Said(shipped("names")[group].get(code, note) if note else "", note)
