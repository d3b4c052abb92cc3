"""The command about records that are there twice: it lists them, and leaves the deciding to people."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.duplicates import SUBJECTS, Pair, Reason
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.office import Office

NOT_LOOKED_AT = N_("Duplicates are looked for among these: {known}; not among “{name}”.")


def duplicates(session: Session, typed: Typed) -> None:
    """Pairs of records that are likely the same, the likeliest first."""
    name = typed.word("TYPE")
    if name and name not in SUBJECTS:
        raise WrongUsage(NOT_LOOKED_AT, known=", ".join(SUBJECTS), name=name)
    with session.office() as office:
        office.duplicates.update()
        found = [
            (one, pair)
            for one in ([name] if name else SUBJECTS)
            for pair in sorted(
                office.duplicates.pairs(office.record_type(one)),
                key=lambda pair: (-pair.score, pair.references),
            )
        ]
        if typed.flag("--json"):
            session.json_lines((_json(one, pair, session.language) for one, pair in found), array=True)
        else:
            _tell(session, office, [pair for _, pair in found])


def said(reasons: Sequence[Reason], language: Language) -> str:
    """The reasons in one text."""
    return language.listing([language.say(one.message, **one.values) for one in reasons])


def _json(name: str, pair: Pair, language: Language) -> Json:
    return {
        "type": name,
        "references": list(pair.references),
        "ids": list(pair.ids),
        "score": pair.score,
        "reasons": [
            {"field": one.field, "reason": language.say(one.message, **one.values)} for one in pair.reasons
        ],
    }


def _tell(session: Session, office: Office, pairs: Sequence[Pair]) -> None:
    language = session.language
    if not pairs:
        session.say("Nothing seems to be there twice.")
        return
    titles = office.titles(language)
    titles.prefetch(each for pair in pairs for each in pair.ids)
    session.table(
        [
            language.say("Reference"),
            language.say_in("duplicates", "Name"),
            language.say("Like"),
            language.say_in("duplicates", "Name"),
            language.say("Score"),
            language.say("Reasons"),
        ],
        [
            [
                pair.references[1],
                titles(pair.ids[1]),
                pair.references[0],
                titles(pair.ids[0]),
                language.number(pair.score),
                said(pair.reasons, language),
            ]
            for pair in pairs
        ],
    )
    session.line("")
    session.line(
        language.plural("{count} pair is likely the same.", "{count} pairs are likely the same.", len(pairs))
    )
