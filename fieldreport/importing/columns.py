"""Columns: the cells of one column made into raw input and values, each different cell once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from fieldreport import bijoy
from fieldreport.field import Field, Json, Reading
from fieldreport.fields import Amount, Line, Link, Links, PhoneNumber, TextField, Words
from fieldreport.importing import usual
from fieldreport.importing.cell import Cleaned, Habits
from fieldreport.importing.cleaning import clean
from fieldreport.importing.figures import habits, whole_phone
from fieldreport.importing.guessing import Guess
from fieldreport.importing.table import Cell, Column, Table
from fieldreport.importing.target import CURRENCY, Target
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.values import Text

#: Different cells of a column that are remembered; columns that repeat themselves have far fewer.
REMEMBERED = 20_000

OLD_TEXT = N_("text in the old Bijoy encoding, left as it is; it can be converted")
OLD_TEXT_CONVERTED = N_("text in the old Bijoy encoding converted to Unicode")


class Read(NamedTuple):
    """A cell: as raw input, as the field's value, what was cleaned, what is kept beside, or what is wrong with it."""

    raw: Json
    value: Any
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    beside: str = ""
    wrong: Unreadable | None = None


NOTHING = Read(None, None)


class Cells:
    """Reads the cells of one column."""

    def __init__(
        self, guess: Guess, table: Table, reading: Reading, *, unicode: bool = False, alone: bool = True
    ) -> None:
        """``alone`` says that no other column gives a part of the same field."""
        assert guess.target is not None
        self.column: Column = guess.column
        self.target: Target = guess.target
        kind = guess.target.kind
        self.habits = (
            Habits() if kind is None else habits(kind, guess.column.whole_title, table.samples(guess.column))
        )
        self._kind = kind
        self._unicode = unicode
        self._may_be_old = isinstance(kind, TextField | Line | Words | Link) and any(
            isinstance(one, str) and _may_be_old(one) and bijoy.looks_like_bijoy(one)
            for one in table.samples(guess.column)
        )
        self._reading = replace(reading, currency=self.habits.currency) if self.habits.currency else reading
        #: The field reads its cells alone, without what other columns say of it.
        self.alone = alone and not self.target.part and not isinstance(kind, Link | Links)
        self._known: dict[tuple[type, Cell], Read] = {}
        self._texts: dict[str, Read] = {}
        self._usual = None if self._may_be_old or self.target.part == CURRENCY else usual.way(kind)

    @property
    def currency(self) -> str:
        """The currency that the column's title names."""
        return self.habits.currency

    def read(self, cell: Cell) -> Read:
        """What a cell says."""
        if isinstance(cell, str):
            # Most columns are texts, and a text is its own key.
            texts = self._texts
            read = texts.get(cell)
            if read is None:
                read = self._read_text(cell) if cell else NOTHING
                if len(texts) >= REMEMBERED:
                    texts.clear()
                texts[cell] = read
            return read
        if cell is None:
            return NOTHING
        # 1, 1.0 and True are one key to Python and three cells to people.
        key = (type(cell), cell)
        known = self._known.get(key)
        if known is None:
            known = self._read(cell)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = known
        return known

    def _read_text(self, cell: str) -> Read:
        if self._usual is not None:
            typed = usual.plain(cell)
            both = self._usual(typed, self._reading.language) if typed else None
            if both is not None:
                return Read(both[0], both[1] if self.alone else None)
        return self._read(cell)

    def _read(self, cell: Cell) -> Read:
        if self._kind is None:
            return Read(str(cell).strip(), None)
        if self.target.part == CURRENCY and isinstance(self._kind, Amount):
            cleaned = clean(cell, _CURRENCY)
            return Read(cleaned.raw, None, cleaned.notes)
        try:
            cleaned = clean(cell, self._kind, self.habits)
            if self._may_be_old and isinstance(cell, str):
                cleaned = self._unicoded(cleaned, cell)
            value = None
            if cleaned.raw is not None and isinstance(self._kind, PhoneNumber):
                phone = self._kind.read(cleaned.raw, self._reading)
                value = None if phone is None else whole_phone(phone, cleaned.beside)
                return Read(value, value, cleaned.notes)
            if cleaned.raw is not None and self.alone:
                value = self._kind.read(cleaned.raw, self._reading)
        except Unreadable as wrong:
            return Read(None, None, wrong=wrong)
        return Read(cleaned.raw, value, cleaned.notes, cleaned.beside)

    def _unicoded(self, cleaned: Cleaned, cell: str) -> Cleaned:
        """The old encoding of Bengali converted where that was asked for, else only told of."""
        if self._kind is None or not cleaned.raw or not _may_be_old(cell) or not bijoy.looks_like_bijoy(cell):
            return cleaned
        if not self._unicode:
            return cleaned._replace(notes=(*cleaned.notes, (OLD_TEXT, {})))
        new = clean(bijoy.to_unicode(cell), self._kind, self.habits)
        return new._replace(notes=(*new.notes, (OLD_TEXT_CONVERTED, {})))


_CURRENCY = Line(name=CURRENCY, label="")


def _may_be_old(cell: str) -> bool:
    """Whether a text may be in the old encoding at all: that has signs within words which no Latin text has."""
    return not cell.isascii() or any(one in "&‡†©®¨«¯|{}~^`$\\" for one in cell)


def of_table(guesses: list[Guess], table: Table, reading: Reading, *, unicode: bool = False) -> list[Cells]:
    """The readers of all columns that have a target."""
    chosen = [one for one in guesses if one.target is not None]
    fields = [one.target.path.partition(".")[0] for one in chosen if one.target is not None]
    return [
        Cells(one, table, reading, unicode=unicode, alone=fields.count(name) == 1)
        for one, name in zip(chosen, fields, strict=True)
    ]


def with_parts(field: Field, raw: Mapping[str, Json], currency: str) -> Json:
    """The raw input of a field from its own column (``""``) and those of its parts."""
    own = raw.get("")
    if isinstance(field, Amount):
        told = raw.get(CURRENCY) or currency
        return own if own is None or not told else {"amount": own, "currency": _currency(str(told))}
    if isinstance(field, TextField):
        pieces = {code: one for code, one in raw.items() if one}
        if not pieces:
            return None
        if "" in pieces:
            plain = pieces.pop("")
            from fieldreport import text

            language = text.language_of(str(plain)) or ""
            if pieces.get(language) in (None, plain):
                pieces.pop(language, None)
                return {"text": plain, "language": language, "translations": pieces} if language else plain
            pieces.setdefault("", plain)
        first = next((code for code in ("", "ko", "en", "bn") if code in pieces), "")
        own = pieces.pop(first)
        return {"text": own, "language": first, "translations": pieces} if first else own
    return own


def _currency(typed: str) -> str:
    from fieldreport.parsing import amount

    code = typed.strip().upper()
    if len(code) == 3 and code.isascii():
        return code
    try:
        return amount(f"1 {typed}", "")[1] or code
    except Unreadable:
        return code


def in_other_words(before: Any, raw: Json) -> bool:
    """Whether a text says what the record has already, in whatever language it has it."""
    if not isinstance(before, Text) or not isinstance(raw, str):
        return False
    return raw.strip() in {before.original, *(one.text for one in before.translations.values())}
