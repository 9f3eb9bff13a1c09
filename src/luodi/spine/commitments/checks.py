"""What cases promise of themselves, verified with the journal: at every instant exactly one party holds the ball."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from luodi.kernel.fold import Difference
from luodi.spine.commitments.models import Case, Hold
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
