"""The county's ledger: comes in by its own headings, refused by row, and out again cell by cell."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.engines.sheets.mapping import NOTHING_SAID
from luodi.engines.sheets.model import Table
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.write import as_xlsx
from luodi.slices.firms.models import Firm
from luodi.slices.firms.reads import firm, firms
from luodi.slices.projects.actions import drop_project, take_ledger
from luodi.slices.projects.forms.coming import Ledger, read_ledger
from luodi.slices.projects.forms.going import ledger_sheets, template
from luodi.slices.projects.models import Project
from luodi.slices.projects.reads import ledger, ledger_of_works, project_of_number
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.verify import verify
from luodi.spine.people.actions import NewParty
from luodi.spine.people.reads import place
from luodi.spine.people.seats import Place, Refused, of_law
from tests.sheets.making import rows, workbook
from tests.support.cast import BEGUN, DAY, DEPARTMENTS, Cast, Demo, at

HEAD = ["序", "项目编号", "项目名称", "项目单位", "统一社会信用代码", "项目类型", "投资项目统一代码", "行业",
        "计划总投资（万元）", "责任单位", "计划开工时间", "包联领导", "形象进度"]  # fmt: skip
GOOD = [1, "P31", "塔筒二期", "卓岩塔筒", "91990321MAY108298Q", "社会投资", "2606-990900-04-01-318204", "C3311",
        12000.5, "gxj局", "2027-03-15", "祁修远", "土方"]  # fmt: skip
NEW = [2, "P32", "新材料", "新来企业", "91350200776049653A", "技改", "", "", "", "", "", "", ""]


def come(where: Place, content: bytes) -> Ledger:
    return read_ledger(where, tables_of(content), NOTHING_SAID, on=DAY)


def take(where: Place, read: Ledger) -> None:
    take_ledger(**read.writes, by=of_law(where), at=at("2026-11-20"))


def written(where: Place, language: str = "zh") -> bytes:
    return as_xlsx(ledger_sheets(where, language=language), language=language, at=at("2026-11-20"))


def test_a_countys_own_ledger_comes_in_below_its_title_with_its_own_columns(cast: Cast) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, len(HEAD) - 1, "试县2026年重点项目台账")
        for number, line in enumerate((HEAD, GOOD, NEW), 1):
            sheet.write_row(number, 0, line)

    read = come(cast.where, workbook(fill))
    assert (read.outcome.new, read.outcome.faults, read.outcome.kept) == (2, [], ["序", "包联领导", "形象进度"])
    take(cast.where, read)
    row = project_of_number(cast.where, "P31")
    assert (row.investment, row.industry, row.planned_start_on) == (Decimal("12000.50"), "C3311", date(2027, 3, 15))
    assert (row.owner, row.lead, row.type) == (cast.party("F06"), cast.party("gxj"), "SOC_GENERAL")
    line = next(one for one in ledger(cast.where) if one.number == "P31")
    assert line.extra == [["序", 1], ["包联领导", "祁修远"], ["形象进度", "土方"]]
    assert firm(cast.where, "91350200776049653A").name == "新来企业"
    assert not Entry.objects.everywhere("a test").filter(rows__icontains="包联领导").exists()


HOSTILE: list[tuple[int, Any, str, str]] = [
    (1, "", "B", "filled in"),
    (3, "无此企业", "D", "credit code"),
    (4, "91350200776049653O", "E", "O"),
    (5, "别的", "F", "list"),
    (6, "2613-990900-04-01-318204", "G", "month"),
    (7, "C9999", "H", "industry"),
    (8, "一亿", "I", "number"),
    (9, "教育局", "J", "教育局"),
    (10, "2027-02-30", "K", "day"),
    (11, "=cmd|' /C calc'!A0", "L", "formula"),
    (12, "长" * 10_000, "M", "4000"),
]


@pytest.mark.parametrize(("place", "value", "column", "word"), HOSTILE)
def test_a_hostile_cell_refuses_its_row_and_no_other(
    cast: Cast, place: int, value: Any, column: str, word: str
) -> None:
    wrong = list(NEW if place in (3, 4) else GOOD)
    wrong[1], wrong[place] = "P40" if place != 1 else value, value
    wrong[4] = "" if place == 3 else wrong[4]
    read = come(cast.where, rows(HEAD, wrong, GOOD))
    assert [(one.row, one.column) for one in read.outcome.faults] == [(2, column)]
    assert word in str(read.outcome.faults[0].reason)
    assert (read.outcome.refused, [one.number for one in read.new]) == (1, ["P31"])


def test_a_merged_row_is_refused(cast: Cast) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for number, line in enumerate((HEAD, GOOD, NEW)):
            sheet.write_row(number, 0, line)
        sheet.merge_range(1, 9, 2, 9, "gxj局")

    faults = come(cast.where, workbook(fill)).outcome.faults
    assert [(one.row, one.column) for one in faults] == [(2, "J"), (3, "J")]
    assert "merg" in str(faults[0].reason)


def test_rows_that_contradict_are_refused(cast: Cast) -> None:
    twice = come(cast.where, rows(HEAD, GOOD, GOOD)).outcome
    assert [(one.row, one.column) for one in twice.faults] == [(3, "B")]
    other = [*GOOD[:4], "91350200776049653A", *GOOD[5:]]
    assert [one.column for one in come(cast.where, rows(HEAD, other)).outcome.faults] == ["E"]
    named = [*NEW[:3], "卓岩塔筒改名", "91990321MAY108298Q", *NEW[5:]]
    assert [one.column for one in come(cast.where, rows(HEAD, named)).outcome.faults] == ["D"]


def test_known_rows_are_brought_up_to_date_and_what_is_not_said_stays(cast: Cast) -> None:
    take(cast.where, come(cast.where, rows(HEAD, GOOD)))
    head = ["项目编号", "项目名称", "项目单位", "类型", "形象进度"]
    read = come(cast.where, rows(head, ["P31", "塔筒二期", "F06", "一般社会投资", "封顶"]))
    assert (read.outcome.new, read.outcome.changed) == (0, 1)
    take(cast.where, read)
    line = next(one for one in ledger(cast.where) if one.number == "P31")
    assert line.investment == Decimal("12000.50")
    assert line.extra == [["序", 1], ["包联领导", "祁修远"], ["形象进度", "封顶"]]


def test_the_demo_goes_out_and_comes_in_unchanged(demo: Demo) -> None:
    for language in ("zh", "en"):
        read = come(demo.where, written(demo.where, language))
        assert (read.outcome.rows, read.outcome.same, read.outcome.faults) == (112, 112, [])
    p01 = project_of_number(demo.where, "P01")
    assert (p01.industry, p01.site, p01.plot, p01.investment) == ("C2651", "朔泉工业园区", "A-03", Decimal(186000))
    assert Project.objects.within(demo.where.pk).exclude(dropped_on=None).count() == 4
    assert len(firms(demo.where)) == 45 and all(one.contact and one.since for one in firms(demo.where))


def test_an_empty_ledger_brings_nothing(cast: Cast) -> None:
    for language in ("zh", "en"):
        content = as_xlsx(template(cast.where), language=language, at=at("2026-11-20"))
        assert come(cast.where, content).outcome.rows == 0


NAME = st.text(st.characters(categories=["Lo", "Ll", "Lu", "Nd"]), min_size=1, max_size=12)
CELL = NAME | st.integers(-(10**6), 10**6) | st.just("") | st.dates(date(1980, 1, 1), date(2140, 1, 1))
CODES = ("91350200776049653A", "91350500798359476R", "91440101MA5CJQ4N59", "91350203M0001QAY9B")
Line = tuple[Any, ...]


@st.composite
def ledgers(draw: Callable[..., Any]) -> tuple[list[str], list[Line], list[Line], list[Line]]:
    """Headings of the county's own, firms, projects of theirs, works of those."""
    own = draw(st.lists(NAME.map(lambda text: f"自有{text}"), max_size=3, unique=True))
    days = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
    firm_rows = [
        (f"Q{n}", f"企业{n}", CODES[n], draw(NAME)[:10], "", draw(st.sampled_from(("", "C2651"))), draw(days), "冯某")
        for n in range(draw(st.integers(1, 4)))
    ]
    projects = [
        (f"N{n}", draw(NAME), draw(st.sampled_from(firm_rows))[1], draw(st.sampled_from(("技改", "一般社会投资"))),
         draw(st.sampled_from(("", "2606-990901-04-01-318204"))), draw(st.none() | st.decimals(0, 10**9, places=2)),
         draw(st.sampled_from(("", "fgw局"))), draw(days), draw(st.none() | st.integers(1, 900)),
         *(draw(CELL) for _ in own))
        for n in range(draw(st.integers(1, 5)))
    ]  # fmt: skip
    numbers = st.sampled_from(projects).map(lambda one: one[0])
    works = [(draw(numbers), f"W{n}", draw(NAME), draw(days)) for n in range(draw(st.integers(0, 3)))]
    return own, firm_rows, projects, works


