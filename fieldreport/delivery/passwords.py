"""Passwords: kept in the system's keychain alone (the library keyring), never in a file of ours, a log or a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

SERVICE = "Fieldreport"
NO_KEYCHAIN = N_(
    "This computer has no keychain that can be used, so no password can be kept. Please set one up, or use a channel"
    " that needs no password (a folder, or SFTP with a key)."
)


@contextmanager
def _plainly() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, RuntimeError) as error:
        raise MachineAtFault(NO_KEYCHAIN) from error


def keep(address: str, password: str) -> None:
    """Keep the password of an address; raises ``MachineAtFault`` where there is no keychain."""
    import keyring

    with _plainly():
        keyring.set_password(SERVICE, address, password)


def of(address: str) -> str:
    """The password of an address; "" where none is kept. Raises ``MachineAtFault`` where the keychain stays shut."""
    import keyring

    with _plainly():
        return keyring.get_password(SERVICE, address) or ""


def forget(address: str) -> None:
    """Keep the password of an address no longer."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, RuntimeError):
        keyring.delete_password(SERVICE, address)
