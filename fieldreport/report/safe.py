"""Safe: texts that no cell can lose or turn into something else, and files that are whole or not there."""

from __future__ import annotations

import errno
import glob
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from fieldreport import text
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

#: What a spreadsheet cell holds, in UTF-16 units, as Excel counts (Excel specifications and limits).
LONGEST_CELL = 32_767
#: Characters by which programs take a text for a formula when a person retypes it or saves it as CSV; the full-width
#: forms come from Korean input methods.
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
#: What has to be replaced, escaped or looked at before a text goes into a cell; nearly no text has any of it.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff\u2028\u2029]|_x[0-9A-Fa-f]{4}_"
)
#: Excel reads _x0041_ as the letter A (Open XML's ST_Xstring), unless its first character is written that way itself.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: Leftovers of an export that was cut short are removed once nobody can be writing them any more.
STALE_SECONDS = 3600

DISK_FULL = N_(
    "The disk is full, so {path} was not written; an earlier file is as it was. Make room and try again."
)
OPEN_ELSEWHERE = N_("{path} cannot be replaced: it is open in another program. Close it there and try again.")
NO_PERMISSION = N_("There is no permission to write in {path}. Choose another folder.")
NO_FOLDER = N_("There is no folder {path}, and it cannot be made. Choose another one.")
NOT_WRITTEN = N_("{path} could not be written: {reason}. An earlier file is as it was.")
NOT_WHOLE = N_("{path} was not written: the disk did not keep what was saved. An earlier file is as it was.")

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


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
    """The beginning of a text in at most ``longest`` UTF-16 units, its ellipsis counted; cut at a space if there is one."""
    if length(value) <= longest:
        return value
    units = value.encode("utf-16-le", "surrogatepass")[: (longest - 2) * 2]
    # A pair of units that the cut has broken is left out.
    beginning = units.decode("utf-16-le", "ignore")
    space = max(beginning.rfind(" "), beginning.rfind("\n"))
    return (beginning[:space] if space > len(beginning) // 2 else beginning).rstrip() + " …"


def pieces(value: str, longest: int) -> Iterator[str]:
    """A long text in pieces of at most ``longest`` characters, broken at lines, else at spaces; joined they are the text."""
    rest = value
    while len(rest) > longest:
        end = rest.rfind("\n", 1, longest) + 1 or rest.rfind(" ", 1, longest) + 1 or longest
        yield rest[:end]
        rest = rest[end:]
    if rest:
        yield rest


def save(path: Path, write: Callable[[Path], None], rows: list[int]) -> None:
    """Have ``write`` make the workbook, and put it at ``path`` only when it is whole and on the disk.

    ``rows`` are the rows of each sheet, in order. Raises ``MachineAtFault``; an earlier file is then as it was, and
    nothing is left over.
    """
    with _plainly(path, NO_FOLDER, path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(path)
    # In the same folder, because only within one file system is replacing a file one step.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _plainly(path, NO_PERMISSION, path.parent):
            write(temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            if not is_whole(temporary, rows):
                raise MachineAtFault(NOT_WHOLE, path=str(path))
        with _plainly(path, OPEN_ELSEWHERE if path.exists() else NO_PERMISSION, path):
            os.replace(temporary, path)
            _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _plainly(path: Path, forbidden: str, at: Path) -> Iterator[None]:
    """Say the system's errors in plain words; ``forbidden`` is what a lack of permission means here, about ``at``."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise MachineAtFault(DISK_FULL, path=str(path)) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise MachineAtFault(forbidden, path=str(at)) from error
        if isinstance(error, FileNotFoundError | NotADirectoryError | FileExistsError):
            raise MachineAtFault(NO_FOLDER, path=str(path.parent)) from error
        raise MachineAtFault(NOT_WRITTEN, path=str(path), reason=error.strerror or str(error)) from error


def _remove_stale(path: Path) -> None:
    """Remove what exports of this file that were killed have left; one still being written is young and stays."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if time.time() - leftover.stat().st_mtime > STALE_SECONDS:
            leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too; Windows has no such call and does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
    part = archive.read(name)
    expat.ParserCreate().Parse(part, True)
    # In a text this would be "&lt;row "; a handler called for each element takes ten times as long.
    return part.count(b"<row ")
