"""Texts in several languages: what a file says of one that is there already."""

from __future__ import annotations

from fieldreport.field import Json
from fieldreport.fields import TextField
from fieldreport.values import Text, Translation


def beside(field: TextField, old: Text, new: Text) -> Json | None:
    """A short text in another language than the record has it in, as a translation beside it; None where it is none."""
    if not field.short or new.language == old.language or old.in_language(new.language):
        return None
    return together(field, old, Text(old.original, old.language, {new.language: Translation(new.original)}))


def together(field: TextField, old: Text, new: Text) -> Json:
    """A text in several languages over the one that is there: what it does not say stays."""
    said = {code: one.text for code, one in new.translations.items()} | {new.language: new.original}
    before = field.to_json(old)
    original = said.pop(old.language, old.original)
    translations = {
        **before["translations"],
        **{code: one for code, one in said.items() if old.in_language(code) != one},
    }
    return {"text": original, "language": old.language, "translations": translations}
