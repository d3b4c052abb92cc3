"""Workbook: the review's sheets in one file, with the dashboard's charts in front."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl.chart import BarChart, LineChart, PieChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from fieldreport.headquarters import wording as hq_wording
from fieldreport.headquarters.board import State, counted
from fieldreport.headquarters.review import cases, sheets
from fieldreport.headquarters.review.material import Material, gather
from fieldreport.headquarters.store import Store
from fieldreport.language import Language
from fieldreport.period import Period
from fieldreport.report.safe import Texts, save
from fieldreport.report.workbook.book import Book, new_book
from fieldreport.report.workbook.columns import Column, Format
from fieldreport.report.workbook.extent import Listing
from fieldreport.report.workbook.look import ACCENT, AMBER, AMBER_TEXT, LINE, MUTED, RED
from fieldreport.report.workbook.sheet import sheet_names, write_sheet

COLORS = {
    State.ON_TIME: ACCENT,
    State.LATE: AMBER,
    State.MISSING: RED,
    State.RETURNED: AMBER_TEXT,
    State.QUARANTINED: MUTED,
    State.EXPECTED: LINE,
}
#: Centimetres.
CHART_WIDTH, CHART_HEIGHT = 33, 10


def write(store: Store, period: Period, language: Language, path: Path, now: datetime) -> Material:
    """Write the review of a period to ``path``; what it says is returned. Raises ``MachineAtFault``."""
    # One way of writing on every computer, whether lxml is installed or not (see ``report.written``).
    os.environ.setdefault("OPENPYXL_LXML", "False")
    material = gather(store, period, now)
    save(path, lambda unfinished: _write(material, language, unfinished))
    return material


def _write(material: Material, language: Language, path: Path) -> list[int]:
    texts = Texts()
    names = sheet_names(
        [
            language.say_in("sheet", "Dashboard"),
            language.say_in("sheet", "Tasks"),
            language.say_in("sheet", "Regions"),
            language.say_in("sheet", "Offices"),
            language.say_in("sheet", "Remedial actions"),
            language.say_in("sheet", "Difficulties"),
            language.say_in("sheet", "Escalated difficulties"),
            language.say_in("sheet", "Shared buyers"),
            language.say_in("sheet", "Changes"),
            language.say_in("sheet", "Counted records"),
            language.say_in("sheet", "States"),
        ]
    )
    footer = language.say(
        "Review of {period} · {days}",
        period=language.reference(material.period.code),
        days=language.days(material.period.first, material.period.last),
    )
    with new_book(language.code, footer) as book:
        book.workbook.properties.title = footer
        book.workbook.properties.creator = "Fieldreport"
        write_sheet(
            book,
            sheets.dashboard(material, language, names[0]),
            decorate=lambda sheet: _charts(sheet, book, material, language, names),
        )
        write_sheet(book, sheets.tasks(material, language, names[1]))
        write_sheet(book, sheets.regions(material, language, names[2]))
        write_sheet(book, sheets.offices(material, language, names[3]))
        write_sheet(book, cases.remedial(material, language, texts, names[4]))
        write_sheet(book, sheets.tallies(material, language, names[5]))
        write_sheet(book, cases.escalated(material, language, texts, names[6]))
        write_sheet(book, cases.buyers(material, language, texts, names[7]))
        write_sheet(book, sheets.changes(material, language, names[8]))
        write_sheet(book, sheets.sources(material, language, names[9]))
        write_sheet(book, _states(material, language, names[10]))
        book.save(path)
        return book.rows


def _states(material: Material, language: Language, title: str) -> Listing:
    """How many offices are in each state, from which the dashboard's chart is drawn."""
    columns = (
        Column(language.say("State"), Format.TEXT, 24),
        Column(language.say("Offices"), Format.WHOLE, 10),
    )
    rows = [
        (language.say(hq_wording.STATES[state]), count)
        for state, count in counted(material.standings).items()
        if count
    ]
    return Listing(title, columns, rows)


class _Elsewhere:
    """A sheet that is not written yet, as a chart refers to it."""

    def __init__(self, title: str) -> None:
        self.title = title


def _charts(sheet: Any, book: Book, material: Material, language: Language, names: list[str]) -> None:
    """Achievement by task with the threshold across, and how many offices have reported."""
    del book
    last = len(material.plan.tasks) + 1
    table: Any = _Elsewhere(names[1])
    bars = BarChart()
    bars.type = "col"
    bars.add_data(
        Reference(table, min_col=sheets.ACHIEVEMENT, min_row=1, max_row=last), titles_from_data=True
    )
    # Numbers instead of names: seventeen names beside one another cannot be read; the sheet of tasks has them.
    bars.set_categories(Reference(table, min_col=1, min_row=2, max_row=last))
    bars.gapWidth = 60
    bars.series[0].graphicalProperties = GraphicalProperties(solidFill=ACCENT)
    threshold = LineChart()
    threshold.add_data(
        Reference(table, min_col=sheets.THRESHOLD, min_row=1, max_row=last), titles_from_data=True
    )
    threshold.series[0].graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=RED, w=19050, prstDash="dash")
    )
    threshold.series[0].marker.symbol = "none"
    threshold.series[0].smooth = False
    bars += threshold
    bars.title = language.say("Achievement by task")
    bars.legend.position = "b"
    # Left unsaid, Excel shows the chart without its axes.
    bars.x_axis.delete = bars.y_axis.delete = False
    bars.y_axis.number_format = "0%"
    bars.y_axis.scaling.min = 0
    bars.width, bars.height = CHART_WIDTH, CHART_HEIGHT
    bars.layout = Layout(
        manualLayout=ManualLayout(yMode="edge", xMode="edge", x=0.06, y=0.14, w=0.92, h=0.64)
    )
    states = sum(1 for count in counted(material.standings).values() if count) + 1
    pie = PieChart()
    other: Any = _Elsewhere(names[10])
    pie.add_data(Reference(other, min_col=2, min_row=1, max_row=states), titles_from_data=True)
    pie.set_categories(Reference(other, min_col=1, min_row=2, max_row=states))
    shown = [state for state, count in counted(material.standings).items() if count]
    pie.series[0].data_points = [
        DataPoint(idx=at, spPr=GraphicalProperties(solidFill=COLORS[state])) for at, state in enumerate(shown)
    ]
    pie.title = language.say("Reports of the offices")
    pie.dataLabels = DataLabelList(
        showVal=True, showPercent=False, showCatName=False, showSerName=False, showLegendKey=False
    )
    pie.width, pie.height = 11, 6.5
    # The pie stands beside the figures, the columns across below both.
    row = max(len(sheets.FIGURES) + 3, 13)
    sheet.add_chart(pie, "F1")
    sheet.add_chart(bars, f"A{row}")
    sheet.print_area = f"A1:L{row + 21}"
    sheet.page_setup.fitToHeight = 1
