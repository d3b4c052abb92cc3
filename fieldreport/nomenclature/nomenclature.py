"""Nomenclature: names, parents and neighbours of HS codes, and the codes that a number or words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from fieldreport.fields.trade import LENGTHS
from fieldreport.nomenclature import source
from fieldreport.nomenclature.chapters import Chapters
from fieldreport.nomenclature.products import Product, Products
from fieldreport.nomenclature.shelf import Edition, Shelf
from fieldreport.nomenclature.source import Loaded, Progress, digits_of
from fieldreport.nomenclature.wording import words_of
from fieldreport.values import HsCode

#: Languages in which a name is shown where it does not exist in the one that is asked for, in this order.
_INSTEAD = ("en", "ko", "bn")
#: Words of a query beyond these are passed over.
MOST_WORDS = 8
#: Letters from which on names are looked through; Korean letters count, so that a syllable is enough.
LETTERS = 2
#: What of a query is part of a code.
_NUMBER = re.compile(r"\d[\d.]*")
_COLUMNS = "nomenclature, edition, code, ko, en, bn"


class Standing(StrEnum):
    """What the loaded tables say of a code."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    #: No table is loaded that could tell.
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Entry:
    """One code and its names; ``published`` is false where only the program's own words for it are known."""

    code: HsCode
    names: Mapping[str, str]
    published: bool = True

    def name(self, language: str) -> str:
        """Its name in ``language``, or else in one that there is."""
        return next((self.names[one] for one in (language, *_INSTEAD) if self.names.get(one)), "")


@dataclass(frozen=True)
class Hit:
    """One answer: the code, and the codes above it from its chapter down."""

    entry: Entry
    parents: tuple[Entry, ...]


