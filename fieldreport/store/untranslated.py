"""SQL for texts that have nothing in a language yet: what ``store.missing`` lists and a filter narrows to."""

from __future__ import annotations

from fieldreport.fields import TextField
from fieldreport.language import CODES
from fieldreport.record import RecordType
from fieldreport.store.database import quoted


def text_fields(record_type: RecordType) -> tuple[TextField, ...]:
    """The fields whose texts can be translated."""
    return tuple(one for one in record_type.fields if isinstance(one, TextField))


def translated(field: TextField, language: str) -> str:
    """SQL that is 1 where the text has a translation into the language, 0 where it has none, never NULL."""
    _, _, translations = map(quoted, field.columns())
    return f"coalesce(json_extract({translations}, '$.{_known(language)}.text'), '') <> ''"


def elsewhere(field: TextField, language: str) -> str:
    """SQL that is 1 where there is a text and it was written in another language, never NULL."""
    original, written_in, _ = map(quoted, field.columns())
    return f"({original} IS NOT NULL AND {written_in} <> '{_known(language)}')"


def lacks(record_type: RecordType, language: str) -> str:
    """SQL that is 1 where any text of a record of this type has nothing in the language, never NULL."""
    fields = text_fields(record_type)
    found = (f"{elsewhere(one, language)} AND NOT {translated(one, language)}" for one in fields)
    return f"({' OR '.join(found)})" if fields else "0"


def _known(language: str) -> str:
    """The language's code, which stands in the SQL itself: a parameter has no name to share among conditions."""
    if language not in CODES:
        raise ValueError(f"no such language: {language}")
    return language
