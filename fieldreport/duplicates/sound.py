"""Sound: a word of any of the three scripts in Latin letters, and what of it survives being written in another script.

Vowels do not survive (Rahim, রহিম), aspiration does not (ঢাকা, Dhaka), nor do doubled letters; consonants mostly do.
Korean is spelt by the Revised Romanization's rules for single syllables, Bengali by anyascii, whose few letters that
sound otherwise in Bangladesh are put right first.
"""

from __future__ import annotations

import re
import unicodedata

HANGUL, BENGALI, LATIN = "hangul", "bengali", "latin"

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = re.findall("[a-z]+", "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".replace("-", "").split(" ")
#: Finals that go over to the next syllable when it begins with a vowel, and what they are there; those that do so
#: only within a word (꽃이), and not where two words were put together (달빛여울), are not among them.
_LINKED = {1: "g", 4: "n", 7: "d", 8: "r", 16: "m", 17: "b", 25: "t", 26: "p"}
_SILENT = 11

#: Bengali that anyascii spells otherwise than Bangladesh says it; the letters are in NFD, longer ones first.
_BENGALI = (
    ("ও\u09af\u09bc", "w"), ("\u09af\u09bc", "y"), ("\u09a1\u09bc", "r"), ("\u09a2\u09bc", "r"), ("\u09cd\u09af", ""),
    ("য", "j"), ("ং", "ng"), ("ঃ", ""), ("ঁ", ""), ("ক্ষ", "kh"),
)  # fmt: skip
#: Vowels that are spelt in several ways.
_VOWELS_ALIKE = (
    ("woo", "u"), ("oo", "u"), ("ou", "u"), ("eo", "u"), ("eu", "u"), ("ee", "i"), ("ea", "i"), ("ae", "e"),
)  # fmt: skip
#: What English letters stand for, before what all languages share.
_ENGLISH = (
    ("tion", "sn"), ("sion", "sn"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "%"), ("c", "k"),
    ("%", "c"), ("x", "ks"), ("q", "k"),
)  # fmt: skip
_SHARED = (
    ("chh", "c"), ("ch", "c"), ("sh", "s"), ("ph", "p"), ("f", "p"), ("v", "b"), ("z", "j"), ("bh", "b"), ("dh", "d"),
    ("gh", "g"), ("jh", "j"), ("kh", "k"), ("th", "t"), ("ng", "n"),
)  # fmt: skip
#: A letter that the next one repeats; left out by itself, for putting back a group takes many times as long.
_REPEATED = re.compile(r"(.)(?=\1)")
_WEAK = re.compile("[aeiouwy]+")
_LOOSE = str.maketrans("rgdbcj", "lktpss")


def script_of(word: str) -> str:
    """The script of a word's first letter; Latin for digits and every script that is none of the three."""
    for character in word:
        if _FIRST <= ord(character) <= _LAST:
            return HANGUL
        if "\u0980" <= character <= "\u09ff":
            return BENGALI
        if character.isalpha():
            return LATIN
    return LATIN


def romanised(word: str, script: str) -> str:
    """The word in Latin letters and digits."""
    from anyascii import anyascii

    if script == HANGUL:
        word = _korean(word)
    elif script == BENGALI:
        word = unicodedata.normalize("NFD", word)
        for bengali, said in _BENGALI:
            word = word.replace(bengali, said)
    return re.sub("[^a-z0-9]", "", anyascii(word).casefold())


def _korean(word: str) -> str:
    spelt = []
    for at, character in enumerate(word):
        number = ord(character) - _FIRST
        if not 0 <= number <= _LAST - _FIRST:
            spelt.append(character)
            continue
        initial, rest = divmod(number, 588)
        vowel, final = divmod(rest, 28)
        following = ord(word[at + 1]) - _FIRST if at + 1 < len(word) else -1
        links = 0 <= following <= _LAST - _FIRST and following // 588 == _SILENT
        spelt += [
            _INITIALS[initial],
            _VOWELS[vowel],
            _LINKED.get(final, _FINALS[final]) if links else _FINALS[final],
        ]
    return "".join(spelt)


def vowels_alike(latin: str) -> str:
    """The word with vowels that are spelt in several ways spelt in one."""
    for spelt, said in _VOWELS_ALIKE:
        latin = latin.replace(spelt, said)
    return once(latin)


def consonants(latin: str, script: str) -> str:
    """What another script keeps of a word: its consonants and digits, and whether it begins with a vowel."""
    for spelt, said in (*_ENGLISH, *_SHARED) if script == LATIN else _SHARED:
        latin = latin.replace(spelt, said)
    begins = "a" if latin[:1] in tuple("aeiouwy") else ""
    return begins + once(_WEAK.sub("", latin))


def once(word: str) -> str:
    """The word with no letter twice in a row."""
    return _REPEATED.sub("", word)


def loose(sound: str) -> str:
    """The sound as Korean keeps it, which has one letter for r and l, and few differences between k and g."""
    return once(sound.translate(_LOOSE))


#: The letters of a loose sound, besides digits.
LOOSE_LETTERS = "aklmnpsth"


#: Letters of a sound below which a slip in it is likelier another word.
LEAST_NEAR = 4


def near(sound: str) -> set[str]:
    """A loose sound and, if it is not short, all that differ from it by one letter: left out, put in, or another."""
    if len(sound) < LEAST_NEAR:
        return {sound}
    cuts = [(sound[:at], sound[at:]) for at in range(len(sound) + 1)]
    found = {sound} | {before + after[1:] for before, after in cuts if after}
    found |= {before + letter + after[1:] for before, after in cuts if after for letter in LOOSE_LETTERS}
    found |= {before + letter + after for before, after in cuts for letter in LOOSE_LETTERS}
    return found
