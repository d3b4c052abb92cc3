"""Commands that take a change back, and the taking back: undo and redo. Both say what they did."""

from __future__ import annotations

from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault
from fieldreport.language import N_, Language
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store.change import ARCHIVED, MARK_LABELS, Change
from fieldreport.store.undoing import NOTHING_TO_UNDO, REDO

PLAN_BACK = N_(
    "Accepting a plan is not a change of records; “fieldreport plan --back --accept” goes back to the former plan."
)


def undo(session: Session, typed: Typed) -> None:
    """Undo the last change."""
    with session.writing() as office:
        try:
            change = office.undo()
        except InputAtFault as failure:
            if len(office.plans.held()) > 1 and failure.problems[0].message == NOTHING_TO_UNDO:
                session.warn(PLAN_BACK)
            raise
        _tell_changed(session, office, change)


def _tell_changed(session: Session, office: Office, change: Change) -> None:
    """Each record that an undoing or its taking back has changed, by its title, and what of it."""
    language, titles = session.language, office.titles(session.language)
    rows: list[list[str]] = []
    for _, record_id in change.records:
        record = office.store.record(record_id)
        changed = [one for one in office.store.history(record_id) if one.revision == record.revision]
        what = [
            _archiving(record, language) if one.field == ARCHIVED else _label(record, one.field, language)
            for one in changed
        ]
        rows.append([record.reference, titles.of(record), language.listing(dict.fromkeys(what))])
    # Without a head, as one line for each reference.
    if rows:
        session.table(rows[0], rows[1:])


def _archiving(record: Record, language: Language) -> str:
    if record.archived is None:
        return language.say("out of the archive again")
    return language.say("put into the archive, for nothing is ever deleted")


def _label(record: Record, name: str, language: Language) -> str:
    """What is changed, by the name that people know it by."""
    if name in MARK_LABELS:
        return language.say(MARK_LABELS[name])
    by_name = record.type.by_name
    return language.say(by_name[name].label) if name in by_name else language.say("Files")


def redo(session: Session, typed: Typed) -> None:
    """Do again what was undone last."""
    with session.writing() as office:
        _tell_changed(session, office, office.store.undo(office.person, what=REDO))
