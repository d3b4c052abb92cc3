"""Text of three scripts: made clean on its way in, folded for search, given an order."""

from __future__ import annotations

import re
import unicodedata

#: What a database, a spreadsheet or JSON cannot hold: lone surrogates and the two noncharacters.
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: Controls without a meaning in a text (tab and line feed have one), and the byte order mark.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
#: Any of these; most texts have none, and one look is quicker than three.
_ANY_UNCLEAN = re.compile("[\ud800-\udfff\ufffe\uffff\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
_JOINERS = re.compile("[\u200b\u200c\u200d\u2060\u00ad]")
#: The letters of each language's script.
_LETTERS = {
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "en": re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"),
}
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
_KOREAN_WORD = re.compile(r"\S*[가-힣]\S*")

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
#: Vowels and finals as they are typed: a key each, so that what is typed so far begins what is meant.
_VOWEL_KEYS = "ㅏ,ㅐ,ㅑ,ㅒ,ㅓ,ㅔ,ㅕ,ㅖ,ㅗ,ㅗㅏ,ㅗㅐ,ㅗㅣ,ㅛ,ㅜ,ㅜㅓ,ㅜㅔ,ㅜㅣ,ㅠ,ㅡ,ㅡㅣ,ㅣ"
_FINAL_KEYS = (
    "ㄱ,ㄲ,ㄱㅅ,ㄴ,ㄴㅈ,ㄴㅎ,ㄷ,ㄹ,ㄹㄱ,ㄹㅁ,ㄹㅂ,ㄹㅅ,ㄹㅌ,ㄹㅍ,ㄹㅎ,ㅁ,ㅂ,ㅂㅅ,ㅅ,ㅆ,ㅇ,ㅈ,ㅊ,ㅋ,ㅌ,ㅍ,ㅎ"
)
_VOWELS = _VOWEL_KEYS.split(",")
_FINALS = ["", *_FINAL_KEYS.split(",")]
_COMPOUND_JAMO = str.maketrans(
    {
        "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ",
        "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    }
)  # fmt: skip
_FIRST_SYLLABLE, _LAST_SYLLABLE = ord("가"), ord("힣")

#: Bengali letters as dictionaries of Bangladesh have them: vowels, the three signs, consonants with ড় ঢ় য়
#: after their base, then vowel signs, then the hasanta. ৎ is ত with a hasanta.
_BENGALI = [
    *"অআইঈউঊঋৠঌৡএঐওঔংঃঁ",
    *(
        "ক",
        "খ",
        "গ",
        "ঘ",
        "ঙ",
        "চ",
        "ছ",
        "জ",
        "ঝ",
        "ঞ",
        "ট",
        "ঠ",
        "ড",
        "ড\u09bc",
        "ঢ",
        "ঢ\u09bc",
        "ণ",
        "ত",
        "থ",
        "দ",
    ),
    *("ধ", "ন", "প", "ফ", "ব", "ভ", "ম", "য", "য\u09bc", "র", "ৰ", "ল", "ৱ", "শ", "ষ", "স", "হ"),
    *"\u09bd\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c4\u09e2\u09e3\u09c7\u09c8\u09cb\u09cc\u09d7\u09cd",
]
_BENGALI_RANK = {letter: rank for rank, letter in enumerate(_BENGALI)}

#: Where each script's letters begin in a key: signs, digits, then the scripts. Each has room for 0x3000.
_SIGNS, _DIGITS, _OTHER = 0x20, 0x400, 0x15000
_SCRIPTS = {"en": 0x6000, "bn": 0x9000, "ko": 0x10000}
#: The user's own script comes first.
_FIRST = 0x500
#: Corporate forms before a Korean name, which lists pass over: (주)한일기계 stands under ㅎ.
_CORPORATE = re.compile(r"^(?:\((?:주|유|재|사)\)|주식회사|유한회사)\s*")
_PIECES = re.compile(r"\d+|[ডঢয]\u09bc|.", re.DOTALL)


def clean(raw: str) -> str:
    """The text as it is kept: NFC, lines ended by ``\\n``, no control characters.

    What no file could hold (lone surrogates, U+FFFE, U+FFFF) becomes U+FFFD, so that a reader sees that
    something was there; ``unclean`` tells what would be taken away or replaced.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    if _ANY_UNCLEAN.search(raw) is None and unicodedata.is_normalized("NFC", raw):
        return raw
    lines = _LINE_ENDS.sub("\n", raw)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _IMPOSSIBLE.sub("\ufffd", lines)))


def unclean(raw: str) -> tuple[str, ...]:
    """The characters that ``clean`` takes away or replaces, each once, as ``U+0007``."""
    found = _IMPOSSIBLE.findall(raw) + _CONTROLS.findall(_LINE_ENDS.sub("\n", raw))
    return tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(found))


def language_of(text: str) -> str | None:
    """``ko``, ``bn`` or ``en`` by the letters that are most; None for a text without letters of these scripts.

    Korean and Bengali texts are full of Latin names, so a third of the letters is enough for their script.
    """
    if text.isascii():
        return "en" if any(character.isalpha() for character in text) else None
    korean, bengali = len(_LETTERS["ko"].findall(text)), len(_LETTERS["bn"].findall(text))
    own, most = ("bn", bengali) if bengali > korean else ("ko", korean)
    if most * 3 >= len(text):
        # A third of all signs is at least a third of the letters, however many Latin ones there are.
        return own
    total = korean + bengali + len(_LETTERS["en"].findall(text))
    if not total:
        return None
    return own if most * 3 >= total else "en"


def has_letters(text: str, language: str) -> bool:
    """Whether any letter of the text is of the script of ``language``."""
    return _LETTERS[language].search(text) is not None


def one_line(raw: str) -> str:
    """The text on one line: clean, every stretch of white space one space, none at the ends."""
    return " ".join(clean(raw).split())


def ascii_digits(raw: str) -> str:
    """The text with the decimal digits of every script written 0 to 9."""
    if raw.isascii():
        return raw
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in raw
    )


def fold(raw: str) -> str:
    """The text as search compares it; what is stored and shown stays as it was written.

    Case, width, accents of Latin letters, digits of other scripts, joiners, ㈜ and the two spellings of ৎ
    make no difference; Hangul becomes the letters as they are typed, so that an unfinished syllable
    begins the finished one (각 → 가구, 고 → 과자).
    """
    neutral = _neutral(raw)
    return " ".join((neutral if neutral.isascii() else neutral.translate(_FOLDED)).split())


def fold_both(raw: str) -> tuple[str, str]:
    """The text folded, and its words with Korean in them folded but for the syllables, which stay as they were
    written: among those words 달 is in 달력 and not in 닭."""
    neutral = _neutral(raw)
    written = " ".join(_KOREAN_WORD.findall(neutral)).translate(_WRITTEN)
    return " ".join(neutral.translate(_FOLDED).split()), written


def initials(raw: str) -> str:
    """The initial consonant of each Korean syllable (새솔 전자 → ㅅㅅㅈㅈ), other letters and digits folded.

    Spaces and signs are left out, as people leave them out when they type initials.
    """
    return "".join(one for one in _neutral(raw).translate(_INITIAL) if one.isalnum())


def _neutral(raw: str) -> str:
    """The text without what makes no difference, its letters and digits not yet folded."""
    cleaned = clean(raw)
    if cleaned.isascii():
        return cleaned.casefold()
    bare = _LATIN_ACCENTS.sub("", _JOINERS.sub("", unicodedata.normalize("NFKD", cleaned)))
    folded = unicodedata.normalize("NFKC", bare).casefold()
    # A Bengali habit of typing: the vowel আ as অ with a sign; and ত with a hasanta, which is what ৎ is.
    return folded.replace("\u0985\u09be", "\u0986").replace("\u09ce", "\u09a4\u09cd")


def is_initials(raw: str) -> bool:
    """Whether only Korean consonants were typed, so that ``initials`` is what to search in."""
    letters = raw.replace(" ", "")
    return bool(letters) and all(one in _INITIALS for one in letters)


def _is_syllable(character: str) -> bool:
    return _FIRST_SYLLABLE <= ord(character) <= _LAST_SYLLABLE


def _letters(character: str) -> str:
    """The letters of a Korean syllable or conjoining letter; any other character as it is."""
    number = ord(character)
    if _FIRST_SYLLABLE <= number <= _LAST_SYLLABLE:
        initial, rest = divmod(number - _FIRST_SYLLABLE, 588)
        vowel, final = divmod(rest, 28)
        return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    # NFKC turns a letter typed alone (ㄱ) into a conjoining one; it comes back here.
    if 0x1100 <= number <= 0x1112:
        return _INITIALS[number - 0x1100]
    if 0x1161 <= number <= 0x1175:
        return _VOWELS[number - 0x1161]
    if 0x11A8 <= number <= 0x11C2:
        return _FINALS[number - 0x11A7]
    return character


class _Folded(dict[int, str]):
    """What each character becomes in a folded text, worked out when it is first met: ``str.translate`` with a table
    folds a record's words several times as fast as a loop over their characters, and that is done on every save."""

    def __missing__(self, number: int) -> str:
        self[number] = ascii_digits(_letters(chr(number))).translate(_COMPOUND_JAMO)
        return self[number]


class _Written(dict[int, str]):
    """The same with Korean syllables whole."""

    def __missing__(self, number: int) -> str:
        self[number] = chr(number) if _is_syllable(chr(number)) else _FOLDED[number]
        return self[number]


class _Initial(dict[int, str]):
    """The same with the initial consonant for a Korean syllable."""

    def __missing__(self, number: int) -> str:
        self[number] = _FOLDED[number][0] if _is_syllable(chr(number)) else _FOLDED[number]
        return self[number]


_FOLDED, _WRITTEN, _INITIAL = _Folded(), _Written(), _Initial()


def sort_key(raw: str, language: str = "") -> str:
    """The key by which texts are sorted, the same on every system.

    ``language`` (``ko``, ``en``, ``bn``) puts its own script first; without one the order is signs, digits, Latin,
    Bengali, Hangul, others. Numbers sort by their value (BL-9 before BL-10); case, accents and width decide only
    between texts that are otherwise the same. The key's code points are its order, so it may be kept in a column
    and compared byte by byte. The operating system is not asked: each orders Bengali and Korean differently.
    """
    plain = unicodedata.normalize("NFKC", one_line(raw))
    plain = ascii_digits(plain).casefold().replace("\u09ce", "\u09a4\u09cd")
    plain = _CORPORATE.sub("", plain) or plain
    pieces = _PIECES.findall(plain)
    return "".join(_weight(piece, language) for piece in pieces) + "\x01" + one_line(raw)


def _weight(piece: str, language: str) -> str:
    if piece.isdecimal():
        digits = piece.lstrip("0")
        # The number of digits first, so that a longer number is a larger one.
        return chr(_DIGITS + min(len(digits), 90)) + "".join(
            chr(_DIGITS + 100 + int(digit)) for digit in digits
        )
    if piece in _BENGALI_RANK:
        return chr(_start("bn", language) + _BENGALI_RANK[piece])
    if _is_syllable(piece):
        initial, rest = divmod(ord(piece) - _FIRST_SYLLABLE, 588)
        return chr(_start("ko", language) + 0x20 + initial * 589 + 1 + rest)
    if "\u1100" <= piece <= "\u1112":
        # A consonant typed alone stands before the first syllable that begins with it.
        return chr(_start("ko", language) + 0x20 + (ord(piece) - 0x1100) * 589)
    base = unicodedata.normalize("NFD", piece)[0]
    if base.isalpha() and ord(base) < 0x250:
        return chr(_start("en", language) + ord(base))
    category = unicodedata.category(piece)
    if category.startswith("M") or category == "Cf":
        return ""
    if not piece.isalpha():
        return chr(_SIGNS + min(ord(piece), 0x3D0))
    return chr(_OTHER + ord(piece))


def _start(script: str, language: str) -> int:
    return _FIRST if script == language else _SCRIPTS[script]
