"""Over time: this period beside those before it, and the series of each task as a chart."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from fieldreport.language import Language
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.report.contents import Report
from fieldreport.report.over import FIGURES
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import ROW, Extent, Listing, measure
from fieldreport.report.workbook.look import LINE
from fieldreport.report.workbook.planned import PRINTED, TREND_AT
from fieldreport.values import Money

#: Centimetres.
CHART_HEIGHT = 9
#: Line colours that stay apart in grey too, repeated with other dashes.
COLORS = ("1D5FBF", "B3261E", "2E7D32", "C7881A", "6A4FA3", "00838F", "8D4B2B", "5B6777")
DASHES = ("solid", "dash", "sysDot")

Decorate = Callable[[Any], None]


def comparison(report: Report, language: Language, title: str) -> tuple[Listing, Extent, Decorate]:
    """The figures of this period and of those before it, and the difference to the one right before."""
    codes = [language.reference(one.turn.period.code) for one in report.earlier]
    columns = (
        Column(language.say("Figure"), Format.TEXT, 34),
        *(Column(code, Format.DECIMAL, 16) for code in codes),
        Column(language.reference(report.period.code), Format.DECIMAL, 16),
        Column(language.say("Difference to the period before"), Format.DECIMAL, 16),
    )
    rows: list[tuple[Cell, ...]] = []
    for figure in FIGURES:
        values = [_number(figure.before(one)) for one in report.earlier]
        now = _number(figure.now(report))
        rows.append((language.say(figure.label), *values, now, now - values[-1]))
    listing = Listing(title, columns, rows, kept=1)
    return listing, measure(listing), lambda _sheet: None


def _number(value: int | Money) -> Any:
    """A count, or a sum in US dollars."""
    return in_us_dollars(value) if isinstance(value, Money) else value


def with_series(report: Report, listing: Listing, language: Language) -> tuple[Listing, Extent, Decorate]:
    """The sheet of forecasts with a chart of each task's achievement, period by period, below its table."""
    extent = measure(listing)
    return listing, extent, lambda sheet: _draw(sheet, report, extent, language)


def _draw(sheet: Any, report: Report, extent: Extent, language: Language) -> None:
    points = min(len(report.tasks[0].course.trend), PRINTED) if report.tasks else 0
    # A line needs two ends.
    if points < 2:
        return
    last = len(report.tasks) + 1
    begin, end = TREND_AT + 1, TREND_AT + points
    chart = LineChart()
    for at, line in enumerate(report.tasks):
        if line.progress.target is None:
            continue
        series = Series(
            Reference(sheet, min_col=begin, max_col=end, min_row=at + 2, max_row=at + 2),
            title=language.say("Task {number}", number=line.progress.task.number),
        )
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(
                solidFill=COLORS[at % len(COLORS)],
                w=22225,
                prstDash=DASHES[at // len(COLORS) % len(DASHES)],  # type: ignore[arg-type]  # one of its names
            )
        )
        series.marker.symbol = "circle"
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=begin, max_col=end, min_row=1, max_row=1))
    chart.title = language.say("Achievement by period")
    if chart.legend is not None:
        chart.legend.position = "r"
    # Left unsaid, Excel shows the chart without its axes.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    chart.width = extent.across * 6.5 / 96 * 2.54  # type: ignore[assignment]  # any number will do
    chart.height = CHART_HEIGHT
    sheet.add_chart(chart, f"A{last + 2}")
    rows = last + 2 + ceil(CHART_HEIGHT / 2.54 * 72 / ROW)
    sheet.print_area = f"A1:{get_column_letter(extent.printed)}{rows}"
    height = extent.high + 2 * ROW + CHART_HEIGHT / 2.54 * 72
    if paper.pages_down(height, extent.across) == 1:
        sheet.page_setup.fitToHeight = 1
    else:
        sheet.page_setup.fitToHeight = 0
        sheet.row_breaks.append(Break(id=last))
