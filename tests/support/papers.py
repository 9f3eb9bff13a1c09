"""Papers of a county that is furnished for comparison: of an application, of a matter, and a sheet that waits."""

from typing import TYPE_CHECKING

from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.slices.meetings.actions import matters
from luodi.slices.meetings.reads.matters import matter_for, our_matters
from luodi.spine.commitments.reads import case_for, promises_of
from luodi.spine.commitments.verbs import Paper, attach
from luodi.spine.files.actions import keep, map_file
from luodi.web.clock import now

if TYPE_CHECKING:
    from tests.support.canaries import County, Word


def case(county: "County", word: "Word") -> int:
    """Through the whole of an application, and one that waits; returns the key of a file of it."""
    where, window, zrzy, firm = county.where, county.seat("window"), county.seat("zrzy"), county.seat("F06")
    number = entry.receive(matter="B01", applicant="F06", about=word("about"), by=window, at=now(where))
    items, document = [word("item")], word("notice")
    acceptance.give_notice(number=number, items=items, document=document, by=zrzy, at=now(where))
    row = case_for(zrzy, number).pk
    file = keep(name=word("file") + ".txt", content=word("content").encode(), by=firm, at=now(where), case=row)
    acceptance.supply(number=number, files=[file], by=firm, at=now(where))
    decision.remark(number=number, text=word("remark"), by=zrzy, at=now(where))
    acceptance.accept(number=number, by=zrzy, at=now(where))
    attach(promises_of(zrzy, row)[-1].pk, evidence=[Paper(file)], by=zrzy, at=now(where))
    other = entry.receive(matter="B01", applicant="F06", about=word("other"), by=window, at=now(where))
    acceptance.accept(number=other, by=zrzy, at=now(where))
    decision.grant(number=other, document=word("decision"), by=zrzy, at=now(where))
    return file


def paper_of_a_matter(county: "County", word: "Word") -> int:
    """One with which a resolved matter was reported; returns its key."""
    seat, where = county.seat("zfb"), county.where
    row = next(row for row in our_matters(seat) if row.phase == "open" and row.holder == seat.party)
    paper = keep(name=word("paper") + ".txt", content=word("proof").encode(), by=seat, at=now(where), case=row.case_id)
    matters.report(number=row.number, note=word("note"), document=word("link"), file=paper, by=seat, at=now(where))
    assert matter_for(seat, row.number).promise
    county.keys["reported"] = [row.number]
    return paper


def sheet(county: "County", word: "Word") -> int:
    """A list that waits to be taken, its columns said; returns its key."""
    seat, where, heading = county.seat("zrzy"), county.where, word("heading")
    key = keep(name=word("sheet") + ".csv", content=f"{heading},x\n1,2\n".encode(), by=seat, at=now(where))
    map_file(file=key, told={heading: "name"}, seen=0, by=seat, at=now(where))
    return key
