"""A seeded sample of the drill of crashes on both engines; `luodi prove crash` goes through every point."""

import json

import pytest

from luodi.cli import main
from tests.faults.fuse import Crash, Fuse, raising

SAMPLE = 30


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_is_left_half_done(engine: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = main.main(["prove", "crash", "--sample", str(SAMPLE), "--seed", "11", "--engine", engine, "--json"])
    [found] = json.loads(capfd.readouterr().out.splitlines()[-1])["engines"]
    assert (code, found["wrong"], found["weak_found_out"]) == (0, [], True), found
    assert found["points"] == found["left_nothing"] + found["left_whole"] == SAMPLE
    assert min(found["raised"], found["killed"]) > 0


def test_a_fuse_goes_off_at_its_number() -> None:
    fuse = Fuse(3, raising)
    fuse.step()
    fuse.step()
    with pytest.raises(Crash):
        fuse.step()
    fuse.step()
    assert fuse.passed == 4
