"""What kinds of file are kept on records, told by what is in them and never by what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from fieldreport.language import N_in

#: So many bytes from the beginning tell what a file is.
HEAD = 64 * 1024


@dataclass(frozen=True)
class _Kind:
    """``label`` is a catalogue text; ``endings`` are the usual ones, the first is put on where there is none."""

    label: str
    endings: tuple[str, ...]
    #: As Qt's image readers call it; empty for what is no picture, or none that they can read everywhere.
    picture: str = ""


class Kind(Enum):
    """A kind of file."""

    JPEG = _Kind(N_in("kind of file", "Photo"), (".jpg", ".jpeg", ".jpe", ".jfif"), "jpeg")
    PNG = _Kind(N_in("kind of file", "Picture"), (".png",), "png")
    GIF = _Kind(N_in("kind of file", "Picture (GIF)"), (".gif",), "gif")
    WEBP = _Kind(N_in("kind of file", "Picture (WebP)"), (".webp",))
    HEIC = _Kind(N_in("kind of file", "Photo (HEIC)"), (".heic", ".heif"))
    PDF = _Kind(N_in("kind of file", "PDF"), (".pdf",))
    CARD = _Kind(N_in("kind of file", "Business card"), (".vcf", ".vcard"))
    MAIL = _Kind(N_in("kind of file", "Mail"), (".eml",))

    @property
    def code(self) -> str:
        """How the kind is written in history."""
        return self.name.lower()

    @classmethod
    def of_code(cls, code: object) -> Kind | None:
        """The kind of this code; None for one that this program does not know."""
        return next((one for one in cls if one.code == code), None)


_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,75}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
#: Two of these make a mail: any text may have one line with a colon in it.
_OF_MAILS = {
    b"from",
    b"to",
    b"subject",
    b"date",
    b"received",
    b"message-id",
    b"mime-version",
    b"return-path",
    b"delivered-to",
    b"sender",
    b"cc",
}


def recognise(head: bytes) -> Kind | None:
    """The kind of a file by its first bytes (``HEAD`` of them); None for whatever is not kept.

    Sources: the signatures of https://www.iana.org/assignments/media-types and RFC 6350 (vCard), RFC 5322 (mail).
    """
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Kind.HEIC
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:11].upper() == b"BEGIN:VCARD" and text[11:12] in (b"\r", b"\n", b" "):
        return Kind.CARD
    return Kind.MAIL if _is_mail(text) else None


def _is_mail(text: bytes) -> bool:
    names: set[bytes] = set()
    if text.startswith(b"From "):
        # The line by which mailboxes tell one mail from the next.
        text = text.partition(b"\n")[2]
    at = 0
    while match := _HEADER.match(text, at):
        names.add(match[1].lower())
        at = match.end()
    return b"\x00" not in text[:at] and len(names & _OF_MAILS) > 1
