"""The command about texts in several languages: which of them wait for a translation or a review."""

from __future__ import annotations

from collections.abc import Iterator

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session
from fieldreport.field import Json
from fieldreport.language import CODES, N_
from fieldreport.office import Office
from fieldreport.store.missing import Gap, Need, PendingText, pending

NOT_A_LANGUAGE = N_("There is no language “{name}”; use ko, en or bn.")
PERIOD_OR_ALL = N_("A period and --all contradict each other; please give one of them.")


def texts(session: Session, typed: Typed) -> None:
    """The texts that need a language: those of a period's report, or of all records."""
    code = typed.option("--needs")
    if code is not None and code not in CODES:
        raise WrongUsage(NOT_A_LANGUAGE, name=code)
    if typed.flag("--all") and typed.word("PERIOD"):
        raise WrongUsage(PERIOD_OR_ALL)
    need = Need.REVIEW if typed.flag("--review") else Need.TRANSLATION
    with session.office() as office:
        code = code or office.settings.workbook_language
        period = None if typed.flag("--all") else period_of(office, typed.word("PERIOD"))
        found = list(office.gaps(code, need, period))
        waiting = pending(office.store, found, code, need)
        if typed.flag("--json"):
            session.json_lines(_json(session, office, waiting, code, need), array=True)
        else:
            _tell(session, found, waiting, code, need)


def _json(
    session: Session, office: Office, waiting: Iterator[PendingText], code: str, need: Need
) -> Iterator[Json]:
    titles = office.titles(session.language)
    for one in waiting:
        translation = one.text.translations.get(code)
        yield {
            "record": one.record.reference,
            "id": one.record.id,
            "type": one.record.type.name,
            "title": titles.of(one.record),
            "field": one.field.name,
            "label": session.language.say(one.field.label),
            "language": one.text.language,
            "text": one.text.original,
            "needs": code,
            "need": str(need),
            "translation": translation.text if translation else None,
            "state": str(translation.state) if translation else None,
        }


def _tell(session: Session, found: list[Gap], waiting: Iterator[PendingText], code: str, need: Need) -> None:
    language = session.language
    say, name = language.say, language.language_name(code)
    if not found:
        nothing = {
            Need.TRANSLATION: say("No text lacks {language}.", language=name),
            Need.REVIEW: say("No translation into {language} waits for a review.", language=name),
        }
        session.line(nothing[need])
        return
    session.table(
        [say("Reference"), say("Field"), say("Language"), say("Text")],
        [
            [
                one.record.reference,
                say(one.field.label),
                language.language_name(one.text.language),
                " ".join(one.text.original.split()),
            ]
            for one in waiting
        ],
    )
    session.line("")
    if need is Need.TRANSLATION:
        told = language.plural(
            "{count} text lacks {language}.", "{count} texts lack {language}.", len(found), language=name
        )
    else:
        told = language.plural(
            "{count} translation into {language} waits for a review.",
            "{count} translations into {language} wait for a review.",
            len(found),
            language=name,
        )
    session.line(told)
