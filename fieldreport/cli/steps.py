"""Commands about the life of a record: the steps that are possible, and taking one."""

from __future__ import annotations

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.records import assigned, raw_of, told
from fieldreport.cli.session import Session, placed
from fieldreport.cli.unclean import Unclean
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.language import N_
from fieldreport.life import STATUS, Life, Need, Step
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType

NO_LIFE = N_("{reference} has no steps; its fields are set with “set”.")
IS_SO = N_("{reference} is “{status}” already.")
STATUS_TWICE = N_("The state is said before the fields; please leave “status=” out.")


def steps(session: Session, typed: Typed) -> None:
    """The steps that lead on from where a record is, and what each needs."""
    with session.office() as office:
        record = office.store.record(typed.word("ID"))
        life = _life(record)
        possible = life.possible(record.values)
        if typed.flag("--json"):
            session.json(
                {
                    "reference": record.reference,
                    "status": record[STATUS],
                    "open": record[STATUS] in life.open,
                    "steps": [_json(one) for one in possible],
                }
            )
            return
        say_in, of_type = session.language.say_in, record.type
        session.line(f"{session.read(record.reference)}  {_named(of_type, record[STATUS], session)}")
        session.table(
            [say_in("steps", "Step"), say_in("steps", "Needs"), say_in("steps", "Still missing")],
            [
                [
                    _named(of_type, one.to, session),
                    "; ".join(_fields(of_type, need, session) for need in one.needs),
                    "; ".join(_fields(of_type, need, session) for need in one.missing),
                ]
                for one in possible
            ],
        )


def step(session: Session, typed: Typed) -> None:
    """Take a step, with the fields that it needs."""
    name = typed.word("ID")
    given = assigned(typed.words["FIELD=VALUE"])
    if STATUS in given:
        raise WrongUsage(STATUS_TWICE)
    with session.writing() as office:
        record = office.store.record(name)
        _life(record)
        to, raw = typed.word("STATUS"), raw_of(given, record.type)
        try:
            if _is_so(record, to, office.reading()):
                status = _named(record.type, record[STATUS], session)
                raise InputAtFault(Problem(IS_SO, {"reference": record.reference, "status": status}, STATUS))
            office.change(record.id, {STATUS: to, **raw}, language=session.language_code)
            Unclean(session).look_at(raw, name)
        except InputAtFault as failure:
            raise placed(failure, name) from failure
        told(session, office.store.record(record.id), typed)


def _life(record: Record) -> Life:
    if record.type.life is None:
        raise InputAtFault(Problem(NO_LIFE, {"reference": record.reference}))
    return record.type.life


def _is_so(record: Record, to: str, reading: Reading) -> bool:
    try:
        return bool(record.type.field(STATUS).read(to, reading) == record[STATUS])
    except Unreadable:
        # What is no state at all is refused with everything else that is wrong.
        return False


def _json(one: Step) -> Json:
    return {
        "to": one.to,
        "reopens": one.reopens,
        # A need is met by any one of its fields.
        "needs": [list(need.fields) for need in one.needs],
        "missing": [list(need.fields) for need in one.missing],
    }


def _named(of_type: RecordType, status: str, session: Session) -> str:
    label = of_type.field(STATUS).show(status, session.language)
    return f"{label} ({status})"


def _fields(of_type: RecordType, need: Need, session: Session) -> str:
    """The fields of a need, by the names that can be typed."""
    say = session.language.say
    names = [f"{say(of_type.field(name).label)} ({name})" for name in need.fields]
    return (
        names[0]
        if len(names) == 1
        else say("{first} or {second}", first=names[0], second=" / ".join(names[1:]))
    )
