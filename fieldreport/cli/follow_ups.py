"""The commands about what is to be followed up: what is due, and who has not been met for long."""

from __future__ import annotations

from datetime import timedelta

from fieldreport import parsing
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.record import Record
from fieldreport.store.due import Due, due
from fieldreport.store.silence import LONG, silent, too_young

NOT_DAYS = N_("“{value}” is not a number of days; write a whole number, such as 14.")
NOT_ASKED_AFTER = N_("Contact is looked for among these: {known}; not among “{name}”.")
WEEK = 7
MOST = 10_000
#: Ten years are long enough for any office.
MOST_DAYS = 3_660


def days_of(typed: Typed, otherwise: int) -> timedelta:
    """The days that were asked for; raises ``WrongUsage`` for anything but a whole number of days."""
    given = typed.option("--days")
    if given is None:
        return timedelta(days=otherwise)
    try:
        number = parsing.whole(given)
    except Unreadable as unreadable:
        raise WrongUsage(NOT_DAYS, value=given) from unreadable
    if not 0 <= number <= MOST_DAYS:
        raise WrongUsage(NOT_DAYS, value=given)
    return timedelta(days=number)


def due_soon(session: Session, typed: Typed) -> None:
    """What is due or was to be remembered by then, the longest overdue first."""
    days = days_of(typed, WEEK)
    with session.office() as office:
        found = due(office.store, office.today() + days, MOST)
        if typed.flag("--json"):
            session.json_lines((_due_json(office, one) for one in found), array=True)
        else:
            _tell_due(session, office, found)


def no_contact(session: Session, typed: Typed) -> None:
    """Leads, buyers and companies with which nobody has had contact for long, those never met first."""
    name = typed.word("TYPE")
    if name and name not in LONG:
        raise WrongUsage(NOT_ASKED_AFTER, known=", ".join(LONG), name=name)
    with session.office() as office:
        titles = office.titles(session.language)
        rows: list[list[str]] = []
        told: list[Json] = []
        young: list[str] = []
        for each in [name] if name else LONG:
            record_type = office.record_type(each)
            longer_than = days_of(typed, LONG[each].days)
            found = silent(office.store, record_type, office.today(), longer_than)
            count = too_young(office.store, record_type, office.today(), longer_than)
            if count:
                young.append(_young(session.language, each, count, longer_than.days))
            titles.prefetch(one.id for one in found)
            for one in found:
                last = None if one.last is None else one.last.isoformat()
                told.append({"type": each, "id": one.id, "reference": one.reference, "last_contact": last})
                shown = session.language.say("never") if one.last is None else session.language.day(one.last)
                rows.append([one.reference, titles(one.id), shown])
        if typed.flag("--json"):
            session.json_lines(told, array=True)
            return
        if rows:
            say = session.language.say
            session.table([say("Reference"), say("Name"), say("Last contact")], rows)
        elif not young:
            session.say("Everybody has been met lately.")
        for line in young:
            session.line(line)


def _young(language: Language, of_type: str, count: int, days: int) -> str:
    """How many have had no contact, but are not asked after yet."""
    if of_type == "lead":
        return language.plural(
            "{count} lead without any contact came less than {days} days ago: too lately to be asked after.",
            "{count} leads without any contact came less than {days} days ago: too lately to be asked after.",
            count,
            days=days,
        )
    return language.plural(
        "{count} organisation without any contact came into the records less than {days} days ago: too lately to ask.",
        "{count} organisations without any contact came into the records less than {days} days ago: too lately to ask.",
        count,
        days=days,
    )


def about_of(one: Due) -> str:
    """The id of what it is about: of a follow-up what it names, else the record itself."""
    return str(one.record.values.get("about") or one.record.id)


def for_whom(record: Record, language: Language) -> str:
    """Who is to do it: a person, an office, headquarters or a partner."""
    if record.type.name != "action":
        return str(record.values.get("owner") or "")
    to = record.type.field("to").show(record["to"], language)
    return record["assigned_to"] or ("" if record["to"] == "person" else to)


def _tell_due(session: Session, office: Office, found: list[Due]) -> None:
    if not found:
        session.say("Nothing is due.")
        return
    language, today = session.language, office.today()
    titles = office.titles(language)
    titles.prefetch(about_of(one) for one in found)
    session.table(
        [
            language.say("Day"),
            language.say("Reference"),
            language.say("What is to be done"),
            language.say("About"),
            language.say("For"),
        ],
        [
            [
                language.day(one.day) if one.day >= today else language.say("{day} (overdue)", day=one.day),
                one.record.reference,
                one.record.type.field(one.what).show(one.record[one.what], language, titles),
                titles(about_of(one)),
                for_whom(one.record, language),
            ]
            for one in found
        ],
    )


def _due_json(office: Office, one: Due) -> Json:
    what = one.record[one.what]
    return {
        "day": one.day.isoformat(),
        "overdue_days": max((office.today() - one.day).days, 0),
        "type": one.record.type.name,
        "id": one.record.id,
        "reference": one.record.reference,
        "what": None if what is None else what.original,
        "to": one.record.values.get("to"),
        "assigned_to": one.record.values.get("assigned_to") or one.record.values.get("owner"),
    }
