"""A proof stands alone: a file of the standard library checks it; receipts likewise. Forged ones: `tests/faults`."""

import json
import random
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from luodi.cli.main import main
from luodi.kernel.signing import key_line, parsed, signed
from luodi.spine.journal import keys, receipts, seal
from luodi.spine.journal.luodi_verify import Broken, Unreadable, check_proof, check_receipt
from luodi.spine.journal.luodi_verify import signed as holds
from luodi.spine.journal.models import Entry
from luodi.spine.journal.proof import VERIFIER, NotProvable, goes_on_from, proof
from tests.support.cast import Cast
from tests.support.sealed import alone, facts_of, sealed

__all__ = ["sealed"]
Json = dict[str, Any]


def test_the_shipped_file_proves_a_fact_without_us(sealed: Cast, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text(seal.checkpoints(sealed.where)[-1], "utf-8")
    out, key = tmp_path / "proof.json", facts_of(sealed)[3]
    assert main(["proof", str(key), "--out", str(out), "--old", str(old), "--json"]) == 0
    checker = tmp_path / "luodi_verify.py"
    public = json.loads(out.read_text("utf-8"))["key"]
    done = alone(str(out), "--key", public, "--old", str(old), beside=checker)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "proven: this entry is number 3" in done.stdout
    assert "goes on from the 7" in done.stdout
    assert "compare it with one you trust" in alone(str(out), beside=checker).stdout
    out.write_text(out.read_text("utf-8").replace("happened_at", "happened_by"), "utf-8")
    assert alone(str(out), beside=checker).returncode == 1
    assert alone(str(tmp_path / "none.json"), beside=checker).returncode == 2
    assert alone(beside=checker).returncode == 2


def test_a_key_line_speaks_for_its_own_journal_alone(sealed: Cast) -> None:
    made = proof(facts_of(sealed)[3])
    origin = made["checkpoint"].splitlines()[0]
    raw = b64decode(made["key"].split("+", 2)[2])[-32:]
    assert "proven" in check_proof(made, key_line(origin, raw))
    assert "proven" in check_proof(made, b64encode(raw).decode())
    with pytest.raises(Broken, match="the key given is of luodi/990322/journal"):
        check_proof(made, key_line("luodi/990322/journal", raw))
    name, told, text = key_line(origin, raw).split("+", 2)
    for line in (f"{name}+00000000+{text}", f"{name}++{text}", f"luodi/990322/journal+{told}+{text}"):
        with pytest.raises(Unreadable):
            check_proof(made, line)


def test_what_is_no_text_is_said_in_a_sentence(
    sealed: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_bytes("a receipt".encode("utf-16"))
    key, out = str(facts_of(sealed)[3]), str(tmp_path / "proof.json")
    for words in (["proof", "--receipt", str(odd)], ["proof", key, "--out", out, "--old", str(odd)],
                  ["seal", "--against", str(odd)]):  # fmt: skip
        assert main(words) == 1
        assert f"{odd} is no text in UTF-8" in capsys.readouterr().err


def test_every_fact_is_provable_and_says_itself(sealed: Cast) -> None:
    for index, key in enumerate(facts_of(sealed)):
        made = proof(key)
        assert made["index"] == index
        assert check_proof(made, made["key"]).startswith("proven")
        assert made["says"]["zh"] != made["says"]["en"]


def test_no_proof_of_what_is_not_sealed(cast: Cast) -> None:
    with pytest.raises(NotProvable, match="not sealed yet; run: luodi seal"):
        proof(facts_of(cast)[0])
    with pytest.raises(NotProvable, match="no entry 999999"):
        proof(999999)
    assert main(["proof", str(facts_of(cast)[0]), "--out", "unwritten.json"]) == 1
    assert not Path("unwritten.json").exists()


def test_a_rewritten_journal_is_no_continuation(sealed: Cast) -> None:
    old = seal.checkpoints(sealed.where)[-1]
    assert goes_on_from(old) == 7
    key = facts_of(sealed)[5]
    made = proof(key, before=old)
    assert "goes on from the 7" in check_proof(made, made["key"], old)
    made["consistency"]["path"][0] = made["leaf"]
    with pytest.raises(Broken, match="rewritten"):
        check_proof(made, made["key"], old)
    with pytest.raises(Broken, match="reach back"):
        check_proof(proof(key, before=seal.checkpoints(sealed.where)[-2]), made["key"], old)
    with pytest.raises(NotProvable, match="no checkpoint"):
        goes_on_from("nothing\n")


def test_ed25519_agrees_with_the_library_and_with_the_standard() -> None:
    """The first vectors of RFC 8032, section 7.1, then random keys, each with one bit flipped."""
    vectors = [
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ]  # fmt: skip
    for public, text, signature in vectors:
        assert holds(bytes.fromhex(public), bytes.fromhex(text), bytes.fromhex(signature))
    chance = random.Random(8032)
    for _ in range(20):
        secret = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        text = chance.randbytes(chance.randrange(80))
        public, signature = secret.public_key().public_bytes_raw(), secret.sign(text)
        assert holds(public, text, signature)
        bit = chance.randrange(512)
        assert not holds(public, text, (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big"))
        assert not holds(public, text + b"!", signature)
        assert not holds(chance.randbytes(32), text, signature)
    assert not holds(b"\x01" + bytes(31), b"", b"\x01" + bytes(63))


def _receipt(cast: Cast) -> receipts.Receipt:
    return receipts.receipt(cast.where, facts_of(cast)[-1], "SQ-1 applied")


def test_a_receipt_is_checked_without_us_and_found_in_the_tree(sealed: Cast, tmp_path: Path) -> None:
    made = _receipt(sealed)
    file = tmp_path / "receipt.txt"
    file.write_text(made.text, "utf-8")
    done = alone("--receipt", str(file), "--key", made.key, beside=VERIFIER)
    assert (done.returncode, done.stdout[:7]) == (0, "genuine")
    assert alone("--receipt", made.text.strip(), "--key", made.key, beside=VERIFIER).returncode == 0
    assert alone("--receipt", str(file), beside=VERIFIER).returncode == 2
    assert receipts.held_against(made.text) == (made.entry, True, True, len(facts_of(sealed)) - 1)
    assert main(["proof", "--receipt", str(file), "--json"]) == 0
    with pytest.raises(Broken):
        check_receipt(made.text.replace("applied", "supplied"), made.key)
    with pytest.raises(Broken):
        check_receipt(seal.checkpoints(sealed.where)[0], proof(made.entry)["key"])


def test_a_receipt_whose_fact_was_taken_away_says_so(cast: Cast, tmp_path: Path) -> None:
    """Removed before it was sealed: nothing inside misses it, the receipt does."""
    cast.received()
    made = _receipt(cast)
    assert receipts.held_against(made.text) == (made.entry, True, True, None)
    kept = Entry.objects.within(cast.where.pk).get(pk=made.entry)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [made.entry])
    assert receipts.held_against(made.text) == (made.entry, True, False, None)
    file = tmp_path / "receipt.txt"
    file.write_text(made.text, "utf-8")
    assert main(["proof", "--receipt", str(file)]) == 1
    kept.save(force_insert=True)


def test_a_receipt_of_nobodys_key_is_forged(cast: Cast, tmp_path: Path) -> None:
    made = _receipt(cast)
    note, secret = parsed(made.text), Ed25519PrivateKey.generate()
    text = signed(
        note.text, receipts.origin("990900"), secret.public_key().public_bytes_raw(), secret.sign(note.text.encode())
    )
    assert not receipts.held_against(text).genuine
    file = tmp_path / "receipt.txt"
    file.write_text(text, "utf-8")
    assert main(["proof", "--receipt", str(file)]) == 1
    with pytest.raises(ValueError, match="no receipt of a region here"):
        receipts.held_against(keys.sign("luodi/1/receipt\n1\n", "luodi/1/receipt"))
