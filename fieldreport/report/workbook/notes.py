"""Notes: how to read the workbook, what its totals lack, what was changed in its texts; and long texts in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldreport.language import Language
from fieldreport.ledger.wording import rates_in_words
from fieldreport.report.contents import Report
from fieldreport.report.safe import Texts, pieces
from fieldreport.report.workbook import wording
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import Listing

#: Characters of a long text in one row of its own sheet: no row may be higher than Excel allows.
PIECE = 900


def notes(report: Report, language: Language, texts: Texts, title: str) -> Listing:
    """The notes, those that always hold first."""
    columns = (
        Column(language.say_in("notes sheet", "About"), Format.TEXT, 26),
        Column(language.say("Reference"), Format.CODE, 14),
        Column(language.say_in("notes sheet", "Note"), Format.TEXT, 110),
    )
    rows = [
        *_standing(report, language),
        *_without_rate(report, language),
        *_untranslated(report, language),
        *_texts(language, texts),
    ]
    return Listing(title, columns, rows, kept=1)


def _standing(report: Report, language: Language) -> Iterator[tuple[Cell, ...]]:
    plan = report.plan
    yield (
        language.say("Records"),
        None,
        language.say(
            "Each sheet has every record of its type that belongs to {first} to {last}, once.",
            first=report.period.first,
            last=report.period.last,
        ),
    )
    yield (
        language.say("Sums"),
        None,
        language.say(
            "Totals are in US dollars at the rates recorded with each sum. Consultation value, contracts in progress, "
            "on-site contracts and concluded deals overlap and are never added to one another."
        ),
    )
    for label, total in (
        (language.say("Consultation value"), report.figures.consultation),
        (language.say("Contracts in progress"), report.figures.contract_in_progress),
        (language.say("On-site contracts"), report.figures.on_site_contracts),
        (language.say("Concluded deals"), report.figures.concluded),
    ):
        yield (
            label,
            None,
            language.plural(
                "{total}, from {count} sum. Without a US$ rate and not in the total: {missing}.",
                "{total}, from {count} sums. Without a US$ rate and not in the total: {missing}.",
                total.counted,
                total=total.us_dollars,
                missing=len(total.without_rate),
            ),
        )
        if any(one.currency != "USD" for one in total.amounts):
            # How the sum in US dollars came about: what was written, and at which days' rates it was put into dollars.
            written = total.as_written()
            yield (
                label,
                None,
                language.say(
                    "As written: {sums}. Day's rates: {rates}.",
                    sums=[one.total for one in written.by_currency],
                    rates=rates_in_words(written, language) or "–",
                ),
            )
    yield (
        language.say("Tasks"),
        None,
        language.say(
            "A task below {threshold} of its target needs remedial action; below {watch} it is watched. Plan: {plan}, "
            "version {version}.",
            threshold=language.percent(plan.remedial.threshold, None),
            watch=language.percent(plan.remedial.watch, None),
            plan=plan.names.in_language(language.code),
            version=language.reference(plan.version),
        ),
    )
    yield (
        language.say("Columns"),
        None,
        language.say(
            "The columns that are read first are printed, the others stand at their right. The numbers 1 to 3 above "
            "the columns show the printed ones, those in which something was entered, and all of them."
        ),
    )


def _without_rate(report: Report, language: Language) -> Iterator[tuple[Cell, ...]]:
    for one in report.unrated:
        label = language.say(one.record.type.field(one.field).label)
        yield (
            language.say("Sum without a US$ rate"),
            one.record.reference,
            language.say("{label}: {sum} is not in the totals.", label=label, sum=one.money),
        )


def _untranslated(report: Report, language: Language) -> Iterator[tuple[Cell, ...]]:
    """How many texts lack the workbook's language, then of which records."""
    told = wording.untranslated(report, language)
    if not told:
        return
    yield language.say("Translations"), None, told
    counts = Counter(one.record.type.plural for one in report.lacking(language.code))
    for plural, count in counts.items():
        yield (
            language.say("Translations"),
            None,
            language.say("{type}: {count}", type=language.say(plural), count=count),
        )


def _texts(language: Language, texts: Texts) -> Iterator[tuple[Cell, ...]]:
    for replaced in texts.replaced:
        yield (
            language.say("Characters taken out"),
            replaced.reference or None,
            language.say(
                "{column}: no workbook can hold {characters}.",
                column=replaced.column,
                characters=", ".join(replaced.characters),
            ),
        )
    for long in texts.long:
        if long.whole:
            note = language.say(
                "{column}: too long to be read in its row; it is printed in the sheet of long texts.",
                column=long.column,
            )
        else:
            note = language.say(
                "{column}: too long for a cell and cut there; all of it is in the sheet of long texts.",
                column=long.column,
            )
        yield (language.say("Long text"), long.reference or None, note)


def long_texts(language: Language, texts: Texts, title: str) -> Listing:
    """The texts that are too long for their rows, in pieces that can be read and printed."""
    columns = (
        Column(language.say("Reference"), Format.CODE, 14),
        Column(language.say("Field"), Format.TEXT, 26),
        Column(language.say("Part"), Format.WHOLE, 8),
        Column(language.say("Text"), Format.TEXT, 110),
    )
    rows = [
        (long.reference, long.column, number, piece.rstrip("\n"))
        for long in texts.long
        for number, piece in enumerate(pieces(long.text, PIECE), start=1)
    ]
    return Listing(title, columns, rows, kept=3)
