"""What cases and handovers promise of themselves, verified with the journal.

At every instant exactly one party holds the ball of a case; only a newcomer on the post speaks for a promise, once.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from luodi.kernel.clock import next_day
from luodi.kernel.fold import Difference
from luodi.spine.commitments.facts import Acknowledged, Disputed
from luodi.spine.commitments.models import Acknowledgement, Case, Hold
from luodi.spine.journal.reads import of_kinds
from luodi.spine.journal.verify import also


@also
def balls() -> Iterator[Difference]:
    """Holds begin when their case opens, touch, and end when it closes: so their times sum to its elapsed time."""
    cases = {
        pk: (opened, closed, ball)
        for pk, opened, closed, ball in Case.objects.everywhere("verify").values_list(
            "pk", "opened_at", "closed_at", "ball"
        )
    }
    holds = Hold.objects.order_by("case", "pk").values_list("case", "pk", "party", "from_at", "to_at")
    for case, group in groupby(holds.iterator(chunk_size=2000), key=lambda row: row[0]):
        if case not in cases:
            yield Difference("commitments_hold", next(group)[1], "case_id", case, "no such case")
            continue
        opened, closed, ball = cases.pop(case)
        at: datetime | None = opened
        last = None
        for _, pk, party, from_at, to_at in group:
            if from_at != at:
                yield Difference("commitments_hold", pk, "from_at", from_at, at)
            at, last = to_at, party
        if at != closed:
            yield Difference("commitments_hold", pk, "to_at", at, closed)
        if (last if closed is None else None) != ball:
            yield Difference("commitments_case", case, "ball_id", ball, last)
    for case in cases:
        yield Difference("commitments_case", case, "", "a case", "nobody holds its ball")


@also
def acknowledgements() -> Iterator[Difference]:
    """Whoever is asked about a promise came to the post after it was made, and answers while holding the post."""
    table = "commitments_acknowledgement"
    asked = {}
    rows = Acknowledgement.objects.order_by("pk").values_list(
        "pk", "commitment", "commitment__made_on", "commitment__region", "asked_on", "answered_on", "answer",
        "tenure", "tenure__post", "tenure__post__region", "tenure__from_on", "tenure__to_on",
    )  # fmt: skip
    for pk, promise, made_on, region, asked_on, answered_on, answer, tenure, post, of, from_on, to_on in rows:
        asked[promise, tenure] = answer, post
        if region != of or made_on >= from_on:
            yield Difference(table, pk, "tenure_id", "not asked of whom", "a newcomer after the promise was made")
        # on the very day a post changes hands the predecessor may have answered in the morning
        if asked_on < from_on or (to_on is not None and (answered_on or asked_on) > next_day(to_on)):
            yield Difference(table, pk, "answered_on", answered_on or asked_on, f"{from_on} to {to_on}")
    yield from _words_of(asked)


def _words_of(asked: dict[tuple[int, int], tuple[str, int]]) -> Iterator[Difference]:
    """The facts of each answer: from the post that was asked, nothing disputed after it was acknowledged."""
    last: dict[tuple[int, int], str] = {}
    for fact in of_kinds((Acknowledged.kind, Disputed.kind), why="verify"):
        key = fact.payload["commitment"], fact.payload["tenure"]
        if asked.get(key, ("", 0))[1] != fact.post:
            yield Difference("journal_entry", fact.pk, "post_id", fact.post, "was not asked about it")
        elif last.get(key) == Acknowledged.kind:
            yield Difference("journal_entry", fact.pk, "payload", fact.kind, "acknowledged before")
        last[key] = fact.kind
    for key, (answer, _) in asked.items():
        if _SAID_BY.get(answer) != last.get(key):
            yield Difference("commitments_acknowledgement", key[0], "answer", answer, last.get(key))


_SAID_BY = dict.fromkeys(("disputed", "upheld", "passed_on"), Disputed.kind) | {"mine": Acknowledged.kind}
