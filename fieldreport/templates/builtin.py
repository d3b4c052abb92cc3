"""Built in: the templates that come with the product, made in the language of whoever asks for one.

They are workbooks like any other: a manager may take one, change its look, and use it as a form of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fieldreport import files
from fieldreport.language import N_, Language
from fieldreport.report.over import FIGURES
from fieldreport.templates.places import PLACE, TABLE

STANDARD, SUMMARY = "standard", "summary"
#: Their names and what each is.
NAMES: Mapping[str, str] = {
    STANDARD: N_("Summary, tasks, leads, meetings, open difficulties"),
    SUMMARY: N_("One page: figures, summary, tasks"),
}

Columns = Sequence[tuple[str, str, float]]


def make(name: str, language: Language, path: Path) -> None:
    """Write a template of the product to ``path``; raises ``KeyError`` for another name, ``MachineAtFault``."""
    form = _FORMS[name](language)
    with files.replacing(path) as unfinished, files.plainly(path):
        form.workbook.save(unfinished)


class _Form:
    """A workbook that is being laid out."""

    def __init__(self, language: Language) -> None:
        from openpyxl import Workbook

        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.language = language

    def sheet(self, title: str, widths: Sequence[float], *, landscape: bool) -> Any:
        """A new sheet, printed on A4 one page wide with its columns of these widths."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet: Any = self.workbook.create_sheet(title)
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.sheet_view.showGridLines = False
        sheet.oddFooter.right.text = "&P / &N"
        return sheet

    def put(self, sheet: Any, cell: str, value: object, *, style: str = "text", place: str = "") -> None:
        """Fill a cell, in a style; ``place`` names it."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        from fieldreport.report.workbook.look import ACCENT, FONTS, LINE, MUTED, PALE, TEXT

        one = sheet[cell]
        one.value = value
        size = {"title": 16, "heading": 12}.get(style, 10)
        one.font = Font(
            name=FONTS[self.language.code],
            size=size,
            bold=style in ("title", "heading", "head", "figure"),
            color=MUTED if style == "note" else ACCENT if style == "heading" else TEXT,
        )
        one.alignment = Alignment(vertical="top", wrap_text=style in ("text", "row", "head"))
        if style in ("head", "row", "figure"):
            one.border = Border(bottom=Side("thin", color=LINE))
        if style == "head":
            one.fill = PatternFill("solid", fgColor=PALE)
        if place:
            self._name(sheet, f"{PLACE}{place}", cell, cell)

    def region(self, sheet: Any, row: int, name: str, columns: Columns) -> int:
        """The heads of a table in a row, and below them its region; returns the row after it."""
        from openpyxl.utils import get_column_letter

        for at, (column, head, _width) in enumerate(columns, start=1):
            letter = get_column_letter(at)
            self.put(sheet, f"{letter}{row}", head, style="head")
            self.put(sheet, f"{letter}{row + 1}", column, style="row")
            formats = {"achievement": "0%", "value": "#,##0.00"}
            sheet[f"{letter}{row + 1}"].number_format = formats.get(column, "General")
            if column.endswith(("_on", "_day", "due")):
                sheet[f"{letter}{row + 1}"].number_format = "yyyy-mm-dd"
        self._name(sheet, f"{TABLE}{name}", f"A{row + 1}", f"{get_column_letter(len(columns))}{row + 1}")
        return row + 2

    def _name(self, sheet: Any, name: str, first: str, last: str) -> None:
        from openpyxl.utils import absolute_coordinate, quote_sheetname
        from openpyxl.workbook.defined_name import DefinedName

        cells = absolute_coordinate(first if first == last else f"{first}:{last}")
        target = f"{quote_sheetname(sheet.title)}!{cells}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)


def _head(form: _Form, sheet: Any) -> int:
    form.put(sheet, "A1", "", style="title", place="office")
    sheet.row_dimensions[1].height = 28
    form.put(sheet, "A2", "", style="note", place="period")
    form.put(sheet, "B2", "", style="note", place="days")
    return 4


def _figures(form: _Form, sheet: Any, row: int) -> int:
    say = form.language.say
    heads = (say("Figure"), say("This period"), say("In the period before"))
    for at, head in zip("ABC", heads, strict=True):
        form.put(sheet, f"{at}{row}", head, style="head")
    for one in FIGURES:
        row += 1
        form.put(sheet, f"A{row}", say(one.label), style="row")
        form.put(sheet, f"B{row}", "", style="figure", place=one.name)
        form.put(sheet, f"C{row}", "", style="figure", place=f"{one.name}_before")
        for column in "BC":
            sheet[f"{column}{row}"].number_format = "#,##0.00" if one.name == "consultation" else "#,##0"
    return row + 2


def _tasks(form: _Form, sheet: Any, row: int) -> int:
    language = form.language
    say = language.say
    columns = (
        ("task", say("Task"), 0),
        ("actual", say("Actual"), 0),
        ("target_to_date", say("Target to date"), 0),
        ("achievement", say("Achievement"), 0),
        ("state", say("State"), 0),
    )
    return form.region(sheet, row, "tasks", columns)


def _page(form: _Form, title: str) -> Any:
    sheet = form.sheet(title, (44, 18, 18, 14, 22), landscape=False)
    say = form.language.say
    row = _figures(form, sheet, _head(form, sheet))
    form.put(sheet, f"A{row}", say("Tasks of the plan"), style="heading")
    row = _tasks(form, sheet, row + 1) + 1
    form.put(sheet, f"A{row}", form.language.say_in("sheet", "Summary"), style="heading")
    columns = (
        ("part", form.language.say_in("summary", "Part"), 0),
        ("point", form.language.say_in("summary", "Point"), 0),
    )
    row = form.region(sheet, row + 1, "summary", columns)
    # The point has the width of the page.
    sheet.merge_cells(f"B{row - 2}:E{row - 2}")
    sheet.merge_cells(f"B{row - 1}:E{row - 1}")
    return sheet


def _one_page(language: Language) -> _Form:
    form = _Form(language)
    _page(form, language.say_in("sheet", "Report")).page_setup.fitToHeight = 1
    return form


def _standard(language: Language) -> _Form:
    from fieldreport.records import RECORD_TYPES

    form, say = _Form(language), language.say
    _page(form, language.say_in("sheet", "Report"))
    types = {one.name: one for one in RECORD_TYPES}
    for table, kind, title in (
        ("lead", "lead", say(types["lead"].plural)),
        ("meeting", "meeting", say(types["meeting"].plural)),
        ("open_difficulty", "difficulty", language.say_in("sheet", "Open difficulties")),
    ):
        names = types[kind].columns
        sheet = form.sheet(title, (12, *(26 for _ in names)), landscape=True)
        columns = [("reference", say("Reference"), 0.0)]
        columns += [(name, say(types[kind].field(name).label), 0.0) for name in names]
        form.region(sheet, 1, table, columns)
        sheet.print_title_rows = "1:1"
    return form


_FORMS: Mapping[str, Callable[[Language], _Form]] = {STANDARD: _standard, SUMMARY: _one_page}