def _empty_county(code: str) -> Place:
    where = enrol.register_region(
        code=code, name="新县", zone="Asia/Shanghai", calendar="CN", frozen_on=DAY, at=BEGUN
    )
    bodies = [NewParty(key, "department", f"{key}局") for key in DEPARTMENTS]
    enrol.register_parties(parties=bodies, by=of_law(where), at=BEGUN)
    return place(code)


_codes = count(991000)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ledgers())
def test_out_into_an_empty_county_and_out_again_is_the_same_cell_by_cell(
    db: None, told: tuple[list[str], list[Line], list[Line], list[Line]]
) -> None:
    own, firm_rows, projects, works = told
    with transaction.atomic():
        first, second = _empty_county(str(next(_codes))), _empty_county(str(next(_codes)))
        content = _sheets(own, firm_rows, projects, works)
        read = come(first, content)
        assert read.outcome.faults == []
        take(first, read)
        out = written(first)
        again = come(second, out)
        assert again.outcome.faults == []
        take(second, again)
        assert _cells(written(second)) == _cells(out)
        assert [[*line.extra] for line in ledger(first)] == [[*line.extra] for line in ledger(second)]
        kept = [[_kept(cell) for cell in line[9:]] for line in projects]
        assert [[held[1:] for held in line.extra] for line in ledger(first)] == kept
        assert len(ledger_of_works(second)) == len(works)
        assert verify().differences == []
        transaction.set_rollback(True)


