"""A real log becomes a region: nothing lost, nothing doubled, and its board counts as the log does."""

import gzip
import json
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from luodi.cli import log as command
from luodi.cli.main import main
from luodi.engines.logs.model import LogCase
from luodi.slices.approvals.actions import log as taking
from luodi.slices.approvals.reads import application_for
from luodi.spine.commitments import reads as commitments
from luodi.spine.journal.reads import of_case
from luodi.spine.people.models import User
from luodi.spine.people.reads import parties, place, places, posts
from luodi.spine.people.seats import of_law
from tests.engines.recount import recount
from tests.meetings.hall import NUMBER, typed, with_office
from tests.support.cast import Cast
from tests.support.shared import shared

Said = Callable[..., dict[str, Any]]
RECEIPT = "data/event_logs/receipt.xes.gz"
ZONE = "Europe/Amsterdam"
LAST, EARLIER = date(2012, 1, 23), date(2011, 6, 30)
KNOWN = {LAST: (309, 1020, 105, 37), EARLIER: (150, 561, 228, 44)}
XES = "{http://www.xes-standard.org/}"
SMALL = """case,startdate,deadline,enddate,department,responsible,activity,timestamp,resource
a,2026-03-02T09:00,2026-03-10T09:00,2026-03-09T09:00,Permits,Ann,file,2026-03-02T09:00,Ann
a,2026-03-02T09:00,2026-03-10T09:00,2026-03-09T09:00,Permits,Ann,decide,2026-03-09T09:00,Bob
b,2026-03-03T09:00,2026-03-11T09:00,,,,file,2026-03-03T09:00,Bob
"""


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], db: None) -> Said:
    """Run a command and read its JSON; `code` is what it must return."""

    def run(*words: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        assert main([*words, "--json"]) == code
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run


def figures(said: Said, region: str, on: date) -> tuple[object, ...]:
    answer = said("board", "--region", region, "--on", on.isoformat())
    return tuple(answer[name] for name in ("closed_late", "closed_on_time", "open", "open_late"))


def nl01(said: Said, file: Path) -> dict[str, Any]:
    return said("import", "log", str(file), "--region", "NL01", "--zone", ZONE)


def changed(original: Path, copy: Path) -> set[str]:
    """A copy with 50 deadlines shifted and 20 ends removed; returns the keys of the cases touched."""
    tree = ElementTree.ElementTree(ElementTree.fromstring(gzip.decompress(original.read_bytes())))
    chance = random.Random(20120123)
    traces = list(tree.getroot().iter(f"{XES}trace"))
    parts = [{child.get("key"): child for child in trace if child.tag != f"{XES}event"} for trace in traces]
    shifted = chance.sample(parts, 50)
    for of in shifted:
        day = datetime.fromisoformat(of["deadline"].get("value", "")) + timedelta(days=chance.choice([-40, -9, 9, 40]))
        of["deadline"].set("value", day.isoformat(timespec="milliseconds"))
    ended = [trace for trace, of in enumerate(parts) if "enddate" in of and of not in shifted]
    removed = chance.sample(ended, 20)
    for trace in removed:
        traces[trace].remove(parts[trace]["enddate"])
    tree.write(copy, encoding="utf-8", xml_declaration=True)
    return {of["concept:name"].get("value", "") for of in [*shifted, *(parts[trace] for trace in removed)]}


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_real_log_once_and_again(said: Said) -> None:
    first = nl01(said, shared(RECEIPT))
    assert (first["cases"], first["events"], first["skipped"], first["account"]) == (1434, 8577, [], "reader-nl01")
    assert {on: figures(said, "NL01", on) for on in KNOWN} == KNOWN
    assert nl01(said, shared(RECEIPT))["new"] == 0
    assert nl01(said, shared("data/event_logs/receipt.csv"))["new"] == 0
    assert said("verify")["clean"] is True
    law = of_law(place("NL01"))
    kept = [case for case in commitments.cases(law) if case.closed_at is not None or case.ball is not None]
    assert len(kept) == 1434
    marks = [mark for case in kept for mark in application_for(law, case.number).marks]
    assert (marks.count("after_end"), marks.count("ends_before_start")) == (145, 2)


def test_facts_have_their_own_times(said: Said) -> None:
    nl01(said, shared(RECEIPT))
    law = of_law(place("NL01"))
    case = commitments.case_for(law, "case-10011")
    facts = of_case(law.place, case.pk)
    assert facts[0].kind == "commitments.promised"
    assert facts[0].happened_at == case.opened_at == datetime.fromisoformat("2011-10-11T13:42:22.688+02:00")
    assert all(fact.recorded_at > fact.happened_at for fact in facts)
    backwards = of_case(law.place, commitments.case_for(law, "case-8267").pk)
    assert [fact.happened_at for fact in backwards] == sorted(fact.happened_at for fact in backwards)
    assert {"General", "Customer contact", "Experts"} <= set(parties(law.place))
    assert len({party for party, _ in posts(law.place)} & {"General", "Customer contact", "Experts"}) == 3


def test_a_changed_copy_into_a_fresh_database(said: Said, tmp_path: Path) -> None:
    copy = tmp_path / "changed.xes"
    changed(shared(RECEIPT), copy)
    nl01(said, copy)
    for on in (EARLIER, date(2011, 10, 15), LAST):
        assert figures(said, "NL01", on) == recount(copy, on, ZONE)
    assert figures(said, "NL01", LAST) != KNOWN[LAST]


def test_a_changed_copy_over_the_first(said: Said, tmp_path: Path) -> None:
    copy = tmp_path / "changed.xes"
    touched = changed(shared(RECEIPT), copy)
    nl01(said, shared(RECEIPT))
    answer = nl01(said, copy)
    assert answer["corrected"] == len(touched) == answer["new"]
    for on in (EARLIER, LAST):
        assert figures(said, "NL01", on) == recount(copy, on, ZONE)
    law = of_law(place("NL01"))
    case = commitments.case_for(law, sorted(touched)[0])
    assert [fact.kind for fact in of_case(law.place, case.pk)].count("approvals.import_corrected") == 1
    assert case.version == 2
    assert nl01(said, copy)["new"] == 0
    assert nl01(said, shared(RECEIPT))["corrected"] == len(touched)
    assert figures(said, "NL01", LAST) == KNOWN[LAST]


def test_an_import_that_broke_off_goes_on(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, batches = taking.take_log, []

    def breaks_off(cases: Sequence[LogCase], **how: Any) -> taking.Taken:
        batches.append(len(cases))
        if len(batches) == 3:
            raise KeyboardInterrupt
        return whole(cases, **how)

    monkeypatch.setattr(taking, "take_log", breaks_off)
    said("import", "log", str(shared(RECEIPT)), "--region", "NL01", "--zone", ZONE, code=130)
    assert len(commitments.cases(of_law(place("NL01")))) == 400
    rest = nl01(said, shared(RECEIPT))
    assert rest["account"] == ""
    assert {on: figures(said, "NL01", on) for on in KNOWN} == KNOWN


def test_what_a_second_file_adds_and_changes(said: Said, tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", SMALL)
    # region, parties, posts, the reader's post and account, one batch; a: promised, two events, settled; b: two
    assert said("import", "log", str(file), "--region", "S")["new"] == 5 + 1 + 4 + 2
    more = SMALL + "b,2026-03-03T09:00,2026-03-11T09:00,,,,ask,2026-03-04T09:00,Bob\n"
    assert said("import", "log", str(written(file, more)), "--region", "S")["new"] == 1
    moved = more.replace("file,2026-03-03T09:00,Bob", "file,2026-03-03T09:00,Cid").replace("03-10", "03-06")
    moved = moved.replace("Permits,Ann,", "Works,Eve,")
    assert said("import", "log", str(written(file, moved)), "--region", "S")["corrected"] == 2
    law = of_law(place("S"))
    a, b = (commitments.case_for(law, number) for number in "ab")
    what = [fact.payload["what"] for fact in of_case(law.place, a.pk, ["approvals.import_corrected"])]
    assert what == ["department: Permits → Works; responsible: Ann → Eve; deadline: 2026-03-10 → 2026-03-06"]
    assert commitments.holds_of(a.pk)[0].party == parties(law.place)["Works"].pk
    assert commitments.promises_of(law, a.pk)[0].officer == posts(law.place)["Works", "Eve"]
    assert b.ball == parties(law.place)["unknown"].pk
    assert figures(said, "S", date(2026, 3, 11)) == (1, 0, 1, 0)
    assert figures(said, "S", date(2026, 3, 12)) == (1, 0, 1, 1)
    assert said("import", "log", str(file), "--region", "S")["new"] == 0


def test_numbers_that_stand_or_are_like_ours(said: Said, cast: Cast, tmp_path: Path) -> None:
    hall = with_office(cast)
    typed(hall)
    text = SMALL.replace("\na,", "\nZRZY-2026-0007,").replace("\nb,", f"\n{NUMBER},")
    told = said("import", "log", str(written(tmp_path / "a.csv", text)), "--region", hall.where.code)
    assert [NUMBER in one["reason"] for one in told["skipped"]] == [True]
    assert [hall.received(), hall.received()] == ["ZRZY-2026-0008", "ZRZY-2026-0009"]


def test_an_end_taken_back_opens_the_case_again(said: Said, tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", SMALL)
    said("import", "log", str(file), "--region", "S")
    written(file, SMALL.replace("2026-03-09T09:00,Permits", ",Permits"))
    said("import", "log", str(file), "--region", "S")
    law = of_law(place("S"))
    case = commitments.case_for(law, "a")
    promise = commitments.promises_of(law, case.pk)[0]
    assert (case.closed_at, promise.state, promise.closed_on, promise.shown) == (None, "open", None, "overdue")
    assert commitments.evidence_of(law, case.pk) == []
    assert application_for(law, "a").phase == "accepted"
    written(file, SMALL)
    said("import", "log", str(file), "--region", "S")
    assert application_for(law, "a").phase == "closed"
    assert [link for _, _, link, _ in commitments.evidence_of(law, case.pk)] == ["log:a"]


def test_both_forms_of_a_small_log(said: Said) -> None:
    first = said("import", "log", str(shared("data/event_logs/running-example.xes")), "--region", "RUN", "--zone", ZONE)
    assert (first["cases"], first["events"]) == (6, 42)
    assert said("import", "log", str(shared("data/event_logs/running-example.csv")), "--region", "RUN")["new"] == 0
    assert figures(said, "RUN", date(2011, 2, 1)) == (0, 0, 6, 0)


def test_a_malformed_file_is_refused_whole(said: Said, tmp_path: Path) -> None:
    broken = written(tmp_path / "broken.xes", "<log>\n<trace>\n<event>\n</trace>\n</log>")
    assert "line 4" in said("import", "log", str(broken), "--region", "S", code=1)["error"]
    headless = written(tmp_path / "b.csv", "x,y\n1,2\n")
    assert "no column holds the case" in said("import", "log", str(headless), code=1)["error"]
    assert said("import", "log", str(tmp_path / "none.csv"), code=1)["error"]
    assert places() == []


def test_a_bad_row_is_skipped_and_listed(said: Said, tmp_path: Path) -> None:
    rows = SMALL + "c,2026-03-03T09:00,2026-03-11T09:00,,,,file,yesterday,Bob\n"
    rows += "d,1969-03-03T09:00,2026-03-11T09:00,,,,file,2026-03-03T09:00,Bob\n"
    answer = said("import", "log", str(written(tmp_path / "a.csv", rows)), "--region", "S")
    skipped = answer["skipped"]
    assert [one["line"] for one in skipped] == [5, 0]
    assert "yesterday" in skipped[0]["reason"] and "1969-03-03" in skipped[1]["reason"]
    assert len(commitments.cases(of_law(place("S")))) == 2


def test_a_case_handled_here_stays(cast: Cast, said: Said, tmp_path: Path) -> None:
    number = cast.received()
    before = commitments.case_for(cast.law, number)
    answer = said("import", "log", str(written(tmp_path / "a.csv", SMALL.replace("a,", f"{number},"))),
                  "--region", cast.where.code)  # fmt: skip
    assert number in answer["skipped"][0]["reason"]
    assert commitments.case_for(cast.law, number) == before


def test_a_region_keeps_its_zone_and_its_code_fits(said: Said, tmp_path: Path) -> None:
    file = str(written(tmp_path / "a.csv", SMALL))
    said("import", "log", file, "--region", "S", "--zone", ZONE)
    assert ZONE in said("import", "log", file, "--region", "S", "--zone", "UTC", code=1)["error"]
    assert "12" in said("import", "log", file, "--region", "S" * 13, code=1)["error"]
    assert said("import", "log", file, "--region", "T", "--zone", "Mars/Base", code=1)["error"]


def test_one_account_may_read_it(said: Said, tmp_path: Path) -> None:
    said("import", "log", str(written(tmp_path / "a.csv", SMALL)), "--region", "S")
    passwords = Path(settings.DATA_DIR) / "passwords.txt"
    assert passwords.stat().st_mode & 0o777 == 0o600
    lines = [line.split("\t") for line in passwords.read_text("utf-8").splitlines()]
    name, password, _ = next(line for line in reversed(lines) if line[0] == "reader-s")
    account = User.objects.get(username=name)
    assert check_password(password, account.password)


def test_the_bar_grows(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(written(tmp_path / "a.csv", SMALL))
    assert main(["import", "log", file, "--region", "S", "--progress"]) == 0
    shown = capsys.readouterr()
    assert f"[{'#' * command.BAR}] 2/2" in shown.err
    assert "2 cases, 3 events read" in shown.out


@pytest.mark.parametrize("region", ["", "a/b", "a\tb", "..", "thirteen-char"])
def test_a_code_that_cannot_stand_in_an_address(said: Said, tmp_path: Path, region: str) -> None:
    file = written(tmp_path / "a.csv", SMALL)
    assert "is no region" in said("import", "log", str(file), "--region", region, code=1)["error"]
    assert places() == []


def test_cases_whose_names_cannot_stand_in_an_address(said: Said, tmp_path: Path, client: Client) -> None:
    names = ["2026/001", "2026/002", "..", "c d?e#f%", 'q"q', "apply"]
    lines = [f'"{name.replace(chr(34), chr(34) * 2)}",file,2026-03-02T09:00' for name in names]
    file = written(tmp_path / "a.csv", "\n".join(["case,activity,timestamp", *lines]))
    assert said("import", "log", str(file), "--region", "S")["cases"] == len(names)
    assert said("import", "log", str(file), "--region", "S")["new"] == 0
    client.force_login(User.objects.get(username="reader-s"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get("/board/rows/", {"on": "2026-03-03", "figure": "open"}).content.decode()
    for case in commitments.cases(of_law(place("S"))):
        href = reverse("case", args=[case.number])
        assert f'href="{escape(href)}"' in page
        assert client.get(href).status_code == 200
