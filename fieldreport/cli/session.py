"""Session: one run of the command line: where, in which language, and how things are said."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TextIO

from fieldreport import folders
from fieldreport.cli.arguments import WrongUsage
from fieldreport.failures import Failure, InputAtFault, MachineAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import CODES, N_, Language, Named
from fieldreport.office import DATABASE_NAME, Office
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.settings import FILE_NAME as SETTINGS_NAME
from fieldreport.settings import Settings

UNKNOWN_TYPE = N_("There is no record type “{name}”; use one of these: {known}.")
#: Characters of a cell of a table, of a value repeated in a message, of a whole message.
LONGEST_CELL, LONGEST_VALUE, LONGEST_MESSAGE = 120, 1_000, 3_000
#: A record's reference; what people number themselves (TK-900137) stays as they wrote it.
REFERENCE = re.compile(rf"(?:{'|'.join(one.prefix for one in RECORD_TYPES)})-[0-9]+")


class Session:
    """What a command works with: the office, the language, where its output goes."""

    def __init__(self, data: Path, language: str | None, given: IO[bytes], out: TextIO, err: TextIO) -> None:
        self.data = data
        self.given = given
        self.out = out
        self.err = err
        saved = Settings.load(data) if _is_there(data / SETTINGS_NAME) else None
        self.language_code = language or (saved.language if saved else system_language())
        digits = "latn" if saved and not saved.bengali_digits else None
        cache, own = (folders.cache(data), folders.own_locales(data)) if saved else (None, None)
        self.language = Language(
            self.language_code, digits=digits, folder=folders.locales(), own=own, cache=cache
        )

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office in the data folder; from then on moments are shown in its time zone."""
        with Office.open(self.data) as office:
            self.language = office.language(self.language_code)
            yield office

    @contextmanager
    def writing(self) -> Iterator[Office]:
        """The office, backed up afterwards if it is time."""
        with self.office() as office:
            yield office
            try:
                office.back_up_if_due()
            except MachineAtFault as failure:
                # What was to be saved is saved: that is no failure of the command.
                self.warn(N_("Saved, but the automatic backup could not be made."))
                self.tell(failure)

    def is_damaged(self) -> bool:
        """Whether there is an office whose file is not whole."""
        from fieldreport.store import backup

        return Office.exists(self.data) and not backup.is_whole(self.data / DATABASE_NAME)

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)

    # ---- saying ------------------------------------------------------------------------------------------------

    def say(self, message: str, /, **values: object) -> None:
        """A catalogue text on a line of its own."""
        read = {name: self.read(value) if isinstance(value, str) else value for name, value in values.items()}
        self.line(self.language.say(message, **read))

    def line(self, text: str) -> None:
        """A line of output; one that is a record's reference has the reader's digits."""
        print(self.read(text), file=self.out)

    def read(self, text: str) -> str:
        """A record's reference with the digits of the reader, who can type it so too; any other text as it is."""
        return self.language.reference(text) if REFERENCE.fullmatch(text) else text

    def json(self, value: Json) -> None:
        """Neutral JSON for other programs."""
        self.line(json.dumps(value, ensure_ascii=False, indent=2))

    def json_lines(self, values: Iterable[Json], *, array: bool) -> None:
        """Many values, one a line; together a JSON array if ``array``. However many, only one is held."""
        before = "[\n" if array else ""
        for value in values:
            self.out.write(before + json.dumps(value, ensure_ascii=False))
            before = ",\n" if array else "\n"
        if array:
            self.out.write("\n]\n" if before == ",\n" else "[]\n")
        elif before:
            self.out.write(before)

    def csv_lines(self, lines: Iterable[str]) -> None:
        """Lines of a CSV file, which have their own ends."""
        if isinstance(self.out, io.TextIOWrapper):
            # Windows would make CRLF of the LF in every CRLF.
            self.out.reconfigure(newline="")
        self.out.writelines(lines)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows in columns, as wide as a terminal shows each script; references have the reader's digits."""
        cells = [[shown(self.read(cell)) for cell in row] for row in (heads, *rows)]
        widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            self.line(
                "  ".join(
                    cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)
                ).rstrip()
            )

    def warn(self, message: str, **values: object) -> None:
        """A line for people, beside the output."""
        print(self._said(Problem(message, values)), file=self.err)

    def tell(self, failure: Failure) -> None:
        """Every problem of a failure on a line of its own: place, field and what is wrong."""
        problems: tuple[Problem, ...] = ()
        if isinstance(failure, InputAtFault):
            problems = failure.problems
        elif isinstance(failure, MachineAtFault):
            problems = (failure.problem,)
        for problem in problems:
            parts = (shown(problem.place, LONGEST_VALUE), shown(problem.field), self._said(problem))
            print(": ".join(part for part in parts if part), file=self.err)

    def _said(self, problem: Problem) -> str:
        values = {name: self._value(value) for name, value in problem.values.items()}
        return shown(self.language.say(problem.message, **values), LONGEST_MESSAGE)

    def _value(self, value: object) -> object:
        match value:
            case str():
                return shown(self.read(value), LONGEST_VALUE)
            case Named():
                # Codes are what can be typed here.
                return f"{self.language.say(value.label)} ({value.code})"
            case list():
                return [self._value(one) for one in value]
        return value


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name too long or a folder that may not be entered: the command that needs it will say so.
        return False


def record_type(name: str) -> RecordType:
    """The record type of this name; raises ``WrongUsage``."""
    for one in RECORD_TYPES:
        if one.name == name:
            return one
    raise WrongUsage(UNKNOWN_TYPE, name=name, known=", ".join(one.name for one in RECORD_TYPES))


def placed(failure: InputAtFault, place: str) -> InputAtFault:
    """The same failure, said to be at ``place``."""
    return InputAtFault([problem.at(place=place) for problem in failure.problems])


def shown(text: str, longest: int = LONGEST_CELL) -> str:
    """Text that can do no harm on a terminal and stays on its line: controls are written out, long texts cut."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") else one for one in cut
    )


def width(text: str) -> int:
    """Columns that a terminal needs: two for Korean syllables, none for signs that join the letter before."""
    return sum(
        0
        if unicodedata.category(one) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(one) in "WF"
        else 1
        for one in text
    )


def system_language(variables: Mapping[str, str] = os.environ) -> str:
    """The language of the person's computer, if it is one of ours; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if variables.get(name):
            code = variables[name][:2].casefold()
            return code if code in CODES else "en"
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of Windows' number name the language, the others the country.
        return {0x12: "ko", 0x45: "bn"}.get(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF, "en")
    return "en"
