"""Look: the workbook's colours, its font for each script, and cells that carry a style at next to no cost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from fieldreport.report.safe import FORMULA_STARTS
from fieldreport.report.workbook.columns import Format

TEXT, MUTED, LINE, PALE = "18212F", "5B6777", "C9D1DA", "EDF1F5"
ACCENT, AMBER, RED = "1D5FBF", "C7881A", "B3261E"
AMBER_TEXT = "8A5700"
WHITE = "FFFFFF"

Script = Literal["ko", "bn", ""]
#: Fonts that come with Office, each with the glyphs of its script. Elsewhere the system puts its own in their place.
FONTS: Mapping[str, str] = {"ko": "Malgun Gothic", "en": "Calibri", "bn": "Nirmala UI"}

#: Bengali letters are drawn smaller than others of the same size, and have more in them to be read.
LARGER_BENGALI = 1

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_BENGALI = re.compile("[\u0980-\u09ff]")


def script(text: str) -> Script:
    """Which script's font a text needs: Korean, Bengali, or none in particular. Most letters decide."""
    if text.isascii():
        return ""
    bengali = len(_BENGALI.findall(text))
    if bengali and bengali >= len(_HANGUL.findall(text)):
        return "bn"
    return "ko" if _HANGUL.search(text) else ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. ``edges`` names the sides that have a line (``l t r b``), ``wrap`` breaks long texts."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = TEXT
    fill: str = ""
    number: str = "General"
    horizontal: str = "left"
    vertical: str = "center"
    wrap: bool = True
    indent: int = 0
    edges: str = ""
    edge_color: str = LINE
    heavy: bool = False
    script: Script = ""
    #: Excel then keeps the text a text even when somebody retypes it.
    quoted: bool = False


def look(style: Style, language: str) -> dict[str, Any]:
    """A style as openpyxl's parts, its font that of its script, or else that of the workbook's language."""
    side = Side("medium" if style.heavy else "thin", f"FF{TEXT if style.heavy else style.edge_color}")
    return {
        "font": Font(
            name=FONTS[style.script or language],
            sz=style.size + (LARGER_BENGALI if (style.script or language) == "bn" else 0),
            b=style.bold or None,
            i=style.italic or None,
            color=f"FF{style.color}",
        ),
        "fill": PatternFill("solid", fgColor=f"FF{style.fill}") if style.fill else PatternFill(),
        "border": Border(
            left=side if "l" in style.edges else None,
            right=side if "r" in style.edges else None,
            top=side if "t" in style.edges else None,
            bottom=side if "b" in style.edges else None,
        ),
        "alignment": Alignment(
            horizontal=style.horizontal, vertical=style.vertical, wrap_text=style.wrap, indent=style.indent
        ),
        "number_format": style.number,
    }


class StyledCell(Cell):
    """A cell that is written again and again with other values, its style looked up once.

    openpyxl's writer asks each cell for its coordinate and its style's number, and builds an error message from a
    styled cell it is given; the answers kept here make a styled cell cost no more than a bare value.
    """

    __slots__ = ("_kept_style",)
    has_style = True  # a property in the base class, always true here

    def __init__(self, sheet: Any, style: Style, language: str) -> None:
        super().__init__(sheet, 1, 1)
        for name, part in look(style, language).items():
            setattr(self, name, part)
        self.quotePrefix = style.quoted
        self._kept_style: int = super().style_id

    def __repr__(self) -> str:
        return "StyledCell"

    @property
    def style_id(self) -> int:
        """The style's number in the workbook."""
        return self._kept_style

    def holding(self, value: Any) -> StyledCell:
        """This cell with another value; a text is a text, never a formula, whatever it begins with."""
        self.value = value
        if isinstance(value, str):
            self.data_type = "s"
        return self


class ColumnCell(StyledCell):
    """A styled cell that stays in one column."""

    __slots__ = ("_letter",)

    def __init__(self, sheet: Any, style: Style, language: str, column: int) -> None:
        super().__init__(sheet, style, language)
        self._letter = get_column_letter(column)

    @property
    def coordinate(self) -> str:
        """The cell's name in the sheet, such as B12."""
        return f"{self._letter}{self.row}"

    def text(self, value: str) -> ColumnCell:
        """This cell with a text that has been made fit for a cell."""
        self._value = value
        self.data_type = "s"
        return self

    def plain(self, value: Any) -> ColumnCell:
        """This cell with a number."""
        self._value = value
        self.data_type = "n"
        return self


class Palette:
    """The styled cells of one sheet, each made when it is first asked for."""

    def __init__(self, sheet: Any, language: str) -> None:
        self._sheet = sheet
        self.language = language
        self._cells: dict[Style, StyledCell] = {}

    def cell(self, value: object, style: Style) -> StyledCell:
        """A cell that looks like ``style`` and holds ``value``, until it is asked for again."""
        if isinstance(value, str):
            found = script(value)
            quoted = value[:1] in FORMULA_STARTS
            if found or quoted:
                style = replace(style, script=found, quoted=quoted)
        cell = self._cells.get(style)
        if cell is None:
            cell = self._cells[style] = StyledCell(self._sheet, style, self.language)
        return cell.holding(value)


#: Days as each language writes them, without months' names: those would follow the reader's system, not the workbook.
DAYS = {"ko": 'yyyy". "m". "d"."', "en": "yyyy-mm-dd", "bn": "dd/mm/yyyy"}


#: Keeps the width of a bracket free at the right of a number. An indent would do it too, but LibreOffice forgets the
#: indent of a cell that differs from its neighbour in nothing but the number's format.
PADDING = "_)"


def number_format(format_: Format, language: str, places: int = 0) -> str:
    """Excel's number format for a column; plain ones, which every program shows alike and keeps the minus sign.

    Bengali workbooks have plain digits in cells that are numbers: no format of Excel's writes Bengali ones.
    """
    match format_:
        case Format.CODE | Format.TEXT:
            return "@" if format_ is Format.CODE else "General"
        case Format.WHOLE | Format.DECIMAL:
            return f"#,##0.{'0' * places}{PADDING}" if places else f"#,##0{PADDING}"
        case Format.PERCENT:
            return f"0.{'0' * places}%{PADDING}" if places else f"0%{PADDING}"
        case Format.DAY:
            return DAYS[language]
        case Format.MOMENT:
            return DAYS[language] + " hh:mm"


@cache
def put_fonts_in_order() -> None:
    """Have fonts written in the order of the schema (ECMA-376, 18.8.22), in which openpyxl's own order is invalid.

    It is the library's class that is mended, once; every workbook of this program is written after it.
    """
    Font.__elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )


def new_workbook(language: str) -> Workbook:
    """An empty workbook whose default font is that of the language, so that widths are counted in its digits."""
    put_fonts_in_order()
    workbook = Workbook(write_only=True)
    for style in workbook._named_styles:  # type: ignore[attr-defined]  # there is no public way to the default font
        style.font = Font(name=FONTS[language], sz=10)
    return workbook
