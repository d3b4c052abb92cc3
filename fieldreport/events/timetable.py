"""Timetable: the pages that each side of an event is given, each in its own language, as a workbook to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.events.gathering import Attending, Gathering, Planned, gather
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Titles
from fieldreport.language import CODES, N_, Language
from fieldreport.office import Office
from fieldreport.records.participant import COMPANY

if TYPE_CHECKING:
    from fieldreport.report.safe import Texts
    from fieldreport.report.workbook.book import Book
    from fieldreport.report.workbook.look import Style, Styled

#: Who has not said in which language gets a page in its side's.
LANGUAGES = {"company": "ko", "buyer": "en"}
#: Excel knows at most 1,026 breaks between the pages of a sheet (Excel specifications and limits).
PAGES_PER_SHEET = 1_000
#: The widths of the columns in digits. A4 holds them with room to spare: where a font is missing, digits are wider.
WIDTHS = (22.0, 13.0, 9.0, 36.0, 26.0, 12.0)
NOBODY = N_("Nobody takes part in this event on that side; add participants first.")
#: States of a meeting in which it stands on the page.
SHOWN = ("scheduled", "held")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page as texts; ``kind`` says how it looks."""

    cells: Sequence[str]
    kind: str


def write(
    office: Office, name: str, side: str, path: Path, *, language: str | None = None, compact: bool = False
) -> Path:
    """Write the timetables of one side of the event ``name`` and say where they are.

    Each participant who comes or is to meet somebody has a page, in ``language`` or else its own; ``compact`` lists
    them one below the other. A sheet for each language. Raises ``InputAtFault``, ``MachineAtFault``; an earlier file is
    then as it was.
    """
    from fieldreport.report.safe import Texts, save

    office.refuse_own(path)
    gathering = gather(office, name)
    meeting = {getattr(one, side) for one in gathering.meetings if one.status in SHOWN}
    people = [one for one in gathering.of_side(side) if one.is_coming or one.id in meeting]
    if not people:
        raise InputAtFault(Problem(NOBODY, {}, "side"))
    texts = Texts()
    pages = _Pages(office, gathering, side, people, language)
    save(path, lambda unfinished: _write(pages, texts, unfinished, compact=compact))
    return path


class _Pages:
    """What stands on everybody's page, language by language."""

    def __init__(
        self,
        office: Office,
        gathering: Gathering,
        side: str,
        people: Sequence[Attending],
        language: str | None,
    ) -> None:
        self.office = office
        self.gathering = gathering
        self.other = "buyer" if side == COMPANY else "company"
        self.by_id = {one.id: one for one in gathering.participants}
        self.meetings: dict[str, list[Planned]] = {}
        for one in gathering.in_order:
            if one.status in SHOWN and one.clock is not None:
                self.meetings.setdefault(getattr(one, side), []).append(one)
        code_of = {one.id: language or one.language or LANGUAGES[side] for one in people}
        self.people = {code: [one for one in people if code_of[one.id] == code] for code in CODES}

    def of_language(self, code: str) -> Iterator[list[Line]]:
        """The pages in a language, in the order of its names."""
        language = self.office.language(code)
        titles = self.office.titles(language)
        people = self.people[code]
        titles.prefetch(self._linked(people))
        for one in sorted(people, key=lambda one: (language.sort_key(titles(one.id)), one.key)):
            yield list(self._page(one, language, titles))

    def _linked(self, people: Sequence[Attending]) -> Iterator[str]:
        for person in people:
            yield from (person.id, *person.contacts)
            for meeting in self.meetings.get(person.id, ()):
                other = getattr(meeting, self.other)
                yield other
                if other in self.by_id:
                    yield from self.by_id[other].contacts

    def _page(self, one: Attending, language: Language, titles: Titles) -> Iterator[Line]:
        event, say = self.gathering.event, language.say
        about = [event["name"].best(language.code), language.days(event["starts_on"], event["ends_on"])]
        if event["venue"] is not None:
            about.append(event["venue"].best(language.code))
        yield Line([" · ".join(about)], "about")
        yield Line([titles(one.id)], "name")
        if one.table:
            yield Line([say("Your table is {table}.", table=language.reference(one.table))], "note")
        meetings = self.meetings.get(one.id, [])
        if not meetings:
            yield Line([say("No meeting is planned for you yet.")], "note")
            return
        yield Line(
            [
                say("Day"),
                language.say_in("timetable", "Time"),
                say("Table"),
                say("You meet"),
                say("Who comes"),
                say("Interpreter"),
            ],
            "head",
        )
        for _, of_day in groupby(meetings, key=lambda meeting: meeting.day):
            for number, meeting in enumerate(of_day):
                yield Line(self._row(meeting, language, titles, first=number == 0), "row")

    def _row(self, meeting: Planned, language: Language, titles: Titles, *, first: bool) -> list[str]:
        other = getattr(meeting, self.other)
        there = self.by_id.get(other)
        clock, day = meeting.clock, meeting.day
        assert clock is not None
        interpreted = there is not None and there.interpreter
        return [
            language.day(day, "weekday_short") if first and day is not None else "",
            language.clock(clock),
            language.reference(meeting.table),
            titles(other),
            ", ".join(titles(one) for one in (there.contacts if there is not None else ())),
            language.say("Yes") if interpreted else "",
        ]


