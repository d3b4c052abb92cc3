"""What the tool of HS codes shows, read in the background: lists of codes, and where one code stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.nomenclature import Entry, Nomenclature
    from fieldreport.office import Office

#: Codes listed for what is typed.
MOST = 100


@dataclass(frozen=True)
class Shown:
    """A code as it is shown: its digits, how they are written, its name, and whether a table was published with it."""

    code: str
    written: str
    name: str
    nomenclature: str = "HS"
    edition: str = "2022"


@dataclass(frozen=True)
class Listed:
    """What the list shows: the codes, and what the loaded tables are, in one sentence each."""

    codes: tuple[Shown, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a code stands: its section, the codes above it, and whether there are any below it."""

    section: str
    above: tuple[Shown, ...]
    has_below: bool


def read_list(office: Office, *, words: str, under: str, language: Language) -> Listed:
    """The codes that words mean, or those directly under a code; the sections under nothing."""
    from fieldreport.nomenclature import Nomenclature

    with Nomenclature(office.data) as nomenclature:
        found = nomenclature.find(words, MOST) if words else []
        entries = [one.entry for one in found] if words else nomenclature.children(under)
        tables = tuple(
            language.say(
                "{name} {edition}: {codes} codes from {file}",
                name=one.nomenclature,
                edition=language.reference(one.edition),
                codes=one.codes,
                file=one.file,
            )
            for one in nomenclature.shelf.editions()
        )
        return Listed(tuple(_shown(one, language) for one in entries), tables)


def read_place(office: Office, *, code: Shown, language: Language) -> Place:
    """Where a code stands."""
    from fieldreport.nomenclature import Nomenclature
    from fieldreport.values import HsCode

    with Nomenclature(office.data) as nomenclature:
        above = nomenclature.parents(HsCode(code.code, code.nomenclature, code.edition))
        return Place(
            _section(nomenclature, code.code, language),
            tuple(_shown(one, language) for one in above),
            bool(nomenclature.children(code.code)),
        )


def _section(nomenclature: Nomenclature, code: str, language: Language) -> str:
    section = nomenclature.chapters.section(code)
    return "" if section is None else f"{section.number}   {section.names.in_language(language.code)}"


def _shown(entry: Entry, language: Language) -> Shown:
    from fieldreport.fields.trade import dotted

    code = entry.code
    return Shown(code.code, dotted(code), entry.name(language.code), code.nomenclature, code.edition)
