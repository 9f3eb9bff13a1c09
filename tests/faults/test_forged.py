"""Thousands of forged proofs, in this process and in an interpreter with the standard library alone: none passes."""

import base64
import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luodi.kernel.signing import key_line, parsed, signed
from luodi.spine.journal.luodi_verify import Broken, Unreadable, check_proof
from luodi.spine.journal.proof import VERIFIER, proof
from tests.support.cast import Cast
from tests.support.sealed import alone, facts_of, sealed

__all__ = ["sealed"]
Json = dict[str, Any]


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
    good = [made for made in map(proof, facts_of(sealed)[::5]) if len(made["path"]) > 1]
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
    made = proof(facts_of(sealed)[0])
    _key(made, random.Random(0))
    with pytest.raises(Broken, match="not signed with this key"):
        check_proof(made)


@pytest.fixture
def forged(sealed: Cast, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two thousand forged proofs in a file, and the script that checks them beside the shipped file."""
    good = [made for made in map(proof, facts_of(sealed)[::4]) if len(made["path"]) > 1]
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
    good = [made for made in map(proof, facts_of(sealed)[::4]) if len(made["path"]) > 1]
    done = alone(beside=forged[0])
    assert done.stdout.strip() == str(len(good)), done.stderr
