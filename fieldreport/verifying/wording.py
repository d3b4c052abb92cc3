"""Wording: a verdict in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from fieldreport.field import Json
from fieldreport.language import N_, Language, N_in
from fieldreport.verifying.verdict import CellChange, Reason, Signature, Status, Verdict

HEADS = {
    Status.UNTOUCHED: N_("Untouched: it is as it was signed."),
    Status.CELLS_CHANGED: N_("Changed: visible cells do not hold what they held."),
    Status.RECORDS_CHANGED: N_("Changed: the records in it are not those of the report."),
    Status.SIGNATURE_WRONG: N_(
        "Wrong signature: somebody changed what was signed. Do not believe anything in it."
    ),
    Status.SIGNATURE_UNKNOWN: N_(
        "Unknown signature: it is whole, but the key that signed it is not believed here."
    ),
    Status.UNSIGNED: N_("Not signed: it is as it was exported, but nobody vouches for it."),
    Status.NOT_A_REPORT: N_(
        "No report: Fieldreport did not make this workbook, or what says so was taken out of it."
    ),
    Status.UNREADABLE: N_("Unreadable: this is no workbook that can be read safely."),
}
REASONS = {
    Reason.NO_WORKBOOK: N_("It is no Excel workbook, or it is damaged."),
    Reason.TOO_LARGE: N_("There is more in it than a report ever has; such files are made to do harm."),
    Reason.FOREIGN_PARTS: N_(
        "It has macros, links to other files or embedded objects, which a report never has."
    ),
    Reason.MALFORMED: N_("It is damaged, or written as no spreadsheet program writes it."),
}
CHANGES = {
    "altered": N_in("record in a workbook", "altered"),
    "added": N_in("record in a workbook", "added"),
    "removed": N_in("record in a workbook", "removed"),
}
#: Changes told one by one.
MOST = 50


def head(verdict: Verdict, language: Language) -> str:
    """The verdict in one sentence."""
    return language.say(HEADS[verdict.status])


def lines(verdict: Verdict, language: Language) -> Iterator[str]:
    """The verdict, whose report it is, who signed it, and the first changes."""
    yield head(verdict, language)
    yield from about(verdict, language)
    yield from differences(verdict, language)


def differences(verdict: Verdict, language: Language, most: int = MOST) -> Iterator[str]:
    """The first changes of records and cells, and how many more there are."""
    for one in verdict.records[:most]:
        yield language.say(
            "Record {id}: {change}",
            id=one.id,
            change=language.say(CHANGES[one.change]),
        )
    left = len(verdict.records) - most
    if left > 0:
        yield more(left, language)
    for cell in verdict.cells[:most]:
        yield change(cell, language)
    left = verdict.cells_changed - min(len(verdict.cells), most)
    if left > 0:
        yield more(left, language)


def about(verdict: Verdict, language: Language) -> Iterator[str]:
    """Whose report it is and who signed it, or why it could not be read."""
    if verdict.reason is not None:
        yield language.say(REASONS[verdict.reason])
    one = verdict.manifest
    if one is None:
        return
    yield language.say(
        "Office {office}, period {period}, issue {issue}.",
        office=one.office,
        period=language.reference(one.period),
        issue=one.issue,
    )
    if one.reason:
        yield language.say("Why there is this issue: {reason}", reason=one.reason)
    if one.seal is not None and verdict.signature is Signature.VALID:
        yield language.say(
            "Signed by {name} on {moment} with the key {key}.",
            name=one.seal.by,
            moment=one.seal.at,
            key=one.seal.key,
        )
    elif one.seal is not None and verdict.signature is Signature.UNKNOWN:
        yield language.say(
            "It says that {name} signed it with the key {key}. To believe that key, get its file from the office and"
            " compare these letters by telephone.",
            name=one.seal.by,
            key=one.seal.key,
        )


def change(one: CellChange, language: Language) -> str:
    """A changed cell in a sentence."""
    if not one.cell:
        if one.was == "visible":
            return language.say("{sheet}: the sheet was hidden", sheet=one.sheet)
        if one.was is None and one.now is None:
            return language.say("{sheet}: what the sheet held is not known any more", sheet=one.sheet)
        if one.was is None:
            return language.say("{sheet}: the sheet was added", sheet=one.sheet)
        return language.say("{sheet}: the sheet was removed", sheet=one.sheet)
    if one.was is None:
        return language.say(
            "{sheet}, {cell}: was empty, is “{now}”", sheet=one.sheet, cell=one.cell, now=_held(one.now)
        )
    if one.now is None:
        return language.say(
            "{sheet}, {cell}: was “{was}”, is empty", sheet=one.sheet, cell=one.cell, was=_held(one.was)
        )
    return language.say(
        "{sheet}, {cell}: was “{was}”, is “{now}”",
        sheet=one.sheet,
        cell=one.cell,
        was=_held(one.was),
        now=_held(one.now),
    )


def more(count: int, language: Language) -> str:
    """That there are further changes."""
    return language.plural("and {count} more", "and {count} more", count)


def _held(value: Json) -> str:
    """What a cell holds, as it stands in the file: numbers without grouping, a long text's beginning."""
    shown = f"{value:.15g}" if isinstance(value, float) else str(value)
    return shown if len(shown) <= 200 else f"{shown[:200]} …"
