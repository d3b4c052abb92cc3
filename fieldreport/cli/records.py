"""Commands about records: add, set, list, show, archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from fieldreport import csvfile, files
from fieldreport.cli import alike, lines
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.narrow import where
from fieldreport.cli.old_text import OldText
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session, placed, record_type
from fieldreport.cli.unclean import Unclean
from fieldreport.extract import rows as extract
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field, Json
from fieldreport.fields import Links, ManyChoices, Words
from fieldreport.language import N_
from fieldreport.merging import lead_on
from fieldreport.office import Office
from fieldreport.record import Record, RecordType
from fieldreport.store import Filter
from fieldreport.store.change import FILES, MARK_LABELS, file_names, marked
from fieldreport.store.naming import Names, parts
from fieldreport.store.narrowing import Listed, Narrowing

#: Rows of a table whose titles are found together.
PAGE = 500
#: Sets a field's value to what JSON says; anything else is text as it is typed.
JSON_BEGINS = ("{", "[", '"')

#: The first bytes of a workbook, as of any ZIP file; no JSON begins so.
WORKBOOK_BEGINS = b"PK\x03\x04"
IS_A_WORKBOOK = N_(
    "{path} is a workbook; a text file with JSON on each line is expected here. Lists in workbooks are brought in with "
    "“fieldreport import”."
)
NO_FILE = N_("There is no file {path}. Please check its name.")
OUT_WITHOUT_CSV = N_("“--out” needs “--csv” beside it.")
MERGED_AWAY = N_("{dropped} was merged into {kept}, which is shown here; --itself shows what it was.")
#: The forms of a list for other programs.
FORMS = ("--json", "--lines", "--csv")
NOTHING = N_("There is no record in this file.")
TWO_FORMS = N_("“{first}” and “{second}” do not go together; please give one of them.")
NO_ASSIGNMENT = N_("“{word}” does not say which field becomes what; write FIELD=VALUE.")
FIELD_TWICE = N_("The field {field} is given twice; please keep one.")


# ---- add and set ----------------------------------------------------------------------------------------------


def add(session: Session, typed: Typed) -> None:
    """Add the records of a file of JSON lines, all or none."""
    of_type = record_type(typed.word("TYPE"))
    name = typed.word("FILE")
    with session.writing() as office, opened(session, name) as file:
        reading = office.reading(session.language_code)
        old_text = OldText(session, of_type, convert=typed.flag("--unicode"))
        unclean = Unclean(session)
        places: list[str] = []

        def looked_at(raw: Mapping[str, Json], place: str) -> Mapping[str, Json]:
            places.append(place)
            unclean.look_at(raw, place)
            return old_text.looked_at(raw, place)

        news = lines.read(file, name, of_type, office.store, reading, office.person, looked_at)
        old_text.conclude()
        unclean.conclude()
        if not news:
            # Nothing went wrong, but whoever gave the file may have meant another one.
            session.tell(InputAtFault(Problem(NOTHING, {}, place=name)))
        if not typed.flag("--anyway"):
            alike.refuse_same_number(office, news, places)
        similar = alike.alike(office, news)
        office.store.add_all(news)
        records = [office.store.record(new.id) for new in news]
        if typed.flag("--json"):
            session.json_lines(
                (
                    {
                        **record.to_json(),
                        **({"similar": alike.as_json(each, session.language)} if each else {}),
                    }
                    for record, each in zip(records, similar, strict=True)
                ),
                array=True,
            )
        else:
            for record in records:
                session.line(record.reference)
        alike.tell(session, [record.reference for record in records], similar)


@contextmanager
def opened(session: Session, name: str) -> Iterator[IO[bytes]]:
    """The file of this name, or for “-” what was given to the program; raises ``InputAtFault``."""
    if name == "-":
        yield session.given
        return
    path = Path(name)
    if path.is_dir():
        raise InputAtFault(Problem(files.IS_A_FOLDER, {"path": name}))
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise InputAtFault(Problem(NO_FILE, {"path": name})) from None
    except OSError as error:
        raise files.machine_at_fault(error, path) from error
    with file:
        if file.peek(4).startswith(WORKBOOK_BEGINS):
            raise InputAtFault(Problem(IS_A_WORKBOOK, {"path": name}))
        yield file


def change(session: Session, typed: Typed) -> None:
    """Set fields of one record."""
    name = typed.word("ID")
    given = assigned(typed.words["FIELD=VALUE"])
    with session.writing() as office:
        record = office.store.record(name)
        raw = raw_of(given, record.type)
        try:
            office.change(record.id, raw)
            Unclean(session).look_at(raw, name)
        except InputAtFault as failure:
            raise placed(failure, name) from failure
        told(session, office.store.record(record.id), typed)


def assigned(words: Sequence[str]) -> dict[str, str]:
    """What was typed as ``FIELD=VALUE``, by field; raises ``WrongUsage``."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, text = word.partition("=")
        name = name.strip()
        if not equals or not name:
            raise WrongUsage(NO_ASSIGNMENT, word=word)
        if name in found:
            raise WrongUsage(FIELD_TWICE, field=name)
        found[name] = text
    return found


