"""The command about HS codes: it finds them by number or words, and takes a full table from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.field import Json
from fieldreport.fields.trade import dotted
from fieldreport.language import N_, Language
from fieldreport.nomenclature import Edition, Entry, Hit, Nomenclature

#: Codes that are listed at most: who finds more of them types another word.
MOST = 50
#: Between the names of the codes above one.
ABOVE = " › "

NEEDS_BOTH = N_("To load a table, please give --load, --nomenclature and --edition together.")
NOTHING_FOUND = N_("No HS code is found by “{words}”.")
NO_TABLE = N_(
    "Only the chapters are known; load a full table with: fieldreport hs --load FILE --nomenclature HS --edition 2022"
)


def hs(session: Session, typed: Typed) -> None:
    """Find codes, load a table, or say which tables are loaded."""
    options = [typed.option(name) for name in ("--load", "--nomenclature", "--edition")]
    words = " ".join(typed.words.get("WORDS", ()))
    if any(one is not None for one in options) and (words or not all(options)):
        raise WrongUsage(NEEDS_BOTH)
    with session.office() as office, Nomenclature(office.data) as nomenclature:
        if options[0] is not None:
            _load(session, nomenclature, Path(options[0]), options[1] or "", options[2] or "")
        elif words:
            _find(session, nomenclature, words, as_json=typed.flag("--json"))
        else:
            _tables(session, nomenclature.shelf.editions(), as_json=typed.flag("--json"))


def _load(session: Session, nomenclature: Nomenclature, path: Path, name: str, edition: str) -> None:
    loaded = nomenclature.load(path, name, edition, now=session.now())
    session.say(
        "{name} {edition} has been loaded: {codes} codes.",
        name=loaded.nomenclature,
        edition=loaded.edition,
        codes=loaded.codes,
    )
    if loaded.without_code:
        session.line(
            session.language.plural(
                "{count} line without a code was passed over.",
                "{count} lines without a code were passed over.",
                loaded.without_code,
            )
        )


def _find(session: Session, nomenclature: Nomenclature, words: str, *, as_json: bool) -> None:
    found = nomenclature.find(words, MOST)
    language = session.language
    if as_json:
        session.json_lines((_json(one, language) for one in found), array=True)
        return
    if found:
        session.table(
            [
                language.say("HS code"),
                language.say_in("HS code", "Name"),
                language.say_in("HS code", "Above it"),
            ],
            [_row(one, language) for one in found],
        )
    else:
        session.say(NOTHING_FOUND, words=words)
    if not nomenclature.current:
        session.say(NO_TABLE)


def _row(hit: Hit, language: Language) -> list[str]:
    above = ABOVE.join(one.name(language.code) for one in hit.parents)
    return [dotted(hit.entry.code), hit.entry.name(language.code), above]


def _json(hit: Hit, language: Language) -> Json:
    def entry(one: Entry) -> dict[str, Json]:
        return {
            "code": one.code.code,
            "nomenclature": one.code.nomenclature,
            "edition": one.code.edition,
            "name": one.name(language.code),
            "published": one.published,
        }

    return {**entry(hit.entry), "above": [entry(one) for one in hit.parents]}


def _tables(session: Session, tables: Sequence[Edition], *, as_json: bool) -> None:
    language = session.language
    if as_json:
        session.json_lines(
            (
                {
                    "nomenclature": one.nomenclature,
                    "edition": one.edition,
                    "codes": one.codes,
                    "file": one.file,
                    "loaded_at": one.loaded_at.isoformat(),
                }
                for one in tables
            ),
            array=True,
        )
    elif not tables:
        session.say(NO_TABLE)
    else:
        session.table(
            [
                language.say("Nomenclature"),
                language.say("Edition"),
                language.say("Codes"),
                language.say("File"),
                language.say("Loaded"),
            ],
            [
                [
                    one.nomenclature,
                    language.reference(one.edition),
                    language.number(one.codes),
                    one.file,
                    language.moment(one.loaded_at),
                ]
                for one in tables
            ],
        )
