"""Alike: what new records from the command line are likely the same as, told while they are being added."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport.cli.session import Session
from fieldreport.cli.twice import said
from fieldreport.duplicates import Likely
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.office import Office
from fieldreport.records.organisation import ORGANISATION
from fieldreport.store import Filter, New

#: Of more new records than these only whole names, addresses and numbers are compared: slips would take too long.
FEW = 100
#: Values that one query looks for.
PAGE = 500

NUMBER = "registration_number"
HAS_NUMBER = N_(
    "{reference} has this registration number already. Please change that record instead; "
    "if it is another organisation, give the command again with --anyway."
)
NUMBER_TWICE = N_(
    "This registration number stands in this file twice; line {line} has it too. If these are two organisations, "
    "give the command again with --anyway."
)
ALIKE = N_("{reference} was added, but may be the same as {other}, “{name}”: {reasons}")


def refuse_same_number(office: Office, news: Sequence[New], places: Sequence[str]) -> None:
    """Raise ``InputAtFault`` with every new organisation whose registration number another one has, and its place."""
    numbered = [
        (new.values[NUMBER], place)
        for new, place in zip(news, places, strict=True)
        if new.type is ORGANISATION and new.values[NUMBER]
    ]
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for number, place in numbered:
        line = first.setdefault(number, place)
        if line != place:
            told = {"line": line.rpartition(":")[2]}
            problems.append(Problem(NUMBER_TWICE, told, NUMBER, place))
    wanted = list(first)
    for start in range(0, len(wanted), PAGE):
        which = Filter(where={NUMBER: wanted[start : start + PAGE]})
        for there in office.store.records(ORGANISATION, which):
            told = {"reference": there.reference}
            problems.append(Problem(HAS_NUMBER, told, NUMBER, first[there[NUMBER]]))
    if problems:
        raise InputAtFault(problems)


def alike(office: Office, news: Sequence[New]) -> list[list[Likely]]:
    """For each new record what is there already and likely the same; nothing of types that are not looked at."""
    if not news or not office.duplicates.knows(news[0].type):
        return [[] for _ in news]
    of_type, found = news[0].type, office.duplicates
    found.update()
    if len(news) <= FEW:
        return [found.of(of_type, new.values) for new in news]
    return found.of_many(of_type, [found.evidence(of_type, new.values) for new in news])


def tell(session: Session, references: Sequence[str], similar: Sequence[Sequence[Likely]]) -> None:
    """What was likely there already, with the reasons, beside the output."""
    read = session.language.reference
    for reference, each in zip(references, similar, strict=True):
        for one in each:
            session.warn(
                ALIKE,
                reference=read(reference),
                other=read(one.reference),
                name=one.name,
                reasons=said(one.reasons, session.language),
            )


def as_json(similar: Sequence[Likely], language: Language) -> Json:
    """The same for other programs."""
    return [
        {
            "reference": one.reference,
            "id": one.id,
            "score": one.score,
            "reasons": [
                {"field": each.field, "reason": language.say(each.message, **each.values)}
                for each in one.reasons
            ],
        }
        for one in similar
    ]
