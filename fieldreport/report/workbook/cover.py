"""Cover: the first printed page. Who reports on what and who signed it, the figures, the summary, the tasks, the
main difficulties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl.worksheet.pagebreak import Break

from fieldreport.language import Language
from fieldreport.report.contents import Report
from fieldreport.report.figures import Figures
from fieldreport.report.safe import Texts
from fieldreport.report.workbook import paper, wording
from fieldreport.report.workbook.book import Book
from fieldreport.report.workbook.columns import Showing
from fieldreport.report.workbook.cover_difficulties import draw_difficulties
from fieldreport.report.workbook.cover_tasks import draw_tasks
from fieldreport.report.workbook.look import ACCENT, MUTED, Style
from fieldreport.report.workbook.measure import lines
from fieldreport.report.workbook.page import HEAD, QUARTERS, SMALL, Page, room

#: No smaller than this share of its size, the page is printed on one sheet of paper.
SMALLEST = 0.62


def write_cover(book: Book, report: Report, showing: Showing, texts: Texts, title: str) -> None:
    """Write the page as the workbook's next sheet."""
    page = Page(report, showing, texts)
    _draw_head(page)
    _draw_tiles(page)
    _draw_summary(page)
    draw_tasks(page)
    break_after = page.canvas.rows
    draw_difficulties(page)
    sheet = book.new_sheet(title)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = f"FF{ACCENT}"
    # On one page while its text stays readable on it, else the difficulties begin a new one.
    fits = paper.HEIGHT / page.canvas.height >= SMALLEST
    paper.set_up(sheet, book.language, book.footer, down=1 if fits else 0)
    if not fits:
        sheet.row_breaks.append(Break(id=break_after))
    sheet.print_options.horizontalCentered = True
    page.canvas.write(sheet, book.palette)
    if book.package is not None:
        book.package.add_sheet(title, page.canvas.contents())
    book.rows.append(page.canvas.rows)


def _draw_head(page: Page) -> None:
    """The title, the period and whom it goes to; at the right the approval box with the office's own steps."""
    report, language = page.report, page.language
    top, *others = (page.row(page.line + above) for above in (4, 3, 3, 3))
    end = page.approval[0][0] if page.approval else 1.0
    title = language.say("{office}: biweekly field report", office=report.office.name(language.code))
    page.put(title, Style(size=18, bold=True, wrap=False), 0, end, top, others[0])
    page.put(wording.period_line(report, language), SMALL, 0, end, others[1])
    page.put(language.say("To: Headquarters, export monitoring"), SMALL, 0, end, others[2])
    for step, (left, right) in zip(report.office.approval, page.approval, strict=True):
        page.put(step.in_language(language.code), replace(HEAD, size=9), left, right, top)
        names = (step.ko, step.en, step.bn)
        signed = next((one for one in report.stored.approvals if one.step in names), None)
        text = f"{language.day(signed.on, 'short')}\n{signed.by}" if signed is not None else None
        style = Style(size=8.5, color=MUTED, horizontal="center", vertical="bottom", edges="ltrb")
        page.put(text, style, left, right, others[0], others[2])
    page.put(None, Style(edges="b", heavy=True), 0, 1, page.row(7))
    page.row(10)


@dataclass(frozen=True)
class Tile:
    """One headline figure: its label, the figure, and what else should be known of it."""

    label: str
    figure: str
    note: str


def _draw_tiles(page: Page) -> None:
    shown = tiles(page.report.figures, page.language)
    most = max(lines(tile.note, room(0, QUARTERS[1], 9)) for tile in shown)
    top, middle, bottom = (
        page.row(height) for height in (page.line + 4, page.line + 10, most * page.line * 0.9 + 6)
    )
    for tile, left, right in zip(shown, QUARTERS, QUARTERS[1:], strict=False):
        inside = replace(SMALL, indent=1)
        page.put(tile.label, replace(inside, edges="ltr", vertical="bottom"), left, right, top)
        page.put(
            tile.figure, Style(size=15, bold=True, indent=1, wrap=False, edges="lr"), left, right, middle
        )
        page.put(tile.note, replace(inside, edges="lrb", vertical="top"), left, right, bottom)
    page.row(4)


def tiles(figures: Figures, language: Language) -> Sequence[Tile]:
    """The four headline figures in words."""
    difference = figures.leads - figures.leads_before
    change = f"+{language.number(difference)}" if difference > 0 else language.number(difference)
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
    with_headquarters = language.say(
        "{resolved} resolved, {escalated} with headquarters",
        resolved=figures.difficulties_resolved,
        escalated=figures.difficulties_escalated,
    )
    return (
        Tile(
            language.say("Buyer leads (new)"),
            language.plural("{count} lead", "{count} leads", figures.leads),
            lead_note,
        ),
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
            language.plural("{count} difficulty", "{count} difficulties", figures.difficulties_open),
            with_headquarters,
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


def _draw_summary(page: Page) -> None:
    page.heading(page.language.say("1. Summary"), wording.untranslated(page.report, page.language))
    for point in page.report.points(page.language):
        # Translators: the mark before each point of the summary, as official papers have it.
        text = page.language.say("○ {point}", point=point)
        row = page.row(lines(text, room(0, 1, 10)) * page.line + 2)
        page.put(text, Style(indent=1), 0, 1, row)
