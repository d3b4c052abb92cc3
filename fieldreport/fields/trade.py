"""Fields of the trade: HS codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport import parsing, text
from fieldreport.field import Json, JsonField, Reading, Titles, as_text, is_empty, only_parts
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import HsCode

#: Digits that a code may have in each nomenclature; the last is the full length, the others are provisional.
#: HS: six digits (World Customs Organization); HSK: Korea's ten; BCT: Bangladesh's eight.
LENGTHS = {"HS": (2, 4, 6), "HSK": (2, 4, 6, 10), "BCT": (2, 4, 6, 8)}
#: The edition that is in force, understood where none is said.
EDITION = "2022"
_PARTS = ("code", "nomenclature", "edition")


@dataclass(frozen=True, kw_only=True)
class HsCodes(JsonField):
    """Codes of the Harmonized System, each with its nomenclature and edition."""

    searched: bool = True
    kind: ClassVar[str] = "hs_codes"
    example: ClassVar[Json] = ["8447.20", {"code": "8447201000", "nomenclature": "HSK", "edition": "2022"}]

    def read(self, raw: Json, reading: Reading) -> tuple[HsCode, ...]:
        if is_empty(raw):
            return ()
        pieces = (
            raw
            if isinstance(raw, list | tuple)
            else [raw]
            if isinstance(raw, dict)
            else parsing.pieces(as_text(raw))
        )
        given = [piece for piece in pieces if not is_empty(piece)]
        return tuple(dict.fromkeys(parsing.each(given, self._one)))

    def _one(self, raw: Json) -> HsCode:
        if isinstance(raw, HsCode):
            return raw
        if isinstance(raw, dict):
            only_parts(raw, _PARTS, N_("“{name}” is not part of an HS code; use {parts}."))
        parts = raw if isinstance(raw, dict) else _taken_apart(as_text(raw))
        typed = as_text(parts.get("code", ""))
        code = text.ascii_digits(typed).replace(".", "").replace(" ", "").replace("-", "")
        nomenclature = str(parts.get("nomenclature") or _nomenclature(code)).upper()
        if nomenclature not in LENGTHS:
            raise Unreadable(
                N_("“{name}” is not a known nomenclature; use HS, HSK or BCT."), name=nomenclature
            )
        if not (code.isascii() and code.isdigit()):
            raise Unreadable(
                N_("“{value}” is not an HS code; it has only digits and points, for example 8447.20."),
                value=typed,
            )
        if len(code) not in LENGTHS[nomenclature]:
            raise Unreadable(
                N_("“{value}” has {digits} digits; an {name} code has {lengths}."),
                value=typed,
                digits=len(code),
                name=nomenclature,
                lengths=list(LENGTHS[nomenclature]),
            )
        if not ("01" <= code[:2] <= "97" or code[:2] in ("98", "99")) or code[:2] == "77":
            raise Unreadable(
                N_("“{value}” begins with no chapter of the nomenclature (01 to 97)."), value=typed
            )
        edition = text.ascii_digits(str(parts.get("edition") or EDITION))
        if not re.fullmatch(r"(19|20)\d\d", edition):
            raise Unreadable(
                N_("“{value}” is not an edition of the nomenclature; give its year, for example 2022."),
                value=edition,
            )
        return HsCode(code, nomenclature, edition)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return ", ".join(_told(one) for one in value or ())

    def to_json(self, value: Any) -> Json:
        return [
            {"code": one.code, "nomenclature": one.nomenclature, "edition": one.edition}
            for one in value or ()
        ]

    def from_json(self, raw: Json) -> tuple[HsCode, ...]:
        return tuple(HsCode(one["code"], one["nomenclature"], one["edition"]) for one in raw or ())

    def search_text(self, value: Any) -> str:
        return " ".join(f"{one.code} {dotted(one)}" for one in value or ())


def _nomenclature(code: str) -> str:
    """The nomenclature that a code of so many digits is of, where nothing is said."""
    return {8: "BCT", 10: "HSK"}.get(len(code), "HS")


def _told(code: HsCode) -> str:
    """A code with what its digits do not tell: 8447.20, 8447.20 (HSK), 8447.20 (HS 2017)."""
    if code.edition != EDITION:
        return f"{dotted(code)} ({code.nomenclature} {code.edition})"
    return dotted(code) + ("" if code.nomenclature == _nomenclature(code.code) else f" ({code.nomenclature})")


def _taken_apart(typed: str) -> dict[str, str]:
    """A code as it is told, as its parts."""
    match = re.fullmatch(r"([^()]*)\(\s*([A-Za-z]+)?\s*(\d{4})?\s*\)", typed)
    if match is None:
        return {"code": typed}
    code, nomenclature, edition = (part or "" for part in match.groups())
    return {"code": code.strip(), "nomenclature": nomenclature, "edition": edition}


def dotted(code: HsCode) -> str:
    """A code as people write it: 8447.20, 8447.20.1000. Its digits are part of a name, so they stay ASCII."""
    digits = code.code
    groups = [digits[:4], digits[4:6], digits[6:]]
    return ".".join(group for group in groups if group)
