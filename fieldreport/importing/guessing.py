"""Guessing: what the columns of a table are, by their titles in three languages and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field
from fieldreport.fields import Country, Day, Email, HsCodes, Line, PhoneNumber, Website
from fieldreport.importing.table import Cell, Column, Table
from fieldreport.importing.target import ID, REFERENCE, Target, targets
from fieldreport.importing.titles import (
    CONTACT_PARTS,
    COUNTERS,
    IDENTITY,
    ORGANISATION_PARTS,
    TITLES,
)
from fieldreport.importing.titles import REFERENCE as REFERENCE_TITLES
from fieldreport.language import CODES, N_, Language
from fieldreport.record import RecordType

#: How a column's target was found.
BY_TITLE, BY_CONTENT, CHOSEN, LEFT_OUT = "title", "content", "chosen", ""
#: So many of the filled cells must look like it.
MOST = 0.8
FEWEST = 3

UNKNOWN_COLUMN = N_("There is no column “{title}” in this file; there are: {known}.")
UNKNOWN_TARGET = N_("There is no field “{name}” to put a column into; there are: {known}.")
TWICE_CHOSEN = N_("Two columns are put into “{name}”; please keep one.")
NO_MAPPING = N_("“{word}” does not say which column becomes which field; write TITLE=FIELD.")

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-]{8,20}(?:\.0)?")
_DATE = re.compile(r"\d{4}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}.*|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_HS = re.compile(r"(?:\d{4}\.\d{2}(?:[.\d]{0,6})?)(?:\s*[,;/]\s*[\d.]+)*")
_REGISTRATION = re.compile(r"\d{3}-\d{2}-\d{5}")


@dataclass(frozen=True)
class Guess:
    """What a column is taken for; without a target it is left out. ``why`` tells how that was found."""

    column: Column
    target: Target | None = None
    why: str = LEFT_OUT


class Titles:
    """Knows what may stand over a column of records of a type."""

    def __init__(
        self, record_type: RecordType, types: Mapping[str, RecordType], languages: Sequence[Language]
    ) -> None:
        self.targets = targets(record_type, types)
        self._by_title: dict[str, list[str]] = {}
        own = TITLES.get(record_type.name, {})
        # What stands first wins: a field's own name and labels, then what people write.
        for path, target in self.targets.items():
            self._tell(path, [path, path.replace("_", " "), *(target.label(one) for one in languages)])
        for path, titles in own.items():
            if path in self.targets:
                self._tell(path, titles.split("|"))
        self._tell(REFERENCE, REFERENCE_TITLES.split("|"))
        self._tell(ID, IDENTITY.split("|"))
        for path in self.targets:
            begin, _, part = path.partition(".")
            for parts in (ORGANISATION_PARTS, CONTACT_PARTS):
                if self.targets[path].linked is not None and part in parts:
                    self._tell(path, parts[part].split("|"))
                    heads = own.get(begin, begin).split("|")
                    self._tell(path, [f"{head} {one}" for head in heads for one in parts[part].split("|")])
        self._counters = {_plain(one) for one in COUNTERS.split("|")} - {""}

    def _tell(self, path: str, titles: Iterable[str]) -> None:
        for one in titles:
            paths = self._by_title.setdefault(_plain(one), [])
            if path not in paths:
                paths.append(path)

    def of(self, group: str, title: str) -> list[str]:
        """The targets that a title may mean, the likeliest first."""
        without = re.sub(r"[(\[（［{].*?[)\]）］}]", " ", title)
        inside = re.findall(r"[(\[（［{](.*?)[)\]）］}]", title)
        tried = [f"{group} {title}"] if group else []
        pieces = re.split(r"[/|·\n]", title)
        # In three languages, at most: a path is no title.
        tried += [title, without, *(pieces if len(pieces) <= len(CODES) else ()), *inside]
        found: dict[str, None] = {}
        for one in tried:
            plain = _plain(one)
            if plain and plain not in self._counters:
                found.update(dict.fromkeys(self._by_title.get(plain, ())))
        return list(found)

    def knows(self, group: str, title: str) -> bool:
        """Whether a title names something that can be brought in, or a number of the rows."""
        return _plain(title) in self._counters or bool(self.of(group, title))

    def counts(self, title: str) -> bool:
        """Whether a column of this title only counts the rows."""
        return _plain(title) in self._counters


def _plain(title: str) -> str:
    return "".join(one for one in text.fold(title) if one.isalnum() or "\u0980" <= one <= "\u09ff")


def guess(table: Table, titles: Titles) -> list[Guess]:
    """What each column is taken for. No target is given twice: the first column with the best title has it."""
    taken: set[str] = set()
    found: dict[int, Guess] = {}
    for column in table.columns:
        for path in titles.of(column.group, column.title) if column.title else ():
            if path not in taken and _fits(titles.targets[path], table.samples(column)):
                taken.add(path)
                found[column.index] = Guess(column, titles.targets[path], BY_TITLE)
                break
    for column in table.columns:
        if column.index in found or titles.counts(column.title):
            continue
        by_content = _by_content(table.samples(column), titles.targets, taken)
        if by_content is not None:
            taken.add(by_content.path)
            found[column.index] = Guess(column, by_content, BY_CONTENT)
    return [found.get(column.index, Guess(column)) for column in table.columns]


def _fits(target: Target, samples: Sequence[Cell]) -> bool:
    """Whether what is in a column may be what its title says: a number of the row is no reference."""
    if target.path == REFERENCE:
        return any(isinstance(one, str) and re.match(r"\s*[A-Za-z]{2}-\d", one) for one in samples)
    if target.path == ID:
        return any(isinstance(one, str) and len(one.strip()) == 36 for one in samples)
    kind = target.kind
    words = [one for one in samples if isinstance(one, str)]
    if isinstance(kind, PhoneNumber):
        return not words or any(re.search(r"[\d০-৯]{3}", one) for one in words)
    if isinstance(kind, Email):
        return not samples or any("@" in one for one in words) or not words
    return True


def _by_content(samples: Sequence[Cell], known: Mapping[str, Target], taken: set[str]) -> Target | None:
    if len(samples) < FEWEST:
        return None
    for looks, kind in _LOOKS:
        if sum(looks(one) for one in samples) < MOST * len(samples):
            continue
        for target in known.values():
            field = target.kind
            if (
                target.path not in taken
                and _is_of(field, kind, target)
                and target.part not in ("ko", "en", "bn")
            ):
                return target
        return None
    return None


def _is_of(field: Field | None, kind: type[Field], target: Target) -> bool:
    if kind is Line:
        return field is not None and field.name == "registration_number"
    return isinstance(field, kind) and (
        target.linked is None or kind in (Email, PhoneNumber, Website, Country)
    )


#: Whether a cell looks like something.
Looks = Callable[[Cell], bool]


def _shaped(pattern: re.Pattern[str]) -> Looks:
    def looks(cell: Cell) -> bool:
        return isinstance(cell, str) and pattern.fullmatch(text.ascii_digits(cell).strip()) is not None

    return looks


def _is_mobile(cell: Cell) -> bool:
    if isinstance(cell, str):
        digits = sum(one.isdigit() for one in cell)
        return 9 <= digits <= 15 and _PHONE.fullmatch(text.ascii_digits(cell).strip()) is not None
    # A mobile number of Bangladesh or Korea that a spreadsheet took for a number.
    return (
        isinstance(cell, float | int)
        and not isinstance(cell, bool)
        and re.fullmatch(r"1[3-9]\d{8}|8801[3-9]\d{8}|10\d{8}|8210\d{8}", f"{cell:.0f}") is not None
    )


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or _shaped(_DATE)(cell)


def _is_country(cell: Cell) -> bool:
    from fieldreport.importing.cleaning import country_code

    return isinstance(cell, str) and country_code(cell) is not None


#: What tells by its content, surest first, and the kind of field it is.
_LOOKS: tuple[tuple[Looks, type[Field]], ...] = (
    (_shaped(_EMAIL), Email),
    (_shaped(_WEB), Website),
    (_shaped(_REGISTRATION), Line),
    (_is_mobile, PhoneNumber),
    (_shaped(_HS), HsCodes),
    (_is_day, Day),
    (_is_country, Country),
)


def choose(guesses: Sequence[Guess], chosen: Sequence[str], titles: Titles) -> list[Guess]:
    """The guesses with what a person chose: ``TITLE=FIELD`` each, ``TITLE=`` to leave a column out.

    A column is called by its title or its letter. Raises ``InputAtFault``.
    """
    by_hand: dict[int, str] = {}
    for word in chosen:
        title, sign, path = word.rpartition("=")
        if not sign or not title.strip():
            raise InputAtFault(Problem(NO_MAPPING, {"word": word}))
        by_hand[_column(guesses, title).index] = path.strip()
    return put(guesses, by_hand, titles)


def put(guesses: Sequence[Guess], by_hand: Mapping[int, str], titles: Titles) -> list[Guess]:
    """The guesses with the targets that a person chose for some columns, by their places; “” leaves a column out.

    A field that was guessed for another column is taken from it. Raises ``InputAtFault``.
    """
    paths = [one for one in by_hand.values() if one]
    for path in paths:
        if paths.count(path) > 1:
            raise InputAtFault(Problem(TWICE_CHOSEN, {"name": path}))
    found = []
    for one in guesses:
        if one.column.index in by_hand:
            path = by_hand[one.column.index]
            found.append(Guess(one.column, _target(path, titles) if path else None, CHOSEN))
        elif one.target is not None and one.target.path in paths:
            found.append(replace(one, target=None, why=LEFT_OUT))
        else:
            found.append(one)
    return found


def _column(guesses: Sequence[Guess], title: str) -> Column:
    plain = _plain(title)
    for one in guesses:
        if plain and plain in (_plain(one.column.title), _plain(one.column.whole_title)):
            return one.column
    for one in guesses:
        if title.strip().upper() == one.column.letter:
            return one.column
    known = ", ".join(one.column.whole_title for one in guesses)
    raise InputAtFault(Problem(UNKNOWN_COLUMN, {"title": title.strip(), "known": known}))


def _target(path: str, titles: Titles) -> Target:
    if path in titles.targets:
        return titles.targets[path]
    raise InputAtFault(Problem(UNKNOWN_TARGET, {"name": path, "known": ", ".join(titles.targets)}))
