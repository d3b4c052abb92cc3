"""Rows: a sheet whose rows go to its file as they come, each as one text of XML.

openpyxl builds three elements for a cell with a text, looks its style up and asks each element for its namespaces. The
cells here are texts and numbers whose styles are known, so that a row is written at once, in a quarter of the time.
Everything else of a sheet is openpyxl's.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from et_xmlfile import xmlfile  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import SHEET_MAIN_NS

from fieldreport.report.workbook.look import Styled


class StyledSheet(WriteOnlyWorksheet):
    """A write-only sheet to which rows of ``Styled`` values are appended; None leaves a cell out.

    A text is written as a text, never as a formula, whatever it begins with.
    """

    _writer: _Writer | None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self)
            self._writer.write_top()

    def _values_to_row(self, values: Iterable[Styled | None], _: int) -> Iterable[Styled | None]:
        return values


class _Writer(WorksheetWriter):
    """Writes the rows beside openpyxl's elements to the same file."""

    def get_stream(self) -> Generator[Any, Any, None]:
        """The elements' stream, into a file of ours; openpyxl's own would end lines as the system does."""
        with (
            Path(str(self.out)).open("w", encoding="utf-8", newline="\n") as file,
            xmlfile(file, encoding="unicode") as stream,
            stream.element("worksheet", xmlns=SHEET_MAIN_NS),
        ):
            self._write = file.write
            try:
                while True:
                    element = yield
                    if element is True:
                        yield stream
                    elif element is not None:
                        stream.write(element)
            except GeneratorExit:
                # The sheet is at its end.
                return

    def write_row(self, _: Any, row: Iterable[Any], number: int) -> None:
        """Write a row with its cells, each a ``Styled`` or None."""
        dimensions: Any = self.ws
        attributes = {"r": number, **dict(dimensions.row_dimensions.get(number, {}))}
        named = "".join(f' {name}="{value}"' for name, value in attributes.items())
        self._write(f"<row{named}>{''.join(_cells(row, number))}</row>")


def _cells(row: Iterable[Styled | None], number: int) -> Iterator[str]:
    for column, styled in enumerate(row, start=1):
        if styled is None:
            continue
        value, kind, style = styled
        if value is None or value == "":
            yield f'<c r="{_letters(column)}{number}" s="{style}" />'
        elif kind == "n":
            # Spreadsheets keep fifteen digits.
            shown = value if type(value) is int else f"{float(value):.16g}"
            yield f'<c r="{_letters(column)}{number}" s="{style}"><v>{shown}</v></c>'
        else:
            if "&" in value or "<" in value or ">" in value:
                value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            space = "" if value == value.strip() else ' xml:space="preserve"'
            yield (
                f'<c r="{_letters(column)}{number}" s="{style}" t="inlineStr">'
                f"<is><t{space}>{value}</t></is></c>"
            )


@cache
def _letters(column: int) -> str:
    return get_column_letter(column)
