"""Envelopes: what headquarters sends an office, signed: receipts, plan packs, lists of offices, messages.

A file of JSON: ``content`` is the envelope in canonical form (names sorted, ASCII) as one text, ``signature`` the
Ed25519 signature (RFC 8032) over ``PREFIX`` and exactly that text, ``key`` the id of the key. The prefix keeps a
signature on anything else, such as a workbook's manifest, from ever being one on an envelope. Who and what an envelope
is for is inside of what is signed; names of files mean nothing.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.keys import PublicKey
from fieldreport.language import N_

#: The office for which headquarters' keys are made (``Keys.make(HEADQUARTERS, …)``): nobody else's key signs envelopes.
HEADQUARTERS = "HQ"
#: The address of what every office may have; a receipt is always for one.
EVERYBODY = "*"
PREFIX = b"fieldreport envelope 1\n"
#: Bytes of an envelope; anything longer is none. A plan pack has some hundred thousand.
LARGEST = 16 * 1024 * 1024
#: Characters of a comment or reason, and the most records that a receipt names.
LONGEST_COMMENT, MOST_RECORDS = 10_000, 100_000

NOT_AN_ENVELOPE = N_("{name} is no envelope of headquarters, or is damaged. Please ask for it again.")
UNKNOWN_KEY = N_(
    "{name} is signed with the key {key}, which is not believed here. If headquarters has a new key, bring it in with:"
    " fieldreport keys trust FILE"
)
FORGED = N_(
    "{name} is not what headquarters signed: somebody changed or forged it. Nothing was done with it."
)
NOT_HEADQUARTERS = N_(
    "{name} is signed by {signer}, who cannot speak for headquarters. Nothing was done with it."
)
FOREIGN = N_("{name} is for the office {office}, not for this one. Nothing was done with it.")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OFFICE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_PERIOD = re.compile(r"[0-9]{4}-[A-Z][0-9]{2}")


class Kind(StrEnum):
    """What an envelope brings."""

    RECEIPT = "receipt"
    PLAN = "plan"
    OFFICES = "offices"
    MESSAGE = "message"
    #: The age recipient (``age1…``) to which packages are sealed from now on; it is the body.
    SEALING = "sealing"


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that headquarters gives back, by its UUID, and what it says of it."""

    id: str
    comment: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What headquarters says to an office.

    ``serial`` rises with every envelope that headquarters makes, whomever it is for: a number is never used again. Of
    two receipts for one package the higher number holds. ``package`` is the SHA-256 (hexadecimal) of the workbook's
    bytes as the office signed them, before they were sealed. ``why`` says why the whole package is returned; with
    ``returned`` alone only these records are. ``body`` is the plan pack's or office list's file as text, the message,
    or the recipient.
    """

    kind: Kind
    office: str
    serial: int
    made_at: datetime
    period: str = ""
    issue: int = 0
    package: str = ""
    accepted: tuple[str, ...] = ()
    returned: tuple[Returned, ...] = ()
    why: str = ""
    body: str = ""

    @property
    def returns(self) -> bool:
        """Whether a receipt gives something back."""
        return bool(self.why or self.returned)

    def to_json(self) -> dict[str, Any]:
        """The envelope as neutral JSON."""
        return {
            "kind": str(self.kind),
            "office": self.office,
            "serial": self.serial,
            "made_at": self.made_at.astimezone(UTC).isoformat(),
            "period": self.period,
            "issue": self.issue,
            "package": self.package,
            "accepted": list(self.accepted),
            "returned": [{"id": one.id, "comment": one.comment} for one in self.returned],
            "why": self.why,
            "body": self.body,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Envelope:
        """The inverse; raises ``ValueError`` and the like for anything else."""
        made_at = datetime.fromisoformat(_text(raw["made_at"], 40))
        if made_at.tzinfo is None or len(raw["accepted"]) + len(raw["returned"]) > MOST_RECORDS:
            raise ValueError
        envelope = cls(
            Kind(raw["kind"]),
            _text(raw["office"], 8),
            _number(raw["serial"], 2**53),
            made_at,
            _text(raw["period"], 8),
            _number(raw["issue"], 10_000),
            _text(raw["package"], 64),
            tuple(_text(one, 36) for one in raw["accepted"]),
            tuple(
                Returned(_text(one["id"], 36), _text(one["comment"], LONGEST_COMMENT))
                for one in raw["returned"]
            ),
            _text(raw["why"], LONGEST_COMMENT),
            _text(raw["body"], LARGEST),
        )
        envelope.check()
        return envelope

    def check(self) -> None:
        """Raise ``ValueError`` for what no office could read: the maker's own mistake."""
        everybody = self.office == EVERYBODY and self.kind is not Kind.RECEIPT
        if not everybody and not _OFFICE.fullmatch(self.office):
            raise ValueError(f"no office: {self.office!r}")
        if self.serial < 1:
            raise ValueError("serial numbers begin with 1")
        if self.kind is Kind.RECEIPT and not (
            _SHA256.fullmatch(self.package) and _PERIOD.fullmatch(self.period) and self.issue >= 1
        ):
            raise ValueError("a receipt names period, issue and package")
        if self.kind is not Kind.RECEIPT and not self.body.strip():
            raise ValueError(f"a {self.kind} has a body")


