"""Cover: the first printed page. Who reports on what and who signed it, the figures, the summary, the tasks, the
main difficulties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from openpyxl import Workbook

from fieldreport.language import Language
from fieldreport.record import Record
from fieldreport.report.contents import Report, Standing, TaskLine
from fieldreport.report.figures import Figures
from fieldreport.report.safe import Texts
from fieldreport.report.workbook import paper, wording
from fieldreport.report.workbook.canvas import Canvas, shares
from fieldreport.report.workbook.columns import Format, Showing
from fieldreport.report.workbook.look import (
    ACCENT,
    AMBER,
    AMBER_TEXT,
    MUTED,
    PALE,
    RED,
    TEXT,
    Style,
    number_format,
)
from fieldreport.report.workbook.measure import lines, shortened
from fieldreport.report.workbook.wording import achievement_places
from fieldreport.values import Text

#: The page's width in digits of the default font: a little wider than the paper, so that it is printed at 85 to 90 %.
PAGE = 180.0
#: Where the parts of the page begin and end, as shares of its width; figures, tasks and difficulties share them.
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
INDICATOR, ACTUAL, TO_DATE, TARGET, BAR, PERCENT, REMEDY = 0.25, 0.375, 0.43, 0.5, 0.56, 0.75, 0.80
COMPANY, KIND, STATUS, WAITING = 0.07, 0.25, 0.75, 0.86
#: A bar is drawn in steps of this many hundredths of the achievement, up to the most it can show.
STEP, MOST = Fraction(25, 1000), Fraction(120, 100)
STEPS = int(MOST / STEP)
#: No more approval cells than fit beside the title, and no wider than these shares.
WIDEST_APPROVAL, APPROVAL_ROOM = 0.0667, 0.40
#: What fits on paper of that width, in points: with more than this the page is printed smaller.
PAGE_HEIGHT = paper.HEIGHT / paper.WIDTH * PAGE * paper.DIGIT
#: Difficulties on the first page, as many as fit; all of them are in the sheets that follow.
FEWEST_DIFFICULTIES, MOST_DIFFICULTIES = 2, 5

LINE_HEIGHT = {"ko": 15.0, "en": 14.0, "bn": 17.5}

TITLE = Style(size=18, bold=True, wrap=False)
SMALL = Style(size=9, color=MUTED)
HEADING = Style(size=11.5, bold=True, wrap=False, vertical="bottom")
HEAD = Style(bold=True, fill=PALE, horizontal="center", edges="ltrb", size=9.5)
BODY = Style(edges="ltrb", size=9.5, indent=1)
NUMBER = Style(edges="ltrb", size=9.5, horizontal="right", wrap=False, indent=1)
COLORS = {Standing.REMEDIAL: RED, Standing.WATCH: AMBER}
TEXT_COLORS = {Standing.REMEDIAL: RED, Standing.WATCH: AMBER_TEXT}


@dataclass(frozen=True)
class Tile:
    """One headline figure: its label, the figure, and what else should be known of it."""

    label: str
    figure: str
    note: str


class Cover:
    """Draws the first page of a report in one language."""

    def __init__(self, report: Report, showing: Showing, texts: Texts) -> None:
        self.report = report
        self.showing = showing
        self.language = showing.language
        self.texts = texts
        self.line = LINE_HEIGHT[self.language.code]
        steps = len(report.office.approval)
        box = min(WIDEST_APPROVAL, APPROVAL_ROOM / steps) if steps else 0.0
        self.approval = [(1 - (steps - at) * box, 1 - (steps - at - 1) * box) for at in range(steps)]
        bars = shares(BAR, PERCENT, [1] * STEPS)
        stops = {
            *QUARTERS,
            *(INDICATOR, ACTUAL, TO_DATE, TARGET, BAR, PERCENT, REMEDY),
            *(COMPANY, KIND, STATUS, WAITING),
            *(stop for box in (*self.approval, *bars) for stop in box),
        }
        self.canvas = Canvas(stop * PAGE for stop in stops)

    def put(
        self, value: object, style: Style, left: float, right: float, first: int, last: int | None = None
    ) -> None:
        """Fill a place given by shares of the page's width."""
        self.canvas.put(value, style, left * PAGE, right * PAGE, first, last)

    def write(self, workbook: Workbook, title: str, footer: str) -> int:
        """Write the page as the workbook's next sheet; returns its rows."""
        self._head()
        self._tiles()
        self._summary()
        self._tasks()
        self._difficulties()
        sheet = workbook.create_sheet(title)
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = f"FF{ACCENT}"
        # On one page while its text stays readable on it, else on as many as it takes.
        scale = min(paper.WIDTH / (PAGE * paper.DIGIT), paper.HEIGHT / self.canvas.height)
        paper.set_up(sheet, self.language.code, footer, down=1 if scale >= paper.SMALLEST else 0)
        sheet.print_options.horizontalCentered = True
        self.canvas.write(sheet, self.language.code)
        return self.canvas.rows

    # ---- title and approval --------------------------------------------------------------------------------------

    def _head(self) -> None:
        report, language = self.report, self.language
        rows = [
            self.canvas.add_row(height)
            for height in (self.line + 4, self.line + 3, self.line + 3, self.line + 3)
        ]
        end = self.approval[0][0] if self.approval else 1.0
        title = language.say("{office}: biweekly field report", office=report.office.name(language.code))
        self.put(title, TITLE, 0, end, rows[0], rows[1])
        self.put(wording.period_line(report, language), SMALL, 0, end, rows[2])
        self.put(language.say("To: Headquarters, export monitoring"), SMALL, 0, end, rows[3])
        for step, (left, right) in zip(report.office.approval, self.approval, strict=True):
            self.put(step.in_language(language.code), replace(HEAD, size=9), left, right, rows[0])
            signed = next(
                (one for one in report.stored.approvals if one.step in (step.ko, step.en, step.bn)), None
            )
            text = ""
            if signed is not None:
                text = f"{language.day(signed.on, 'short')}\n{signed.by}"
            style = Style(size=8.5, color=MUTED, horizontal="center", vertical="bottom", edges="ltrb")
            self.put(self.texts.fit(text, "", title), style, left, right, rows[1], rows[3])
        rule = self.canvas.add_row(7)
        self.put(None, Style(edges="b", heavy=True), 0, 1, rule)
        self.canvas.add_row(10)

    # ---- figures -------------------------------------------------------------------------------------------------

    def _tiles(self) -> None:
        rows = [self.canvas.add_row(height) for height in (self.line + 4, self.line + 10, self.line + 5)]
        for tile, left, right in zip(
            tiles(self.report.figures, self.language), QUARTERS, QUARTERS[1:], strict=False
        ):
            inside = Style(size=9, color=MUTED, indent=1, vertical="bottom")
            self.put(tile.label, replace(inside, edges="ltr"), left, right, rows[0])
            figure = Style(size=15, bold=True, indent=1, wrap=False, edges="lr")
            self.put(tile.figure, figure, left, right, rows[1])
            self.put(tile.note, replace(inside, edges="lrb", vertical="top"), left, right, rows[2])
        self.canvas.add_row(4)

    # ---- summary -------------------------------------------------------------------------------------------------

    def _heading(self, heading: str, note: str = "") -> None:
        row = self.canvas.add_row(self.line + 9)
        self.put(heading, HEADING, 0, 0.25, row)
        if note:
            self.put(note, replace(SMALL, vertical="bottom", wrap=False), 0.25, 1, row)
        self.canvas.add_row(4)

    def _summary(self) -> None:
        self._heading(self.language.say("1. Summary"))
        for point in self.report.points(self.language):
            # Translators: the mark before each point of the summary, as official papers have it.
            text = self.texts.fit(self.language.say("○ {point}", point=point), "", "")
            row = self.canvas.add_row(lines(text, PAGE - 4) * self.line + 2)
            self.put(text, Style(indent=1), 0, 1, row)

    # ---- tasks ---------------------------------------------------------------------------------------------------

    def _tasks(self) -> None:
        language = self.language
        self._heading(language.say("2. Achievement by task"), wording.basis(self.report, language))
        head = self.canvas.add_row(self.line + 7)
        for text, left, right in (
            (language.say("Task"), 0.0, INDICATOR),
            (language.say("Indicator"), INDICATOR, ACTUAL),
            (language.say("Actual"), ACTUAL, TO_DATE),
            (language.say("Target to date"), TO_DATE, TARGET),
            (language.say("Full target"), TARGET, BAR),
            (language.say("Achievement"), BAR, REMEDY),
            (language.say("Remedial action"), REMEDY, 1.0),
        ):
            self.put(text, HEAD, left, right, head)
        for line in self.report.tasks:
            self._task(line)

    def _task(self, line: TaskLine) -> None:
        language, one = self.language, line.progress
        name = wording.task_name(line, language)
        indicator = one.task.indicator.in_language(language.code)
        remedy = self.texts.fit(wording.remedy(line, language), "", "")
        most = max(
            lines(name, _room(0, INDICATOR)),
            lines(indicator, _room(INDICATOR, ACTUAL)),
            lines(remedy, _room(REMEDY, 1)),
        )
        # The bar lies between two paddings, so that it is a bar and not a filled cell.
        padding = (most * self.line + 5 - 8) / 2
        first, bar, last = (self.canvas.add_row(height) for height in (padding, 8, padding))
        self.put(name, BODY, 0, INDICATOR, first, last)
        self.put(indicator, BODY, INDICATOR, ACTUAL, first, last)
        for value, left, right in (
            (wording.rounded(one.actual), ACTUAL, TO_DATE),
            (wording.rounded(one.target_to_date), TO_DATE, TARGET),
            (wording.rounded(one.target), TARGET, BAR),
        ):
            style = replace(NUMBER, number=wording.number_format_of(value))
            self.put(value, style, left, right, first, last)
        self._bar(line, first, bar, last)
        self._percent(line, first, last)
        color = TEXT_COLORS.get(line.standing, MUTED)
        bold = line.standing is Standing.REMEDIAL
        self.put(remedy, replace(BODY, color=color, bold=bold), REMEDY, 1, first, last)

    def _bar(self, line: TaskLine, first: int, bar: int, last: int) -> None:
        achievement = line.progress.achievement
        filled = 0 if achievement is None else min(floor(achievement / STEP + Fraction(1, 2)), STEPS)
        threshold = floor(Fraction(self.report.plan.remedial.threshold) / STEP + Fraction(1, 2))
        color = COLORS.get(line.standing, ACCENT)
        for at, (left, right) in enumerate(self.canvas.columns_between(BAR * PAGE, PERCENT * PAGE)):
            # The mark at which remedial action is due, so that the distance to it can be seen.
            mark = "l" if at == threshold else ""
            for row, edge in ((first, "t"), (bar, ""), (last, "b")):
                fill = color if row == bar and at < filled else ""
                style = Style(size=6, wrap=False, fill=fill, edges=edge + mark + ("l" if at == 0 else ""))
                self.canvas.put(None, style, left, right, row)

    def _percent(self, line: TaskLine, first: int, last: int) -> None:
        achievement = line.progress.achievement
        style = replace(NUMBER, edges="trb", color=TEXT_COLORS.get(line.standing, TEXT))
        if achievement is None:
            self.put(None, style, PERCENT, REMEDY, first, last)
            return
        places = achievement_places(achievement, self.report.plan.remedial.threshold)
        style = replace(
            style,
            bold=line.standing is Standing.REMEDIAL,
            number=number_format(Format.PERCENT, self.language.code, places),
        )
        self.put(float(achievement), style, PERCENT, REMEDY, first, last)

    # ---- difficulties --------------------------------------------------------------------------------------------

    def _difficulties(self) -> None:
        language, found = self.language, self.report.difficulties
        room = (PAGE_HEIGHT - self.canvas.height - 4 * self.line) / (3 * self.line)
        shown = found[: max(FEWEST_DIFFICULTIES, min(MOST_DIFFICULTIES, floor(room)))]
        more = len(found) - len(shown)
        note = ""
        if more > 0:
            note = language.plural(
                "({count} more in the sheets that follow)", "({count} more in the sheets that follow)", more
            )
        self._heading(language.say("3. Main difficulties"), note)
        if not found:
            row = self.canvas.add_row(self.line + 2)
            self.put(language.say("No difficulty is open."), Style(indent=1, color=MUTED), 0, 1, row)
            return
        head = self.canvas.add_row(self.line + 7)
        for text, left, right in (
            (language.say_in("record", "No."), 0.0, COMPANY),
            (language.say("Company"), COMPANY, KIND),
            (language.say_in("difficulty", "Kind"), KIND, ACTUAL),
            (language.say("Description (original / translation)"), ACTUAL, STATUS),
            (language.say("Status"), STATUS, WAITING),
            (language.say("Waiting on"), WAITING, 1.0),
        ):
            self.put(text, HEAD, left, right, head)
        for one in shown:
            self._difficulty(one)

    def _difficulty(self, one: Record) -> None:
        code = self.language.code
        room = _room(ACTUAL, STATUS)
        description: Text = one["description"]
        original = shortened(description.original, room, 2)
        translated = ""
        if description.language != code:
            in_own = description.in_language(code)
            translated = shortened(in_own, room, 2) if in_own else self.language.say("(not translated yet)")
        shown = {name: self._shown(one, name) for name in ("company", "kind", "status", "waiting_on")}
        if one["sensitive"]:
            shown["status"] = self.language.say("{status} (sensitive)", status=shown["status"])
        rooms = {
            "company": _room(COMPANY, KIND),
            "kind": _room(KIND, ACTUAL),
            "status": _room(STATUS, WAITING),
            "waiting_on": _room(WAITING, 1),
        }
        shown = {name: shortened(text, rooms[name], 3) for name, text in shown.items()}
        needed = max(lines(text, rooms[name]) for name, text in shown.items())
        above, below = lines(original, room), lines(translated, room) if translated else 0
        spare = max(0, needed - above - below) * self.line
        first = self.canvas.add_row(above * self.line + 4 + (spare if not translated else spare / 2))
        last = first
        if translated:
            last = self.canvas.add_row(below * self.line + 4 + spare / 2)
        text = replace(
            BODY, edges="ltrb" if not translated else "ltr", vertical="center" if not translated else "bottom"
        )
        fit = self.texts.fit
        self.put(fit(original, one.reference, ""), text, ACTUAL, STATUS, first)
        if translated:
            style = replace(BODY, edges="lrb", color=MUTED, vertical="top")
            self.put(fit(translated, one.reference, ""), style, ACTUAL, STATUS, last)
        centred = replace(BODY, horizontal="center", indent=0)
        self.put(one.reference, centred, 0, COMPANY, first, last)
        for name, style, left, right in (
            ("company", BODY, COMPANY, KIND),
            ("kind", BODY, KIND, ACTUAL),
            ("status", centred, STATUS, WAITING),
            ("waiting_on", BODY, WAITING, 1.0),
        ):
            self.put(fit(shown[name], one.reference, ""), style, left, right, first, last)

    def _shown(self, one: Record, name: str) -> str:
        return one.type.field(name).show(one[name], self.language, self.showing.titles)


