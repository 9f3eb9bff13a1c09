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
    """
    secret = Ed25519PrivateKey.generate()
    _tell(keys.public(), secret.public_key().public_bytes_raw(), at)
    return keys.take_over(secret)


@together
def _tell(old: bytes, new: bytes, at: Mapping[Place, datetime]) -> None:
    for where, instant in at.items():
        before, after = (key_id(origin(where.code), key).hex() for key in (old, new))
        record(facts.KeyRotated(before, after), by=of_law(where), at=instant)
