"""Codes found as one types, and who fits a lead or a company, in an office of 200,000 records.

The table of codes is as large as the published HS: made of the words of chapters and products, so that every query
finds many. What is typed are products and chapters in three languages, key by key, and codes digit by digit.
"""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks import records
from benchmarks.measuring import Figure, median, milliseconds
from benchmarks.records import LARGE, MADE
from benchmarks.search import as_typed
from benchmarks.varied import Varied
from fieldreport.matching import Matching
from fieldreport.matching.matching import FILE_NAME
from fieldreport.nomenclature import Chapters, Nomenclature, Products
from fieldreport.office import DATABASE_NAME
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Store

#: The milliseconds in which 95 of 100 keys are to be answered, and 95 of 100 matches.
KEY, MATCH = 16.0, 200.0
#: Headings of a chapter and subheadings of a heading: 96 chapters of these make 7,000 codes.
HEADINGS, SUBHEADINGS = 13, 5
QUERIES, ASKED = 60, 300


def figures() -> Iterator[Figure]:
    """Keys in the table, then matches."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with Nomenclature(folder) as nomenclature:
            path = _table(folder, chance)
            loading = milliseconds(lambda: nomenclature.load(path, "HS", "2022"))
            keys = [key for query in _queries(chance) for key in as_typed(query)]
            times = [milliseconds(partial(nomenclature.find, key)) for key in keys]
        yield Figure("hs: a key's answer, 95 of 100 (7,000 codes)", "ms", _most(times), goal=KEY)
        yield Figure("hs: the half of the keys (7,000 codes)", "ms", median(times))
        yield Figure("hs: loading the table (7,000 codes)", "ms", loading)
    yield from _matches(chance)


def _table(folder: Path, chance: random.Random) -> Path:
    path = folder / "table.csv"
    words = [word for one in Products.built_in().all for word in one.names.en.split()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["hscode", "description"])
        for chapter, names in Chapters.built_in().by_code.items():
            writer.writerow([chapter, names.en])
            for heading in range(1, HEADINGS + 1):
                code = f"{chapter}{heading:02d}"
                writer.writerow([code, f"{names.en}; {' '.join(chance.sample(words, 3))}"])
                for below in range(1, SUBHEADINGS + 1):
                    writer.writerow([f"{code}{below}0", " ".join(chance.sample(words, 12))])
    return path


def _queries(chance: random.Random) -> list[str]:
    products = chance.sample(Products.built_in().all, QUERIES)
    found = [one.name(("ko", "en", "bn")[at % 3]) for at, one in enumerate(products)]
    return [*found, *(one.codes[0] for one in products[:10])]


def _matches(chance: random.Random) -> Iterator[Figure]:
    folder = records.office(LARGE, Varied)
    where = f"{LARGE.total:,} records"
    index = Path(tempfile.mkdtemp(dir=MADE))
    try:
        with (
            closing(Store.open(folder / DATABASE_NAME, RECORD_TYPES, readonly=True)) as store,
            Matching(store, index) as matching,
        ):
            making = milliseconds(matching.update)
            following = milliseconds(matching.update)
            for name in ("lead", "organisation"):
                record_type = store.types[name]
                keys = chance.sample(list(store.keys(record_type)), ASKED)
                asked = [one for one in store.page(record_type, keys) if matching.matches(one)]
                times = [milliseconds(partial(matching.candidates, one)) for one in asked]
                what = "companies for a lead" if name == "lead" else "leads for a company"
                yield Figure(f"match: {what}, 95 of 100 ({where})", "ms", _most(times), goal=MATCH)
                yield Figure(f"match: {what}, the slowest ({where})", "ms", max(times))
            yield Figure(f"match: making the index ({where})", "ms", making)
            yield Figure(f"match: the index when nothing has changed ({where})", "ms", following)
            yield Figure(f"match: the index ({where})", "MB", (index / FILE_NAME).stat().st_size / 1e6)
    finally:
        shutil.rmtree(index)


def _most(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
