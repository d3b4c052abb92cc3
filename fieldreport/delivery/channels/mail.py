"""Mail: the package in a letter (.eml, RFC 5322) that the mail program opens; what comes back is a file to bring in."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, default
from pathlib import Path

from fieldreport import files
from fieldreport.delivery.channels.connection import DAMAGED, ChannelFailure

WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
SEALED = ("application", "octet-stream")


def lay_down(path: Path, to: str, subject: str, text: str, name: str, content: bytes) -> None:
    """Write the letter with the package ``name`` in it, and read it back; raises ``MachineAtFault``."""
    letter = EmailMessage(policy=SMTP)
    letter["To"] = to
    letter["Subject"] = subject
    # Mail programs open what has this head as a draft of one's own, ready to be sent.
    letter["X-Unsent"] = "1"
    letter.set_content(text)
    main, sub = WORKBOOK if name.endswith(".xlsx") else SEALED
    letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    with files.plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as unfinished, files.plainly(path):
        unfinished.write_bytes(letter.as_bytes())
        if _attached(unfinished) != hashlib.sha256(content).digest():
            raise ChannelFailure(DAMAGED, channel=str(path))


def _attached(path: Path) -> bytes:
    with path.open("rb") as file:
        letter = BytesParser(policy=default).parse(file)
    for one in letter.iter_attachments():
        content = one.get_payload(decode=True)
        if isinstance(content, bytes):
            return hashlib.sha256(content).digest()
    return b""
