"""Look: the workbook's colours, its font for each script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Literal, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

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

_EITHER = re.compile("([\u0980-\u09ff])|[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def script(text: str) -> Script:
    """Which script's font a text needs: Korean, Bengali, or none in particular. Its first letter of either decides."""
    found = None if text.isascii() else _EITHER.search(text)
    if found is None:
        return ""
    return "bn" if found[1] else "ko"


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


#: A value ready to be written: itself, Excel's kind of it (text or number), and its style's number in the workbook.
Styled: TypeAlias = tuple[Any, Literal["s", "n"], int]


class Palette:
    """The styles of a workbook's cells, each looked up once."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        # A cell finds its workbook through its sheet; the styles are the same in all of them.
        self._sheet: Any = SimpleNamespace(parent=workbook)
        self.language = language
        self._numbers: dict[Style, int] = {}

    def number(self, style: Style) -> int:
        """The style's number in the workbook."""
        number = self._numbers.get(style)
        if number is None:
            cell = Cell(self._sheet, 1, 1)
            for name, part in look(style, self.language).items():
                setattr(cell, name, part)
            cell.quotePrefix = style.quoted
            number = self._numbers[style] = cell.style_id
        return number

    def styled(self, value: Any, style: Style) -> Styled:
        """A value that is to look like ``style``, a text in the font of its script."""
        if not isinstance(value, str):
            return (value, "n", self.number(style))
        found, quoted = script(value), value[:1] in FORMULA_STARTS
        if found or quoted:
            style = replace(style, script=found, quoted=quoted)
        return (value, "s", self.number(style))


#: Days as each language writes them, without months' names: those would follow the reader's system, not the workbook.
DAYS = {"ko": 'yyyy". "m". "d"."', "en": "yyyy-mm-dd", "bn": "dd/mm/yyyy"}


#: Keeps the width of two brackets free at the right of a number. An indent would do it too, but LibreOffice forgets the
#: indent of a cell that differs from its neighbour in nothing but the number's format.
PADDING = "_)_)"


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
