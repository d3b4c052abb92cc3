"""Fields by which people and companies are reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport import text
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty, only_parts
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Phone
from fieldreport.words import LATIN_DIGITS


@dataclass(frozen=True, kw_only=True)
class PhoneNumber(JsonField):
    """A telephone number as typed, with E.164 beside it where it can be read.

    A Bangladeshi mobile number that a spreadsheet turned into ``1713123720.0`` is recognised.
    """

    searched: bool = True
    kind: ClassVar[str] = "phone"
    example: ClassVar[Json] = "+880 1713-123720"

    def read(self, raw: Json, reading: Reading) -> Phone | None:
        if isinstance(raw, Phone):
            return raw
        if isinstance(raw, dict):
            only_parts(raw, ("typed", "e164"), N_("“{name}” is not part of a telephone number; use {parts}."))
            raw = raw.get("typed") or raw.get("e164")
        typed = raw
        if is_empty(typed):
            return None
        typed = text.one_line(text.clean(as_text(typed)))
        plain = re.sub(r"\.0$", "", text.ascii_digits(typed))
        if not any(character.isdigit() for character in plain) or len(plain) > 60:
            raise Unreadable(
                N_("“{value}” is not a telephone number; for example +880 1713-123720."), value=typed
            )
        return Phone(typed, _e164(plain, reading.country))

    def read_change(self, before: Any, raw: Json, reading: Reading) -> Phone | None:
        """The number as it was first typed stays where it is typed again as it is shown."""
        value = self.read(raw, reading)
        if before is None or value is None:
            return value
        shown = (before.e164, before.typed, before.typed.translate(LATIN_DIGITS))
        return before if value.typed in shown else value

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        """E.164; a number that cannot be read so as it was typed, but in Bengali digits for nobody who reads none."""
        if value is None:
            return ""
        return value.e164 or (language.reference(value.typed) if language.digits == "latn" else value.typed)

    def to_json(self, value: Any) -> Json:
        return None if value is None else {"typed": value.typed, "e164": value.e164}

    def from_json(self, raw: Json) -> Phone | None:
        return None if raw is None else Phone(raw["typed"], raw["e164"])

    def search_text(self, value: Any) -> str:
        return "" if value is None else f"{value.typed} {value.e164 or ''}"


def _e164(plain: str, country: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        # Kept as typed: an extension or a note in the field is still worth having.
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True, kw_only=True)
class Email(Field):
    """An e-mail address."""

    searched: bool = True
    kind: ClassVar[str] = "email"
    example: ClassVar[Json] = "buying@example.com"

    def read(self, raw: Json, reading: Reading) -> str | None:
        if is_empty(raw):
            return None
        address = text.one_line(text.clean(as_text(raw))).removeprefix("mailto:")
        from email_validator import EmailNotValidError, validate_email

        try:
            # Offline: whether the domain takes mail is not asked. Its letters become small, a local part stays.
            return validate_email(address, check_deliverability=False).normalized
        except EmailNotValidError as error:
            raise Unreadable(
                N_("“{value}” is not an e-mail address; for example name@example.com."), value=address
            ) from error


@dataclass(frozen=True, kw_only=True)
class Website(Field):
    """The address of a web page; ``https`` is understood where nothing is said."""

    searched: bool = True
    kind: ClassVar[str] = "website"
    example: ClassVar[Json] = "https://www.example.com"

    def read(self, raw: Json, reading: Reading) -> str | None:
        if is_empty(raw):
            return None
        address = text.one_line(text.clean(as_text(raw)))
        full = address if "://" in address else f"https://{address}"
        if not re.fullmatch(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?", full) or len(full) > 500:
            raise Unreadable(
                N_("“{value}” is not a web address; for example https://www.example.com."), value=address
            )
        return full
