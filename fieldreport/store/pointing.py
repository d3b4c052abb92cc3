"""Records found by the names of what they point at: a lead by its buyer's name, a meeting by its event's.

Nothing of this is kept, so no save pays for it, and another name of a company is found the moment it is written.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldreport.fields import Link, Links, TextField, Words
from fieldreport.record import RecordType
from fieldreport.store import search
from fieldreport.store.query import Queries
from fieldreport.store.searchable import searchable

#: The field in which a record keeps its other names.
ALIASES = "aliases"


def find(store: Queries, words: str, limit: int = 50) -> list[tuple[RecordType, int]]:
    """The first ``limit`` records with these words, then those that point at one whose name has them all.

    The first are those of ``Queries.search``; among the others the record added last is the first. Whatever has the
    words in its name is itself one of the first. So while there is room for others, all names are known already, and
    they are fewer than ``limit``.
    """
    with store.database.reading():
        found = store.search(words, limit=limit)
        if len(found) >= limit or not search.wanted(words)[-1].words:
            return found
        known = set(found)
        pointing = _pointing_at(store, _named(store, words, found), limit)
        return [*found, *(one for one in pointing if one not in known)][:limit]


def name_fields(record_type: RecordType) -> tuple[str, ...]:
    """The fields that hold the names of such records; none for records that are called by others' names."""
    first = record_type.field(record_type.title[0])
    if not isinstance(first, TextField):
        return ()
    aliases = record_type.by_name.get(ALIASES)
    return (first.name, ALIASES) if isinstance(aliases, Words) else (first.name,)


def _named(store: Queries, words: str, found: Iterable[tuple[RecordType, int]]) -> list[str]:
    """The ids of those records that have all words in their names, and that others may point at."""
    keys: dict[RecordType, list[int]] = {}
    for record_type, key in found:
        if record_type.name in _pointed_at(store) and name_fields(record_type):
            keys.setdefault(record_type, []).append(key)
    # Letters are the wider of the two: whoever is found as written is found by them.
    wanted = search.wanted(words)[-1].words
    named = []
    for record_type, of_type in keys.items():
        fields = [record_type.field(name) for name in name_fields(record_type)]
        for part in store.parts(record_type, of_type, name_fields(record_type)):
            names = "\n".join(one.search_text(part.values.get(one.name)) for one in fields)
            searched = searchable(names, names.split("\n"))
            if all(word in searched for word in wanted):
                named.append(part.id)
    return named


def _pointed_at(store: Queries) -> set[str]:
    return {
        name
        for record_type in store.types.values()
        for one in record_type.fields
        if isinstance(one, Link | Links)
        for name in one.to
    }


def _pointing_at(store: Queries, ids: list[str], limit: int) -> list[tuple[RecordType, int]]:
    """The records that point at these, archived ones left out, the last added first.

    Twice the limit: some of them may have been found already, and those are fewer than the limit.
    """
    if not ids:
        return []
    place = f"(record.key << {search.TYPE_BITS} | search_type.number)"
    rows = store.database.rows(
        "SELECT DISTINCT record.type, record.key FROM link CROSS JOIN record ON record.id = link.record_id"
        " CROSS JOIN search_type ON search_type.name = record.type"
        f" WHERE link.target_id IN ({', '.join('?' * len(ids))})"
        f" AND {place} NOT IN (SELECT place FROM search_archived) ORDER BY record.key DESC LIMIT ?",
        [*ids, 2 * limit],
    )
    return [(store.types[name], key) for name, key in rows]
