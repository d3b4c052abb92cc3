"""The support chain: support given to a company opens further support for it, which is proposed and then tracked.

Which support opens which is data of the plan pack (consulting under task 6 opens tasks 11 and 12; a company chosen
under task 15 gets all field support as one bundle). What became of a proposal follows from the records: nothing is
kept twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fieldreport.field import Json, Reading
from fieldreport.fields import Day, Link
from fieldreport.language import Language
from fieldreport.plan import Plan, Support
from fieldreport.record import Record, RecordType
from fieldreport.records.action import ACTION
from fieldreport.store import Change, New, Store
from fieldreport.store.database import quoted
from fieldreport.store.query import Queries

#: A referral is to be answered within a fortnight, as every report is.
ANSWERED_WITHIN = timedelta(days=14)


class State(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    REFERRED = "referred"
    DECLINED = "declined"
    GIVEN = "given"


@dataclass(frozen=True)
class Proposal:
    """Support under ``task`` that is open for a company since ``since``, because of the record ``opened_by``.

    ``company`` and ``opened_by`` are ids. ``record`` is the id of what became of it: the referral or the support given.
    """

    company: str
    task: int
    support: Support
    opened_by: str
    since: date
    state: State
    record: str | None = None


def proposals(store: Queries, plan: Plan, company: str | None = None) -> list[Proposal]:
    """What the support chain opens, for one company (its id) or for all, the latest opened first.

    A company for which the same support was opened several times has one proposal, since the first time.
    """
    opened: dict[tuple[str, int], tuple[date, str, Support]] = {}
    for support in plan.support:
        for whose, record_id, day in _openings(store, support, company):
            for task in support.opens:
                earlier = opened.get((whose, task))
                if earlier is None or (day, record_id) < earlier[:2]:
                    opened[whose, task] = (day, record_id, support)
    given = _given(store, opened)
    referred = _referred(store, opened)
    found = []
    for (whose, task), (day, record_id, support) in opened.items():
        state, record = State.PROPOSED, None
        if (whose, task) in referred:
            record, declined = referred[whose, task]
            state = State.DECLINED if declined else State.REFERRED
        if (whose, task) in given:
            state, record = State.GIVEN, given[whose, task]
        found.append(Proposal(whose, task, support, record_id, day, state, record))
    return sorted(found, key=lambda one: (-one.since.toordinal(), one.company, one.task))


def _openings(store: Queries, support: Support, company: str | None) -> Iterator[tuple[str, str, date]]:
    """The company, the record's id and its day, of each record that opens support."""
    record_type = store.types[support.record]
    whose, day = company_field(record_type), record_type.period_field
    if whose is None or day is None or not isinstance(record_type.field(day), Day):
        return
    conditions = ["archived IS NULL", f"{quoted(whose)} IS NOT NULL", f"{quoted(day)} IS NOT NULL"]
    parameters: list[object] = []
    for name, allowed in support.where.items():
        conditions.append(f"{quoted(name)} IN ({', '.join('?' * len(allowed))})")
        parameters += allowed
    if company is not None:
        conditions.append(f"{quoted(whose)} = ?")
        parameters.append(company)
    for row in store.database.rows(
        f"SELECT {quoted(whose)}, id, {quoted(day)} FROM {quoted(record_type.name)} WHERE {' AND '.join(conditions)}",
        parameters,
    ):
        yield row[0], row[1], date.fromisoformat(row[2])


def company_field(record_type: RecordType) -> str | None:
    """The field that names the company a record is about, or None."""
    return next(
        (one.name for one in record_type.fields if isinstance(one, Link) and one.to == ("organisation",)),
        None,
    )


_Opened = dict[tuple[str, int], tuple[date, str, Support]]


def _given(store: Queries, opened: _Opened) -> dict[tuple[str, int], str]:
    """The first support that was given after it was opened; what opened it is not yet what it opened."""
    found: dict[tuple[str, int], str] = {}
    for company, task, record_id, day in store.database.rows(
        "SELECT company, task, id, done_on FROM activity WHERE archived IS NULL AND status = 'done'"
        " AND company IS NOT NULL ORDER BY done_on, key"
    ):
        since = opened.get((company, task))
        if since is not None and record_id != since[1] and day >= since[0].isoformat():
            found.setdefault((company, task), record_id)
    return found


def _referred(store: Queries, opened: _Opened) -> dict[tuple[str, int], tuple[str, bool]]:
    """The latest referral of each proposal, and whether it was declined or dropped."""
    of_record = {(record_id, task): (company, task) for (company, task), (_, record_id, _) in opened.items()}
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    for about, task, record_id, status in store.database.rows(
        "SELECT about, task, id, status FROM action WHERE archived IS NULL AND kind = 'referral'"
        " AND about IS NOT NULL AND task IS NOT NULL ORDER BY raised_on, key"
    ):
        whose = (about, task) if (about, task) in opened else of_record.get((about, task))
        if whose is not None:
            found[whose] = (record_id, status in ("declined", "dropped"))
    return found


def refer(
    store: Store, plan: Plan, wanted: Sequence[Proposal], by: str, language: Language, today: date
) -> Change:
    """Raise a referral for each of these proposals, all in one change that can be undone.

    A bundle brings its letter of recommendation with it, once for each company. The referrals are written in
    ``language``; each goes to the partners that the plan names for its task, or to headquarters where it names none.
    """
    reading = Reading(language=language.code, today=today, resolve=store.resolve)
    news = []
    recommended: set[str] = set()
    for one in wanted:
        news.append(_new(_referral(plan, one, language, today), reading, by))
        if one.support.bundle and one.company not in recommended:
            recommended.add(one.company)
            news.append(_new(_letter(one, language, today), reading, by))
    return store.add_all(news, "refer")


def _new(raw: dict[str, Json], reading: Reading, by: str) -> New:
    return New(ACTION, ACTION.read(raw, reading), reading.language, by)


def _referral(plan: Plan, one: Proposal, language: Language, today: date) -> dict[str, Json]:
    task = plan.task(one.task)
    partners = [plan.partners[code].in_language(language.code) for code in task.partners]
    return {
        "what": language.say(
            "Refer to support under task {number}: {name}", number=task.number, name=task.name(language.code)
        ),
        "kind": "referral",
        "about": one.company,
        "task": task.number,
        "to": "partner" if partners else "headquarters",
        "assigned_to": language.listing(partners) if partners else None,
        "raised_on": today.isoformat(),
        "due": (today + ANSWERED_WITHIN).isoformat(),
    }


def _letter(one: Proposal, language: Language, today: date) -> dict[str, Json]:
    return {
        "what": language.say("Issue the letter of recommendation"),
        "kind": "follow_up",
        "about": one.company,
        "to": "headquarters",
        "raised_on": today.isoformat(),
        "due": (today + ANSWERED_WITHIN).isoformat(),
    }


def is_open(state: State) -> bool:
    """Whether something is still to be done about a proposal."""
    return state in (State.PROPOSED, State.REFERRED)


def opener(store: Queries, one: Proposal) -> Record:
    """The record that opened the support."""
    return store.record(one.opened_by)
