"""Achievement: the tasks as a table that can be filtered and calculated with, and as a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from fieldreport.language import Language
from fieldreport.report.contents import Report, TaskLine
from fieldreport.report.safe import Texts
from fieldreport.report.workbook import paper, wording
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import ROW, Extent, Listing, measure, note_too_high
from fieldreport.report.workbook.look import ACCENT, LINE, RED
from fieldreport.report.workbook.page import COLORS

#: Columns of the table, from 1, that the chart is drawn from.
NAME, ACHIEVEMENT, THRESHOLD = 2, 7, 13
#: Centimetres.
CHART_HEIGHT = 9


def table_and_chart(
    report: Report, language: Language, texts: Texts, title: str
) -> tuple[Listing, Extent, Callable[[Any], None]]:
    """The table of tasks with its measures, and what draws its chart into the sheet."""
    listing = _listing(report, language, texts, title)
    extent = measure(listing)
    note_too_high(texts, listing, extent, reference=NAME - 1)
    return listing, extent, lambda sheet: _add_chart(sheet, report, language, extent)


def _listing(report: Report, language: Language, texts: Texts, title: str) -> Listing:
    """What was done for each task, against which target, and what is done about a shortfall."""
    limits = (Fraction(report.plan.remedial.threshold), Fraction(report.plan.remedial.watch))
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(language.say("Task"), Format.TEXT, 40),
        Column(language.say("Indicator"), Format.TEXT, 26),
        Column(language.say("Actual"), Format.DECIMAL, 12),
        Column(language.say("Target to date"), Format.DECIMAL, 12),
        Column(language.say("Full target"), Format.DECIMAL, 12),
        Column(language.say("Achievement"), Format.PERCENT, 12, limits=limits),
        Column(language.say("State"), Format.TEXT, 18),
        Column(language.say_in("column", "Remedial action"), Format.TEXT, 36),
        Column(language.say("Cause of the shortfall"), Format.TEXT, 50),
        Column(language.say("Category"), Format.TEXT, 26, aside=True),
        Column(language.say("Unit"), Format.TEXT, 12, aside=True),
        Column(language.say("Threshold for remedial action"), Format.PERCENT, 16, aside=True),
    )
    rows = [_row(report, line, language, texts, columns) for line in report.tasks]
    return Listing(title, columns, rows, essential=sum(not column.aside for column in columns))


def _row(
    report: Report, line: TaskLine, language: Language, texts: Texts, columns: Sequence[Column]
) -> tuple[Cell, ...]:
    one, code = line.progress, language.code
    task = one.task
    causes = [action["cause"].best(code) for action in line.remedies if action["cause"]]
    category = report.plan.categories[task.category].in_language(code)
    remedy, cause = wording.remedy(line, language), "\n".join(causes)
    name = task.name(code)
    return (
        task.number,
        name,
        task.indicator.in_language(code),
        wording.rounded(one.actual),
        wording.rounded(one.target_to_date),
        wording.rounded(one.target),
        wording.exact(one.achievement),
        language.say(wording.STANDINGS[line.standing]),
        texts.fit(remedy, name, columns[8].header) or None,
        texts.fit(cause, name, columns[9].header) or None,
        category,
        task.unit.in_language(code),
        report.plan.remedial.threshold,
    )


def _add_chart(sheet: Any, report: Report, language: Language, extent: Extent) -> None:
    """Columns of achievement with the threshold as a line across them."""
    last = len(report.tasks) + 1
    if last == 1:
        return
    bars = BarChart()
    bars.type = "col"
    bars.add_data(Reference(sheet, min_col=ACHIEVEMENT, min_row=1, max_row=last), titles_from_data=True)
    bars.set_categories(Reference(sheet, min_col=NAME, min_row=2, max_row=last))
    bars.gapWidth = 60
    bars.series[0].graphicalProperties = GraphicalProperties(solidFill=ACCENT)
    bars.series[0].data_points = [
        DataPoint(idx=at, spPr=GraphicalProperties(solidFill=COLORS[line.standing]))
        for at, line in enumerate(report.tasks)
        if line.standing in COLORS
    ]
    threshold = LineChart()
    threshold.add_data(Reference(sheet, min_col=THRESHOLD, min_row=1, max_row=last), titles_from_data=True)
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
    bars.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    bars.layout = Layout(
        manualLayout=ManualLayout(yMode="edge", xMode="edge", x=0.05, y=0.12, w=0.93, h=0.62)
    )
    # Nearly as wide as the table; a digit of the default font is seven pixels or a little less, 96 of them to an inch.
    bars.width = extent.across * 6.5 / 96 * 2.54  # type: ignore[assignment]  # its default is whole, any number will do
    bars.height = CHART_HEIGHT
    # Names are broken into lines, never turned.
    bars.x_axis.txPr = RichText(
        bodyPr=RichTextProperties(rot=0),
        p=[
            Paragraph(
                pPr=ParagraphProperties(defRPr=CharacterProperties(sz=900)), endParaRPr=CharacterProperties()
            )
        ],
    )
    sheet.add_chart(bars, f"A{last + 2}")
    rows = last + 2 + ceil(CHART_HEIGHT / 2.54 * 72 / ROW)
    sheet.print_area = f"A1:{get_column_letter(extent.printed)}{rows}"
    # On the page of the table while both stay readable on it, else on one of its own: never on two.
    height = extent.high + 2 * ROW + CHART_HEIGHT / 2.54 * 72
    if paper.pages_down(height, extent.across) == 1:
        sheet.page_setup.fitToHeight = 1
    else:
        sheet.page_setup.fitToHeight = 0
        sheet.row_breaks.append(Break(id=last))
