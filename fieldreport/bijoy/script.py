"""Which script a single word is meant in: the old Bengali encoding, Latin letters or another one, or perhaps either."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from fieldreport.bijoy.syllables import decode
from fieldreport.bijoy.table import KNOWN


class Script(Enum):
    """What the letters of a word mean."""

    BIJOY = "bijoy"
    OTHER = "other"
    EITHER = "either"


#: Signs that mean something behind a letter, and how seldom another language has them there. A letter that follows
#: makes them surer: Acme© is a mark, Kg©x is a word.
_BEHIND = {
    **dict.fromkeys("¨¬¸¼½¾„~", 3),
    **dict.fromkeys("‡†ˆ‰ƒŠ¡¢£¥¦§©ª«®¯°±¿™›Ÿ÷×", 2),
    **dict.fromkeys("“”¤…‚•³²¹´µ¶·º»\u00ad˜`^", 1),
}
#: Signs that mean something before a letter.
_BEFORE = {**dict.fromkeys("‡¯¤", 3), **dict.fromkeys("†ˆ‰›®˜™", 2), **dict.fromkeys("`¶µ", 1)}

#: What is rare in languages that use Latin letters and common in Bengali written with them: v, w, x and z as vowel
#: signs among consonants, and a capital within a word.
_UNUSUAL = tuple(
    re.compile(pattern)
    for pattern in (
        "(?<=[bcdfghjkmpqtwxzB-DF-HJ-NP-TV-Z_`])v",
        "v(?=[bcdfghjkmpqtwxzB-DF-HJ-NP-Z_`])",
        "(?:^|(?<=[bcdfgjkmpqvxzB-DF-HJ-NP-TV-Z]))w(?=[bcdfgjklmpqstvxzB-DF-HJ-NP-TV-Z_`])",
        "(?<=[bcdfghjkmpqstvwzB-DF-HJ-KMP-QSTV-Z])x",
        "(?<=[bcdfghjkmpqvwxB-DF-HJ-MP-SV-Z])z(?=[bcdfghjkmpqrstvwxB-DF-HJ-NP-Z])",
        "(?<=[a-zß-ÿ])[A-ZÀ-Þ]",
        "(?<=[A-Za-z])[ÿ÷×]",
    )
)

_ENDS_UNUSUALLY = re.compile("[bcdfghjkmpqtvxz][wv]$")
#: A first half and what only follows one: স্ত, ন্থ, ম্ব.
_CONJUNCT = re.compile("[š¯®›¤][—’'‘^¿‹Œú§Í¢]")
#: Words without vowel signs and with capitals only that texts are full of: এক, এই, ওই, এত, কত, গত, তত, একক, একই.
_CAPITAL_WORDS = frozenset(["GK", "GB", "IB", "GZ", "KZ", "MZ", "ZZ", "GKK", "GKB"])
#: The commonest words that could be Latin ones: এবং, এর, না, ছিল.
_BENGALI_WORDS = frozenset(["Ges", "Gi", "bv", "wQj"])
#: Latin words that stand in Bengali texts and could be read as Bengali.
_LATIN_WORDS = frozenset(
    ["and", "buyer", "buyers", "by", "co", "for", "in", "inc", "it", "ltd", "no", "not", "of", "on", "or"]
) | {"per", "the", "to", "via", "with"}
_UNITS = frozenset(
    ["bdt", "cif", "cm", "fob", "ft", "gsm", "kg", "km", "kw", "lbs", "lc", "mt", "pcs", "usd"]
)
_CAMEL = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-z])")
_CODE = re.compile(r"[A-Za-z]+\d|\d+[A-Z]+$|\d+[a-su-z]+\d")


def script_of(word: str) -> tuple[Script, int]:
    """The script of a word between spaces and punctuation, and how strongly it speaks for the old encoding."""
    bare = word.strip("'‘’“”|…–—")
    if any(character not in KNOWN for character in word):
        return Script.OTHER, 0
    letters = bare.strip("0123456789")
    if not letters or not any(character.isalpha() for character in letters):
        return Script.EITHER, 0
    if letters.casefold() in _LATIN_WORDS or letters in _UNITS or _is_of_a_program(bare):
        return Script.OTHER, 0
    if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) > 1:
        return (Script.EITHER if letters in _CAPITAL_WORDS else Script.OTHER), 0
    if letters in _BENGALI_WORDS:
        return Script.BIJOY, 0
    latin, weight, decoded = _reads_as_latin(letters), _weight(word), decode(word)
    if weight >= (4 if latin else 2) and not decoded.faults:
        return Script.BIJOY, weight
    has_vowel_signs = any("\u09be" <= character <= "\u09cd" for character in decoded.text)
    if latin and (decoded.faults or len(letters) > (6 if has_vowel_signs else 4)):
        return Script.OTHER, 0
    # Signs that Latin words lack are not enough to offer a text, but enough to read a word in one that was offered.
    leaning = not latin and not decoded.faults
    return Script.EITHER, weight + ("_" in letters) if leaning else 0


def _weight(word: str) -> int:
    weight = 0
    for at, sign in enumerate(word):
        behind = at > 0 and _is_letter(word[at - 1])
        before = _is_letter(word[at + 1 : at + 2])
        if behind and sign in _BEHIND:
            weight += _BEHIND[sign] + before if before or _BEHIND[sign] > 2 else 1
        elif before and sign in _BEFORE:
            weight += _BEFORE[sign]
    weight += sum(len(unusual.findall(word)) for unusual in _UNUSUAL)
    return weight + 3 * len(_CONJUNCT.findall(word))


def _is_of_a_program(word: str) -> bool:
    """Whether a word is a code or a name that programs use (``A4``, ``file_name``, ```word```), not one with থ or দ."""
    if _CODE.match(word) or "``" in word or (word[:1] == "`" and word[-1:] == "`"):
        return True
    pieces = [piece for piece in word.split("_") if piece]
    whole = all(piece.isascii() and (piece.isupper() or _reads_as_latin(piece)) for piece in pieces)
    return "_" in word and ("__" in word or (whole and max(map(len, pieces)) > 2))


def _is_letter(character: str) -> bool:
    return character.isalpha() or (character != "" and character in "`_‡†¯¤›¨©^’'‹")


def _reads_as_latin(letters: str) -> bool:
    """Whether a word could be one of a language in Latin letters, by its shape, its vowels and its pairs of letters."""
    plain = unicodedata.normalize("NFKD", letters.replace("’", "").replace("'", ""))
    plain = re.sub("[\u0300-\u036f]", "", plain.translate(_LIGATURES))
    if not (plain.isascii() and plain.isalpha()):
        return False
    humps = _CAMEL.findall(plain)
    if len(humps) > 1 and len(humps[-1]) < 3:
        return False
    return all(_reads_as_hump(hump) for hump in humps if len(hump) > 1)


_LIGATURES = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "Æ": "Ae", "Ø": "O", "Œ": "Oe", "ð": "d", "þ": "th"}
)


def _reads_as_hump(hump: str) -> bool:
    folded = hump.casefold()
    if not re.search("[aeiouy]", folded) or re.search("[bcdfghjklmnpqrstvwxz]{5}", folded):
        return hump.isupper()
    return not (_ENDS_UNUSUALLY.search(folded) or any(unusual.search(folded) for unusual in _UNUSUAL))
