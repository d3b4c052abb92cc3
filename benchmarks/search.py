"""An answer to every key of a query as it is typed, beside a bare SQLite query that answers it.

Sixty queries, twenty a language, of one to three words that the texts have, are typed key by key, Hangul as an input
method composes it. The bare query is SQLite's own way to find parts of words: LIKE on an FTS5 table with the trigram
tokenizer that holds the same texts; for the search over everything the last records first, for a list joined with its
records, by day. It knows no names of what records point at, and not which records have the words as they were written;
for the search over everything neither types nor archived records.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
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
from fieldreport.store.naming import Names
from fieldreport.store.narrowing import First, Listed, Narrowing
from fieldreport.store.search import TYPE_BITS, wanted

#: The milliseconds in which 95 of 100 keys are to be answered.
GOALS = ((LARGE, 16.0), (HUGE, 50.0))
RATIO = 2.0
#: Queries of each language.
QUERIES = 20
#: Results that are shown, and rows of a list.
RESULTS, ROWS = 12, 40
#: Every so many keys are asked of the whole list too, and of the bare query of a list.
LISTED = 5
#: What the window asks is asked so often, and the middle of the results told: others work on the machine too.
RUNS = 3


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
        keys = {
            language: [typed for query in queries[language] for typed in as_typed(query)]
            for language in LANGUAGES
        }
        yield from _everything(store, bare, keys, where, goal)
        yield from _lists(store, bare, keys, where, goal)
        sixty = [query for language in LANGUAGES for query in queries[language]]
        different = sum(_answer(store, query) != _plain_scan(store, query) for query in sixty)
        yield Figure(f"search: answers unlike a plain scan's ({where})", "of 60", different, goal=0)


def _everything(
    store: Store, bare: sqlite3.Connection, keys: dict[str, list[str]], where: str, goal: float
) -> Iterator[Figure]:
    """The search over everything, with what points at the names as the window asks it, and without."""
    every = [typed for language in LANGUAGES for typed in keys[language]]
    yield from _judged(
        every, lambda typed: pointing.find(store, typed, RESULTS), "a key's answer", where, goal
    )
    for language in LANGUAGES:
        ours, theirs = _both(
            keys[language],
            lambda typed: store.search(typed, limit=RESULTS),
            lambda typed: _like(bare, typed),
        )
        yield from _compared(f"everything, {language}", ours, theirs, where)


def _lists(
    store: Store, bare: sqlite3.Connection, keys: dict[str, list[str]], where: str, goal: float
) -> Iterator[Figure]:
    """The list of leads: the first rows, which the eye sees, and all of them, which come in the background."""
    lead, names, listed = store.types["lead"], Names(), Listed(store.keys(store.types["lead"]))
    yield Figure(
        f"search: taking in the names, once ({where})", "ms", milliseconds(lambda: names.take_in(store))
    )

    def first(typed: str) -> First:
        return Narrowing(store, lead, typed, names).first(listed, ROWS)

    def whole(typed: str) -> object:
        return Narrowing(store, lead, typed, names).all(listed)

    bare_list = partial(_like_list, bare, store.index.place(lead, 0))
    every = [typed for language in LANGUAGES for typed in keys[language]]
    yield from _judged(every, first, "a list's first rows", where, goal)
    answers = [first(typed) for typed in every]
    fewer = sum(not one.whole and len(one.keys) < ROWS // 2 for one in answers)
    yield Figure(
        f"search: keys with less than half a screen of them yet ({where})", f"of {len(answers)}", fewer
    )
    for language in LANGUAGES:
        some = keys[language][::LISTED]
        ours, theirs = _both(some, first, partial(bare_list, ROWS))
        yield from _compared(f"a list's first rows, {language}", ours, theirs, where)
        ours, theirs = _both(some, whole, partial(bare_list, -1))
        yield from _compared(f"the whole list, {language}", ours, theirs, where)


def _judged(
    keys: list[str], ask: Callable[[str], object], what: str, where: str, goal: float
) -> Iterator[Figure]:
    """The time that 95 of 100 keys stay under: of several runs the middle one, by the clock and by the processor."""
    runs = [[_timed(ask, typed) for typed in keys] for _ in range(RUNS)]
    clock, processor = (
        statistics.median(_most([timed[which] for timed in run]) for run in runs) for which in (0, 1)
    )
    half = statistics.median(median([timed[0] for timed in run]) for run in runs)
    yield Figure(f"search: {what}, 95 of 100 ({where})", "ms", clock, goal=goal)
    yield Figure(f"search: {what}, the same, processor's time ({where})", "ms", processor)
    yield Figure(f"search: {what}, half of the keys ({where})", "ms", half)


def _compared(what: str, ours: list[float], theirs: list[float], where: str) -> Iterator[Figure]:
    yield Figure(f"search: {what}, half of the keys ({where})", "ms", median(ours), median(theirs), RATIO)
    yield Figure(f"search: {what}, 95 of 100 ({where})", "ms", _most(ours), _most(theirs), RATIO)


def _timed(ask: Callable[[str], object], typed: str) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.thread_time()
    ask(typed)
    return (time.perf_counter() - clock) * 1000, (time.thread_time() - processor) * 1000


def _both(
    keys: list[str], ours: Callable[[str], object], bare: Callable[[str], object]
) -> tuple[list[float], list[float]]:
    """Milliseconds of both for each key, one after the other."""
    pairs = [(milliseconds(partial(ours, typed)), milliseconds(partial(bare, typed))) for typed in keys]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _most(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


# ---- what is typed -------------------------------------------------------------------------------------------------


def _queries(size: Size) -> dict[str, list[str]]:
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
    return found


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
    connection.execute("ATTACH ? AS office", (str(folder / DATABASE_NAME),))
    connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
    return connection


def _like(bare: sqlite3.Connection, typed: str) -> list[tuple[int]]:
    words = wanted(typed)[-1].words
    like = " AND ".join(["folded LIKE ?"] * len(words))
    return bare.execute(
        f"SELECT rowid FROM bare WHERE {like} ORDER BY rowid DESC LIMIT ?",
        [*(f"%{one}%" for one in words), RESULTS],
    ).fetchall()


def _like_list(bare: sqlite3.Connection, number: int, limit: int, typed: str) -> list[tuple[int]]:
    """The same of the leads, whose type has this number in the last bits, in the order of their list."""
    words = wanted(typed)[-1].words
    like = " AND ".join(["folded LIKE ?"] * len(words))
    return bare.execute(
        "SELECT key FROM office.lead WHERE archived IS NULL AND key IN"
        f" (SELECT rowid >> ? FROM bare WHERE {like} AND rowid & ? = ?)"
        " ORDER BY received_on DESC, key DESC LIMIT ?",
        [TYPE_BITS, *(f"%{one}%" for one in words), (1 << TYPE_BITS) - 1, number, limit],
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
