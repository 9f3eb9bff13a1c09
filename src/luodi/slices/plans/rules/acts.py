"""Who may do what to a plan: pure decisions with reasons a citizen could read."""

from datetime import date
from typing import Protocol

from luodi.kernel.problems import Verdict, problem, verdict

PLANNERS = ("officer", "window", "law")
READERS = ("leader", "reader")


class Who(Protocol):
    """The seat that acts."""

    @property
    def role(self) -> str: ...
    @property
    def party(self) -> int | None: ...


def may_plan(by: Who, owner: int, dropped_on: date | None) -> Verdict:
    """Whether a seat may say what is known of a project, and let its plan be drawn anew.

    One that was given up is planned no more; what was recorded elsewhere may still tell how it stood.
    """
    if dropped_on is not None and by.role != "law":
        day = dropped_on.isoformat()
        return verdict(problem("The project was given up on %(day)s; nothing of it is planned any more.", day=day))
    if by.role in PLANNERS or by.party == owner:
        return verdict()
    return verdict(problem("Leaders read a plan; its answers are given by a department or by the project's owner."))


def may_propose(by: Who, owner: int) -> Verdict:
    """Whether a seat may keep what it tried. It changes nothing, so whoever reads the plan may, but an inspector."""
    if by.role in (*PLANNERS, "leader") or by.party == owner:
        return verdict()
    return verdict(problem("Inspectors read plans and propose nothing."))


def may_share(by: Who, owner: int) -> Verdict:
    """Whether a seat may make the link under which anybody reads the plan, see its address, and take it back."""
    if by.role in PLANNERS or by.party == owner:
        return verdict()
    return verdict(problem("The link to a plan is made by a department or by the project's owner."))