def _write(pages: _Pages, texts: Texts, path: Path, *, compact: bool) -> list[int]:
    from fieldreport.report.workbook.book import new_book
    from fieldreport.report.workbook.sheet import sheet_names

    codes = [code for code in CODES if pages.people[code]]
    language = pages.office.language(codes[0])
    event = pages.gathering.event
    footer = f"{event['name'].best(language.code)} · {event.reference}"
    sheets: list[tuple[str, str, list[list[Line]]]] = []
    for code in codes:
        rest = pages.of_language(code)
        while part := list(islice(rest, PAGES_PER_SHEET)):
            sheets.append((code, pages.office.language(code).language_name(code), part))
    with new_book(language.code, footer) as book:
        book.workbook.properties.title = event["name"].best(language.code)
        book.workbook.properties.creator = pages.office.place.name(language.code)
        names = sheet_names([name for _, name, _ in sheets])
        for (code, _, part), name in zip(sheets, names, strict=True):
            _write_sheet(book, texts, name, code, part, compact=compact)
        book.save(path)
        return book.rows


def _write_sheet(
    book: Book, texts: Texts, name: str, code: str, pages: Sequence[Sequence[Line]], *, compact: bool
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.properties import PageSetupProperties

    from fieldreport.report.workbook import paper

    sheet = book.new_sheet(name)
    for at, digits in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = digits
    paper.set_up(sheet, code, book.footer)
    # Fitted to a page's width, Excel would overlook the breaks between the participants.
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = 100
    styles, row = _styles(), 0
    for number, page in enumerate(pages):
        if number:
            sheet.append([])
            row += 1
            if not compact:
                sheet.row_breaks.append(Break(id=row))
        for line in page:
            row += 1
            sheet.row_dimensions[row] = {"ht": f"{_height(line):g}", "customHeight": "1"}
            cells = [texts.fit(cell, "", "") for cell in line.cells]
            sheet.append(_styled(book, styles[line.kind], cells))
    book.rows.append(row)


def _styled(book: Book, style: Style, cells: Sequence[str]) -> Iterator[Styled | None]:
    for cell in cells:
        yield book.palette.styled(cell, style)


def _styles() -> dict[str, Style]:
    from fieldreport.report.workbook.look import LINE, MUTED, PALE, Style

    return {
        "about": Style(size=9, color=MUTED, wrap=False),
        "name": Style(size=16, bold=True, wrap=False),
        "note": Style(size=11, wrap=False),
        "head": Style(bold=True, fill=PALE, edges="tb", edge_color=LINE),
        "row": Style(size=11, edges="b", edge_color=LINE, vertical="top"),
    }


def _height(line: Line) -> float:
    """The height of a row in points: that of its longest text in its column."""
    from fieldreport.report.workbook.extent import height

    if line.kind == "name":
        return 28.0
    if line.kind in ("about", "note"):
        return 18.0
    # The rows' letters are a tenth larger than those by which widths are counted.
    return max(
        20.0,
        *(height(cell, digits / 1.1) * 1.15 for cell, digits in zip(line.cells, WIDTHS, strict=True)),
    )
