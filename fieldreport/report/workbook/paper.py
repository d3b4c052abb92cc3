"""Paper: how a sheet is printed. A4 landscape, its heads repeated, the office and the page said on every page."""

from __future__ import annotations

from math import ceil
from typing import Any

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from fieldreport.report.workbook.look import FONTS, MUTED

A4 = 9
#: Margins in inches: room for the footer at the foot, and for the sheet's name at the head where there is one.
SIDE, HEAD, FOOT = 0.4, 0.4, 0.6
HEAD_WITH_NAME = 0.7
#: What is left of A4 landscape for the sheet itself, in points.
WIDTH, HEIGHT = (11.69 - 2 * SIDE) * 72, (8.27 - HEAD - FOOT) * 72
#: Smaller than this share of its size, ten-point text is hard to read on paper.
SMALLEST = 0.72
#: A sheet may be printed that small, and no less than this share smaller, to save a page with only a row or two.
SMALLEST_SAVING, SAVING = 0.68, 0.9
#: Points of one digit of the default font, by which widths of columns are counted; how many of them fit on a page.
DIGIT = 5.25
DIGITS = WIDTH / (DIGIT * SMALLEST)


def set_up(sheet: Any, language: str, footer: str, name: str = "", down: int = 0) -> None:
    """Print on A4 landscape, one page wide and ``down`` pages high (0: as many as it takes).

    The footer says ``footer`` and the page; a ``name`` stands at the head of each page.
    """
    page = sheet.page_setup
    page.paperSize = A4
    page.orientation = "landscape"
    page.fitToWidth = 1
    page.fitToHeight = down
    page.pageOrder = "overThenDown"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(
        left=SIDE, right=SIDE, top=HEAD_WITH_NAME if name else HEAD, bottom=FOOT, header=0.3, footer=0.3
    )
    _say(sheet.oddFooter.left, footer, language)
    _say(sheet.oddFooter.right, "&P / &N", language)
    if name:
        _say(sheet.oddHeader.left, _escaped(name), language, size=12, style="Bold")


def _say(part: Any, text: str, language: str, size: int = 8, style: str = "Regular") -> None:
    part.text = text
    part.size = size
    part.font = f"{FONTS[language]},{style}"
    part.color = MUTED


def _escaped(text: str) -> str:
    """A text in which no ampersand begins a code of the header's own language."""
    return text.replace("&", "&&")


def pages_down(points: float, digits: float) -> int:
    """How many pages a sheet of this height and width takes, one page wide."""
    scale = min(1.0, WIDTH / (digits * DIGIT))
    page = (HEIGHT - (HEAD_WITH_NAME - HEAD) * 72) / scale
    return ceil(points / page * max(SAVING, min(1.0, SMALLEST_SAVING / scale)))
