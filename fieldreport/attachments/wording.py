"""What is said of files on records."""

from __future__ import annotations

from decimal import Decimal

from fieldreport.attachments.attached import MEGABYTE, Attached
from fieldreport.language import Language


def size(count: int, language: Language) -> str:
    """A number of bytes as people read it."""
    if count < MEGABYTE:
        return language.say("{size} KB", size=language.number(max(count // 1024, 1)))
    return language.say("{size} MB", size=language.number(Decimal(count) / MEGABYTE, 1))


def sent(one: Attached, language: Language) -> str:
    """From whom a mail is and of when; empty for other files."""
    parts = [one.sender, language.day(one.sent.date()) if one.sent is not None else ""]
    return " · ".join(part for part in parts if part)


def about(one: Attached, language: Language) -> str:
    """What a mail is about, from whom and of when; empty for other files."""
    return " · ".join(part for part in (one.note, sent(one, language)) if part)