class Nomenclature:
    """The chapters that come with the program and the tables that this office has loaded.

    It belongs to one thread. Opening it costs less than a millisecond, so that each job may open its own.
    """

    def __init__(
        self, folder: Path, chapters: Chapters | None = None, products: Products | None = None
    ) -> None:
        """``folder`` is the office's data folder."""
        self.shelf = Shelf(folder)
        self.chapters = chapters or Chapters.built_in()
        self.products = products or Products.built_in()

    def close(self) -> None:
        """Close the tables; closing twice is harmless."""
        self.shelf.close()

    def __enter__(self) -> Nomenclature:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def load(
        self,
        path: Path,
        nomenclature: str,
        edition: str,
        progress: Progress | None = None,
        now: datetime | None = None,
    ) -> Loaded:
        """Take the table in a CSV file in the stead of an earlier one of the same edition.

        Raises ``InputAtFault`` with every problem and its line, ``MachineAtFault`` where the disk refuses; then nothing
        is changed.
        """
        half = None if progress is None else lambda done, total: progress(done, 2 * total)
        lines, loaded = source.read(path, nomenclature, edition, half)
        rest = None if progress is None else lambda done, total: progress(total + done, 2 * total)
        moment = now or datetime.now(UTC)
        kept = Edition(loaded.nomenclature, loaded.edition, loaded.codes, path.name, moment)
        self.shelf.replace(kept, lines, rest)
        vars(self).pop("current", None)
        return loaded

    @cached_property
    def current(self) -> Mapping[str, Edition]:
        """The newest loaded edition of each nomenclature; asked once, so open a new one after somebody loads."""
        return {one.nomenclature: one for one in reversed(self.shelf.editions())}

    # ---- one code --------------------------------------------------------------------------------------------------

    def entry(self, code: HsCode) -> Entry | None:
        """A code with its published name: from its own table, or from the one of another nomenclature that has it."""
        if len(code.code) == 2 and code.code in self.chapters.by_code:
            return self._chapter(code)
        rows = self.shelf.rows(f"SELECT {_COLUMNS} FROM entry WHERE code = ?", (code.code,))
        if not rows:
            return None
        best = min(rows, key=lambda row: self._distance(code, row[0], row[1]))
        return _entry(best)

    def parents(self, code: HsCode) -> tuple[Entry, ...]:
        """The codes above one, from its chapter down, as far as their names are known."""
        above = [length for length in LENGTHS[code.nomenclature] if length < len(code.code)]
        found = (self.entry(HsCode(code.code[:length], code.nomenclature, code.edition)) for length in above)
        return tuple(one for one in found if one is not None)

    def named(self, code: HsCode) -> Entry | None:
        """A code with its own name, or else the nearest code above it that has one."""
        return self.entry(code) or next(iter(reversed(self.parents(code))), None)

    def standing(self, code: HsCode) -> tuple[Standing, Edition | None]:
        """Whether a loaded table has a code, and which table was asked: of its edition, or else of the newest one."""
        tables = self.shelf.editions()
        own = [one for one in tables if one.nomenclature == code.nomenclature]
        asked = [one for one in own if one.edition == code.edition] or own[:1]
        if not asked and len(code.code) <= LENGTHS["HS"][-1]:
            # The first six digits are the same in every country's nomenclature.
            asked = tables[:1]
        if not asked:
            return Standing.UNCHECKED, None
        table = asked[0]
        rows = self.shelf.rows(
            "SELECT 1 FROM entry WHERE nomenclature = ? AND edition = ? AND code >= ? AND code < ? LIMIT 1",
            (table.nomenclature, table.edition, code.code, f"{code.code}:"),
        )
        return (Standing.KNOWN if rows else Standing.UNKNOWN), table

    def children(self, code: str, nomenclature: str = "") -> list[Entry]:
        """The codes directly below one, or the chapters below nothing; of one nomenclature, or of any loaded one."""
        if not code:
            return [self._chapter(HsCode(one)) for one in self.chapters.by_code]
        tables = [
            one for one in self.current.values() if not nomenclature or one.nomenclature == nomenclature
        ]
        found: dict[str, Entry] = {}
        for table in sorted(tables, key=lambda one: LENGTHS[one.nomenclature][-1]):
            rows = self.shelf.rows(
                f"SELECT {_COLUMNS} FROM entry WHERE nomenclature = ? AND edition = ?"
                " AND code > ? AND code < ? ORDER BY code",
                (table.nomenclature, table.edition, code, f"{code}:"),
            )
            shortest = min((len(row[2]) for row in rows), default=0)
            for row in rows:
                if len(row[2]) == shortest:
                    found.setdefault(row[2], _entry(row))
        least = min(map(len, found), default=0)
        return [found[one] for one in sorted(found) if len(one) == least]

    # ---- finding ---------------------------------------------------------------------------------------------------

    def find(self, typed: str, limit: int = 12, nomenclature: str = "") -> list[Hit]:
        """The codes that what is typed may mean, the likeliest first; an unfinished word or number is enough.

        A number finds the codes that begin with it. Words are looked for in the published names, in the names of
        the chapters in three languages, and among what products are called in them.
        """
        number = digits_of(typed)
        if number.isdigit():
            entries = self._by_number(number, limit, nomenclature)
        else:
            entries = self._by_words(typed, limit, nomenclature)
        return [Hit(one, self.parents(one.code)) for one in entries]

    def _by_number(self, number: str, limit: int, nomenclature: str) -> list[Entry]:
        chapters = [one for one in self.chapters.by_code if one.startswith(number) or number.startswith(one)]
        found = {one: self._chapter(HsCode(one)) for one in chapters if one.startswith(number)}
        of_tables, parameters = self._of_tables(nomenclature)
        for row in self.shelf.rows(
            f"SELECT {_COLUMNS} FROM entry WHERE code >= ? AND code < ? AND {of_tables}"
            " ORDER BY length(code), code LIMIT ?",
            (number, f"{number}:", *parameters, limit),
        ):
            found.setdefault(row[2], _entry(row))
        if not found and len(number) >= 2:
            found = {one.code.code: one for one in self._of_products(self._products_of(number))}
        return sorted(found.values(), key=lambda one: (len(one.code.code), one.code.code))[:limit]

    def _products_of(self, number: str) -> list[Product]:
        return [one for one in self.products.all if any(code.startswith(number) for code in one.codes)]

    def _by_words(self, typed: str, limit: int, nomenclature: str) -> list[Entry]:
        pieces = typed.split()
        numbers = [digits_of(one) for one in pieces if _NUMBER.fullmatch(one)]
        words = words_of(" ".join(one for one in pieces if not _NUMBER.fullmatch(one)))[:MOST_WORDS]
        if not words:
            return []
        products = self.products.being_typed(words)
        found: dict[str, Entry] = {}
        for code in self._chapters_called(words, numbers):
            found[code] = self._chapter(HsCode(code))
        if len("".join(words)) < LETTERS and not numbers:
            # One letter is in nearly every name.
            return list(found.values())[:limit]
        for row in self._rows(words, numbers[:MOST_WORDS], products, limit, nomenclature):
            found.setdefault(row[2], _entry(row))
        for one in self._of_products(products):
            if all(one.code.code.startswith(number) for number in numbers):
                found.setdefault(one.code.code, one)
        return list(found.values())[:limit]

    def _chapters_called(self, words: Sequence[str], numbers: Sequence[str]) -> list[str]:
        """The chapters that have all words in their names, those with all of them at a beginning first."""
        called = [
            (not all(f" {word}" in said for word in words), code)
            for code, said in self.chapters.looked_in.items()
            if all(word in said for word in words) and all(code.startswith(number[:2]) for number in numbers)
        ]
        return [code for _, code in sorted(called)]

    def _rows(
        self,
        words: Sequence[str],
        numbers: Sequence[str],
        products: Sequence[Product],
        limit: int,
        nomenclature: str,
    ) -> list[Any]:
        """The rows that have each word in their name, or in their chapter's name, or whose product is called so."""
        of_tables, of_values = self._of_tables(nomenclature)
        conditions, parameters = [of_tables], list(of_values)
        for number in numbers:
            conditions.append("(code LIKE ? OR instr(looked_in, ?))")
            parameters += [f"{number}%", f" {number}"]
        in_words: list[str] = []
        word_parameters: list[str] = []
        for word in words:
            chapters = self.chapters.with_word(word)
            inherited = f" OR substr(code, 1, 2) IN ({_quoted(chapters)})" if chapters else ""
            in_words.append(f"(instr(looked_in, ?){inherited})")
            word_parameters.append(word)
        codes = _quoted([code for one in products for code in one.codes])
        conditions.append(f"(({' AND '.join(in_words)}) OR code IN ({codes}))")
        parameters += word_parameters
        rank = (
            f"CASE WHEN code IN ({codes}) OR instr(looked_in, ?) = 1 THEN 0"
            f" WHEN {' AND '.join(['instr(looked_in, ?)'] * len(words))} THEN 1"
            f" WHEN {' AND '.join(['instr(looked_in, ?)'] * len(words))} THEN 2 ELSE 3 END"
        )
        ranked = [f" {words[0]}", *(f" {word}" for word in words), *words]
        return self.shelf.rows(
            f"SELECT {_COLUMNS} FROM entry WHERE {' AND '.join(conditions)}"
            f" ORDER BY {rank}, length(code), code LIMIT ?",
            (*parameters, *ranked, limit),
        )

    def _of_tables(self, nomenclature: str) -> tuple[str, list[str]]:
        """SQL for the newest edition of each nomenclature, or of the one that is asked for."""
        tables = [
            one for one in self.current.values() if not nomenclature or one.nomenclature == nomenclature
        ]
        if not tables:
            return "FALSE", []
        each = " OR ".join(["(nomenclature = ? AND edition = ?)"] * len(tables))
        return f"({each})", [value for one in tables for value in (one.nomenclature, one.edition)]

    def _of_products(self, products: Sequence[Product]) -> list[Entry]:
        """The usual codes of products under the products' own names, where no table has them."""
        found: dict[str, Entry] = {}
        for one in products:
            names = {"ko": one.names.ko, "en": one.names.en, "bn": one.names.bn}
            for code in one.codes:
                found.setdefault(code, Entry(HsCode(code), names, published=False))
        return list(found.values())

    def _chapter(self, code: HsCode) -> Entry:
        names = self.chapters.by_code[code.code]
        return Entry(code, {"ko": names.ko, "en": names.en, "bn": names.bn})

    def _distance(self, code: HsCode, nomenclature: str, edition: str) -> tuple[bool, bool, int]:
        """How far a table is from the one that a code belongs to; of two others the newer one is nearer."""
        return nomenclature != code.nomenclature, edition != code.edition, -int(edition)


def _entry(row: Sequence[Any]) -> Entry:
    names = {language: name for language, name in zip(("ko", "en", "bn"), row[3:6], strict=True) if name}
    return Entry(HsCode(row[2], row[0], row[1]), names)


def _quoted(codes: Sequence[str]) -> str:
    """Codes as SQL has them: digits from our own files, never what somebody typed."""
    return ", ".join(f"'{code}'" for code in codes)
