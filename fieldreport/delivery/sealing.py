"""Sealing: packages encrypted to headquarters by age (https://age-encryption.org/v1), so that no channel reads them.

Sealing the same package twice gives different bytes: what was sealed is kept until it is delivered.
"""

from __future__ import annotations

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

NO_RECIPIENT = N_("“{value}” is no key to which reports are sealed; such a key begins with age1.")
CANNOT_UNSEAL = N_("{name} is sealed to another key than this one, or damaged.")


def make_identity() -> tuple[str, str]:
    """A new pair for headquarters: the identity (``AGE-SECRET-KEY-1…``), which is secret, and its recipient."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def checked(recipient: str) -> str:
    """The recipient without blanks around it; raises ``InputAtFault`` for anything that is none."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(recipient.strip()))
    except RecipientError as error:
        raise InputAtFault(Problem(NO_RECIPIENT, {"value": recipient.strip()[:100]})) from error


def seal(content: bytes, recipient: str) -> bytes:
    """The content, to be read by the holder of the recipient's identity alone."""
    from pyrage import encrypt, x25519

    return bytes(encrypt(content, [x25519.Recipient.from_str(recipient)]))


def unseal(content: bytes, identity: str, name: str) -> bytes:
    """What was sealed; ``name`` is what a person calls it. Raises ``InputAtFault`` where it is for another identity."""
    from pyrage import DecryptError, decrypt, x25519

    try:
        return bytes(decrypt(content, [x25519.Identity.from_str(identity)]))
    except DecryptError as error:
        raise InputAtFault(Problem(CANNOT_UNSEAL, {"name": name})) from error
