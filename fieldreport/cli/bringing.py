"""The command that brings in workbooks and CSV files, and takes back what was brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from fieldreport import importing
from fieldreport.cli import progress
from fieldreport.cli.arguments import MISSING, Typed, WrongUsage
from fieldreport.cli.records import typed_value
from fieldreport.cli.session import Session, record_type, shown
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.field import Json
from fieldreport.importing import sentences
from fieldreport.importing.table import Note
from fieldreport.importing.target import Target
from fieldreport.language import CODES, N_, N_in
from fieldreport.office import Office
from fieldreport.parsing import is_currency
from fieldreport.record import RecordType

#: Notes told of one by one.
MOST_TOLD = 50

NO_ASSIGNMENT = N_("“{word}” does not say which field becomes what; write FIELD=VALUE.")
NO_CURRENCY = N_("“{currency}” is not a currency code; use three letters, for example USD.")
ALONE = N_("“--undo” stands alone, without a type and a file.")
LIST_ALONE = N_("“--list” stands alone, without a type and a file.")
NO_BATCHES = N_("Nothing was brought in that could be taken back.")
STOPPED_IN = N_(
    "Stopped. What was brought in so far is there as {batch}; “fieldreport import --undo {batch}” takes it back."
)
STOPPED_NOTHING = N_("Stopped before anything was brought in.")
LACKING = N_("No column gives the field “{field}”, which every record needs; give one with --map or --set.")

_WHY = {
    "title": N_in("how a column was recognised", "by its title"),
    "content": N_in("how a column was recognised", "by what is in it"),
    "chosen": N_in("how a column was recognised", "chosen"),
    "": N_in("how a column was recognised", "left out"),
}


def bring_in(session: Session, typed: Typed) -> None:
    """Bring in a file, show what would happen, list the batches, or take one back."""
    batch = typed.option("--undo")
    if typed.flag("--list"):
        if typed.word("TYPE") or batch is not None:
            raise WrongUsage(LIST_ALONE)
        _list(session, as_json=typed.flag("--json"))
        return
    if batch is not None:
        if typed.word("TYPE"):
            raise WrongUsage(ALONE)
        _undo(session, batch, as_json=typed.flag("--json"))
        return
    for name in ("TYPE", "FILE"):
        if not typed.word(name):
            raise WrongUsage(MISSING, name=name)
    _bring_in(session, record_type(typed.word("TYPE")), Path(typed.word("FILE")).expanduser(), typed)


def _bring_in(session: Session, of_type: RecordType, path: Path, typed: Typed) -> None:
    constants = _constants(typed.every("--set"))
    currency = (typed.option("--currency") or "").upper()
    if currency and not is_currency(currency):
        raise WrongUsage(NO_CURRENCY, currency=currency)
    trial = typed.flag("--dry-run")
    with session.office() if trial else session.writing() as office:
        languages = [office.language(code) for code in CODES]
        opened = importing.opened(
            path, of_type, office.store.types, languages, office.place.country, typed.option("--sheet") or ""
        )
        choice = opened.chosen(
            typed.every("--map"), constants, currency=currency, unicode=typed.flag("--unicode")
        )
        lacking = importing.lacking(of_type, choice)
        place = importing.Place(
            office.store, office.duplicates, office.reading(session.language_code), office.person
        )
        if not typed.flag("--json"):
            _tell_columns(session, choice)
        if lacking:
            fields = [Problem(LACKING, {"field": name}, name, path.name) for name in lacking]
            raise InputAtFault(fields)
        work = importing.Work(place, of_type, opened.table, choice, trial=trial)
        _run(session, work)
        outcome = work.outcome
        if typed.flag("--json"):
            session.json(_json(opened, choice, outcome, session, trial=trial))
        else:
            _tell(session, opened, outcome, trial=trial)
        # What is found is the same before; stopping here costs nothing but a search that is a little slower.
        while not trial and office.store.settle_search(SETTLED):
            continue
        # Within the office, whose language says the problems.
        if outcome.problems:
            _more(session, outcome)
            raise InputAtFault(outcome.problems)


#: Records put into the search's index together, where nobody waits for a save in between.
SETTLED = 5_000


def _constants(words: Sequence[str]) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise WrongUsage(NO_ASSIGNMENT, word=word)
        found[name.strip()] = typed_value(value)
    return found


def _run(session: Session, work: importing.Work) -> None:
    try:
        with progress.telling(session, _rows(session)) as told, importing.undisturbed():
            for outcome in work.run():
                told(outcome.done, outcome.rows)
    except (KeyboardInterrupt, MachineAtFault):
        outcome = work.outcome
        written = work.written
        if outcome.batch:
            session.warn(STOPPED_IN if written else STOPPED_NOTHING, batch=outcome.batch)
        raise


def _rows(session: Session) -> progress.InWords:
    return lambda done, total: session.language.say("{done} of {total} rows", done=done, total=total)


# ---- telling -----------------------------------------------------------------------------------------------------


def _tell_columns(session: Session, choice: importing.Choice) -> None:
    language = session.language
    session.table(
        [language.say("Column"), language.say("Title"), language.say("Field"), language.say("How")],
        [
            [
                one.column.letter,
                one.column.whole_title if one.column.title else "",
                f"{one.target.path} ({one.target.label(language)})" if one.target else "",
                language.say(_WHY[one.why]),
            ]
            for one in choice.guesses
        ],
    )
    for name, raw in choice.constants.items():
        value = ", ".join(map(str, raw)) if isinstance(raw, list) else str(raw)
        session.say("For all rows without one of their own: {field} = {value}", field=name, value=value)
    session.line("")


def _tell(session: Session, opened: importing.Opened, outcome: importing.Outcome, *, trial: bool) -> None:
    language = session.language
    notes = [*opened.table.notes, *outcome.notes, *outcome.likely]
    if notes:
        session.table(
            [
                language.say("Count"),
                language.say("First at"),
                language.say("Field"),
                language.say_in("cleaning of a file", "What was done"),
            ],
            [
                [language.number(one.count), one.place, one.field, language.say(one.message, **one.values)]
                for one in notes[:MOST_TOLD]
            ],
        )
        if len(notes) > MOST_TOLD:
            more = len(notes) - MOST_TOLD
            session.line(language.plural("{count} more is not shown.", "{count} more are not shown.", more))
        session.line("")
    if outcome.without:
        _tell_without(session, outcome)
    if trial:
        session.say("Nothing has been written; this is what would happen.")
    for line in sentences.counted(outcome, language):
        session.line(line)
    for name, count in outcome.also.items():
        label = language.say(record_type(name).plural)
        session.say("Added besides, because rows name them: {type} {count}", type=label, count=count)
    if outcome.batch and outcome.added + outcome.changed:
        session.say("“fieldreport import --undo {batch}” takes it back.", batch=outcome.batch)


def _tell_without(session: Session, outcome: importing.Outcome) -> None:
    language = session.language
    session.table(
        [
            language.say("Where in the file"),
            language.say("Field"),
            language.say("What was there"),
            language.say("Why it is left out"),
        ],
        [
            [
                one.problem.place,
                one.problem.field,
                shown(sentences.there(one)),
                language.say(one.problem.message, **one.problem.values),
            ]
            for one in outcome.without[:MOST_TOLD]
        ],
    )
    more = len(outcome.without) - MOST_TOLD + outcome.more_without
    if more > 0:
        session.line(language.plural("{count} more is not shown.", "{count} more are not shown.", more))
    session.line("")


def _more(session: Session, outcome: importing.Outcome) -> None:
    if outcome.more_problems:
        said = session.language.plural(
            "{count} more problem is not told.", "{count} more problems are not told.", outcome.more_problems
        )
        print(said, file=session.err)


def _json(
    opened: importing.Opened,
    choice: importing.Choice,
    outcome: importing.Outcome,
    session: Session,
    *,
    trial: bool,
) -> Json:
    language = session.language

    def told(problem: Problem | Note) -> Json:
        file, _, cell = problem.place.rpartition(":")
        letters = "".join(one for one in cell.rpartition("!")[2] if one.isalpha())
        digits = "".join(one for one in cell.rpartition("!")[2] if one.isdigit())
        return {
            "file": file,
            "sheet": cell.rpartition("!")[0] or None,
            "row": int(digits) if digits else None,
            "column": letters or None,
            "field": problem.field or None,
            "message": language.say(problem.message, **problem.values),
        }

    return {
        "file": opened.table.file,
        "sheet": opened.table.sheet or None,
        "sheets": [{"name": one.name, "hidden": one.hidden} for one in opened.table.sheets],
        "title_row": opened.table.title_row,
        "columns": [
            {
                "column": one.column.letter,
                "title": one.column.whole_title if one.column.title else None,
                "field": _path(one.target),
                "how": one.why or None,
            }
            for one in choice.guesses
        ],
        "set": dict(choice.constants),
        "dry_run": trial,
        "batch": outcome.batch or None,
        "rows": outcome.rows,
        "added": outcome.added,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "refused": outcome.refused,
        "incomplete": outcome.incomplete,
        "also_added": outcome.also,
        "problems": [told(one) for one in outcome.problems],
        "more_problems": outcome.more_problems,
        "without": [{**told(one.problem), "value": one.said} for one in outcome.without],
        "more_without": outcome.more_without,
        "cleaned": [{**told(one), "count": one.count} for one in (*opened.table.notes, *outcome.notes)],
        "possible_duplicates": [told(one) for one in outcome.likely],
    }


def _path(target: Target | None) -> str | None:
    return None if target is None else target.path


# ---- what was brought in -----------------------------------------------------------------------------------------


def _list(session: Session, *, as_json: bool) -> None:
    with session.office() as office:
        found = importing.batches(office.store)
        if as_json:
            session.json_lines(map(asdict, found), array=True)
            return
        if not found:
            session.say(NO_BATCHES)
            return
        language, say = session.language, session.language.say
        session.table(
            [
                say("Name of the batch"),
                say("Brought in on"),
                say("By whom"),
                say("Records added"),
                say("Records changed"),
            ],
            [
                [
                    one.name,
                    language.moment(datetime.fromisoformat(one.at), office.zone),
                    one.by,
                    language.number(one.added),
                    language.number(one.changed),
                ]
                for one in found
            ],
        )


# ---- taking back -------------------------------------------------------------------------------------------------


def _undo(session: Session, batch: str, *, as_json: bool) -> None:
    with session.writing() as office:
        undone = _taken_back(session, office, batch)
        if as_json:
            session.json(
                {
                    "batch": batch,
                    "archived": undone.archived,
                    "restored": undone.restored,
                    "kept": [session.language.say(one.message, **one.values) for one in undone.kept],
                }
            )
            return
        for one in undone.kept:
            session.line(shown(session.language.say(one.message, **one.values)))
        session.line(sentences.taken_back(undone, session.language))


def _taken_back(session: Session, office: Office, batch: str) -> importing.Undone:
    undo = importing.Undo(office.store, batch, office.person)
    with progress.telling(session, _rows(session)) as told:
        for undone in undo.run():
            told(undone.done, undone.total)
    return undo.undone
