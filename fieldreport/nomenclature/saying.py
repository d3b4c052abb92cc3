"""Saying: what codes are called, in sentences for people, and that a table does not have them."""

from __future__ import annotations

from collections.abc import Iterable

from fieldreport.fields.trade import dotted
from fieldreport.language import N_, Language
from fieldreport.nomenclature.nomenclature import Nomenclature, Standing
from fieldreport.values import HsCode

NAMED = N_("{code}: {name}")
NOT_THERE = N_("{code} is not in the loaded table {name} {edition}.")


def said(nomenclature: Nomenclature, code: HsCode, language: Language) -> tuple[str, bool]:
    """A code with its name, or the nearest code above it that has one; and whether a loaded table lacks it."""
    standing, table = nomenclature.standing(code)
    if standing is Standing.UNKNOWN and table is not None:
        edition = language.reference(table.edition)
        return language.say(NOT_THERE, code=dotted(code), name=table.nomenclature, edition=edition), True
    named = nomenclature.named(code)
    if named is None:
        return dotted(code), False
    return language.say(NAMED, code=dotted(named.code), name=named.name(language.code)), False


def said_all(nomenclature: Nomenclature, codes: Iterable[HsCode], language: Language) -> str:
    """Several codes, a line each, nothing twice; one that a table does not know is marked by a sign."""
    lines = (said(nomenclature, code, language) for code in codes)
    return "\n".join(dict.fromkeys(f"⚠ {text}" if unknown else text for text, unknown in lines))
