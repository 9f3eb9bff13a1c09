"""A proof stands alone: a file of the standard library checks it, and no forged one passes; receipts likewise."""

import base64
import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
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
from tests.support.cast import Cast, at

NOW = at("2026-11-20", "18:00")
Json = dict[str, Any]


@pytest.fixture
def sealed(cast: Cast) -> Cast:
    """A county whose journal is sealed in batches of seven."""
    cast.accepted()
    seal.seal(cast.where, at=NOW, most=7)
    return cast


def _facts(cast: Cast) -> list[int]:
    return list(Entry.objects.within(cast.where.pk).order_by("pk").values_list("pk", flat=True))


def _alone(*words: str, beside: Path) -> subprocess.CompletedProcess[str]:
    """Run the shipped file as an outsider does: no site packages, no environment."""
    command = [sys.executable, "-I", "-S", str(beside), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env={})


def test_the_shipped_file_proves_a_fact_without_us(sealed: Cast, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text(seal.checkpoints(sealed.where)[-1], "utf-8")
    out, key = tmp_path / "proof.json", _facts(sealed)[3]
    assert main(["proof", str(key), "--out", str(out), "--old", str(old), "--json"]) == 0
    checker = tmp_path / "luodi_verify.py"
    public = json.loads(out.read_text("utf-8"))["key"]
    done = _alone(str(out), "--key", public, "--old", str(old), beside=checker)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "proven: this entry is number 3" in done.stdout
    assert "goes on from the 7" in done.stdout
    assert "compare it with one you trust" in _alone(str(out), beside=checker).stdout
    out.write_text(out.read_text("utf-8").replace("happened_at", "happened_by"), "utf-8")
    assert _alone(str(out), beside=checker).returncode == 1
    assert _alone(str(tmp_path / "none.json"), beside=checker).returncode == 2
    assert _alone(beside=checker).returncode == 2


def test_every_fact_is_provable_and_says_itself(sealed: Cast) -> None:
    for index, key in enumerate(_facts(sealed)):
        made = proof(key)
        assert made["index"] == index
        assert check_proof(made, made["key"]).startswith("proven")
        assert made["says"]["zh"] != made["says"]["en"]


def test_no_proof_of_what_is_not_sealed(cast: Cast) -> None:
    with pytest.raises(NotProvable, match="not sealed yet; run: luodi seal"):
        proof(_facts(cast)[0])
    with pytest.raises(NotProvable, match="no entry 999999"):
        proof(999999)
    assert main(["proof", str(_facts(cast)[0]), "--out", "unwritten.json"]) == 1
    assert not Path("unwritten.json").exists()


def _another_key(made: Json, _: random.Random) -> None:
    secret = Ed25519PrivateKey.generate()
    public, note = secret.public_key().public_bytes_raw(), parsed(made["checkpoint"])
    made["checkpoint"] = signed(note.text, note.signatures[0][0], public, secret.sign(note.text.encode()))


def _texts(made: Json, chance: random.Random) -> None:
    place = chance.randrange(len(made["text"]))
    made["text"] = made["text"][:place] + "~" + made["text"][place + 1 :]


def _leaf(made: Json, chance: random.Random) -> None:
    made["leaf"] = base64.b64encode(chance.randbytes(32)).decode()


def _index(made: Json, chance: random.Random) -> None:
    made["index"] = chance.choice(
        [-1, made["index"] + 1, made["index"] ^ 1, made["index"] + 2 ** chance.randrange(6), 10**9]
    )


def _cut(made: Json, chance: random.Random) -> None:
    del made["path"][chance.randrange(len(made["path"]))]


def _extra(made: Json, chance: random.Random) -> None:
    node = chance.choice([*made["path"], base64.b64encode(chance.randbytes(32)).decode()])
    made["path"].insert(chance.randrange(len(made["path"]) + 1), node)


def _node(made: Json, chance: random.Random) -> None:
    made["path"][chance.randrange(len(made["path"]))] = base64.b64encode(
        chance.randbytes(chance.choice([32, 31, 0]))
    ).decode()


def _swapped(made: Json, chance: random.Random) -> None:
    one, other = chance.sample(range(len(made["path"])), 2)
    made["path"][one], made["path"][other] = made["path"][other], made["path"][one]


def _size(made: Json, chance: random.Random) -> None:
    lines = made["checkpoint"].split("\n")
    lines[1] = str(chance.choice([0, int(lines[1]) + 1, int(lines[1]) - 1, made["index"], 2 ** chance.randrange(20)]))
    made["checkpoint"] = "\n".join(lines)


def _note(made: Json, chance: random.Random) -> None:
    place = chance.randrange(len(made["checkpoint"]) - 1)
    other = chance.choice([c for c in "0Aaz\n " if c != made["checkpoint"][place]])
    made["checkpoint"] = made["checkpoint"][:place] + other + made["checkpoint"][place + 1 :]


def _key(made: Json, _: random.Random) -> None:
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    made["key"] = key_line(parsed(made["checkpoint"]).signatures[0][0], public)


def _without(made: Json, chance: random.Random) -> None:
    del made[chance.choice(["text", "leaf", "index", "path", "checkpoint"])]


FORGERIES: list[Callable[[Json, random.Random], None]] = [
    _another_key, _texts, _leaf, _index, _cut, _extra, _node, _swapped, _size, _note, _without
]  # fmt: skip


def test_no_forged_proof_passes(sealed: Cast) -> None:
    """Three hundred of each family; the key is known beforehand, as whoever checks in earnest has it."""
    good = [made for made in map(proof, _facts(sealed)[::5]) if len(made["path"]) > 1]
    forged = 0
    for seed in range(300 * len(FORGERIES)):
        chance = random.Random(seed)
        before = chance.choice(good)
        made = copy.deepcopy(before)
        FORGERIES[seed % len(FORGERIES)](made, chance)
        if made != before:
            forged += 1
            with pytest.raises((Broken, Unreadable)):
                check_proof(made, before["key"])
    assert forged > 290 * len(FORGERIES)


def test_the_key_inside_a_proof_is_held_to_its_signature(sealed: Cast) -> None:
    made = proof(_facts(sealed)[0])
    _key(made, random.Random(0))
    with pytest.raises(Broken, match="not signed with this key"):
        check_proof(made)


@pytest.fixture
def forged(sealed: Cast, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two thousand forged proofs in a file, and the script that checks them beside the shipped file."""
    good = [made for made in map(proof, _facts(sealed)[::4]) if len(made["path"]) > 1]
    lines = []
    for seed in range(2000):
        chance = random.Random(seed)
        made = copy.deepcopy(chance.choice(good))
        chance.choice([_texts, _leaf, _cut, _extra, _node])(made, chance)
        lines.append(json.dumps(made))
    lines += [json.dumps(made) for made in good]
    file, script = tmp_path / "forged.jsonl", tmp_path / "script.py"
    file.write_text("\n".join(lines), "utf-8")
    script.write_text(
        f"import sys, json; sys.path.insert(0, {str(VERIFIER.parent)!r}); import luodi_verify as v\n"
        "passed = 0\n"
        f"for line in open({str(file)!r}, encoding='utf-8'):\n"
        "    try: v.check_proof(json.loads(line)); passed += 1\n"
        "    except (v.Broken, v.Unreadable): pass\n"
        "print(passed)\n",
        "utf-8",
    )
    yield script, file
    assert len(good) < 2000


def test_two_thousand_forged_ones_alone(forged: tuple[Path, Path], sealed: Cast) -> None:
    """In an interpreter with nothing but the standard library only the good ones at the end pass."""
    good = [made for made in map(proof, _facts(sealed)[::4]) if len(made["path"]) > 1]
    done = _alone(beside=forged[0])
    assert done.stdout.strip() == str(len(good)), done.stderr


def test_a_rewritten_journal_is_no_continuation(sealed: Cast) -> None:
    old = seal.checkpoints(sealed.where)[-1]
    assert goes_on_from(old) == 7
    key = _facts(sealed)[5]
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
    return receipts.receipt(cast.where, _facts(cast)[-1], "SQ-1 applied")


def test_a_receipt_is_checked_without_us_and_found_in_the_tree(sealed: Cast, tmp_path: Path) -> None:
    made = _receipt(sealed)
    file = tmp_path / "receipt.txt"
    file.write_text(made.text, "utf-8")
    done = _alone("--receipt", str(file), "--key", made.key, beside=VERIFIER)
    assert (done.returncode, done.stdout[:7]) == (0, "genuine")
    assert _alone("--receipt", made.text.strip(), "--key", made.key, beside=VERIFIER).returncode == 0
    assert _alone("--receipt", str(file), beside=VERIFIER).returncode == 2
    assert receipts.held_against(made.text) == (made.entry, True, True, len(_facts(sealed)) - 1)
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
