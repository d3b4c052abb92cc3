"""Changed: what this issue says otherwise than the one before, as a sheet: added, changed field by field, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fieldreport.field import Json
from fieldreport.language import N_in
from fieldreport.report.changes import ChangeKind, RecordChange, compare, shown
from fieldreport.report.contents import Report
from fieldreport.report.safe import Texts
from fieldreport.report.workbook.columns import REFERENCE, Cell, Column, Format, Showing
from fieldreport.report.workbook.extent import Extent, Listing, measure, note_too_high

_KINDS = {
    ChangeKind.ADDED: N_in("issue change", "Added"),
    ChangeKind.CHANGED: N_in("issue change", "Changed"),
    ChangeKind.WITHDRAWN: N_in("issue change", "Withdrawn"),
}


def changes(
    report: Report, before: Sequence[Mapping[str, Json]], showing: Showing, texts: Texts, title: str
) -> tuple[Listing, Extent]:
    """Every record that was added, changed or withdrawn since the issue before, a changed field a row."""
    language = showing.language
    say = language.say
    columns = (
        Column(say(REFERENCE), Format.CODE, 12),
        Column(language.say_in("issue change", "Kind of record"), Format.TEXT, 18),
        Column(language.say_in("issue change", "Record"), Format.TEXT, 34),
        Column(language.say_in("issue change", "Change"), Format.TEXT, 14),
        Column(say("Field"), Format.TEXT, 24),
        Column(language.say_in("issue change", "Was"), Format.TEXT, 44),
        Column(language.say_in("issue change", "Is now"), Format.TEXT, 44),
    )
    heads = [one.header for one in columns]
    types = {one.type.name: one.type for one in report.sections}
    rows: list[tuple[Cell, ...]] = []
    if report.stored.reason:
        reason = texts.fit(report.stored.reason, "", heads[2])
        rows.append((None, None, reason, say("Why there is this issue"), None, None, None))
    for one in compare(before, report.shown):
        record_type = types.get(one.type)
        label = say(record_type.label) if record_type is not None else one.type
        name = texts.fit(showing.titles(one.id), one.reference, heads[2]) or None
        what = say(_KINDS[one.kind])
        head = (one.reference, label, name, what)
        if not one.fields:
            rows.append((*head, None, None, None))
        rows += [(*head, *cells) for cells in _fields(one, showing, texts, heads)]
    listing = Listing(title, columns, rows, kept=1)
    extent = measure(listing)
    note_too_high(texts, listing, extent)
    return listing, extent


def _fields(
    one: RecordChange, showing: Showing, texts: Texts, heads: Sequence[str]
) -> Iterator[tuple[Cell, Cell, Cell]]:
    if one.record is None:
        return
    kind = one.record.type
    for differs in one.fields:
        was, now = (
            texts.fit(
                shown(kind, differs.name, raw, showing.language, showing.titles), one.reference, heads[at]
            )
            or None
            for at, raw in ((5, differs.was), (6, differs.now))
        )
        yield showing.language.say(kind.field(differs.name).label), was, now