def _room(left: float, right: float) -> float:
    """How many digits of the body's size fit between two stops, beside the indents and the lines."""
    return (PAGE * (right - left) - 3) * 10 / BODY.size


def tiles(figures: Figures, language: Language) -> Sequence[Tile]:
    """The four headline figures in words."""
    leads = language.plural("{count} lead", "{count} leads", figures.leads)
    before = figures.leads - figures.leads_before
    change = f"+{language.number(before)}" if before > 0 else language.number(before)
    lead_note = language.say("{change} on the period before", change=change)
    if figures.invalid_leads:
        lead_note = language.say(
            "{change} on the period before; {invalid} of them invalid",
            change=change,
            invalid=figures.invalid_leads,
        )
    held = language.say(
        "{events} / {meetings}",
        events=language.plural("{count} event", "{count} events", figures.events),
        meetings=language.plural("{count} meeting", "{count} meetings", figures.meetings),
    )
    open_ones = language.plural("{count} difficulty", "{count} difficulties", figures.difficulties_open)
    return (
        Tile(language.say("Buyer leads (new)"), leads, lead_note),
        Tile(
            language.say("Events / meetings held"),
            held,
            language.plural("{count} no-show", "{count} no-shows", figures.no_shows),
        ),
        Tile(
            language.say("Consultation value"),
            language.money(figures.consultation.us_dollars),
            _sums(figures, language),
        ),
        Tile(
            language.say("Difficulties (open)"),
            open_ones,
            language.say(
                "{resolved} resolved, {escalated} with headquarters",
                resolved=figures.difficulties_resolved,
                escalated=figures.difficulties_escalated,
            ),
        ),
    )


def _sums(figures: Figures, language: Language) -> str:
    """What stands under the consultation value: the contracts in progress, never added to it, and what is missing."""
    value = figures.contract_in_progress.us_dollars
    missing = len(figures.consultation.without_rate) + len(figures.contract_in_progress.without_rate)
    if not missing:
        return language.say("Contracts in progress {value} (counted apart)", value=value)
    return language.plural(
        "Contracts in progress {value} (counted apart); {count} sum without a US$ rate left out",
        "Contracts in progress {value} (counted apart); {count} sums without a US$ rate left out",
        missing,
        value=value,
    )
