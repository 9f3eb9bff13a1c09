"""The unified social credit code (GB 32100-2015) and the code of an industry (GB/T 4754-2017)."""

import json
import re
from collections.abc import Container, Sequence
from typing import Any, NamedTuple

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from luodi.kernel.problems import Problem, problem

MOST_KEPT = 40_000
_INDUSTRY = re.compile(r"([A-T])(\d\d\d{0,2})?", re.ASCII)
DIVISIONS = {  # the first and last division of each section
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60),
    "H": (61, 62), "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79),
    "O": (80, 82), "P": (83, 83), "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip


class Registered(NamedTuple):
    """What is registered of a firm, under the key of its party."""

    key: str
    name: str
    uscc: str
    origin: str
    size: str
    industry: str
    since: Any
    contact: str
    extra: list[list[Any]]


def kept(extra: Sequence[Sequence[Any]]) -> str:
    """What stands under a county's own headings as one text, which may speak of persons."""
    return json.dumps(list(extra), ensure_ascii=False, separators=(",", ":")) if extra else ""


def held(text: str) -> list[list[Any]]:
    """The same as it came."""
    return list(json.loads(text)) if text else []


def too_much(extra: Sequence[Sequence[Any]]) -> Problem | None:
    """Whether it is more than a row keeps."""
    if len(kept(extra)) <= MOST_KEPT:
        return None
    return problem("The county's own columns hold more than %(most)s characters in this row.", most=MOST_KEPT)


def code_warning(code: str) -> str:
    """What is odd about a credit code: "", "check digit" (real early codes fail it) or "form"."""
    try:
        uscc.validate(code)
    except InvalidChecksum:
        return "check digit"
    except ValidationError:
        return "form"
    return ""


def credit_code_wrong(code: str) -> Problem | None:
    """Why this cannot be a credit code at all; a failing check digit is no reason."""
    if code_warning(code) != "form":
        return None
    return problem("A credit code has 18 digits and capital letters without I, O, S, V and Z.")


RESERVED = ("new", "import", "export", "template")  # what stands in an address where a number would


def key_wrong(key: str) -> Problem | None:
    """Why this cannot be a number something is called by: it stands in addresses."""
    if key.casefold() in RESERVED:
        return problem("“%(word)s” is a page of its own; choose another number.", word=key)
    if key.isprintable() and "/" not in key and key.strip(".") == key:
        return None
    return problem("A number is one line without “/”, and begins and ends with no point.")


def industry_wrong(code: str, known: Container[str]) -> Problem | None:
    """Why this is no industry: by its section and division, and by the table where the county has loaded one."""
    found = _INDUSTRY.fullmatch(code)
    first, last = DIVISIONS[found[1]] if found else (0, 0)
    if not found or not first <= int((found[2] or str(first))[:2]) <= last:
        return problem("This is no industry of GB/T 4754-2017; write it like C2651.")
    if known and code not in known:
        return problem("The industry is not in the table the county has loaded.")
    return None
