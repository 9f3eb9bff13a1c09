"""The county's meetings as the file has them: text and list side by side, and the four tests of every matter."""

from datetime import date
from typing import Any

import pytest

from luodi.slices.boards.reads import board
from luodi.slices.meetings.reads.matters import MatterRow, matter_for, matters_of
from luodi.slices.meetings.reads.minutes import minute_for, text_of
from luodi.slices.meetings.rules.four import Cell
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import of_law
from tests.demo.recount import county
from tests.support.cast import DAY, Demo

MEETINGS = {meeting["id"]: meeting for meeting in county()["meetings"]}
READ = {  # what the file's four marks say of a test: holds or may still, holds not, not to be said yet
    1: {"pass", "running"}, 0: {"fail", "running"}, None: {"none", "running", "waits", "pass"},
}  # fmt: skip


def rows(demo: Demo, meeting: dict[str, Any]) -> dict[int, MatterRow]:
    law = of_law(demo.where)
    return {row.ordinal: row for row in matters_of(law, minute_for(law, meeting["number"]))}


def clauses(meeting: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return dict(enumerate(meeting["clauses"], 1))


@pytest.mark.parametrize("key", MEETINGS)
def test_text_and_list_reconcile_but_for_the_one_that_is_planted(demo: Demo, key: str) -> None:
    meeting, law = MEETINGS[key], of_law(demo.where)
    minute = minute_for(law, meeting["number"])
    told = text_of(law, minute).reconciled
    unregistered = tuple(n for n, clause in clauses(meeting).items() if clause.get("registered") is False)
    assert told.items == len(meeting["clauses"])
    assert told.unmarked == unregistered == ((7,) if key == "M1" else ())
    assert minute.is_final == (not unregistered)
    assert (minute.held_on, minute.circle) == (meeting["date"], "owner" if key == "M5" else "leaders")


@pytest.mark.parametrize("key", MEETINGS)
def test_every_matter_stands_as_the_file_has_it(demo: Demo, key: str) -> None:
    keys = {row.pk: row.key for row in parties(demo.where).values()}
    for ordinal, row in rows(demo, MEETINGS[key]).items():
        clause = clauses(MEETINGS[key])[ordinal]
        assert (keys[row.holder], row.due_now, row.done_on) == (clause["lead"], clause["due"], clause.get("done"))
        assert [keys[party] for party in row.supporting] == [one for one in clause["help"] if one != clause["lead"]]
        cells = row.cells(of_law(demo.where), DAY)
        _as_marked(key, ordinal, clause, cells)
        marks = clause.get("tests") or []
        assert (row.phase == "closed") == bool(clause.get("done") and 0 not in marks and marks[3:] == [1])


def _as_marked(key: str, ordinal: int, clause: dict[str, Any], cells: tuple[Cell, ...]) -> None:
    for mark, cell in zip(clause.get("tests") or (), cells, strict=True) if clause.get("tests") else ():
        assert cell.state in READ[mark], (key, ordinal, mark, cell)
        assert mark != 0 or cell.test == "full_amount" or cell.state == "fail", (key, ordinal, cell)
    late = {"迟4天": 4, "超期20天": 20}.get(clause.get("state", ""))
    if late:
        assert (cells[0].state, cells[0].days) == ("fail", late)


def test_what_is_planted_is_found(demo: Demo) -> None:
    found: dict[str, list[str]] = {"late": [], "short": [], "otherwise": []}
    for key, meeting in MEETINGS.items():
        for ordinal, row in rows(demo, meeting).items():
            cells = row.cells(of_law(demo.where), DAY)
            name = f"{key}{ordinal}"
            found["late"] += [name] if cells[0].state == "fail" else []
            found["short"] += [name] if cells[1].state in ("fail", "running") else []
            found["otherwise"] += [name] if cells[2].state == "fail" else []
    assert found == {
        "late": ["M12", "M24", "M28", "M31", "M36", "M41", "M42"],
        "short": ["M13", "M22", "M26", "M33", "M41", "M42"],
        "otherwise": ["M25", "M33"],
    }


def test_the_owner_s_inbox_leads_to_the_matter(demo: Demo) -> None:
    client = demo.client("zrzy")
    number = f"{MEETINGS['M2']['number']}-4"
    words = client.get("/").content.decode()
    assert matter_for(demo.seat("zrzy"), number).due_now == date(2026, 10, 28)
    assert "德峁建材用地和准入手续复核" in words
    hrefs = [part.split('"')[0] for part in words.split('href="')[1:]]
    pages = {href.partition("#")[0] for href in hrefs if "/meetings/matters/" in href}
    [href] = [page for page in pages if page.endswith("-4/")]
    assert client.get(href).status_code == 200
    own = demo.client("window").get("/?whose=all").content.decode()
    assert "工程建设事项全部由综合窗口收件" in own and "德峁建材用地和准入手续复核" not in own


def test_the_board_counts_what_was_applied_for_alone(demo: Demo) -> None:
    rows = board(demo.seat("leader"), DAY).rows
    assert rows and all(row.kind.startswith("approvals.") for row in rows)
