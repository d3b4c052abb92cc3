"""Evidence: what a record's values say of who it is, and what two of them say of whether they are the same."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from fieldreport import text
from fieldreport.duplicates import wording
from fieldreport.duplicates.naming import Name, Reader, alike
from fieldreport.field import Field, Values
from fieldreport.fields import Email, PhoneNumber, TextField, Website, Words
from fieldreport.language import N_
from fieldreport.record import RecordType
from fieldreport.values import Phone, Text

#: What each reason alone is worth, of 100. A registration number is one company's for ever. A mailbox or a telephone
#: is one person's as long as it is not the office's, and a site one company's as long as a group does not share it.
REGISTRATION, EMAIL, PHONE, WEBSITE = 100, 97, 95, 90
#: What it is worth where the names say that these are two: colleagues share the office's telephone and mailbox.
SHARED = 50
#: Names this much alike are the same name in another spelling: the table in the tests was made by hand.
SAME_NAME = 85
#: Names less alike than this are two names.
OTHER_NAME = 60
#: Told from here on.
SUGGESTED = 85
#: Taken off for the same name in another country: a subsidiary has its parent's name.
ABROAD = 12
#: What the same name of a person is worth at another company: thousands are called Rahim Uddin.
ELSEWHERE = 70
#: Digits by which telephone numbers are found before they are compared.
PHONE_DIGITS = 9
#: Digits of a registration number: fewer are no number of a register.
REGISTRATION_DIGITS = 6

SAME_REGISTRATION = N_("same registration number")
SAME_EMAIL = N_("same e-mail")
SAME_PHONE = N_("same phone")
SAME_WEBSITE = N_("same website")
EXACT_NAME = N_("same name")
ALIKE_NAME = N_("name sounds alike: {name}")
SAME_COMPANY = N_("at the same organisation")


@dataclass(frozen=True)
class Reason:
    """Why two records may be the same: a catalogue text with its values, and the field it was seen in."""

    message: str
    field: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """Which fields of a record type tell who it is, found by their kinds."""

    names: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    websites: tuple[str, ...]
    registration: str = ""
    country: str = ""
    company: str = ""

    @classmethod
    def of(cls, record_type: RecordType) -> Shape:
        """The shape of a type; its own name and a field ``aliases`` hold names."""

        kinds: dict[type[Field], tuple[str, ...]] = {
            kind: tuple(one.name for one in record_type.fields if isinstance(one, kind))
            for kind in (Words, Email, PhoneNumber, Website)
        }
        by_name = record_type.by_name
        titles = [name for name in record_type.title if isinstance(by_name[name], TextField)]
        aliases = [one for one in kinds[Words] if one == "aliases"]
        return cls(
            (*titles, *aliases),
            kinds[Email],
            kinds[PhoneNumber],
            kinds[Website],
            "registration_number" if "registration_number" in by_name else "",
            "country" if "country" in by_name else "",
            "organisation" if "organisation" in by_name else "",
        )

    @property
    def is_person(self) -> bool:
        """Whether these are people, who belong to a company."""
        return bool(self.company)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is looked at."""
        single = (self.registration, self.country, self.company)
        return (*self.names, *self.emails, *self.phones, *self.websites, *(one for one in single if one))


@dataclass(frozen=True)
class Evidence:
    """What one record says of who it is. Each mapping leads from what was found to the field it is in."""

    person: bool
    names: Mapping[str, str]
    read: Reader
    emails: Mapping[str, str]
    phones: Mapping[Phone, str]
    websites: Mapping[str, str]
    registration: str
    country: str
    company: str

    @property
    def name(self) -> str:
        """The first name; empty where there is none yet."""
        return next(iter(self.names), "")

    @cached_property
    def divided(self) -> Mapping[str, list[Name]]:
        """The words of each name."""
        return {one: self.read.names(one) for one in self.names}

    def parts(self) -> set[str]:
        """What a record must share with another one, at least one of them, to be the same."""
        # Kept by hand: a cached property takes a lock, which for a list of many thousands is worth leaving out.
        known: dict[str, set[str]] = self.__dict__
        found = known.get("_parts")
        if found is None:
            found = known["_parts"] = self._gathered()
        return found

    def whole_parts(self) -> list[str]:
        """The same without single words of names, which take all that only one company has."""
        known: dict[str, list[str]] = self.__dict__
        found = known.get("_whole_parts")
        if found is None:
            found = known["_whole_parts"] = [one for one in self.parts() if one[0] != "n"]
        return found

    def _gathered(self) -> set[str]:
        found = {f"d:{one}" for one in self.websites}
        if self.emails:
            found.update([f"e:{one}" for one in self.emails])
        if self.phones:
            found.update([f"p:{_last_digits(one)}" for one in self.phones])
        if self.registration:
            found.add(f"r:{self.registration}")
        for name in self.names:
            found.update(self.read.parts(name))
        return found


