"""Safe: texts that no cell can lose or turn into something else, and files that are whole or not there."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers import expat

from fieldreport import files, text
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

#: What a spreadsheet cell holds, in UTF-16 units, as Excel counts (Excel specifications and limits).
LONGEST_CELL = 32_767
#: Characters by which programs take a text for a formula when a person retypes it or saves it as CSV; the full-width
#: forms come from Korean input methods.
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
#: Characters of a text that no cell is too small for.
SHORT = 200
#: What has to be replaced, escaped or looked at before a text goes into a cell; nearly no text has any of it.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff\u2028\u2029]|_x[0-9A-Fa-f]{4}_"
)
#: Excel reads _x0041_ as the letter A (Open XML's ST_Xstring), unless its first character is written that way itself.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

#: What begins a row of a sheet.
ROW_BEGINS = b"<row "

NO_TEMPORARY = N_(
    "{path} was not written: there is no room for temporary files. What was there before is unchanged; make room."
)
NOT_WHOLE = N_(
    "{path} was not written: the disk did not keep what was saved. What was there before is unchanged."
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Characters that no workbook can hold and that were taken out of a text or replaced, as ``U+0007``."""

    reference: str
    column: str
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LongText:
    """A text too long to be read in its cell, or even to be held by it; ``whole`` says that the cell has all of it."""

    reference: str
    column: str
    text: str
    whole: bool


def length(value: str) -> int:
    """The length of a text as spreadsheets count it: in UTF-16 units."""
    return len(value) if value.isascii() else len(value.encode("utf-16-le", "surrogatepass")) // 2


def is_plain(value: str) -> bool:
    """Whether a text is so short and plain that it goes into any cell as it is."""
    return len(value) <= SHORT and _SUSPECT.search(value) is None


class Texts:
    """Makes texts fit for cells, and remembers what it had to change."""

    def __init__(self) -> None:
        self.replaced: list[Replaced] = []
        self.long: list[LongText] = []

    def fit(self, raw: str, reference: str, column: str) -> str:
        """The text as it goes into a cell: unchanged, but for what no workbook can hold.

        A text over the limit of a cell is cut there at a space and ends in an ellipsis; all of it is in ``long``.
        """
        fitting = raw if _SUSPECT.search(raw) is None else self._clean(raw, reference, column)
        # No character takes more than two units, so most texts need not be measured.
        if len(fitting) * 2 > LONGEST_CELL and length(fitting) > LONGEST_CELL:
            self.long.append(LongText(reference, column, fitting, whole=False))
            return cut(fitting, LONGEST_CELL)
        return fitting

    def _clean(self, raw: str, reference: str, column: str) -> str:
        characters = text.unclean(raw)
        if characters:
            self.replaced.append(Replaced(reference, column, characters))
        return _ESCAPE.sub("_x005F_", text.clean(raw))


def cut(value: str, longest: int) -> str:
    """The beginning of a text in at most ``longest`` UTF-16 units, its ellipsis counted, cut at a space if possible."""
    if length(value) <= longest:
        return value
    units = value.encode("utf-16-le", "surrogatepass")[: (longest - 2) * 2]
    # A pair of units that the cut has broken is left out.
    beginning = units.decode("utf-16-le", "ignore")
    space = max(beginning.rfind(" "), beginning.rfind("\n"))
    return (beginning[:space] if space > len(beginning) // 2 else beginning).rstrip() + " …"


def pieces(value: str, longest: int) -> Iterator[str]:
    """A long text in pieces of at most ``longest`` characters, broken at lines, else at spaces; none of it is lost."""
    rest = value
    while len(rest) > longest:
        end = rest.rfind("\n", 1, longest) + 1 or rest.rfind(" ", 1, longest) + 1 or longest
        yield rest[:end]
        rest = rest[end:]
    if rest:
        yield rest


def save(path: Path, write: Callable[[Path], list[int]]) -> None:
    """Have ``write`` make the workbook; it is at ``path`` only when it is whole and on the disk.

    ``write`` is given the file to write and returns the number of rows of each sheet, in order. Raises
    ``MachineAtFault``; an earlier file is then as it was, and nothing is left over.
    """
    with files.plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    files.clear_abandoned(path.parent, datetime.now(UTC))
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        # Python says so when it could write to none of the folders it knows.
        raise MachineAtFault(NO_TEMPORARY, path=str(path)) from error
    with files.replacing(path) as unfinished:
        with files.plainly(path):
            rows = write(unfinished)
            whole = is_whole(unfinished, rows)
        if not whole:
            raise MachineAtFault(NOT_WHOLE, path=str(path))


def is_whole(path: Path, rows: list[int]) -> bool:
    """Whether the workbook at ``path`` can be unpacked and parsed, and its sheets have as many rows as they should.

    It reads back what the disk holds, so that a file that will not open is never handed out.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            parts = [name for name in names if name.endswith((".xml", ".rels"))]
            counted = {name: _rows(archive, name) for name in parts}
    except (zipfile.BadZipFile, expat.ExpatError, EOFError):
        return False
    sheets = [counted.get(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(rows) + 1)]
    return sheets == rows


def _rows(archive: zipfile.ZipFile, name: str) -> int:
    """The rows in a part of the archive, all of it read, its checksum compared and its XML parsed."""
    parser, count, before = expat.ParserCreate(), 0, b""
    with archive.open(name) as part:
        while some := part.read(1 << 18):
            parser.Parse(some, False)
            # In a text this would be "&lt;row "; a handler called for each element takes ten times as long.
            some = before + some
            count += some.count(ROW_BEGINS)
            before = some[1 - len(ROW_BEGINS) :]
    parser.Parse(b"", True)
    return count
