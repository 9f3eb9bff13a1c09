"""Who may be given a case or its ball, and whose papers of a case are whose to see."""

import pytest

from luodi.slices.approvals.actions import decision
from luodi.slices.approvals.reads import application_for
from luodi.spine.commitments import verbs
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.files.actions import keep
from luodi.spine.people.seats import NotYours
from tests.support.cast import DAY, Cast, at


@pytest.mark.parametrize("party", ["F06", "F17", "nobody"])
def test_no_firm_carries_out_what_stops_the_clock(cast: Cast, party: str) -> None:
    number = cast.accepted("2026-11-18", "A03")
    with pytest.raises(NotYours):
        decision.start_special(
            number=number, procedure="hearing", document="n 1", until=DAY, held_by=party, by=cast["zrzy"], at=at(DAY)
        )


@pytest.mark.parametrize("party", ["F06", "tp", "nobody"])
def test_a_case_is_handed_to_an_office_alone(cast: Cast, party: str) -> None:
    number = cast.accepted("2026-11-18", "A03")
    with pytest.raises(NotYours):
        decision.hand_on(number=number, to=party, reason="theirs", by=cast["zrzy"], at=at(DAY))


@pytest.mark.parametrize(("circle", "allowed"), [
    ("", {"F06", "zrzy", "window"}), ("office", {"zrzy", "window"}), ("owner", {"zrzy"}),
])  # fmt: skip
def test_a_paper_is_seen_by_the_circle_of_its_promise(cast: Cast, circle: str, allowed: set[str]) -> None:
    number, zrzy = cast.accepted("2026-11-18", "A03"), cast["zrzy"]
    case = application_for(zrzy, number).case_id
    inner = NewPromise("trial", "An opinion", cast.party("zrzy"), DAY, 5, case=case, circle=circle)
    file = keep(name="a.txt", content=b"an opinion", by=zrzy, at=at(DAY), case=case)
    verbs.settle(verbs.promise(inner, by=zrzy, at=at(DAY)), evidence=[Paper(file)], by=zrzy, at=at(DAY))
    for account in ("F06", "F17", "zrzy", "sthj", "window"):
        answer = cast.client(account).get(f"/cases/{number}/files/{file}/")
        assert answer.status_code == (200 if account in allowed else 404), account
        assert not answer.streaming or b"".join(answer.streaming_content) == b"an opinion"
