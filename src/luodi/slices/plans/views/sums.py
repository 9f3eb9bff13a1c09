"""What answers come to in figures: matters, papers asked once, workdays, and what could come in addition."""

from dataclasses import dataclass
from datetime import date

from luodi.slices.plans.views.link import Link, said


@dataclass(frozen=True)
class Sum:
    """The figures of a plan. `typical`: matters whose days are published nowhere.

    `compared`: the workdays to the start with the choice that is named beside one's own.
    """

    matters: int
    to_start: int
    papers: int
    places: int
    start: int
    start_on: date
    provisional: bool
    typical: int
    end: int
    open: int
    compared: int | None
    compared_with: str


@dataclass(frozen=True)
class May:
    """A matter that may come in addition, and the questions it hangs on."""

    name: str
    questions: tuple[str, ...]


def summed(link: Link) -> Sum:
    """What the answers of a link come to."""
    outlook, plan = link.outlook, link.outlook.plan
    other = link.source.comparison(outlook, link.given)
    start_on = link.day(plan.path_to_start)
    return Sum(
        matters=len(plan.items),
        to_start=len(plan.to_start),
        papers=len(plan.asked),
        places=plan.slots,
        start=plan.path_to_start,
        start_on=start_on,
        provisional=link.provisional(start_on),
        typical=sum(item.entry.committed_basis == "typical" for item in plan.items.values()),
        end=plan.path_to_end,
        open=len(outlook.heard.open),
        compared=other[1].plan.path_to_start if other else None,
        compared_with=said(other[0].compare_text) if other else "",
    )


def may_come(link: Link) -> list[May]:
    """What unanswered questions could add."""
    labels = {field.key: said(field.text).rstrip("？?") for field in link.source.questionnaire.fields()}
    return [May(link.named(code), tuple(labels[key] for key in keys)) for code, keys in link.outlook.may.items()]
