"""`luodi seal` and `luodi proof` on the command line, and what the doctor says of the journal."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luodi.cli.checks.journal import sealing, signing_key
from luodi.cli.main import main
from luodi.kernel.signing import encoded, key_id
from luodi.spine.journal import keys, receipts, seal
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.journal.verify import verify
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


def refused_with(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever signs is refused, and says why."""
    for words in (["seal"], ["seal", "--key"], ["tick"]):
        assert main([*words, "--json"]) == 1
        assert said in json.loads(capsys.readouterr().out)["error"]


def test_a_lost_key_is_not_made_anew_in_silence(cast: Cast, gone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = signing_key()
    assert (found.level, "is lost" in found.what, "luodi seal --rotate" in found.remedy) == ("bad", True, True)
    cast.accepted()
    refused_with("luodi seal --rotate", capsys)
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


def another(file: Path) -> str:
    """The key of another installation."""
    return encoded(Ed25519PrivateKey.generate().private_bytes_raw())


DAMAGE: dict[str, Callable[[Path], str]] = {
    "empty": lambda file: "",
    "garbage": lambda file: "garbage!!",
    "half": lambda file: file.read_text()[:20],
    "another": another,
}


@pytest.fixture
def alone(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Keys of its own; what they sealed goes with them."""
    settings.DATA_DIR = tmp_path
    yield
    assert verify().differences == []
    for sealed in (Batch, Checkpoint):
        sealed.objects.within(cast.where.pk).delete()


@pytest.fixture(params=DAMAGE)
def spoiled(cast: Cast, alone: None, request: pytest.FixtureRequest) -> Path:
    """A sealed journal whose signing key is none any more, or another's."""
    seal.seal(cast.where, at=NOW)
    file = keys.secret_file()
    file.write_text(DAMAGE[request.param](file))
    return file


def test_a_damaged_key_signs_nothing(cast: Cast, spoiled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = signing_key()
    assert (found.level, "is damaged" in found.what, "luodi seal --rotate" in found.remedy) == ("bad", True, True)
    cast.accepted()
    refused_with("is no key, or another one", capsys)
    assert seal.waiting(cast.where).facts > 0


def test_a_new_key_follows_the_damaged_one(cast: Cast, spoiled: Path) -> None:
    before = key_id(seal.origin(cast.where.code), keys.known()[-1]).hex()
    assert main(["seal", "--rotate"]) == 0
    told = Entry.objects.within(cast.where.pk).filter(kind="journal.key.rotated").latest("pk")
    assert json.loads(told.payload)["old"] == before
    assert main(["seal"]) == 0
    assert [one.level for one in signing_key()] == ["ok"]


def test_a_key_of_before_signs_no_more(cast: Cast, alone: None) -> None:
    """An old backup's key put over the newer one."""
    keys.public()
    old = keys.secret_file().read_text()
    main(["seal", "--rotate"])
    main(["seal"])
    keys.secret_file().write_text(old)
    assert [one.level for one in signing_key()] == ["bad"]


@pytest.mark.parametrize("sealed", [False, True])
def test_a_first_key_whose_line_was_not_written_is_good(cast: Cast, alone: None, sealed: bool) -> None:
    """A machine that stopped between making and listing it, or a list that was lost."""
    public = keys.public()
    if sealed:
        seal.seal(cast.where, at=NOW)
    keys.known_file().unlink()
    assert [one.level for one in signing_key()] == ["bad" if sealed else "ok"], "what it signed differs"
    assert (keys.public(), keys.known()) == (public, [public])
    assert [one.level for one in signing_key()] == ["ok"]


def test_a_machine_that_stops_while_it_takes_a_new_key_goes_on_with_the_old_one(
    cast: Cast, alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.public()

    def stops(*_: object) -> None:
        raise OSError("no power")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stops)
        assert main(["seal", "--rotate"]) == 1
    assert (len(keys.known()), keys.public()) == (2, old)
    seal.seal(cast.where, at=NOW)
    assert keys.public() == old
    assert main(["seal", "--rotate"]) == 0
    assert keys.public() == keys.known()[-1] != old


def test_lines_that_are_no_keys_say_nothing(cast: Cast, alone: None) -> None:
    public = keys.public()
    with keys.known_file().open("ab") as file:
        file.write(b"@@@\nAAAA\n\xff\n")
    assert keys.known() == [public]
    assert [one.level for one in signing_key()] == ["ok"]
