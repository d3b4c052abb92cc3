"""Keys: the manager's Ed25519 key under a passphrase, and the public keys whose signatures are believed.

Folder ``keys`` of the data folder: ``own.json`` is the key in use, ``former/`` those before it, ``trusted/`` what
others gave. A private key is sealed by AES-256-GCM with a key that scrypt (RFC 7914) makes of the passphrase; nobody
can bring a lost passphrase back. The way out is a new key, which says of itself that it stands in for the lost one, and
why: what was signed before stays valid, and headquarters decides anew whom to believe.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldreport import files, text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "keys"
#: A passphrase is guessed by machines, not by people: long rather than odd.
SHORTEST = 12
#: scrypt's costs: 64 MiB and about a fifth of a second on an office's laptop (RFC 7914; OWASP asks for no less).
COST, BLOCK, PARALLEL = 1 << 16, 8, 1
#: Bytes of a key file; anything longer is none.
LARGEST = 16_384

NO_KEY = N_("There is no key to sign with yet; make one with: fieldreport keys make")
KEY_THERE = N_(
    "There is a key already, made on {moment} for {name}. If its passphrase is lost, say why a new one is needed."
)
TOO_SHORT = N_("The passphrase is too short: please use at least {count} characters, some words for example.")
WRONG_PASSPHRASE = N_("The passphrase is wrong. Please type it again; capitals and spaces matter.")
NO_KEY_FILE = N_("{path} is not a public key of Fieldreport, or was changed. Please ask for it again.")
NEEDS_NAME = N_("Please say whose key it is: the name of the person who signs.")


@dataclass(frozen=True, slots=True)
class Lost:
    """The key for which another stands in: its id, since when, and why."""

    key: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by which signatures are recognised: whose it is, of which office, and since when."""

    office: str
    name: str
    public: bytes
    made_at: datetime
    instead_of: Lost | None = None

    @property
    def id(self) -> str:
        """What people compare by telephone: twenty letters and digits in fours."""
        letters = base64.b32encode(hashlib.sha256(self.public).digest()).decode("ascii")[:20]
        return "-".join(letters[at : at + 4] for at in range(0, 20, 4))

    def verifies(self, signature: bytes, content: bytes) -> bool:
        """Whether the signature is this key's on exactly this content."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_json(self) -> dict[str, Any]:
        """The key as its file says it."""
        lost = self.instead_of
        return {
            "fieldreport": "public key",
            "office": self.office,
            "name": self.name,
            "id": self.id,
            "public": base64.b64encode(self.public).decode("ascii"),
            "made_at": self.made_at.astimezone(UTC).isoformat(),
            "instead_of": None
            if lost is None
            else {"key": lost.key, "at": lost.at.astimezone(UTC).isoformat(), "reason": lost.reason},
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> PublicKey:
        """The inverse; raises ``ValueError`` and the like for anything else."""
        lost = raw["instead_of"]
        key = cls(
            _word(raw["office"]),
            _word(raw["name"]),
            base64.b64decode(raw["public"], validate=True),
            datetime.fromisoformat(raw["made_at"]),
            None
            if lost is None
            else Lost(_word(lost["key"]), datetime.fromisoformat(lost["at"]), _word(lost["reason"])),
        )
        if len(key.public) != 32 or raw["id"] != key.id or raw["fieldreport"] != "public key":
            raise ValueError
        return key


def _word(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > 1_000:
        raise ValueError
    return text.one_line(raw)


@dataclass(frozen=True)
class SigningKey:
    """A key that was unlocked: it signs until it is forgotten."""

    public: PublicKey
    _private: Ed25519PrivateKey

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of the content (RFC 8032)."""
        return self._private.sign(content)


