"""An answer to every key of a query as it is typed, beside a bare SQLite query that answers it.

Sixty queries, twenty a language, of one to three words that the texts have, are typed key by key, Hangul as an input
method composes it. The bare query is SQLite's own way to find parts of words: LIKE on an FTS5 table with the trigram
tokenizer that holds the same texts, the last records first. It knows neither types nor archived records nor which
records have the words as they were written.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks import records
from benchmarks.measuring import Figure, median, milliseconds
from benchmarks.records import HUGE, LARGE, Size
from benchmarks.varied import LANGUAGES, Texts, Varied
from fieldreport import text
from fieldreport.office import DATABASE_NAME
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Filter, Store, pointing
from fieldreport.store.database import CACHE_KIB
from fieldreport.store.search import TYPE_BITS, wanted

#: The milliseconds in which 95 of 100 keys are to be answered.
GOALS = ((LARGE, 16.0), (HUGE, 50.0))
RATIO = 2.0
#: Queries of each language.
QUERIES = 20
#: Results that are shown.
RESULTS = 12
#: Every so many keys are typed into the list of leads too.
LISTED = 5


def figures() -> list[Figure]:
    """In an office of 200,000 records and in one of a million."""
    return [figure for size, goal in GOALS for figure in _figures(size, goal)]


def _figures(size: Size, goal: float) -> Iterator[Figure]:
    folder = records.office(size, Varied)
    with (
        closing(Store.open(folder / DATABASE_NAME, RECORD_TYPES, readonly=True)) as store,
        closing(_bare(folder)) as bare,
    ):
        where = f"{size.total:,} records"
        queries = _queries(size)
        keys = [typed for query in queries for typed in as_typed(query)]
        lead = store.types["lead"]
        answer = _both(
            keys, lambda typed: store.search(typed, limit=RESULTS), lambda typed: _like(bare, typed)
        )
        list_of = _both(
            keys[::LISTED],
            lambda typed: store.keys(lead, Filter(words=typed)),
            lambda typed: _like_list(bare, store.index.place(lead, 0), typed),
        )
        yield Figure(f"search: a key's answer, 95 of 100 ({where})", "ms", _most(answer[0]), goal=goal)
        yield Figure(
            f"search: the same and a bare LIKE ({where})", "ms", _most(answer[0]), _most(answer[1]), RATIO
        )
        yield Figure(f"search: the half of the keys ({where})", "ms", median(answer[0]), median(answer[1]))
        yield Figure(
            f"search: the whole list of leads ({where})", "ms", _most(list_of[0]), _most(list_of[1]), RATIO
        )
        pointing_too = [milliseconds(partial(pointing.find, store, typed, RESULTS)) for typed in keys]
        yield Figure(f"search: with what points at the names ({where})", "ms", _most(pointing_too))
        different = sum(_answer(store, query) != _plain_scan(store, query) for query in queries)
        yield Figure(f"search: answers unlike a plain scan's ({where})", "of 60", different, goal=0)


def _both(
    keys: list[str], ours: Callable[[str], object], bare: Callable[[str], object]
) -> tuple[list[float], list[float]]:
    """Milliseconds of both for each key, one after the other."""
    pairs = [(milliseconds(partial(ours, typed)), milliseconds(partial(bare, typed))) for typed in keys]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _most(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


# ---- what is typed -------------------------------------------------------------------------------------------------


def _queries(size: Size) -> list[str]:
    """One to three words that stand together in a text, so many of each language."""
    chance, texts = random.Random(2026), Texts()
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    while any(len(queries) < QUERIES for queries in found.values()):
        record_type = chance.choice(list(size.counts))
        language, names, note = texts.of(record_type, chance.randrange(size.counts[record_type]) + 1)
        words = " ".join([*names, note]).split()
        at = chance.randrange(len(words))
        if len(found[language]) < QUERIES:
            found[language].append(" ".join(words[at : at + chance.choice((1, 1, 2, 3))]))
    return [query for queries in found.values() for query in queries]


def as_typed(query: str) -> Iterator[str]:
    """What stands in the field after each key: 닭 is ㄷ, 다, 달, 닭; spaces ask for nothing new."""
    syllables = {text.fold(chr(number)): chr(number) for number in range(ord("가"), ord("힣") + 1)}
    for end, character in enumerate(query):
        if character == " ":
            continue
        letters = text.fold(character) if "가" <= character <= "힣" else character
        for length in range(1, len(letters) + 1):
            yield query[:end] + syllables.get(letters[:length], letters[:length])


# ---- the bare query ------------------------------------------------------------------------------------------------


def _bare(folder: Path) -> sqlite3.Connection:
    """A connection to SQLite's own index of the same texts, made when it is not there yet."""
    path = folder / "bare.db"
    if not path.exists():
        unfinished = folder / "bare.unfinished"
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("CREATE VIRTUAL TABLE bare USING fts5 (folded, tokenize = 'trigram')")
            connection.execute("ATTACH ? AS office", (str(folder / DATABASE_NAME),))
            connection.execute(
                "INSERT INTO bare (rowid, folded) SELECT place, folded FROM office.search ORDER BY place"
            )
            connection.commit()
        unfinished.rename(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
    return connection


def _like(bare: sqlite3.Connection, typed: str) -> list[tuple[int]]:
    words = wanted(typed)[-1].words
    like = " AND ".join(["folded LIKE ?"] * len(words))
    return bare.execute(
        f"SELECT rowid FROM bare WHERE {like} ORDER BY rowid DESC LIMIT ?",
        [*(f"%{one}%" for one in words), RESULTS],
    ).fetchall()


def _like_list(bare: sqlite3.Connection, number: int, typed: str) -> list[tuple[int]]:
    """The same of one type, whose number is in the last bits."""
    words = wanted(typed)[-1].words
    like = " AND ".join(["folded LIKE ?"] * len(words))
    return bare.execute(
        f"SELECT rowid FROM bare WHERE {like} AND rowid & ? = ? ORDER BY rowid DESC",
        [*(f"%{one}%" for one in words), (1 << TYPE_BITS) - 1, number],
    ).fetchall()


# ---- the plain scan ------------------------------------------------------------------------------------------------


def _answer(store: Store, query: str) -> list[int]:
    return sorted(
        store.index.place(record_type, key)
        for record_type in RECORD_TYPES
        for key in store.keys(record_type, Filter(words=query))
    )


def _plain_scan(store: Store, query: str) -> list[int]:
    words = wanted(query)[-1].words
    contains = " AND ".join(["instr(folded, ?)"] * len(words))
    return [
        row[0]
        for row in store.database.rows(f"SELECT place FROM search WHERE {contains} ORDER BY place", words)
    ]