def raw_of(given: Mapping[str, str], of_type: RecordType) -> dict[str, Json]:
    """The same as the fields of a record type are to read it."""
    return {name: typed_value(text, of_type.by_name.get(name)) for name, text in given.items()}


def typed_value(text: str, field: Field | None = None) -> Json:
    """What was typed after ``FIELD=``: JSON where it is an object, a list or a quoted text, else the text itself.

    In a list that is shown (``"Meghna Co., Ltd.", 메그나``) the quotation marks are the list's own.
    """
    begins = text.lstrip()[:1]
    if begins not in JSON_BEGINS or (begins == '"' and isinstance(field, Links | ManyChoices | Words)):
        return text
    try:
        return lines.value(text)
    except lines.Refused:
        # “[urgent] please call” is text.
        return text


def archive(session: Session, typed: Typed) -> None:
    """Put a record away with a reason."""
    with session.writing() as office:
        record = office.store.record(typed.word("ID"))
        reason = typed.option("--reason") or ""
        office.archive(record.id, reason)
        Unclean(session).look_at({"archived": reason}, typed.word("ID"))
        told(session, office.store.record(record.id), typed)


def unarchive(session: Session, typed: Typed) -> None:
    """Take a record out of the archive."""
    with session.writing() as office:
        record = office.store.record(typed.word("ID"))
        office.store.unarchive(record.id, office.person)
        told(session, office.store.record(record.id), typed)


def told(session: Session, record: Record, typed: Typed) -> None:
    """Say which record was written, or with ``--json`` all of it."""
    if typed.flag("--json"):
        session.json(record.to_json())
    else:
        session.line(record.reference)


# ---- list and show --------------------------------------------------------------------------------------------


def list_records(session: Session, typed: Typed) -> None:
    """The records of a type, oldest first."""
    of_type = record_type(typed.word("TYPE"))
    if typed.option("--out") and not typed.flag("--csv"):
        raise WrongUsage(OUT_WITHOUT_CSV)
    given = [form for form in FORMS if typed.flag(form)]
    if len(given) > 1:
        raise WrongUsage(TWO_FORMS, first=given[0], second=given[1])
    with session.office() as office:
        which = Filter(words=typed.option("--search") or "", archived=typed.flag("--archived"))
        condition = typed.option("--where")
        if condition is not None:
            which = replace(which, where=where(of_type, condition, office.reading(session.language_code)))
        code = typed.option("--period")
        if code is not None:
            period = period_of(office, code)
            which = replace(which, days=(period.first, period.last), zone=office.zone)
        records = _found(office, of_type, which)
        if typed.flag("--csv"):
            titles = office.titles(session.language)
            rows = extract.rows(of_type.fields, records, session.language, titles, office.zone)
            _csv(session, office, rows, typed.option("--out"))
            return
        if typed.flag("--json") or typed.flag("--lines"):
            session.json_lines((record.to_json() for record in records), array=typed.flag("--json"))
            return
        _table(session, office, of_type, list(records))


