"""Bringing in a list of 100,000 companies, beside reading the same file with calamine and inserting its cells bare.

Ours includes what a list needs before it is records: columns guessed, values cleaned and checked, companies that are
there already found, history, search and the index of duplicates. When it ends every record is found by every word, but
by looking through the texts that wait; that they are put into the index afterwards, slice by slice, is told by itself.
All are counted in the time of this process, because what else runs on the machine for a minute would else be counted
with the longer of the two.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figure
from benchmarks.varied import LANGUAGES, Vocabulary
from fieldreport import importing
from fieldreport.language import CODES
from fieldreport.office import Office

GOAL = 4.0
ROWS = 100_000
TITLES = (
    "Company name",
    "Roles",
    "Registration number",
    "Country",
    "Address",
    "Website",
    "Sector",
    "Products",
    "HS code",
    "Note",
)
#: Different sectors and products, as lists of one office have them.
SECTORS, PRODUCTS = 30, 300


def rows(count: int) -> Iterator[list[object]]:
    """Made-up companies: their own names and numbers, sectors and products that come again, a note on every third."""
    chance = random.Random(2026)
    words = {language: Vocabulary(language) for language in LANGUAGES}
    sectors = [" ".join(words[chance.choice(LANGUAGES)].pick(chance, 2)) for _ in range(SECTORS)]
    products = [" ".join(words[chance.choice(LANGUAGES)].pick(chance, 2)) for _ in range(PRODUCTS)]
    codes = [
        f"{chance.randrange(1, 77):02d}{chance.randrange(100):02d}.{chance.randrange(100):02d}"
        for _ in range(200)
    ]
    for number in range(count):
        own = words[chance.choice(LANGUAGES)]
        yield [
            " ".join(own.pick(chance, 3)),
            chance.choice(("buyer", "company")),
            registration(f"{10_101 + number // 10_000 * 997}{number % 10_000:04d}"),
            chance.choice(("Bangladesh", "BD", "KR", "대한민국")),
            f"{chance.randrange(1, 200)} {' '.join(own.pick(chance, 3))}",
            f"www.site{number}.example.com" if number % 2 else "N/A",
            chance.choice(sectors),
            ", ".join(chance.sample(products, 2)),
            chance.choice(codes),
            " ".join(own.pick(chance, 8)) if number % 3 == 0 else "",
        ]


def registration(nine: str) -> str:
    """A Korean registration number: nine digits with the tenth that checks them."""
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = (
        sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True)) + int(nine[8]) * 5 // 10
    )
    return f"{nine[:3]}-{nine[3:5]}-{nine[5:]}{-total % 10}"


def write(path: Path, count: int) -> None:
    """The workbook."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, TITLES)
    for number, row in enumerate(rows(count), start=1):
        sheet.write_row(number, 0, row)
    book.close()


def figures(count: int = ROWS) -> list[Figure]:
    """The time for each, in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "companies.xlsx"
        write(path, count)
        bare = min(_seconds(partial(_bare, path, folder / f"bare{turn}.db")) for turn in range(3))
        with Office.create(folder / "office", "DHK") as office:
            ours = _seconds(lambda: _ours(office, path, count))
            settled = _seconds(lambda: _settle(office))
            again = _seconds(lambda: _ours(office, path, 0))
    name = f"import: {count:,} companies"
    return [
        Figure(name, "s", ours, bare, GOAL),
        Figure(f"{name}, and until the last is in the search's index", "s", ours + settled, bare),
        Figure(f"{name}, once more: nothing to change", "s", again, bare),
    ]


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def _bare(path: Path, database: Path) -> None:
    from python_calamine import load_workbook

    cells = load_workbook(path).get_sheet_by_index(0).to_python()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute(f"CREATE TABLE company ({', '.join(f'c{at}' for at in range(len(TITLES)))})")
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO company VALUES ({', '.join('?' * len(TITLES))})", cells)
    connection.execute("COMMIT")
    connection.close()


def _settle(office: Office) -> None:
    while office.store.settle_search(5_000):
        continue


def _ours(office: Office, path: Path, expected: int) -> None:
    languages = [office.language(code) for code in CODES]
    opened = importing.opened(
        path, office.record_type("organisation"), office.store.types, languages, office.place.country
    )
    place = importing.Place(office.store, office.duplicates, office.reading("en"), "Officer")
    work = importing.Work(place, opened.record_type, opened.table, opened.chosen(), trial=False)
    with importing.undisturbed():
        for _ in work.run():
            pass
    if work.outcome.added != expected or work.outcome.problems:
        raise AssertionError(f"{work.outcome.added} added, {work.outcome.problems[:3]}")