class Keys:
    """The keys in a data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    @property
    def _own(self) -> Path:
        return self.folder / "own.json"

    # ---- the office's own ----------------------------------------------------------------------------------------

    def own(self) -> PublicKey | None:
        """The key in use; None before one was made. Raises ``InputAtFault`` for a damaged file."""
        raw = self._read(self._own) if self._own.exists() else None
        return None if raw is None else self._public(raw["public_key"], self._own)

    def former(self) -> Sequence[PublicKey]:
        """The keys that were in use before: what they signed stays signed."""
        found = [
            self._public(self._read(path)["public_key"], path)
            for path in sorted((self.folder / "former").glob("*.json"))
        ]
        return sorted(found, key=lambda one: one.made_at)

    def make(self, office: str, name: str, passphrase: str, at: datetime, lost: str = "") -> PublicKey:
        """Make the office's key; ``lost`` says why there has to be another one where there is one already.

        Raises ``InputAtFault`` for a short passphrase, no name, or where there is a key and no loss is told.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            NoEncryption,
            PrivateFormat,
            PublicFormat,
        )

        name, lost, before = text.one_line(name), text.one_line(text.clean(lost)), self.own()
        if not name:
            raise InputAtFault(Problem(NEEDS_NAME, {}, "name"))
        if len(_plain(passphrase)) < SHORTEST:
            raise InputAtFault(Problem(TOO_SHORT, {"count": SHORTEST}, "passphrase"))
        if before is not None and not lost:
            raise InputAtFault(Problem(KEY_THERE, {"moment": before.made_at, "name": before.name}, "lost"))
        private = Ed25519PrivateKey.generate()
        public = PublicKey(
            office,
            name,
            private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
            at,
            None if before is None else Lost(before.id, at, lost),
        )
        salt, nonce = os.urandom(16), os.urandom(12)
        secret = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        described = public.to_json()
        sealed = AESGCM(_derived(passphrase, salt, COST)).encrypt(nonce, secret, _bytes(described))
        if before is not None:
            # The one before is kept: who finds the passphrase again can still show that the key was theirs.
            self._write(self.folder / "former" / f"{before.id}.json", self._read(self._own))
        self._write(
            self._own,
            {
                "public_key": self._vouched(described, private.sign(_bytes(described))),
                "cost": COST,
                "salt": salt.hex(),
                "nonce": nonce.hex(),
                "sealed": sealed.hex(),
            },
        )
        return public

    def unlock(self, passphrase: str) -> SigningKey:
        """The key in use, ready to sign; raises ``InputAtFault`` when there is none or the passphrase is wrong."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        public = self.own()
        if public is None:
            raise InputAtFault(Problem(NO_KEY))
        raw = self._read(self._own)
        try:
            salt, nonce, sealed = (bytes.fromhex(raw[one]) for one in ("salt", "nonce", "sealed"))
            secret = AESGCM(_derived(passphrase, salt, min(int(raw["cost"]), 1 << 20))).decrypt(
                nonce, sealed, _bytes(public.to_json())
            )
            return SigningKey(public, Ed25519PrivateKey.from_private_bytes(secret))
        except InvalidTag as error:
            raise InputAtFault(Problem(WRONG_PASSPHRASE, {}, "passphrase")) from error
        except (ValueError, LookupError, TypeError) as error:
            raise InputAtFault(Problem(NO_KEY_FILE, {"path": str(self._own)})) from error

    def export(self, path: Path) -> PublicKey:
        """Write the public key to a file for headquarters; raises ``InputAtFault`` where there is none."""
        own = self.own()
        if own is None:
            raise InputAtFault(Problem(NO_KEY))
        self._write(path, self._read(self._own)["public_key"])
        return own

    # ---- in backups ----------------------------------------------------------------------------------------------

    @property
    def files(self) -> Sequence[Path]:
        """The office's own keys as files, the one in use first: what a backup has to carry."""
        own = [self._own] if self._own.exists() else []
        return [*own, *sorted((self.folder / "former").glob("*.json"))]

    def carried(self) -> Sequence[str]:
        """What is in these files, the private keys under their passphrases; one that cannot be read is left out."""
        found = []
        for path in self.files:
            with suppress(OSError, ValueError):
                found.append(path.read_text(encoding="utf-8"))
        return [one for one in found if len(one) <= LARGEST]

    def bring_back(self, carried: Sequence[str]) -> None:
        """Put keys back that a backup carried, the one in use first; a key that is there is never replaced.

        Where another key is in use by now, the one from the backup is kept among the former ones. What is no key is
        left out. Raises ``MachineAtFault`` when they cannot be written.
        """
        for at, content in enumerate(carried):
            try:
                raw = json.loads(content)
                key = self._public(raw["public_key"], self._own)
            except (ValueError, LookupError, TypeError, RecursionError, InputAtFault):
                continue
            former = self.folder / "former" / f"{key.id}.json"
            if at == 0 and not self._own.exists():
                self._write(self._own, raw)
            elif not former.exists() and (not self._own.exists() or self.own() != key):
                self._write(former, raw)

    # ---- others' -------------------------------------------------------------------------------------------------

    def trust(self, path: Path) -> PublicKey:
        """Believe signatures of the public key in a file from now on; raises ``InputAtFault`` for anything else."""
        raw = self._read(path)
        key = self._public(raw, path)
        self._write(self.folder / "trusted" / f"{key.id}.json", raw)
        return key

    def trusted(self) -> Sequence[PublicKey]:
        """Every key that is believed: the office's own ones, and those of others."""
        own = self.own()
        return [*([] if own is None else [own]), *self.former(), *self._others()]

    def _others(self) -> Iterator[PublicKey]:
        for path in sorted((self.folder / "trusted").glob("*.json")):
            yield self._public(self._read(path), path)

    # ---- files ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _vouched(described: Mapping[str, Any], signature: bytes) -> dict[str, Any]:
        return {**described, "signature": base64.b64encode(signature).decode("ascii")}

    @staticmethod
    def _public(raw: Any, path: Path) -> PublicKey:
        try:
            key = PublicKey.from_json(raw)
            signature = base64.b64decode(raw["signature"], validate=True)
            if not key.verifies(signature, _bytes(key.to_json())):
                # Name, office and what was lost are the owner's own words, or nobody's.
                raise ValueError
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise InputAtFault(Problem(NO_KEY_FILE, {"path": str(path)})) from error
        return key

    @staticmethod
    def _read(path: Path) -> Any:
        with files.plainly(path):
            try:
                with path.open("rb") as file:
                    raw = json.loads(file.read(LARGEST))
                if isinstance(raw, dict):
                    return raw
            except (ValueError, RecursionError) as error:
                raise InputAtFault(Problem(NO_KEY_FILE, {"path": str(path)})) from error
        raise InputAtFault(Problem(NO_KEY_FILE, {"path": str(path)}))

    @staticmethod
    def _write(path: Path, raw: Mapping[str, Any]) -> None:
        with files.plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(path) as unfinished, files.plainly(path):
            unfinished.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(passphrase: str) -> str:
    """The passphrase in the one form that every keyboard's letters come to (Hangul from a Mac is decomposed)."""
    return unicodedata.normalize("NFC", passphrase)


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=salt, length=32, n=cost, r=BLOCK, p=PARALLEL)
    return kdf.derive(_plain(passphrase).encode("utf-8", "surrogatepass"))


def _bytes(raw: Mapping[str, Any]) -> bytes:
    return json.dumps(raw, sort_keys=True, separators=(",", ":")).encode("ascii")
