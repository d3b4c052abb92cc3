"""Fields of the trade: HS codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport import text
from fieldreport.field import Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import HsCode

#: Digits that a code may have in each nomenclature; the last is the full length, the others are provisional.
#: HS: six digits (World Customs Organization); HSK: Korea's ten; BCT: Bangladesh's eight.
LENGTHS = {"HS": (2, 4, 6), "HSK": (2, 4, 6, 10), "BCT": (2, 4, 6, 8)}


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
            else as_text(raw).split(",")
        )
        return tuple(dict.fromkeys(self._one(piece) for piece in pieces if not is_empty(piece)))

    def _one(self, raw: Json) -> HsCode:
        if isinstance(raw, HsCode):
            return raw
        parts = raw if isinstance(raw, dict) else {"code": raw}
        typed = as_text(parts.get("code", ""))
        code = text.ascii_digits(typed).replace(".", "").replace(" ", "").replace("-", "")
        nomenclature = str(parts.get("nomenclature") or {8: "BCT", 10: "HSK"}.get(len(code), "HS")).upper()
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
                lengths=", ".join(map(str, LENGTHS[nomenclature])),
            )
        if not ("01" <= code[:2] <= "97" or code[:2] in ("98", "99")) or code[:2] == "77":
            raise Unreadable(
                N_("“{value}” begins with no chapter of the nomenclature (01 to 97)."), value=typed
            )
        return HsCode(code, nomenclature, str(parts.get("edition") or "2022"))

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return ", ".join(dotted(one) for one in value or ())

    def to_json(self, value: Any) -> Json:
        return [
            {"code": one.code, "nomenclature": one.nomenclature, "edition": one.edition}
            for one in value or ()
        ]

    def from_json(self, raw: Json) -> tuple[HsCode, ...]:
        return tuple(HsCode(one["code"], one["nomenclature"], one["edition"]) for one in raw or ())

    def search_text(self, value: Any) -> str:
        return " ".join(f"{one.code} {dotted(one)}" for one in value or ())


def dotted(code: HsCode) -> str:
    """A code as people write it: 8447.20, 8447.20.1000. Its digits are part of a name, so they stay ASCII."""
    digits = code.code
    groups = [digits[:4], digits[4:6], digits[6:]]
    return ".".join(group for group in groups if group)
