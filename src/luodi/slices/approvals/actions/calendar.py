"""What a new calendar does to the days the law allows. The promised days follow in `commitments.tick.recompute`."""

from datetime import datetime

from luodi.db.together import together
from luodi.slices.approvals import facts, reads
from luodi.slices.approvals.actions.steps import Act, statutory_due
from luodi.spine.commitments import cases
from luodi.spine.people.seats import Place, of_law


@together
def follow_calendar(where: Place, *, reason: str, at: datetime) -> int:
    """Statutory days under way computed anew; each that moved is a fact with the reason. Returns how many moved."""
    by, moved = of_law(where), 0
    for number in reads.bound_by_law(by):
        seen = reads.application_for(by, number)
        act = Act(seen, by, at)
        after = statutory_due(act, accepted_on=seen.accepted_on)
        if after is not None and after != seen.statutory_due_on:  # a stopped clock is reckoned anew when it goes on
            cases.take(seen.case_id, by=by)
            act.change(statutory_due_on=after)
            act.record(facts.StatutoryRecomputed(seen.statutory_due_on, after, reason))
            moved += 1
    return moved
