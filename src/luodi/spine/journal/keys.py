"""The journal's signing key: a file beside the database, never in it. Public keys of before stay known."""

import base64
import os
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from luodi.db.disk import beside
from luodi.kernel.problems import problem
from luodi.kernel.signing import encoded, key_id, key_line, parsed, signed
from luodi.spine.journal.models import Checkpoint
from luodi.spine.people.seats import Place, Refused

LENGTH = 32  # bytes of a public key


class Unusable(Refused):
    """Nothing can be signed. Another key made in silence would look as if nothing had happened."""


class Lost(Unusable):
    """The key that signed before is gone."""

    def __init__(self) -> None:
        super().__init__(
            problem(
                "The key this journal is signed with is lost. "
                "On the machine, put journal_key back from a backup, or run: luodi seal --rotate"
            )
        )


class Damaged(Unusable):
    """What stands in its place is no key, or another's: what it signed nobody could tell from a forgery."""

    def __init__(self) -> None:
        super().__init__(
            problem(
                "What stands in the place of the key this journal is signed with is no key, or another one. "
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
    """Public keys, the first one first; a line that is none says nothing."""
    lines = known_file().read_bytes().split() if known_file().exists() else []
    found = []
    for line in lines:
        with suppress(ValueError):
            found.append(base64.b64decode(line, validate=True))
    return [one for one in found if len(one) == LENGTH]


def unusable() -> Unusable | None:
    """Why nothing can be signed here: the key is gone that signed before, or what stands there is not it.

    Asked in this order: a first key may just be made.
    """
    signed_before = bool(known()) or Checkpoint.objects.everywhere("is a journal sealed?").exists()
    if not secret_file().exists():
        return Lost() if signed_before else None
    secret = _standing()
    return None if secret and _fits(_half(secret)) else Damaged()


def _fits(half: bytes) -> bool:
    """Whether a key is the one listed last. An older one, and the first before its line is written, where no other
    signed since: there a machine stopped between making a key and listing it."""
    names = known()
    return names[-1:] == [half] or ((not names or half in names) and _signed_last(half))


def _signed_last(half: bytes) -> bool:
    """Whether the newest checkpoint, if there is one, was signed with this key."""
    newest = Checkpoint.objects.everywhere("is it ours?").order_by("-pk").values_list("note", flat=True).first()
    if newest is None:
        return True
    with suppress(ValueError):
        origin, key, _ = parsed(newest).signatures[0]
        return key_id(origin, half) == key
    return False


def unlisted() -> bool:
    """Whether the key of the first or the newest checkpoint is not known any more: what it signed differs."""
    notes = Checkpoint.objects.everywhere("are their keys known?").values_list("note", flat=True)
    for note in filter(None, (notes.order_by("pk").first(), notes.order_by("-pk").first())):
        with suppress(ValueError):
            origin, key, _ = parsed(note).signatures[0]
            if key not in {key_id(origin, one) for one in known()}:
                return True
    return False


def identity(where: Place, origin: str) -> bytes:
    """The identifier of the key a region's journal goes by: the one of now, or the one its last checkpoint names."""
    if not unusable():
        return key_id(origin, public())
    note = Checkpoint.objects.within(where.pk).order_by("-size").values_list("note", flat=True).first()
    return parsed(note).signatures[0][1] if note else key_id(origin, known()[-1]) if known() else b""


def public() -> bytes:
    """The public key signed with now; made at first use. Raises Unusable."""
    return _half(_secret())


def words(origin: str) -> list[str]:
    """Every public key as tools of transparency logs read it, the one of now last. Raises Unusable."""
    return [key_line(origin, one) for one in known() if one != public()] + [key_line(origin, public())]


def take_over(secret: Ed25519PrivateKey) -> bytes:
    """Sign with another key from now on; what older ones signed stays good. Returns its public half.

    `journal.rotate` calls it, which has the journals say so first.
    """
    if not unusable():
        public()
    with _fresh(secret) as fresh:
        _listed(_half(secret))
        fresh.rename(secret_file())
    return _half(secret)


def sign(text: str, origin: str) -> str:
    """The note over a text. Raises Unusable."""
    secret = _secret()
    return signed(text, origin, _half(secret), secret.sign(text.encode()))


def genuine(note: str, text: str, origin: str) -> bool:
    """Whether a note says this text, and a key known here signed it in this origin's name."""
    try:
        told = parsed(note)
    except ValueError:
        return False
    by_id = {key_id(origin, one): one for one in known()}
    if len(told.signatures) != 1 or told.text != text:
        return False
    [(name, key, signature)] = told.signatures
    if name != origin or key not in by_id:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(by_id[key]).verify(signature, told.text.encode())
    except InvalidSignature:
        return False
    return True


def _secret() -> Ed25519PrivateKey:
    if wrong := unusable():
        raise wrong
    if not secret_file().exists():
        _kept(Ed25519PrivateKey.generate())
    secret = _standing()
    if secret is None:
        raise Damaged
    if not known():  # a machine stopped before it was listed
        _listed(_half(secret))
    return secret


def _standing() -> Ed25519PrivateKey | None:
    """The key in its place; None where what stands there is none."""
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret_file().read_bytes()))
    except ValueError:
        return None


def _half(secret: Ed25519PrivateKey) -> bytes:
    return secret.public_key().public_bytes_raw()


def _listed(half: bytes) -> None:
    with known_file().open("a", encoding="ascii") as list_of_keys:
        list_of_keys.write(encoded(half) + "\n")
        list_of_keys.flush()
        os.fsync(list_of_keys.fileno())


def _kept(secret: Ed25519PrivateKey) -> None:
    """Put a first key in its place and list it; of two made at once the first stays."""
    with _fresh(secret) as fresh:
        try:
            secret_file().hardlink_to(fresh)
        except FileExistsError:
            return
    _listed(_half(secret))


def _fresh(secret: Ed25519PrivateKey) -> AbstractContextManager[Path]:
    return beside(secret_file(), encoded(secret.private_bytes_raw()) + "\n")