def _found(office: Office, of_type: RecordType, which: Filter) -> Iterator[Record]:
    """The records of a filter, oldest first; by its words also those that point at a name that has them."""
    if not which.words:
        yield from office.store.records(of_type, which)
        return
    listed = Listed(office.store.keys(of_type, replace(which, words=""), descending=False))
    keys = Narrowing(office.store, of_type, which.words, Names()).all(listed)
    for part in parts(keys):
        yield from office.store.page(of_type, part)


def _csv(session: Session, office: Office, rows: Iterable[Sequence[csvfile.Cell]], out: str | None) -> None:
    if out is None:
        session.csv_lines(csvfile.lines(rows))
        return
    path = Path(out).expanduser()
    office.refuse_own(path)
    csvfile.write(path, rows)
    session.line(str(path))


def _table(session: Session, office: Office, of_type: RecordType, records: Sequence[Record]) -> None:
    titles = office.titles(session.language)
    columns = [of_type.field(name) for name in of_type.columns]
    for start in range(0, len(records), PAGE):
        titles.prefetch(
            linked
            for record in records[start : start + PAGE]
            for one in columns
            for linked in one.links(record.values.get(one.name))
        )
    session.table(
        [session.language.say("Reference"), *(session.language.say(one.label) for one in columns)],
        [
            [
                record.reference,
                *(one.show(record.values.get(one.name), session.language, titles) for one in columns),
            ]
            for record in records
        ],
    )


def show(session: Session, typed: Typed) -> None:
    """One record, with its history if asked."""
    with session.office() as office:
        record = _standing(session, office, typed)
        history = office.store.history(record.id) if typed.flag("--history") else []
        if typed.flag("--json"):
            told = [_change_json(one) for one in history]
            session.json({**record.to_json(), **({"history": told} if typed.flag("--history") else {})})
            return
        language, titles = session.language, office.titles(session.language)
        session.line(f"{session.read(record.reference)}  {titles.of(record)}")
        rows = [
            [language.say(one.label), one.show(record.values.get(one.name), language, titles)]
            for one in record.type.fields
        ]
        session.table([language.say("Field"), language.say("Value")], [row for row in rows if row[1]])
        if history:
            _history(session, record, history, titles)


def _standing(session: Session, office: Office, typed: Typed) -> Record:
    """The record that is asked for, or the one into which it was merged; that is said."""
    record = office.store.record(typed.word("ID"))
    kept = None if typed.flag("--itself") else lead_on(office.store, record)
    if kept is None:
        return record
    said = session.language.reference
    session.warn(MERGED_AWAY, dropped=said(record.reference), kept=said(kept.reference))
    return kept


def _change_json(one: Any) -> Json:
    from fieldreport.fields.day import moment_text

    return {
        "revision": one.revision,
        "at": moment_text(one.at),
        "by": one.by,
        "what": one.what,
        "field": one.field,
        "old": one.old,
        "new": one.new,
    }


def _history(session: Session, record: Record, history: Sequence[Any], titles: Callable[[str], str]) -> None:
    language = session.language
    by_name: Mapping[str, Field] = record.type.by_name

    def value(name: str, raw: Json) -> str:
        if name == FILES:
            return language.listing(file_names(raw))
        if name in MARK_LABELS:
            return language.listing([titles(each) for each in marked(raw)])
        one = by_name.get(name)
        return str(raw or "") if one is None else one.show(one.from_json(raw), language, titles)

    def label(name: str) -> str:
        if name in MARK_LABELS:
            return language.say(MARK_LABELS[name])
        return language.say(by_name[name].label) if name in by_name else language.say("Archived")

    session.line("")
    session.table(
        [
            language.say("When"),
            language.say("Who"),
            language.say("Field"),
            language.say("Before"),
            language.say("After"),
        ],
        [
            [
                language.moment(one.at),
                one.by,
                label(one.field),
                value(one.field, one.old),
                value(one.field, one.new),
            ]
            for one in history
        ],
    )
