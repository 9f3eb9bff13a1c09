"""luodi clock, from the outside: what it prints, what it refuses, what it returns."""

import json
from pathlib import Path

import pytest

from luodi.cli.main import main


def run(*words: str) -> int:
    return main(["clock", *words])


def test_due_day_and_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "--from", "2026-02-13", "--workdays", "2", "--pause", "2026-02-24/2026-02-24", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due_on"], answer["provisional"]) == ("2026-02-25", False)
    account = answer["account"]
    assert account[0] == {"date": "2026-02-13", "counted": False, "why": "day_zero", "net": 0}
    assert account[1] == {"date": "2026-02-14", "counted": True, "why": "makeup_workday", "net": 1}
    assert [line["why"] for line in account[-2:]] == ["paused", "workday"]
    assert sum(line["counted"] for line in account) == 2


def test_a_pause_without_an_end_leaves_no_due_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "--from", "2026-11-02", "--workdays", "7", "--pause", "2026-11-09/", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due_on"] is None
    assert answer["account"][-1]["date"] == "2026-11-09"
    assert run("due", "--from", "2026-11-02", "--workdays", "7", "--pause", "2026-10-09/") == 0
    assert "no due day" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "due_on", "provisional"),
    [
        (("--from", "2026-09-28", "--workdays", "5"), "2026-10-10", False),
        (("--from", "2026-09-28", "--workdays", "5", "--region", "NL01"), "2026-10-05", True),
        (("--from", "2026-09-28", "--workdays", "5", "--region", "411500"), "2026-10-10", False),
        (("--from", "2026-09-01", "--workdays", "30", "--unit", "day"), "2026-10-08", False),
        (("--from", "2026-12-24", "--workdays", "5"), "2026-12-31", True),
    ],
)
def test_region_and_unit(
    words: tuple[str, ...], due_on: str, provisional: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("due", *words, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["due_on"], answer["provisional"]) == (due_on, provisional)


def test_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", "--from", "2026-12-24", "--workdays", "5") == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1].split()) == ("2026-12-31 (provisional)", ["2026-12-31", "5", "workday"])


def test_workdays_between(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("between", "2025-12-31", "2026-12-31", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"workdays": 248}
    assert run("between", "2026-12-31", "2025-12-31") == 0
    assert capsys.readouterr().out == "-248\n"


def test_a_file_is_answered_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "\ufefffrom,workdays,pauses\n2026-11-02,7,2026-11-09/2026-11-10;2026-11-10/2026-11-12\n2026-05-01,0,\n"
        "2026-11-02,7,2026-11-09/\n",
        "utf-8",
    )
    assert run("due", "--file", str(cases)) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["due_on"] for answer in answers] == ["2026-11-17", "2026-05-06", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from,workdays,pauses\n2026-11-02,7,\n2026-11-31,7,\n", "row 2 (line 3), column from: '2026-11-31'"),
        ("from,workdays,pauses\n2026-11-02,seven,\n", "row 1 (line 2), column workdays: 'seven'"),
        ("from,workdays,pauses\n2026-11-02,7,2026-11-20\n", "row 1 (line 2), column pauses: '2026-11-20'"),
        ("from,workdays,pauses\n2026-11-02,7,2026-11-20/2026-11-01\n", "ends before it begins"),
        ("from,workdays,pauses\n2026-11-02,7,2026-11-20/,2026\n", "more values than columns"),
        ("from,workdays,pauses\n1066-10-14,7,\n", "row 1 (line 2), 1066-10-14 is outside the calendar"),
        ("from,days\n2026-11-02,7\n", "no column 'workdays'"),
        ("", "no column 'from'"),
    ],
)
def test_a_bad_file_prints_nothing_but_why(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(text, "utf-8")
    assert run("due", "--file", str(cases)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_file_that_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("cases.csv", "missing.csv"):
        assert run("due", "--file", str(tmp_path / name)) == 1
        assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("due", "--workdays", "7"), "Give --from DATE"),
        (("due", "--from", "2026-11-02"), "Give --from DATE"),
        (("due", "--from", "2026-11-02", "--workdays", "7", "--file", "cases.csv"), "leave out --from"),
        (("due", "--from", "2149-12-01", "--workdays", "99"), "left the calendar"),
        (("between", "1066-10-14", "2026-11-02"), "outside the calendar"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--from", "20261102", "--workdays", "7"),
        ("due", "--from", "2026-W45-1", "--workdays", "7"),
        ("due", "--from", "2026-11-02", "--workdays", "-1"),
        ("due", "--from", "2026-11-02", "--workdays", "7", "--pause", "2026-11-20"),
        ("between", "2026-11-02", "tomorrow"),
    ],
)
def test_what_cannot_be_read(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*words)
    assert stopped.value.code == 2
    assert "write" in capsys.readouterr().err


@pytest.mark.parametrize("region", ["", "a/b", "no region"])
def test_what_is_no_region(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("between", "2026-11-02", "2026-11-03", "--region", region)
    assert "is no region" in capsys.readouterr().err
