"""`luodi seal` and `luodi proof` on the command line, and what the doctor says of the journal."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.checks.journal import sealing, signing_key
from luodi.cli.main import main
from luodi.kernel.signing import key_id
from luodi.spine.journal import keys, receipts, seal
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


@pytest.fixture
def gone(cast: Cast) -> Iterator[Path]:
    """A sealed journal whose signing key is not there any more; put back afterwards where no other took its place."""
    seal.seal(cast.where, at=NOW)
    file = keys.secret_file()
    kept = file.read_text()
    file.unlink()
    yield file
    if not file.exists():
        file.write_text(kept)
        file.chmod(0o600)


def test_a_lost_key_is_not_made_anew_in_silence(cast: Cast, gone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = signing_key()
    assert (found.level, "is lost" in found.what, "luodi seal --rotate" in found.remedy) == ("bad", True, True)
    cast.accepted()
    for words in (["seal"], ["seal", "--key"], ["tick"]):
        assert main([*words, "--json"]) == 1
        assert "luodi seal --rotate" in json.loads(capsys.readouterr().out)["error"]
    fact = Entry.objects.within(cast.where.pk).latest("pk").pk
    with pytest.raises(keys.Lost):  # a receipt is signed with the same key
        receipts.receipt(cast.where, fact, "A03 accepted")
    assert not gone.exists()


def test_a_new_key_follows_the_lost_one_and_the_journal_says_so(cast: Cast, gone: Path) -> None:
    before = key_id(seal.origin(cast.where.code), keys.known()[-1]).hex()
    assert main(["seal", "--rotate"]) == 0
    told = Entry.objects.within(cast.where.pk).filter(kind="journal.key.rotated").latest("pk")
    after = key_id(seal.origin(cast.where.code), keys.public()).hex()
    assert json.loads(told.payload) == {"old": before, "new": after}
    assert main(["seal"]) == 0
    assert [one.level for one in signing_key()] == ["ok"]


def test_a_first_key_is_made_where_nothing_was_signed(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert [one.level for one in signing_key()] == ["warn"]
    assert keys.public() == keys.known()[-1]
