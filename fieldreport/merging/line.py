"""One field of two records that become one: what each has, what may become of it, what will if nobody chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fieldreport import text
from fieldreport.field import Field
from fieldreport.fields import (
    Choice,
    Email,
    HsCodes,
    Links,
    ManyChoices,
    PhoneNumber,
    RegistrationNumber,
    TextField,
    Words,
)
from fieldreport.fields.registration import digits_of
from fieldreport.fields.text import LONGEST_TEXT
from fieldreport.fields.text import Line as LineField
from fieldreport.values import Phone, Text, TextState, Translation


class Side(StrEnum):
    """Whose value is taken: of the record that is kept, of the one that is dropped, or both together."""

    KEEP = "keep"
    DROP = "drop"
    BOTH = "both"


@dataclass(frozen=True)
class Line:
    """A field of the two records. ``results`` has what each choice makes of it; ``side`` is taken where none is made.

    ``conflict`` says that both have something of which only one can stay: then somebody has to choose.
    """

    field: Field
    keep: Any
    drop: Any
    side: Side
    results: Mapping[Side, Any]
    conflict: bool = False

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose, for both say the same or only one says anything."""
        return len(self.results) == 1


def line_of(field: Field, keep: Any, drop: Any, *, named: bool = False, aliases: bool = False) -> Line:
    """What may become of one field.

    ``named`` is a field that names the record: its texts in several languages are one name, never two statements.
    ``aliases`` says that the record remembers other names, so that none is lost whichever is chosen.
    """
    if keep == drop or _is_empty(field, drop):
        return Line(field, keep, drop, Side.KEEP, {Side.KEEP: keep})
    if _is_empty(field, keep):
        return Line(field, keep, drop, Side.DROP, {Side.DROP: drop})
    fuller = _fuller(field, keep, drop)
    if fuller is not None:
        return Line(field, keep, drop, fuller, {fuller: keep if fuller is Side.KEEP else drop})
    if isinstance(keep, Text) and isinstance(drop, Text):
        return _text(field, keep, drop, named=named, aliases=aliases)
    both = _united(field, keep, drop)
    if both == keep:
        return Line(field, keep, drop, Side.KEEP, {Side.KEEP: keep})
    if both is not None:
        results = {Side.BOTH: both, Side.KEEP: keep, Side.DROP: drop}
        return Line(field, keep, drop, Side.BOTH, results)
    return Line(field, keep, drop, Side.KEEP, {Side.KEEP: keep, Side.DROP: drop}, conflict=True)


def _is_empty(field: Field, value: Any) -> bool:
    """Whether nothing is said; what a new record says by itself is nothing that anybody said."""
    unsaid = isinstance(field, Choice) and not field.required and value == field.default
    return unsaid or value in (None, (), "")


def _fuller(field: Field, keep: Any, drop: Any) -> Side | None:
    """The side that says the same as the other one and more; the kept one where they say the same."""
    match field:
        case RegistrationNumber() if digits_of(keep) == digits_of(drop) != "":
            return Side.KEEP
        case LineField() | Email() if text.fold(keep) == text.fold(drop):
            return Side.KEEP
        case PhoneNumber():
            if keep.e164 and keep.e164 == drop.e164:
                return Side.KEEP
            if bool(keep.e164) != bool(drop.e164) and _is_end_of(keep, drop):
                return Side.KEEP if keep.e164 else Side.DROP
    return None


def _is_end_of(one: Phone, other: Phone) -> bool:
    """Whether what could not be read is the end of the number that could."""
    whole, typed = (one.e164, other.typed) if one.e164 else (other.e164, one.typed)
    digits = digits_of(text.ascii_digits(typed)).lstrip("0")
    return len(digits) >= 7 and str(whole).endswith(digits)


def _united(field: Field, keep: Any, drop: Any) -> Any:
    """Everything that either list has, in the order of the kept one; None where the field is no list."""
    if isinstance(field, ManyChoices):
        return tuple(code for code in field.choices if code in keep or code in drop)
    if isinstance(field, Words):
        words: dict[str, str] = {}
        for word in (*keep, *drop):
            words.setdefault(text.fold(word), word)
        return tuple(words.values())
    if isinstance(field, HsCodes | Links):
        return tuple(dict.fromkeys((*keep, *drop)))
    return None


# ---- texts ---------------------------------------------------------------------------------------------------


def _text(field: Field, keep: Text, drop: Text, *, named: bool, aliases: bool) -> Line:
    agree = _agree(keep, drop)
    if named or agree:
        # One text in several languages: whichever is chosen, it gets the languages that only the other one has.
        kept, dropped = joined(keep, drop), joined(drop, keep)
        if agree:
            return Line(field, keep, drop, Side.KEEP, {Side.KEEP: kept})
        return Line(field, keep, drop, Side.KEEP, {Side.KEEP: kept, Side.DROP: dropped}, conflict=not aliases)
    if isinstance(field, TextField) and not field.short:
        both = appended(keep, drop)
        if max(len(one) for one in said(both).values()) <= LONGEST_TEXT:
            if both == keep:
                return Line(field, keep, drop, Side.KEEP, {Side.KEEP: keep})
            results = {Side.BOTH: both, Side.KEEP: keep, Side.DROP: drop}
            return Line(field, keep, drop, Side.BOTH, results)
    return Line(field, keep, drop, Side.KEEP, {Side.KEEP: keep, Side.DROP: drop}, conflict=True)


def said(one: Text) -> dict[str, str]:
    """The text in each language that it has."""
    return {
        one.language: one.original,
        **{code: other.text for code, other in one.translations.items() if other.text},
    }


def _agree(one: Text, other: Text) -> bool:
    """Whether two texts say the same: what both have in a language is the same there, and they share one."""
    mine, theirs = said(one), said(other)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(text.fold(mine[code]) == text.fold(theirs[code]) for code in shared)


def joined(one: Text, other: Text) -> Text:
    """A text, and beside it the languages that only the other one has; of two equal ones the reviewed one."""
    more = {other.language: Translation(other.original, TextState.WRITTEN), **other.translations}
    translations = dict(one.translations)
    for code, theirs in more.items():
        mine = translations.get(code)
        if code == one.language or not theirs.text:
            continue
        if mine is None or not mine.text or (mine.text == theirs.text and _is_surer(theirs, mine)):
            translations[code] = theirs
    return Text(one.original, one.language, translations)


def _is_surer(one: Translation, other: Translation) -> bool:
    order = (TextState.TRANSLATED, TextState.WRITTEN, TextState.REVIEWED)
    return order.index(one.state) > order.index(other.state)


def appended(one: Text, other: Text) -> Text:
    """Two statements one below the other, in each language that either has; what is missing in it stays as written."""

    def put(first: str, second: str) -> str:
        return first if text.fold(second) in text.fold(first) else f"{first}\n\n{second}"

    def state(code: str) -> TextState:
        # What was put together from two is as sure as the less sure of them.
        sure = all(_is_reviewed(part, code) for part in (one, other))
        return TextState.REVIEWED if sure else TextState.TRANSLATED

    languages = [code for code in {**said(one), **said(other)} if code != one.language]
    return Text(
        put(one.original, other.best(one.language)),
        one.language,
        {code: Translation(put(one.best(code), other.best(code)), state(code)) for code in languages},
    )


def _is_reviewed(one: Text, code: str) -> bool:
    if code == one.language:
        return True
    translation = one.translations.get(code)
    return translation is not None and translation.state is TextState.REVIEWED