def gather(shape: Shape, values: Values, read: Reader) -> Evidence:
    """The evidence in a record's values, of which some may be missing."""
    names: dict[str, str] = {}
    for one in shape.names:
        value = values.get(one)
        if value:
            for said in _texts(value):
                names.setdefault(said, one)
    emails = {str(values[one]).casefold(): one for one in shape.emails if values.get(one)}
    phones = {
        values[one]: one
        for one in shape.phones
        if isinstance(values.get(one), Phone) and len(_last_digits(values[one])) == PHONE_DIGITS
    }
    websites = {
        host: one for one in shape.websites if values.get(one) and (host := host_of(str(values[one])))
    }
    number = _digits(str(values.get(shape.registration) or "")) if shape.registration else ""
    return Evidence(
        shape.is_person,
        names,
        read,
        emails,
        phones,
        websites,
        number if len(number) >= REGISTRATION_DIGITS and number.strip("0") else "",
        str(values.get(shape.country) or "") if shape.country else "",
        str(values.get(shape.company) or "") if shape.company else "",
    )


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, Text):
        if not value.translations:
            return (value.original,)
        return [value.original, *(one.text for one in value.translations.values() if one.text)]
    return [str(one) for one in value] if isinstance(value, tuple) else []


def _digits(raw: str) -> str:
    plain = raw.replace("-", "")
    if plain.isascii() and plain.isdigit():
        return plain
    return "".join(one for one in text.ascii_digits(raw) if one in "0123456789")


def _last_digits(phone: Phone) -> str:
    return _digits(phone.e164 or phone.typed.removesuffix(".0"))[-PHONE_DIGITS:]


def host_of(website: str) -> str:
    """Whose site it is: the host without what every host begins with; empty for a site that everybody shares."""
    host = (
        website.partition("://")[2]
        .partition("/")[0]
        .partition("?")[0]
        .partition(":")[0]
        .casefold()
        .strip(".")
    )
    for prefix in wording.HOST_PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    return "" if host in wording.SHARED_HOSTS else host


def compare(one: Evidence, other: Evidence) -> tuple[int, tuple[Reason, ...]]:
    """How likely two records are the same, from 0 to 100, and why, the best reason first; what is told of ``other``."""
    if one.registration and other.registration and one.registration != other.registration:
        # Two companies, whatever they are called and whoever answers their mail.
        return 0, ()
    likeness, mine, theirs = _names(one, other)
    weak = bool(one.names and other.names) and likeness < OTHER_NAME
    found: list[tuple[int, Reason]] = []
    if one.registration and one.registration == other.registration:
        found.append((REGISTRATION, Reason(SAME_REGISTRATION, "registration_number")))
    for email in one.emails.keys() & other.emails.keys():
        shared = weak and email.partition("@")[0] in wording.SHARED_MAILBOXES
        found.append((SHARED if shared else EMAIL, Reason(SAME_EMAIL, one.emails[email])))
    phone = next(
        (mine for mine in one.phones if any(_same_phone(mine, theirs) for theirs in other.phones)), None
    )
    if phone is not None:
        found.append((SHARED if weak else PHONE, Reason(SAME_PHONE, one.phones[phone])))
    for host in one.websites.keys() & other.websites.keys():
        found.append((WEBSITE, Reason(SAME_WEBSITE, one.websites[host])))
    found += _by_name(one, other, likeness, mine, theirs)
    found.sort(key=lambda told: told[0], reverse=True)
    doubt = 1.0
    for score, _ in found:
        doubt *= 1 - score / 100
    strong = [reason for score, reason in found if score >= SHARED]
    best = found[0][0] if found else 0
    # Weak reasons together are no strong one: only what would be told alone makes what is told surer.
    return (max(best, round(100 * (1 - doubt))) if best >= SUGGESTED else best), tuple(strong)


def names_differ(one: Evidence, other: Evidence) -> bool:
    """Whether both have names, and these have little in common."""
    return bool(one.names and other.names) and _names(one, other)[0] < OTHER_NAME


def _by_name(
    one: Evidence, other: Evidence, likeness: int, mine: str, theirs: str
) -> list[tuple[int, Reason]]:
    if likeness < SAME_NAME:
        return []
    score = min(likeness, 99)
    if one.person and (not one.company or one.company != other.company):
        score = min(score, ELSEWHERE)
    if one.country and other.country and one.country != other.country:
        score -= ABROAD
    field_name = one.names[mine]
    reason = (
        Reason(EXACT_NAME, field_name)
        if likeness == 100
        else Reason(ALIKE_NAME, field_name, {"name": theirs})
    )
    found = [(score, reason)]
    if one.person and one.company and one.company == other.company:
        found.append((SHARED, Reason(SAME_COMPANY, field_name)))
    return found


def _names(one: Evidence, other: Evidence) -> tuple[int, str, str]:
    best = (0, "", "")
    for (mine, first), (theirs, second) in itertools.product(one.divided.items(), other.divided.items()):
        for a, b in itertools.product(first, second):
            likeness = alike(a, b)
            if likeness > best[0]:
                best = (likeness, mine, theirs)
                if likeness == 100:
                    return best
    return best


def _same_phone(one: Phone, other: Phone) -> bool:
    if one.e164 and other.e164:
        return one.e164 == other.e164
    return _last_digits(one) == _last_digits(other)
