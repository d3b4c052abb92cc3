"""Translate: a translation is put beside a text, if the text is still the one that was translated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading, Values
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import Record
from fieldreport.store.change import Change
from fieldreport.store.store import Store
from fieldreport.values import Text

CHANGED_MEANWHILE = N_(
    "This text was changed by somebody else meanwhile, so the translation was not saved. "
    "Please compare it with the text as it is now, and save again."
)


def translate(
    store: Store, name: str, field: str, language: str, raw: Json, seen: Text, *, by: str
) -> Change:
    """Put a translation into ``language`` beside a record's text; translations into other languages stay.

    ``raw`` is the translation, or an object of its text and state; an empty one takes the translation away. ``seen`` is
    the text as the translator saw it. Raises ``InputAtFault`` when the original or its translation is another one by
    now, when the record is archived, and for what ``TextField`` refuses. Nothing is written then.
    """
    return store.rewrite(name, _beside(field, language, raw, seen), by)


def _beside(field: str, language: str, raw: Json, seen: Text) -> Callable[[Record], Values]:
    def revise(record: Record) -> Values:
        text = record.values.get(field)
        if not isinstance(text, Text) or _as_seen_in(language, text) != _as_seen_in(language, seen):
            raise InputAtFault(Problem(CHANGED_MEANWHILE, {}, field))
        one = record.type.field(field)
        whole = one.to_json(text)
        whole["translations"][language] = raw
        try:
            # A text says its language itself, and no part of it is a day.
            changed = one.read(whole, Reading(text.language, date.min))
        except Unreadable as unreadable:
            raise InputAtFault(Problem(unreadable.message, unreadable.values, field)) from None
        return {**record.values, field: changed}

    return revise


def _as_seen_in(language: str, text: Text) -> tuple[object, ...]:
    return text.original, text.language, text.translations.get(language)
