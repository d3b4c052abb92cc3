"""Business cards (vCard 2.1, 3.0, 4.0): the person, and how to reach them.

A reader of our own because the library there is for Python does not read the cards that most telephones write: a name
in quoted-printable over several lines (vCard 2.1) ends it. Only what a contact has a field for is read.
Sources: RFC 6350 (4.0), RFC 2426 (3.0), the vCard 2.1 specification of versit.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldreport import text
from fieldreport.field import Json

#: Bytes and lines that are read; a card with a photo in it is no longer than that.
MOST_BYTES, MOST_LINES = 2 * 1024 * 1024, 20_000
#: Letters of one value.
LONGEST = 500
#: Encodings that a card may name; Python knows some that are none of text, or slow.
CHARSETS = ("UTF-8", "US-ASCII", "ISO-8859-1", "WINDOWS-1252", "EUC-KR", "CP949", "UTF-16")
_FOLD = re.compile(rb"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")


@dataclass(frozen=True)
class Line:
    """One property: its name in capitals, its parameters in capitals (``CELL``, ``TYPE=WORK``), and its value."""

    name: str
    parameters: tuple[str, ...]
    value: str

    def parts(self) -> list[str]:
        """The parts of a value that semicolons separate."""
        return [_plain(one) for one in re.split(r"(?<!\\);", self.value)]

    def is_(self, *kinds: str) -> bool:
        """Whether it is of one of these kinds: ``CELL``, ``WORK``."""
        said = {
            each.strip('"') for one in self.parameters for each in re.split("[=,]", one.removeprefix("TYPE="))
        }
        return bool(said & set(kinds))


@dataclass(frozen=True)
class Card:
    """What a business card says; empty where it says nothing."""

    name: str = ""
    given_name: str = ""
    family_name: str = ""
    organisation: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""

    def raw(self) -> dict[str, Json]:
        """What it says in the fields of a contact, as a person would type it."""
        said = {
            "name": self.name,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "organisation": self.organisation,
            "title": self.title,
            "phone": self.phone,
            "email": self.email,
            "note": self.note,
        }
        return {name: value for name, value in said.items() if value}


def read(content: bytes) -> Card:
    """The first card in a file; what cannot be read of it is left out."""
    lines = list(_first(lines_of(content)))
    name = _value(lines, "FN")
    parts = next((one.parts() for one in lines if one.name == "N"), [])
    family, given = ([*parts, "", ""])[:2]
    return Card(
        name=name or " ".join(one for one in (given, family) if one),
        given_name=given,
        family_name=family,
        organisation=next((one.parts()[0] for one in lines if one.name == "ORG"), ""),
        title=_value(lines, "TITLE") or _value(lines, "ROLE"),
        phone=_preferred(lines, "TEL", "CELL", "WORK"),
        email=_preferred(lines, "EMAIL", "PREF", "WORK"),
        note=_value(lines, "NOTE"),
    )


def lines_of(content: bytes) -> Iterator[Line]:
    """The properties of a file of cards, unfolded and decoded."""
    raw = content[:MOST_BYTES].removeprefix(b"\xef\xbb\xbf")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = raw.decode("utf-16", "replace").encode()
    rows = _FOLD.sub(b"", raw).splitlines()[:MOST_LINES]
    at = 0
    while at < len(rows):
        row = rows[at]
        at += 1
        head, colon, value = row.partition(b":")
        if not colon:
            continue
        first, *parameters = head.decode("ascii", "replace").split(";")
        name = _NAME.fullmatch(first.strip())
        if name is None:
            continue
        upper = tuple(one.strip().upper() for one in parameters)
        if "QUOTED-PRINTABLE" in upper or "ENCODING=QUOTED-PRINTABLE" in upper:
            # A line that ends on “=” goes on in the next one, without any sign at its beginning.
            while value.endswith(b"=") and at < len(rows):
                value = value[:-1] + rows[at]
                at += 1
            value = quopri.decodestring(value)
        yield Line(name[1].upper(), upper, _decoded(value, upper))


def _first(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if line.name == "END":
            return
        yield line


def _decoded(value: bytes, parameters: tuple[str, ...]) -> str:
    said = [one.partition("=")[2] for one in parameters if one.startswith("CHARSET=")]
    # Cards that say nothing and are no UTF-8 come from Korean computers as often as from any.
    for encoding in (*(one for one in said if one in CHARSETS), "utf-8", "cp949"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("utf-8", "replace")


def _plain(value: str) -> str:
    shown = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return text.one_line(shown)[:LONGEST]


def _value(lines: list[Line], name: str) -> str:
    return next((_plain(one.value) for one in lines if one.name == name and one.value.strip()), "")


def _preferred(lines: list[Line], name: str, *kinds: str) -> str:
    """The value of the kind that is wanted most, or the first one; a scheme (``tel:``) is taken away."""
    some = [one for one in lines if one.name == name and one.value.strip()]
    for kind in kinds:
        some.sort(key=lambda one, kind=kind: not one.is_(kind))  # type: ignore[misc]
        if some and some[0].is_(kind):
            break
    return re.sub("^(?:tel|mailto):", "", _plain(some[0].value), flags=re.IGNORECASE) if some else ""
