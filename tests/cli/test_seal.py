"""`luodi seal` and `luodi proof` on the command line, and what the doctor says of the journal."""

import json
from pathlib import Path

import pytest

from luodi.cli.checks.journal import sealing, signing_key
from luodi.cli.main import main
from luodi.spine.journal import keys, seal
from luodi.spine.journal.models import Entry
from tests.support.cast import Cast, at

NOW = at("2026-11-20", "18:00")


def test_seal_says_what_it_did(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    facts = Entry.objects.within(cast.where.pk).count()
    assert main(["seal", "--json"]) == 0
    (done,) = json.loads(capsys.readouterr().out)["regions"]
    assert (done["region"], done["facts"], done["size"]) == ("990900", facts, facts)
    assert done["checkpoint"].startswith(f"luodi/990900/journal\n{facts}\n")
    assert main(["seal", "--checkpoint"]) == 0
    assert capsys.readouterr().out.strip() == done["checkpoint"].strip()


def test_public_keys_are_shown_and_rotated(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", "--key", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)["keys"]
    assert main(["seal", "--rotate", "--json"]) == 0
    after = json.loads(capsys.readouterr().out)["keys"]
    assert set(before) == {"luodi/990900/journal", "luodi/990900/receipt"}
    assert all(after[name][:-1] == before[name] for name in before)


def test_a_checkpoint_kept_elsewhere(cast: Cast, tmp_path: Path) -> None:
    seal.seal(cast.where, at=NOW)
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(seal.checkpoints(cast.where)[0], "utf-8")
    assert main(["seal", "--against", str(kept)]) == 0
    kept.write_text(kept.read_text("utf-8").replace("journal\n", "journal\n1"), "utf-8")
    assert main(["seal", "--against", str(kept)]) == 1


def test_the_doctor_warns_of_facts_that_wait(cast: Cast) -> None:
    keys.public()
    assert [one.level for one in (*signing_key(), *sealing())] == ["ok", "warn"]
    seal.seal(cast.where, at=NOW)
    assert [one.level for one in sealing()] == ["ok"]
    keys.secret_file().chmod(0o644)
    try:
        assert [one.level for one in signing_key()] == ["bad"]
    finally:
        keys.secret_file().chmod(0o600)


def test_wrong_words_are_refused(cast: Cast) -> None:
    assert main(["proof", "--json"]) == 1
    assert main(["proof", "1"]) == 1
