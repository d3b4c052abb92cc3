"""The command about matches: for a lead the Korean companies that fit, for a company the leads, with the reasons."""

from __future__ import annotations

from fieldreport import folders, text
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.matching import Candidate, Matching
from fieldreport.office import Office
from fieldreport.record import Record

#: Candidates that are listed where nobody says how many.
USUAL, MOST = 10, 100

NOT_A_NUMBER = N_("“{value}” is no number from 1 to {most}.")
NO_LONGER_OPEN = N_("{reference} is no longer open, so nothing is matched with it.")


def match(session: Session, typed: Typed) -> None:
    """List what fits a lead or a company, the best first; nothing is changed."""
    limit = _limit(typed.option("--limit"))
    with session.office() as office, Matching(office.store, folders.cache(office.data)) as matching:
        record = office.store.record(typed.word("ID"))
        matching.update()
        found = matching.candidates(record, limit)
        titles = office.titles(session.language)
        titles.prefetch(one.id for one in found)
        if typed.flag("--json"):
            session.json_lines((_json(one, titles(one.id), session.language) for one in found), array=True)
        else:
            _tell(session, office, record, found)


def _limit(raw: str | None) -> int:
    if raw is None:
        return USUAL
    digits = text.ascii_digits(raw)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3 and 1 <= int(digits) <= MOST):
        raise WrongUsage(NOT_A_NUMBER, value=raw, most=MOST)
    return int(digits)


def _json(one: Candidate, title: str, language: Language) -> Json:
    return {
        "reference": one.reference,
        "id": one.id,
        "title": title,
        "score": one.score,
        "matched": one.matched,
        "reasons": [{"worth": each.worth, "reason": each.said(language)} for each in one.reasons],
    }


def _tell(session: Session, office: Office, record: Record, found: list[Candidate]) -> None:
    language = session.language
    if not found:
        closed = record.type.name == "lead" and not Matching.is_open(record)
        session.say(
            NO_LONGER_OPEN if closed else N_("Nothing fits {reference} so far."),
            reference=language.reference(record.reference),
        )
        return
    titles = office.titles(language)
    session.table(
        [
            language.say("Reference"),
            language.say("Name"),
            language.say("Score"),
            language.say_in("match", "Matched already"),
            language.say("Reasons"),
        ],
        [
            [
                one.reference,
                titles(one.id),
                language.number(one.score),
                language.say_in("match", "yes") if one.matched else "",
                language.listing([each.said(language) for each in one.reasons]),
            ]
            for one in found
        ],
    )
