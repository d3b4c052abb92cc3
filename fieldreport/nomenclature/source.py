"""Source: the file of a nomenclature as customs and statistics offices publish it, read with distrust.

The columns are guessed from their titles in three languages and from what is in them. Every problem is told with its
line; a file with one is not taken at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fieldreport import csvfile, text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.fields.trade import LENGTHS
from fieldreport.language import N_
from fieldreport.nomenclature.wording import spaced

#: Says how far something is: steps done, steps in all.
Progress = Callable[[int, int], None]

#: Far above any nomenclature: Korea's has 12,000 codes of ten digits, the European Union's 16,000 lines.
LIMITS = csvfile.Limits(bytes=20_000_000, rows=100_000, columns=60, cell=5_000)
#: Characters of a name; the longest heading of the HS has some 600.
LONGEST_NAME = 2_000
#: Problems told of one file: whoever has more of them needs another file.
MOST_PROBLEMS = 100
#: Rows looked at to find out what a column holds.
LOOKED_AT = 200
#: What stands for all codes together in statistics; no code.
TOTAL = "TOTAL"
#: Rows between two reports of progress.
STEP = 500

_EDITION = re.compile(r"(?:19[89]|20\d)\d")
_CODE_TITLES = frozenset(
    """
    hscode hs hscodes code codes hsno hsnumber hsk hskcode bct bctcode tariffcode tariffitem tariffline subheading
    commoditycode cmdcode productcode hs부호 hs코드 hsk코드 hsk부호 품목번호 품목코드 세번 세번부호 부호 코드 세번번호
    এইচএসকোড এইচএসসিকোড কোড শুল্ককোড
    """.split()  # noqa: SIM905 (a list of words is read as a block)
)
_NAME_TITLES: Mapping[str, str] = {
    **dict.fromkeys(("한글품목명", "한글명", "국문품명", "국문명", "한글품명", "ko", "korean", "koreanname"), "ko"),
    **dict.fromkeys(("영문품목명", "영문명", "영문품명", "en", "english", "englishname", "ইংরেজি"), "en"),
    **dict.fromkeys(("bn", "bangla", "bengali", "বাংলা", "বিবরণ", "বর্ণনা", "পণ্যেরবিবরণ", "পণ্যেরনাম"), "bn"),
    **dict.fromkeys(
        (
            "description", "descriptions", "name", "desc", "descriptionofgoods", "productdescription", "commodity",
            "품명", "품목명", "세번명", "text", "label", "title", "articledescription",
        ),
        "",
    ),
}  # fmt: skip

NOT_A_NOMENCLATURE = N_("There is no nomenclature “{name}”; use HS, HSK or BCT.")
NOT_AN_EDITION = N_("“{edition}” is no edition; give its year, for example 2022.")
NO_ROWS = N_("This file has no rows.")
NO_CODES = N_("No column of this file holds HS codes; give it the title “hscode”.")
NO_NAMES = N_("No column of this file holds the names of the codes; give it the title “description”.")
NOT_DIGITS = N_("“{code}” is not an HS code; it has only digits and points.")
ZERO_LOST = N_(
    "“{code}” has {digits} digits: a zero may have been lost. Please format the column as text and save the file again."
)
WRONG_LENGTH = N_("“{code}” has {digits} digits; codes of {name} have {lengths}.")
NO_CHAPTER = N_("“{code}” begins with no chapter of the nomenclature (01 to 97).")
TWICE = N_("{code} stands already in line {line}, with another name.")
NO_NAME = N_("{code} has no name.")
NAME_TOO_LONG = N_("The name of {code} has more than {longest} characters.")
NO_PARENT = N_("{code} belongs to {parent}, which is not in the file.")
OTHER_PARENT = N_("{code} belongs to {expected}, but the file says {parent}.")
OTHER_LEVEL = N_("{code} has {digits} digits, but the file says {level}.")
NO_FULL_CODES = N_("This file has no codes of {digits} digits, so it is not {name}.")
MORE_PROBLEMS = N_("There are more problems; the first {count} are told.")


@dataclass(frozen=True, slots=True)
class Line:
    """One code of a file: its digits, its name by language, the line where it stands."""

    code: str
    names: Mapping[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row what stands; ``names`` by language. Those that are not there are None."""

    code: int
    names: Mapping[str, int]
    parent: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: how many codes of which lengths, in which languages, and how many lines had no code."""

    nomenclature: str
    edition: str
    by_length: Mapping[int, int]
    languages: tuple[str, ...]
    without_code: int

    @property
    def codes(self) -> int:
        """All codes."""
        return sum(self.by_length.values())


@dataclass
class _Problems:
    place: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, message: str, /, **values: object) -> None:
        if len(self.found) == MOST_PROBLEMS:
            self.found.append(Problem(MORE_PROBLEMS, {"count": MOST_PROBLEMS}, place=self.place))
        if len(self.found) <= MOST_PROBLEMS:
            self.found.append(Problem(message, values, place=f"{self.place}:{line}"))

    def conclude(self) -> None:
        if self.found:
            raise InputAtFault(self.found)


def checked(nomenclature: str, edition: str) -> tuple[str, str]:
    """The nomenclature and its edition as they are kept; raises ``InputAtFault`` for others than there are."""
    name, year = nomenclature.strip().upper(), text.ascii_digits(edition.strip())
    if name not in LENGTHS:
        raise InputAtFault(Problem(NOT_A_NOMENCLATURE, {"name": nomenclature}, "nomenclature"))
    if not _EDITION.fullmatch(year):
        raise InputAtFault(Problem(NOT_AN_EDITION, {"edition": edition}, "edition"))
    return name, year


def read(
    path: Path, nomenclature: str, edition: str, progress: Progress | None = None
) -> tuple[list[Line], Loaded]:
    """The codes in a CSV file, in the order of the codes, and what was found.

    Raises ``InputAtFault`` with every problem (at most a hundred) and its line, ``MachineAtFault`` where the file
    cannot be read.
    """
    nomenclature, edition = checked(nomenclature, edition)
    rows = csvfile.read(path, LIMITS).rows
    if not rows:
        raise InputAtFault(Problem(NO_ROWS, place=path.name))
    columns, titled = guessed(rows, path.name)
    problems = _Problems(path.name)
    lines: dict[str, Line] = {}
    without_code = 0
    body = rows[1:] if titled else rows
    for number, row in enumerate(body):
        if progress is not None and number % STEP == 0:
            progress(number, len(body))
        raw = _cell(row, columns.code)
        if not raw:
            without_code += 1
        elif raw.upper() != TOTAL:
            _take(row, raw, nomenclature, columns, lines, problems)
    _check_parents(lines, problems)
    problems.conclude()
    by_length: dict[int, int] = {}
    for code in lines:
        by_length[len(code)] = by_length.get(len(code), 0) + 1
    full = LENGTHS[nomenclature][-1]
    if not by_length.get(full):
        raise InputAtFault(Problem(NO_FULL_CODES, {"digits": full, "name": nomenclature}, place=path.name))
    languages = tuple(one for one in ("ko", "en", "bn") if any(one in line.names for line in lines.values()))
    if progress is not None:
        progress(len(body), len(body))
    return (
        [lines[code] for code in sorted(lines)],
        Loaded(nomenclature, edition, dict(sorted(by_length.items())), languages, without_code),
    )


def _cell(row: csvfile.Row, column: int | None) -> str:
    return "" if column is None or column >= len(row.cells) else text.one_line(row.cells[column])


def digits_of(raw: str) -> str:
    """The digits of a code as people write it: without points, spaces and dashes, ASCII whatever the script."""
    return re.sub(r"[.\s'’-]", "", text.ascii_digits(raw))


def _take(
    row: csvfile.Row,
    raw: str,
    nomenclature: str,
    columns: Columns,
    lines: dict[str, Line],
    problems: _Problems,
) -> None:
    code = digits_of(raw)
    if not _is_code(code, raw, row.line, nomenclature, problems):
        return
    names = {language: name for language, column in columns.names.items() if (name := _cell(row, column))}
    if not names:
        problems.add(row.line, NO_NAME, code=code)
    elif any(len(name) > LONGEST_NAME for name in names.values()):
        problems.add(row.line, NAME_TOO_LONG, code=code, longest=LONGEST_NAME)
    elif code in lines:
        if lines[code].names != names:
            problems.add(row.line, TWICE, code=code, line=lines[code].line)
    else:
        lines[code] = Line(code, names, row.line)
    level, parent = _cell(row, columns.level), digits_of(_cell(row, columns.parent))
    if level.isdigit() and int(level) in range(2, 11, 2) and int(level) != len(code):
        problems.add(row.line, OTHER_LEVEL, code=code, digits=len(code), level=level)
    if parent.isdigit() and not (code.startswith(parent) and len(parent) < len(code)):
        problems.add(row.line, OTHER_PARENT, code=code, expected=code[:-2], parent=parent)


def _is_code(code: str, raw: str, line: int, nomenclature: str, problems: _Problems) -> bool:
    lengths = LENGTHS[nomenclature]
    if not (code.isascii() and code.isdigit()):
        problems.add(line, NOT_DIGITS, code=raw[:40])
    elif len(code) % 2 and len(code) < lengths[-1]:
        problems.add(line, ZERO_LOST, code=raw, digits=len(code))
    elif len(code) not in lengths:
        shown = ", ".join(map(str, lengths))
        problems.add(line, WRONG_LENGTH, code=raw[:40], digits=len(code), name=nomenclature, lengths=shown)
    elif not "01" <= code[:2] <= "99" or code[:2] == "77":
        problems.add(line, NO_CHAPTER, code=raw)
    else:
        return True
    return False


def _check_parents(lines: Mapping[str, Line], problems: _Problems) -> None:
    """A level that the file has at all must be whole; national tables often have their full codes only."""
    there = sorted({len(code) for code in lines})
    for code, line in lines.items():
        above = [length for length in there if length < len(code)]
        if above and code[: above[-1]] not in lines:
            problems.add(line.line, NO_PARENT, code=code, parent=code[: above[-1]])


# ---- columns ---------------------------------------------------------------------------------------------------


def guessed(rows: Sequence[csvfile.Row], name: str) -> tuple[Columns, bool]:
    """Which columns hold what, and whether the first row has their titles.

    Raises ``InputAtFault`` when codes or names are found nowhere.
    """
    titles = [spaced(text.one_line(cell).casefold()).replace(" ", "") for cell in rows[0].cells]
    body = rows[1 : LOOKED_AT + 1]
    code = next((at for at, title in enumerate(titles) if title in _CODE_TITLES), None)
    titled = code is not None or any(title in _NAME_TITLES for title in titles)
    if code is None:
        code = _codes_in(body)
    if code is None:
        raise InputAtFault(Problem(NO_CODES, place=name))
    names = _names_in(titles, code, body)
    if not names:
        raise InputAtFault(Problem(NO_NAMES, place=name))
    parent = titles.index("parent") if "parent" in titles else None
    level = titles.index("level") if "level" in titles else None
    return Columns(code, names, parent, level), titled or not digits_of(rows[0].cells[code]).isdigit()


def _filled(rows: Sequence[csvfile.Row], column: int) -> list[str]:
    return [cell for row in rows if (cell := _cell(row, column))]


def _width(rows: Sequence[csvfile.Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _codes_in(rows: Sequence[csvfile.Row]) -> int | None:
    """The column in which nearly everything is a code of four digits or more."""
    for column in range(_width(rows)):
        cells = [digits_of(one) for one in _filled(rows, column)]
        if cells and sum(one.isdigit() and 4 <= len(one) <= 10 for one in cells) >= 0.8 * len(cells):
            return column
    return None


def _names_in(titles: Sequence[str], code: int, rows: Sequence[csvfile.Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    unclear = [at for at, title in enumerate(titles) if _NAME_TITLES.get(title) == "" and at != code]
    for at, title in enumerate(titles):
        language = _NAME_TITLES.get(title)
        if language and at != code:
            found.setdefault(language, at)
    if not found and not unclear:
        unclear = list(_longest(code, rows))
    for at in unclear:
        cells = _filled(rows, at)
        if cells:
            found.setdefault(text.language_of(" ".join(cells)) or "en", at)
    return found


def _longest(code: int, rows: Sequence[csvfile.Row]) -> Iterator[int]:
    """The column with the longest texts, which nothing calls the names."""
    lengths = {
        column: sum(map(len, cells)) / len(cells)
        for column in range(_width(rows))
        if column != code
        and (cells := [one for one in _filled(rows, column) if not digits_of(one).isdigit()])
    }
    if lengths:
        yield max(lengths, key=lambda column: lengths[column])