def _text(raw: object, longest: int) -> str:
    if not isinstance(raw, str) or len(raw) > longest:
        raise ValueError
    return text.clean(raw)


def _number(raw: object, largest: int) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= largest:
        raise ValueError
    return raw


class Signer(Protocol):
    """What signs: ``keys.SigningKey``, unlocked by headquarters."""

    @property
    def public(self) -> PublicKey:
        """The key's public half."""

    def sign(self, content: bytes, /) -> bytes:
        """The Ed25519 signature of the content."""


def make(envelope: Envelope, signer: Signer) -> bytes:
    """The signed envelope as the bytes of its file; raises ``ValueError`` for what no office could read."""
    envelope.check()
    content = json.dumps(envelope.to_json(), sort_keys=True, separators=(",", ":"))
    signed = {
        "fieldreport": "envelope",
        "key": signer.public.id,
        "signature": base64.b64encode(signer.sign(PREFIX + content.encode("ascii"))).decode("ascii"),
        "content": content,
    }
    return (json.dumps(signed, indent=1) + "\n").encode("ascii")


def name_of(envelope: Envelope) -> str:
    """The name under which headquarters lays an envelope down; offices read whatever ends like it."""
    return f"{envelope.serial:08}-{envelope.kind}{ENDING}"


#: Ends the names of envelopes.
ENDING = ".envelope.json"


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope that headquarters signed, and with which key."""

    envelope: Envelope
    key: PublicKey


def read(content: bytes, name: str, believed: Sequence[PublicKey], office: str) -> Opened:
    """Read an envelope with distrust; ``name`` is what a person calls the file, ``office`` whose it must be.

    Raises ``InputAtFault`` for anything that none of the ``believed`` keys of headquarters has signed for the office.
    Whether it was read before is for ``receipts`` to know.
    """
    try:
        if len(content) > LARGEST:
            raise ValueError
        raw = json.loads(content)
        if raw["fieldreport"] != "envelope":
            raise ValueError
        key_id, signed = _text(raw["key"], 100), raw["content"].encode("ascii")
        signature = base64.b64decode(raw["signature"], validate=True)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputAtFault(Problem(NOT_AN_ENVELOPE, {"name": name})) from error
    key = next((one for one in believed if one.id == key_id), None)
    if key is None:
        raise InputAtFault(Problem(UNKNOWN_KEY, {"name": name, "key": key_id}))
    if not key.verifies(signature, PREFIX + signed):
        raise InputAtFault(Problem(FORGED, {"name": name}))
    if key.office != HEADQUARTERS:
        raise InputAtFault(Problem(NOT_HEADQUARTERS, {"name": name, "signer": key.name}))
    try:
        envelope = Envelope.from_json(json.loads(signed))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputAtFault(Problem(NOT_AN_ENVELOPE, {"name": name})) from error
    if envelope.office not in (office, EVERYBODY):
        raise InputAtFault(Problem(FOREIGN, {"name": name, "office": envelope.office}))
    return Opened(envelope, key)
