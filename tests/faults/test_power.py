"""The drill of power cuts: run where this machine can cut a disk's power, refused loudly where it cannot."""

import json
import os
from pathlib import Path

import pytest

from luodi.cli import main
from luodi.cli.prove import disk, power, server
from luodi.cli.prove.acting import Found


def _able() -> bool:
    try:
        disk.able()
    except main.CannotBegin:
        return False
    return True


def test_cuts_lose_nothing_and_weak_ways_are_found_out(capfd: pytest.CaptureFixture[str]) -> None:
    able = _able()
    code = main.main(["prove", "power", "--cuts", "2", "--seed", "5", "--json"])
    said = json.loads(capfd.readouterr().out.splitlines()[-1])
    if not able:
        assert code == 2
        assert said["error"]
        return
    assert code == 0, said
    assert {name: said[name] for name in ("cuts", "lost", "half", "papers", "corrupt")} == {
        "cuts": 2, "lost": 0, "half": 0, "papers": 0, "corrupt": 0,
    }  # fmt: skip
    assert said["acknowledged"] >= 2 * power.WRITERS
    assert said["weak"]["synchronous"]["lost"] > 0
    assert said["weak"]["uploads"]["papers"] > 0


def test_without_root_it_refuses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert main.main(["prove", "power"]) == 2
    assert "needs root" in capsys.readouterr().err


def test_without_a_program_or_a_loop_device_it_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(disk.shutil, "which", lambda _: None)
    assert main.main(["prove", "power"]) == 2
    assert "mkfs.ext4 is not on this machine" in capsys.readouterr().err
    monkeypatch.setattr(disk.shutil, "which", lambda program: program)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert main.main(["prove", "power"]) == 2
    assert "no loop device" in capsys.readouterr().err


def test_without_a_server_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(power, "able", lambda: None)
    monkeypatch.setattr(server, "DEBIAN", tmp_path)
    monkeypatch.setattr(server.shutil, "which", lambda _: None)
    assert main.main(["prove", "power", "--engine", "postgresql"]) == 2
    assert "no PostgreSQL server is on this machine" in capsys.readouterr().err


def test_no_cut_is_no_drill(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(power, "able", lambda: None)
    assert main.main(["prove", "power", "--cuts", "0"]) == 1
    assert "--cuts is at least 1" in capsys.readouterr().err


def test_a_loss_is_counted_once() -> None:
    first = power.Tally().with_cut(Found(10, ["a"], [], [], []), None)
    second = first.with_cut(Found(25, ["a"], [], ["p"], []), Found(10, ["a"], [], [], []))
    assert second == power.Tally(cuts=2, acknowledged=25, lost=1, half=0, papers=1, corrupt=0)
    assert not second.whole
    assert power.Tally(cuts=3, acknowledged=40).whole
