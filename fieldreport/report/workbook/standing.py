"""Standing: how long each open difficulty has stood, on whom it waits, and which are with headquarters."""

from __future__ import annotations

from fieldreport.difficulties import Age
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.report.contents import Report
from fieldreport.report.safe import Texts
from fieldreport.report.workbook.columns import REFERENCE, Cell, Column, Format, Showing
from fieldreport.report.workbook.extent import Extent, Listing, measure, note_too_high

#: What is shown of a difficulty itself, with the columns' widths; everything of it is in its own sheet.
FIELDS = {"company": 30, "kind": 20, "status": 18, "urgency": 12, "waiting_on": 26}


def open_difficulties(report: Report, showing: Showing, texts: Texts, title: str) -> tuple[Listing, Extent]:
    """Every difficulty that is open at the period's end, the most pressing first, with its ages on that day."""
    say = showing.language.say
    columns = (
        Column(say(REFERENCE), Format.CODE, 12),
        *(Column(say(DIFFICULTY.field(name).label), Format.TEXT, digits) for name, digits in FIELDS.items()),
        Column(say("Days since reported"), Format.WHOLE, 12),
        Column(say("Days in this state"), Format.WHOLE, 12),
        Column(say("Days waiting"), Format.WHOLE, 12),
        Column(say("Days overdue"), Format.WHOLE, 12),
        Column(say("Escalated to headquarters"), Format.TEXT, 14),
        Column(say(DIFFICULTY.field("escalated_on").label), Format.DAY, 14),
        Column(say(DIFFICULTY.field("escalated_why").label), Format.TEXT, 40),
    )
    heads = [column.header for column in columns]
    rows = [_row(one, showing, texts, heads) for one in report.ages]
    listing = Listing(title, columns, rows)
    extent = measure(listing)
    note_too_high(texts, listing, extent)
    return listing, extent


def _row(one: Age, showing: Showing, texts: Texts, heads: list[str]) -> tuple[Cell, ...]:
    record, language = one.record, showing.language
    shown = [
        texts.fit(DIFFICULTY.field(name).show(record[name], language, showing.titles), record.reference, head)
        for name, head in zip(FIELDS, heads[1:], strict=False)
    ]
    why = record["escalated_why"]
    return (
        record.reference,
        *(text or None for text in shown),
        one.reported,
        one.in_state,
        one.waiting,
        one.overdue,
        language.say("Yes") if record["escalated"] else None,
        record["escalated_on"],
        None if why is None else texts.fit(why.best(language.code), record.reference, heads[-1]) or None,
    )
