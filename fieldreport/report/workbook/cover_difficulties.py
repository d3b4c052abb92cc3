"""The first page's main difficulties: the most pressing open ones, each text with its translation under it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fieldreport.record import Record
from fieldreport.report.workbook.look import MUTED, Style
from fieldreport.report.workbook.measure import lines, shortened
from fieldreport.report.workbook.page import (
    BODY,
    COMPANY,
    DESCRIPTION,
    HEAD,
    HEIGHT,
    KIND,
    MOST_LINES,
    STATUS,
    WAITING,
    Page,
    room,
)
from fieldreport.values import Text

#: How many are shown: as many as the page has room for, but some.
FEWEST, MOST = 2, 6
#: The page may be printed this much smaller to show one more.
SQUEEZED = 1.04


@dataclass(frozen=True)
class _Entry:
    """A difficulty as the page shows it; the heights are in points."""

    reference: str
    company: str
    kind: str
    original: str
    translation: str
    status: str
    waiting_on: str
    original_height: float
    translation_height: float

    @property
    def height(self) -> float:
        return self.original_height + self.translation_height


def draw_difficulties(page: Page) -> None:
    """Draw the heading and as many of the open difficulties as there is room for."""
    language, found = page.language, page.report.difficulties
    left = HEIGHT * SQUEEZED - page.canvas.height - (page.line + 13) - (page.line + 7)
    entries: list[_Entry] = []
    for one in found[:MOST]:
        entry = _entry(page, one)
        left -= entry.height
        if left < 0 and len(entries) >= FEWEST:
            break
        entries.append(entry)
    more = len(found) - len(entries)
    note = ""
    if more:
        note = language.plural(
            "({count} more in the sheets that follow)", "({count} more in the sheets that follow)", more
        )
    page.heading(language.say("3. Main difficulties"), note)
    if not entries:
        row = page.row(page.line + 2)
        page.put(language.say("No difficulty is open."), Style(indent=1, color=MUTED), 0, 1, row)
        return
    head = page.row(page.line + 7)
    for text, begin, end in (
        (language.say_in("record", "No."), 0.0, COMPANY),
        (language.say("Company"), COMPANY, KIND),
        (language.say_in("difficulty", "Kind"), KIND, DESCRIPTION),
        (language.say("Description (original / translation)"), DESCRIPTION, STATUS),
        (language.say("Status"), STATUS, WAITING),
        (language.say("Waiting on"), WAITING, 1.0),
    ):
        page.put(text, HEAD, begin, end, head)
    for entry in entries:
        _draw(page, entry)


def _entry(page: Page, one: Record) -> _Entry:
    language = page.language
    description: Text = one["description"]
    width = room(DESCRIPTION, STATUS)
    original = shortened(description.original, width, MOST_LINES)
    translation = ""
    if description.language != language.code:
        in_own = description.in_language(language.code)
        translation = shortened(in_own, width, MOST_LINES) if in_own else language.say("(not translated yet)")

    def shown(name: str) -> str:
        return one.type.field(name).show(one[name], language, page.showing.titles)

    status = shown("status")
    if one["sensitive"]:
        status = language.say("{status} (sensitive)", status=status)
    beside = [
        (shown("company"), room(COMPANY, KIND)),
        (shown("kind"), room(KIND, DESCRIPTION)),
        (status, room(STATUS, WAITING)),
        (shown("waiting_on"), room(WAITING, 1)),
    ]
    company, kind, status, waiting_on = (shortened(text, digits, MOST_LINES + 1) for text, digits in beside)
    above = lines(original, width)
    below = lines(translation, width) if translation else 0
    tallest = max(lines(shortened(text, digits, MOST_LINES + 1), digits) for text, digits in beside)
    spare = max(0, tallest - above - below) * page.line
    return _Entry(
        one.reference,
        company,
        kind,
        original,
        translation,
        status,
        waiting_on,
        above * page.line + 3 + (spare / 2 if translation else spare + 2),
        below * page.line + 3 + spare / 2 if translation else 0.0,
    )


def _draw(page: Page, entry: _Entry) -> None:
    first = last = page.row(entry.original_height)
    if entry.translation:
        last = page.row(entry.translation_height)
        page.put(entry.original, replace(BODY, edges="ltr", vertical="bottom"), DESCRIPTION, STATUS, first)
        style = replace(BODY, edges="lrb", color=MUTED, vertical="top")
        page.put(entry.translation, style, DESCRIPTION, STATUS, last)
    else:
        page.put(entry.original, BODY, DESCRIPTION, STATUS, first)
    centred = replace(BODY, horizontal="center", indent=0)
    page.put(entry.reference, centred, 0, COMPANY, first, last)
    page.put(entry.company, BODY, COMPANY, KIND, first, last)
    page.put(entry.kind, BODY, KIND, DESCRIPTION, first, last)
    page.put(entry.status, centred, STATUS, WAITING, first, last)
    page.put(entry.waiting_on, BODY, WAITING, 1, first, last)
