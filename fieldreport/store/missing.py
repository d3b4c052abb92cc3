"""Missing: the texts of records that have nothing in a language yet, or a translation that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fieldreport.field import dump
from fieldreport.fields import TextField
from fieldreport.record import Record
from fieldreport.store.database import quoted
from fieldreport.store.query import Filter, Queries
from fieldreport.store.untranslated import elsewhere, text_fields, translated
from fieldreport.values import Text, TextState

#: Keys of one query, and texts read together.
BATCH, PAGE = 10_000, 500


class Need(StrEnum):
    """What a text needs in a language: to be translated, or its translation to be reviewed."""

    TRANSLATION = "translation"
    REVIEW = "review"


class Gap(NamedTuple):
    """Where a text needs something: the record's type and key (its row in this database) and the field."""

    type: str
    key: int
    field: str


@dataclass(frozen=True, slots=True)
class PendingText:
    """A text that waits for somebody, with the record it stands in."""

    record: Record
    field: TextField
    text: Text


def need_of(text: Text, language: str) -> Need | None:
    """What a text needs in a language; None where it was written in it, or its translation is beyond doubt."""
    if text.in_language(language) is None:
        return Need.TRANSLATION
    if language == text.language:
        return None
    return Need.REVIEW if text.translations[language].state is TextState.TRANSLATED else None


def gaps(
    store: Queries,
    language: str,
    need: Need = Need.TRANSLATION,
    which: Filter | None = None,
    also: Mapping[str, Sequence[int]] | None = None,
) -> Iterator[Gap]:
    """Every text that needs ``need`` in ``language``, type by type, the newest records first.

    ``which`` tells the records of each type, ``also`` further ones by type and key. Answered from the columns of
    the texts alone: no record is read.
    """
    for record_type in store.types.values():
        fields = text_fields(record_type)
        if not fields:
            continue
        keys = list(dict.fromkeys([*store.keys(record_type, which), *(also or {}).get(record_type.name, ())]))
        # Bit by bit which fields need something, so that one look at a record answers for all of them.
        needed = " + ".join(
            f"{1 << at} * ({_condition(one, need, language)})" for at, one in enumerate(fields)
        )
        sql = (
            f"SELECT key, {needed} AS needed FROM {quoted(record_type.name)}"
            " WHERE key IN (SELECT value FROM json_each(?)) AND needed <> 0"
        )
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            bits = dict(store.database.rows(sql, (dump(batch),)))
            for key in batch:
                for at, one in enumerate(fields):
                    if bits.get(key, 0) >> at & 1:
                        yield Gap(record_type.name, key, one.name)


def pending(store: Queries, found: Iterable[Gap], language: str, need: Need) -> Iterator[PendingText]:
    """The texts themselves, with their records; those that need it no longer are left out."""
    ordered = list(found)
    for start in range(0, len(ordered), PAGE):
        part = ordered[start : start + PAGE]
        records: dict[tuple[str, int], Record] = {}
        for name in {one.type for one in part}:
            keys = list(dict.fromkeys(one.key for one in part if one.type == name))
            records.update(((name, one.key), one) for one in store.page(store.types[name], keys))
        for one in part:
            record = records.get((one.type, one.key))
            text = record.values.get(one.field) if record is not None else None
            if record is not None and text is not None and need_of(text, language) is need:
                field = record.type.field(one.field)
                assert isinstance(field, TextField)
                yield PendingText(record, field, text)


def _condition(field: TextField, need: Need, language: str) -> str:
    """SQL that is 1 where the text needs it and 0 where not, never NULL; ``need_of`` says the same of one text."""
    if need is Need.TRANSLATION:
        return f"{elsewhere(field, language)} AND NOT {translated(field, language)}"
    _, _, translations = map(quoted, field.columns())
    unreviewed = f"json_extract({translations}, '$.{language}.state') IS '{TextState.TRANSLATED}'"
    return f"{elsewhere(field, language)} AND {translated(field, language)} AND {unreviewed}"