def _kept(cell: Any) -> list[Any]:
    return [cell.isoformat(), "day"] if isinstance(cell, date) else [cell]


def _cells(content: bytes) -> list[Table]:
    return tables_of(content)[:3]


def _sheets(own: list[str], firm_rows: list[Line], projects: list[Line], works: list[Line]) -> bytes:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        heads = (
            ["项目编号", "项目名称", "建设单位", "类型", "项目代码", "总投资", "牵头部门", "计划开工", "工期", *own],
            ["企业编号", "企业名称", "信用代码", "来源", "规模", "所属行业", "成立日期", "联系人"],
            ["所属项目编号", "工程编号", "工程名称", "实际开工"],
        )
        pages = [sheet, book.add_worksheet("企业"), book.add_worksheet("单项工程")]
        for page, head, body in zip(pages, heads, (projects, firm_rows, works), strict=True):
            page.write_row(0, 0, head)
            for number, line in enumerate(body, 1):
                for column, value in enumerate(line):
                    if isinstance(value, date):
                        page.write_datetime(number, column, value, day)
                    elif isinstance(value, str):
                        page.write_string(number, column, value)
                    elif value is not None:
                        page.write_number(number, column, value)

    return workbook(fill)


def test_a_project_is_given_up_once_by_who_leads_it(cast: Cast) -> None:
    take(cast.where, come(cast.where, rows(HEAD, GOOD)))
    with pytest.raises(Refused):
        drop_project(number="P31", on=DAY, by=cast["fgw"], at=at("2026-11-20"))
    drop_project(number="P31", on=DAY, by=cast["window"], at=at("2026-11-20"))
    assert project_of_number(cast.where, "P31").dropped_on == DAY
    with pytest.raises(Refused, match="already"):
        drop_project(number="P31", on=DAY, by=cast["window"], at=at("2026-11-20"))


def test_what_may_speak_of_persons_stands_in_the_row_alone(cast: Cast) -> None:
    head = ["企业名称", "统一社会信用代码", "联系人", "联系电话"]
    take(cast.where, come(cast.where, rows(head, ["新来企业", "91350200776049653A", "冯某", "13900001111"])))
    take(cast.where, come(cast.where, rows(head, ["新来企业", "91350200776049653A", "王某", "13900002222"])))
    held = Firm.objects.within(cast.where.pk).get(uscc="91350200776049653A")
    assert (held.contact, "13900002222" in held.extra) == ("王某", True)
    told = "".join(str(row) for row in Entry.objects.everywhere("a test").values_list("rows", "payload"))
    assert "1390000" not in told and "王某" not in told
    assert verify().differences == []


def test_one_national_code_on_two_projects_is_said(cast: Cast) -> None:
    twin = [GOOD[0], "P33", "另一个项目", *GOOD[3:]]
    notes = [str(note) for note in come(cast.where, rows(HEAD, GOOD, twin)).outcome.notes]
    assert notes == ["The project code 2606-990900-04-01-318204 stands on several projects: P31, P33."]
    assert come(cast.where, rows(HEAD, GOOD)).outcome.notes == []


def test_codes_that_are_kept_and_odd_are_said(cast: Cast) -> None:
    codes = {"P41": "2606-511602-04-01-318204", "P42": "2712-990900-04-01-318204", "P43": "2017-990900-99-99-318204"}
    lines = [[GOOD[0], number, f"项目{number}", *GOOD[3:6], code, *GOOD[7:]] for number, code in codes.items()]
    failing = [*NEW[:4], "91350200776049653B", *NEW[5:]]
    notes = [str(note) for note in come(cast.where, rows(HEAD, *lines, failing)).outcome.notes]
    assert [note.rpartition(": ")[2] for note in notes] == ["P41.", "P42.", "P43.", "91350200776049653B."]
    assert "another region" in notes[0] and "month to come" in notes[1] and "check digit" in notes[3]
