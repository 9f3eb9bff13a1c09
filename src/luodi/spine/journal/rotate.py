"""A new signing key: every region's journal says which key follows which, before anything is signed with it."""

from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luodi.db.together import together
from luodi.kernel.signing import key_id
from luodi.spine.journal import facts, keys
from luodi.spine.journal.record import record
from luodi.spine.journal.seal import origin
from luodi.spine.people.seats import Place, of_law


def rotate(*, at: Mapping[Place, datetime]) -> bytes:
    """Sign with a new key from now on; `at` is the instant in each region. Returns the new public key.

    The facts are committed first: a machine that stops in between has announced a key and goes on with the old one.
    Where the old key is lost, this is how a journal goes on: the facts name it, and it signs nothing more.
    """
    secret = Ed25519PrivateKey.generate()
    _tell(secret.public_key().public_bytes_raw(), at)
    return keys.take_over(secret)


@together
def _tell(new: bytes, at: Mapping[Place, datetime]) -> None:
    for where, instant in at.items():
        name = origin(where.code)
        before, after = keys.identity(where, name).hex(), key_id(name, new).hex()
        record(facts.KeyRotated(before, after), by=of_law(where), at=instant)
