"""Mails (RFC 5322, as ``.eml``): who wrote what about, and when. Nothing in them is opened, and nothing fetched."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from fieldreport import text

#: Bytes in which the heads of a mail are looked for; letters of one that are decoded, and that are kept.
HEADS = 64 * 1024
DECODED, LONGEST = 2_000, 300


@dataclass(frozen=True)
class Letter:
    """What the heads of a mail tell; empty and None where they tell nothing that can be read."""

    subject: str
    sender: str
    sent: datetime | None


def read(content: bytes) -> Letter:
    """The heads of a mail, whatever is wrong with it."""
    from email.header import decode_header, make_header
    from email.parser import BytesHeaderParser
    from email.utils import parseaddr, parsedate_to_datetime

    # The older policy keeps what it cannot read as it is, where the newer one raises in many ways.
    heads = BytesHeaderParser().parsebytes(content[:HEADS])

    def said(name: str) -> str:
        raw = str(heads.get(name, ""))[:DECODED]
        # An encoding that is none, or bytes that are not in it: better as it came than not at all.
        with suppress(ValueError, LookupError):
            raw = str(make_header(decode_header(raw)))
        return text.one_line(raw)[:LONGEST]

    name, address = parseaddr(said("From"))
    try:
        sent = parsedate_to_datetime(str(heads["Date"])) if heads["Date"] else None
        sent = sent and (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        sent = None
    return Letter(said("Subject"), text.one_line(name or address)[:LONGEST], sent)
