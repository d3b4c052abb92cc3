"""The table of the encoding: what each sign of the font SutonnyMJ (Bijoy's "classic" or ANSI mode) stands for.

The signs are those of Windows' code page 1252. Put together from what public converters of both directions agree on
(bijoy2unicode and BijoyToUnicode read the encoding, the Unicode-to-Bijoy tables of the web write it) and from texts
of Bangladeshi offices. Where they disagree, older and newer habits of typing differ, and what stands before the sign
decides; ``syllables`` does that for the signs in ``BY_PLACE``. The dashes and quotation marks D0 to D5 are those of the
Macintosh's own code page, which the font was made for.
"""

from __future__ import annotations

HASANTA = "\u09cd"
NUKTA = "\u09bc"
JOINER, NON_JOINER = "\u200d", "\u200c"
KHANDA_TA = "\u09ce"
LONG_AA = "\u09be"


def _read(lines: str) -> dict[str, str]:
    """Each sign and what it stands for."""
    pieces = lines.split()
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


#: Vowels that stand alone. আ is written as অ with the sign v.
VOWELS = dict(zip("ABCDEFGHIJ", "অইঈউঊঋএঐওঔ", strict=True))

#: Letters, and conjuncts with a glyph of their own.
LETTERS = {
    **dict(zip("KLMNOPQRSTUVWXYZ_`abcdefghijklmn", "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ", strict=True)),
    "o": "ড" + NUKTA,
    "p": "ঢ" + NUKTA,
    "q": "য" + NUKTA,
    **_read("""
        ° ক্ক
        ± ক্ট
        ² ক্ষ্ম
        ³ ক্ত
        ´ ক্ম
        µ ক্র
        ¶ ক্ষ
        · ক্স
        ¹ জ্ঞ
        º গ্দ
        » গ্ধ
        ¼ ঙ্ক
        ½ ঙ্গ
        ¾ জ্জ
        À জ্ঝ
        Á জ্ঞ
        Â ঞ্চ
        Ã ঞ্ছ
        Ä ঞ্জ
        Å ঞ্ঝ
        Æ ট্ট
        Ç ড্ড
        È ণ্ট
        É ণ্ঠ
        Ê ণ্ড
        Ë ত্ত
        Ì ত্থ
        Î ত্র
        Ï দ্দ
        × দ্ধ
        Ø দ্ব
        Ù দ্ম
        Ú ন্ঠ
        Û ন্ড
        Ü ন্ধ
        Ý ন্স
        Þ প্ট
        ß প্ত
        à প্প
        á প্স
        â ব্জ
        ã ব্দ
        ä ব্ধ
        å ভ্র
        ç ম্ফ
        é ল্ক
        ê ল্গ
        ë ল্ট
        ì ল্ড
        í ল্প
        î ল্ফ
        ð শ্চ
        ñ শ্ছ
        ò ষ্ণ
        ó ষ্ট
        ô ষ্ঠ
        õ ষ্ফ
        ö স্খ
        ÷ স্ট
        ù স্ফ
        ý হ্ন
        þ হ্ম
        ÿ ক্ষ
    """),
}

#: A letter and its vowel sign in one glyph.
LETTERS_WITH_SIGN = {
    "¸": ("গ", "\u09c1"),
    "ï": ("শ", "\u09c1"),
    "û": ("হ", "\u09c1"),
    "ü": ("হ", "\u09c3"),
}

#: First halves of conjuncts; a letter or a second half follows.
FIRST_HALVES = {
    "•": "ঙ",
    "”": "চ",
    "˜": "দ",
    "™": "দ",
    "š": "ন",
    "›": "ন",
    "¤": "ম",
    "®": "ষ",
    "¯": "স",
}

#: What is added below or behind any letter or conjunct.
ADDED = {
    "^": "ব",
    "œ": "ন",
    "Ÿ": "ব",
    "¡": "ব",
    "¢": "ভ",
    "£": "ভ্র",
    "¥": "ম",
    "¦": "ব",
    "§": "ম",
    "¨": "য",
    "ª": "র",
    "«": "র",
    "¬": "ল",
    "\u00ad": "ল",
    "Ö": "র",
}

#: Second halves that only follow a first half; elsewhere most of them are ordinary punctuation. Where a program made
#: the typographic apostrophe a plain one, স্থ is written with that.
SECOND_HALVES = {
    "‹": "ক",
    "Œ": "ক্র",
    "—": "ত",
    "Í": "ত",
    "‘": "ত",
    "’": "থ",
    "'": "থ",
    "¿": "ত্র",
    "ú": "প",
}

#: The second half that has the vowel sign ু in its glyph: ন্তু, স্তু.
WITH_U = "‘"

#: Vowel signs typed before the letters that they follow in Unicode.
BEFORE = {
    "w": "\u09bf",
    "†": "\u09c7",
    "‡": "\u09c7",
    "ˆ": "\u09c8",
    "‰": "\u09c8",
}

#: Vowel signs typed after the letters.
AFTER = {
    "v": LONG_AA,
    "x": "\u09c0",
    "y": "\u09c1",
    "z": "\u09c1",
    "“": "\u09c1",
    "~": "\u09c2",
    "ƒ": "\u09c2",
    "‚": "\u09c2",
    "„": "\u09c3",
    "…": "\u09c3",
    "Š": "\u09d7",
}

#: Signs that end a syllable.
SIGNS = {"u": "\u0981", "s": "\u0982", "t": "\u0983"}

#: The small র above a conjunct, typed after it and spoken before it.
REPH = "©"

#: Typed for what the font has no conjunct for; it is seen, so it stays visible.
VISIBLE_HASANTA = "&"

#: Digits and punctuation.
PLAIN = {
    **dict(zip("0123456789", "০১২৩৪৫৬৭৮৯", strict=True)),
    "|": "।",
    "r": KHANDA_TA,
    "Ð": "–",
    "Ñ": "—",
    "Ò": "“",
    "Ó": "”",
    "Ô": "‘",
    "Õ": "’",
}

#: Signs with two meanings: which one, what stands before them tells.
BY_PLACE = {
    "Í": "ত্ম",  # after a first half ্ত
    "ø": "স্ন",  # after a letter ্ল
    "æ": "ম্ন",  # after র the sign ু
    "è": "ন",  # added: ্ণ after হ and ষ, else ্ন
    "–": "\u09c1",  # after র the sign ু, else a dash
}

#: Every sign that has a Bengali meaning.
KNOWN = frozenset(
    sign
    for part in (VOWELS, LETTERS, LETTERS_WITH_SIGN, FIRST_HALVES, ADDED, SECOND_HALVES, BEFORE, AFTER, SIGNS)
    for sign in part
) | {REPH, VISIBLE_HASANTA, *PLAIN, *BY_PLACE}
