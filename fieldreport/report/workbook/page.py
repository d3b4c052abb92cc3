"""Page: the first printed page's grid and the styles its parts share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from fieldreport.report.contents import Report, Standing
from fieldreport.report.safe import Texts
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.canvas import Canvas, shares
from fieldreport.report.workbook.columns import Showing
from fieldreport.report.workbook.look import AMBER, AMBER_TEXT, MUTED, PALE, RED, Style

#: The page's width in digits of the default font: a little wider than the paper, so that it is printed at about 83 %.
WIDTH = 180.0
#: What fits on paper of that width, in points; with more than this the page is printed smaller.
HEIGHT = paper.HEIGHT / paper.WIDTH * WIDTH * paper.DIGIT
#: Where the parts of the page begin and end, as shares of its width; figures, tasks and difficulties share them.
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
INDICATOR, ACTUAL, TO_DATE, TARGET, BAR, PERCENT, REMEDY = 0.25, 0.375, 0.43, 0.5, 0.56, 0.75, 0.80
COMPANY, KIND, DESCRIPTION, STATUS, WAITING = 0.07, 0.25, 0.375, 0.75, 0.86
#: A bar is drawn in steps of this much of the achievement, up to the most it can show.
STEP, MOST = Fraction(25, 1000), Fraction(120, 100)
STEPS = int(MOST / STEP)
#: The approval box: no cell wider than this share, all of them within that one.
WIDEST_APPROVAL, APPROVAL_ROOM = 0.0667, 0.40

#: Lines of each text in a table; the sheets that follow have all of it.
MOST_LINES = 2
#: Points that a line takes, by the workbook's language.
LINE_HEIGHT = {"ko": 15.0, "en": 14.0, "bn": 16.0}

SMALL = Style(size=9, color=MUTED)
HEADING = Style(size=11.5, bold=True, wrap=False, vertical="bottom")
HEAD = Style(bold=True, fill=PALE, horizontal="center", edges="ltrb", size=9.5)
BODY = Style(edges="ltrb", size=9.5, indent=1)
NUMBER = Style(edges="ltrb", size=9.5, horizontal="right", wrap=False)
COLORS = {Standing.REMEDIAL: RED, Standing.WATCH: AMBER}
TEXT_COLORS = {Standing.REMEDIAL: RED, Standing.WATCH: AMBER_TEXT}


class Page:
    """The first page while it is being drawn; places are given as shares of its width."""

    def __init__(self, report: Report, showing: Showing, texts: Texts) -> None:
        self.report = report
        self.showing = showing
        self.language = showing.language
        self.texts = texts
        self.line = LINE_HEIGHT[self.language.code]
        steps = len(report.office.approval)
        box = min(WIDEST_APPROVAL, APPROVAL_ROOM / steps) if steps else 0.0
        self.approval = [(1 - (steps - at) * box, 1 - (steps - at - 1) * box) for at in range(steps)]
        stops = {
            *QUARTERS,
            *(INDICATOR, ACTUAL, TO_DATE, TARGET, BAR, PERCENT, REMEDY),
            *(COMPANY, KIND, DESCRIPTION, STATUS, WAITING),
            *(stop for pair in (*self.approval, *shares(BAR, PERCENT, [1] * STEPS)) for stop in pair),
        }
        self.canvas = Canvas(stop * WIDTH for stop in stops)

    def row(self, height: float) -> int:
        """Open a row of that height in points; returns its number."""
        return self.canvas.add_row(height)

    def put(
        self, value: object, style: Style, left: float, right: float, first: int, last: int | None = None
    ) -> None:
        """Fill a place in the rows ``first`` to ``last`` as one cell; texts are made fit for it."""
        if isinstance(value, str):
            value = self.texts.fit(value, "", "")
        self.canvas.put(value, style, left * WIDTH, right * WIDTH, first, last)

    def columns(self, left: float, right: float) -> Iterator[tuple[float, float]]:
        """The grid's columns between two shares, each as its own two."""
        for begin, end in self.canvas.columns_between(left * WIDTH, right * WIDTH):
            yield begin / WIDTH, end / WIDTH

    def heading(self, heading: str, note: str = "") -> None:
        """A section's heading, with a note beside it."""
        row = self.row(self.line + 9)
        self.put(heading, HEADING, 0, 0.25, row)
        if note:
            self.put(note, replace(SMALL, vertical="bottom", wrap=False), 0.25, 1, row)
        self.row(4)


def room(left: float, right: float, size: float = BODY.size) -> float:
    """How many digits of a size fit between two shares, beside the indents and the lines."""
    return (WIDTH * (right - left) - 3) * 10 / size
