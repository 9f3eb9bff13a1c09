"""The journal's signing key: a file beside the database, never in it. Public keys of before stay known."""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from luodi.kernel.problems import problem
from luodi.kernel.signing import encoded, key_id, key_line, parsed, signed
from luodi.spine.journal.models import Checkpoint
from luodi.spine.people.seats import Place, Refused


class Lost(Refused):
    """The key that signed before is gone. Another one made in silence would look as if nothing had happened."""

    def __init__(self) -> None:
        super().__init__(
            problem(
                "The key this journal is signed with is lost. "
                "On the machine, put journal_key back from a backup, or run: luodi seal --rotate"
            )
        )


def secret_file() -> Path:
    """Where the key stands; its owner alone may read it."""
    return Path(settings.DATA_DIR) / "journal_key"


def known_file() -> Path:
    """The public keys this installation ever signed with, one a line."""
    return Path(settings.DATA_DIR) / "journal_keys.txt"


def known() -> list[bytes]:
    """Public keys, the first one first."""
    lines = known_file().read_text("ascii").split() if known_file().exists() else []
    return [base64.b64decode(line) for line in lines]


def lost() -> bool:
    """Whether something was signed here, and the key is gone. Asked in this order: a first key may just be made."""
    signed_before = bool(known()) or Checkpoint.objects.everywhere("is a journal sealed?").exists()
    return signed_before and not secret_file().exists()


def identity(where: Place, origin: str) -> bytes:
    """The identifier of the key a region's journal goes by: the one of now, or the one its last checkpoint names."""
    if not lost():
        return key_id(origin, public())
    note = Checkpoint.objects.within(where.pk).order_by("-size").values_list("note", flat=True).first()
    return parsed(note).signatures[0][1] if note else key_id(origin, known()[-1]) if known() else b""


def public() -> bytes:
    """The public key signed with now; made at first use. Raises Lost."""
    return _secret().public_key().public_bytes_raw()


def words(origin: str) -> list[str]:
    """Every public key as tools of transparency logs read it, the one of now last. Raises Lost."""
    return [key_line(origin, one) for one in known() if one != public()] + [key_line(origin, public())]


def take_over(secret: Ed25519PrivateKey) -> bytes:
    """Sign with another key from now on; what older ones signed stays good. Returns its public half.

    `journal.rotate` calls it, which has the journals say so first.
    """
    if not lost():
        public()
    return _kept(secret, anew=True)


def sign(text: str, origin: str) -> str:
    """The note over a text. Raises Lost."""
    secret = _secret()
    return signed(text, origin, secret.public_key().public_bytes_raw(), secret.sign(text.encode()))


def genuine(note: str, text: str, origin: str) -> bool:
    """Whether a note says this text, and a key known here signed it in this origin's name."""
    try:
        told = parsed(note)
    except ValueError:
        return False
    by_id = {key_id(origin, one): one for one in known()}
    for name, key, signature in told.signatures:
        if name != origin or key not in by_id or told.text != text:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(by_id[key]).verify(signature, told.text.encode())
        except InvalidSignature:
            return False
    return True


def _secret() -> Ed25519PrivateKey:
    file = secret_file()
    if not file.exists():
        if lost():
            raise Lost
        _kept(Ed25519PrivateKey.generate(), anew=False)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_text("ascii")))


def _kept(secret: Ed25519PrivateKey, *, anew: bool) -> bytes:
    """Put a key in its place whole or not at all; of two made at once the first stays. Returns its public half."""
    fresh = secret_file().with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as made:
        made.write(encoded(secret.private_bytes_raw()) + "\n")
    half = secret.public_key().public_bytes_raw()
    try:
        if anew:
            fresh.rename(secret_file())
        else:
            secret_file().hardlink_to(fresh)
    except FileExistsError:
        return half
    finally:
        fresh.unlink(missing_ok=True)
    with known_file().open("a", encoding="ascii") as list_of_keys:
        list_of_keys.write(encoded(half) + "\n")
    return half
