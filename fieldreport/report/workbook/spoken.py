"""Spoken: the summary part by part, as the manager wrote it or as the figures draft it."""

from __future__ import annotations

from fieldreport.language import Language
from fieldreport.report.contents import Report
from fieldreport.report.parts import PARTS, drafted, written
from fieldreport.report.safe import Texts
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import Extent, Listing, measure, note_too_high


def summary(report: Report, language: Language, texts: Texts, title: str) -> tuple[Listing, Extent]:
    """A row for each point of each part, with who wrote it: the manager, or nobody yet."""
    columns = (
        Column(language.say_in("summary", "Part"), Format.TEXT, 26),
        Column(language.say_in("summary", "Point"), Format.TEXT, 100),
        Column(language.say("Written by"), Format.TEXT, 24),
    )
    rows: list[tuple[Cell, ...]] = []
    for part in PARTS:
        heading, own = language.say(part.heading), written(report, part, language)
        state = language.say_in("summary", "The manager") if own else language.say("Draft from the figures")
        for point in own or drafted(report, part, language):
            rows.append((heading, texts.fit(point, heading, columns[1].header), state))
    listing = Listing(title, columns, rows, kept=1)
    extent = measure(listing)
    note_too_high(texts, listing, extent)
    return listing, extent
