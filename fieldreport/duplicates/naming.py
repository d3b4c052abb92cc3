"""Naming: what a name is made of, and how much two names are alike."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fieldreport import text
from fieldreport.duplicates import sound, wording

#: A digit stands for itself, and so does every letter with its marks; all else is between words.
_BETWEEN_SCRIPTS = re.compile(r"(?<=[가-힣])(?=[^가-힣])|(?<=[^가-힣])(?=[가-힣])")
#: Where the next one would put a space between two letters.
_MIXED = re.compile(r"[가-힣][^가-힣 ]|[^가-힣 ][가-힣]")
_SINGLE_LETTERS = re.compile(r"\b(?:[a-z] ){1,}[a-z]\b")
#: Syllables that a Korean name keeps when a common word is cut off its end.
_LEAST_SYLLABLES = 2

#: How alike two words are, by what is the same. 1.0 is the same word; names below ``SUGGESTED`` are not told of.
SAME_SOUND = 0.95  # 삼송 Samsong: nothing but the script differs
SPELT_OTHERWISE = 0.93  # Mohon Mohan: another vowel, in the same script
ONE_LETTER = 0.88  # a slip of the finger in a long word
KOREAN_LOOSE = 0.86  # Kangwon 강원: an older spelling
#: Letters that a word needs before a slip in it is likelier than another word.
_LONG, _LONG_SOUND, _LONG_KOREAN = 8, 5, 8
#: A name of so few letters is an abbreviation; that two companies share one says little.
_ABBREVIATION, ABBREVIATED = 3, 80


@dataclass(frozen=True)
class Word:
    """A word of a name: as it is spelt (folded), in Latin letters, its sound; its concept if it is a common word."""

    script: str
    spelt: str
    latin: str
    sound: str
    concept: str = ""
    weight: float = wording.OWN

    @cached_property
    def compared(self) -> tuple[str, str]:
        """The sound as it is compared with a Korean word, which does not tell r from l, and with others."""
        return sound.once(self.sound.replace("r", "l")), sound.once(self.sound)

    @cached_property
    def numbered(self) -> bool:
        """Whether it has a digit: then it is another word when anything differs."""
        return any(one.isdigit() for one in self.spelt)

    @cached_property
    def loose(self) -> str:
        """The sound as Korean keeps it."""
        return sound.loose(self.sound)


@dataclass(frozen=True)
class Name:
    """The words of a name without its legal form."""

    words: tuple[Word, ...]

    @cached_property
    def weight(self) -> float:
        """What all words weigh together."""
        return sum(one.weight for one in self.words)

    @cached_property
    def own(self) -> tuple[Word, ...]:
        """The words that only this one has; all of them where every word is common."""
        return tuple(one for one in self.words if one.weight >= wording.OWN) or self.words

    @cached_property
    def whole(self) -> str:
        """The own words' loose sound, written together as Korean and hurry do."""
        return sound.loose(self._joined)

    @cached_property
    def together(self) -> Name:
        """The same name with its own words written together."""
        others = tuple(one for one in self.words if one not in self.own)
        scripts = {one.script for one in self.own}
        script = scripts.pop() if len(scripts) == 1 else sound.LATIN
        spelt = "".join(one.spelt for one in self.own)
        latin = "".join(one.latin for one in self.own)
        return Name((Word(script, spelt, latin, self._joined), *others))

    @cached_property
    def _joined(self) -> str:
        return "".join(one.sound.removeprefix("a") if at else one.sound for at, one in enumerate(self.own))


def _together(loose: Sequence[str]) -> str:
    """The loose sound of words written together, of their loose sounds."""
    joined = loose[0]
    for one in loose[1:]:
        one = one.removeprefix("a")
        joined += one[1:] if one[:1] == joined[-1:] else one
    return joined


class _Spaced(dict[int, str]):
    """A space for whatever is no letter, mark or digit, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = chr(number) if unicodedata.category(chr(number))[0] in "LMN" else " "
        return self[number]


_SPACED = _Spaced()


class Reader:
    """Reads names. Words it has read are kept, for most names are made of the same ones."""

    def __init__(self, *, people: bool = False) -> None:
        self._people = people
        self._common = {} if people else wording.company_words()
        self._families = wording.family_words() if people else {}
        self._folded_common = {text.fold(word): told for word, told in self._common.items()}
        forms = wording.COURTESY if people else wording.FORMS
        self._left_out = {text.fold(word) for word in forms}
        korean = [word for word in self._common if sound.script_of(word) == sound.HANGUL]
        #: By their last syllable, the longest first.
        self._korean_ends: dict[str, list[str]] = {}
        for one in sorted(korean, key=len, reverse=True):
            self._korean_ends.setdefault(one[-1], []).append(one)
        self._known: dict[tuple[str, float], Word] = {}
        self._kept: dict[str, tuple[Word, ...]] = {}
        self._forms: dict[str, bool] = {}

    def names(self, raw: str) -> list[Name]:
        """The name, in each way in which it may be divided into words; nothing where nothing is left of it."""
        words = self._words_of(raw)
        return [Name(words)] if words else []

    def parts(self, raw: str) -> list[str]:
        """By what a name is found: its own words together, in any order, and one by one (see ``Evidence.parts``)."""
        words = self._words_of(raw)
        if not words:
            return []
        loose = [one.loose for one in words if one.weight >= wording.OWN] or [one.loose for one in words]
        parts = ["w:" + _together(loose)]
        if len(loose) > 1:
            parts += ["n:" + one for one in loose if one]
            loose.sort()
            parts.append("s:" + "".join(loose))
        return parts

    def _words_of(self, raw: str) -> tuple[Word, ...]:
        plain = text.clean(raw)
        if plain.isascii():
            plain = plain.casefold()
        else:
            plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", plain).casefold())
            if not self._people and ("회사" in plain or "법인" in plain or "(" in plain):
                plain = wording.KOREAN_FORMS.sub(" ", plain)
        # A colon is often typed for the visarga of লিঃ and মোঃ; a hyphen or an apostrophe joins what is one word.
        plain = plain.replace("'", "").replace("’", "")
        plain = plain.replace("-", "" if self._people else " ")
        # Most names are letters and spaces, which these would leave as they are.
        spaced = plain if plain.replace(" ", "").isalnum() else plain.translate(_SPACED)
        if not spaced.isascii() and _MIXED.search(spaced):
            spaced = _BETWEEN_SCRIPTS.sub(" ", spaced)
        pieces = spaced.split()
        if 1 in map(len, pieces):
            pieces = _SINGLE_LETTERS.sub(lambda found: found[0].replace(" ", ""), spaced).split()
        if self._people:
            kept = [one for one in pieces if not self._is_left_out(one)] or pieces
            return self._person(kept) if kept else ()
        words: tuple[Word, ...] = ()
        for known in map(self._company_words, pieces):
            words += known
        if not any(one.weight >= wording.OWN for one in words):
            # Made of common words only, or of legal forms: then these are what tells it from others.
            kept = [one for one in pieces if not self._is_left_out(one)]
            words = tuple(self._word(one, wording.OWN) for one in kept)
            if not kept:
                words = tuple([word for one in pieces for word in self._divided(one)])
                if not any(one.weight >= wording.OWN for one in words):
                    words = tuple(self._word(one, wording.OWN) for one in pieces)
        return words

    def _is_left_out(self, piece: str) -> bool:
        known = self._forms.get(piece)
        if known is None:
            if len(self._forms) > 50_000:
                self._forms.clear()
            known = self._forms[piece] = (piece if piece.isascii() else text.fold(piece)) in self._left_out
        return known

    def _company_words(self, piece: str) -> tuple[Word, ...]:
        """The words that a piece is made of; none for a legal form."""
        known = self._kept.get(piece)
        if known is None:
            if len(self._kept) > 50_000:
                self._kept.clear()
            known = self._kept[piece] = () if self._is_left_out(piece) else tuple(self._divided(piece))
        return known

    def _divided(self, piece: str) -> list[Word]:
        if sound.script_of(piece) != sound.HANGUL or piece in self._common:
            return [self._word(piece)]
        ends: list[Word] = []
        while (end := self._end_of(piece)) is not None:
            ends.insert(0, self._word(end))
            piece = piece.removesuffix(end)
        return [self._word(piece), *ends]

    def _end_of(self, piece: str) -> str | None:
        return next(
            (
                one
                for one in self._korean_ends.get(piece[-1:], ())
                if piece.endswith(one) and (len(piece) - len(one) >= _LEAST_SYLLABLES)
            ),
            None,
        )

    def _person(self, pieces: Sequence[str]) -> tuple[Word, ...]:
        if len(pieces) == 1:
            one = pieces[0]
            if sound.script_of(one) == sound.HANGUL and 2 <= len(one) <= 4 and one[0] in self._families:
                return (self._family(one[0]), self._word(one[1:]))
            return (self._word(one),)
        # Koreans write it first, and abroad often last.
        at = next((at for at in (0, len(pieces) - 1) if pieces[at] in self._families), None)
        return tuple(
            self._family(one) if at == place else self._word(one) for place, one in enumerate(pieces)
        )

    def _family(self, piece: str) -> Word:
        plain = self._word(piece)
        return Word(
            plain.script, plain.spelt, plain.latin, plain.sound, self._families[piece], wording.FAMILY
        )

    def _word(self, piece: str, weight: float = 0.0) -> Word:
        known = self._known.get((piece, weight))
        if known is None:
            script = sound.script_of(piece)
            folded = text.fold(piece)
            latin = sound.romanised(piece, script)
            concept, common = self._folded_common.get(folded, ("", wording.OWN))
            known = Word(
                script,
                folded,
                sound.vowels_alike(latin),
                sound.consonants(latin, script),
                concept,
                weight or common,
            )
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[piece, weight] = known
        return known


def alike(one: Name, other: Name) -> int:
    """How much two names are alike, from 0 to 100: what the words weigh that both have, of what all words weigh."""
    if {word.spelt for word in one.words} == {word.spelt for word in other.words}:
        letters = sum(len(word.latin) for word in one.words)
        return ABBREVIATED if letters <= _ABBREVIATION and one.words[0].script == sound.LATIN else 100
    best = _aligned(one, other, strict=False)
    if len(one.own) != len(other.own) or len(one.own) > 1:
        best = max(best, _aligned_together(one, other))
    return round(100 * best)


def _aligned(one: Name, other: Name, *, strict: bool) -> float:
    found = sorted(
        (
            (likeness, first, second)
            for first, second in itertools.product(range(len(one.words)), range(len(other.words)))
            if (likeness := word_likeness(one.words[first], other.words[second], strict=strict))
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    shared = 0.0
    for likeness, first, second in found:
        if first not in used[0] and second not in used[1]:
            used[0].add(first)
            used[1].add(second)
            shared += likeness * (one.words[first].weight + other.words[second].weight)
    return shared / (one.weight + other.weight)


def _aligned_together(one: Name, other: Name) -> float:
    weight = float(max(len(one.own), len(other.own)))
    first, second = (
        Name((_weighing(name.together.words[0], weight), *name.together.words[1:])) for name in (one, other)
    )
    return _aligned(first, second, strict=True)


def _weighing(word: Word, weight: float) -> Word:
    return Word(word.script, word.spelt, word.latin, word.sound, word.concept, weight)


def word_likeness(one: Word, other: Word, *, strict: bool = False) -> float:
    """How much two words are alike, from 0 to 1; ``strict`` for words written together, where a slip hides easily."""
    if one.spelt == other.spelt:
        return 1.0
    if one.concept and other.concept:
        return 1.0 if one.concept == other.concept else 0.0
    if one.numbered or other.numbered:
        return 0.0
    if one.script == other.script:
        return _same_script(one, other, strict)
    return _across(one, other, strict)


def _same_script(one: Word, other: Word, strict: bool) -> float:
    from rapidfuzz.distance import OSA

    shorter = min(len(one.spelt), len(other.spelt))
    apart = OSA.distance(one.spelt, other.spelt, score_cutoff=3)
    if one.script == sound.HANGUL:
        return ONE_LETTER if apart == 1 and shorter >= _LONG_KOREAN and not strict else 0.0
    if strict:
        return 0.0
    if one.sound == other.sound and shorter >= 4 and apart <= max(1, shorter // 4):
        return SPELT_OTHERWISE if shorter > 4 or one.script == sound.BENGALI else 0.0
    return ONE_LETTER if apart == 1 and shorter >= _LONG else 0.0


def _across(one: Word, other: Word, strict: bool) -> float:
    from rapidfuzz.distance import OSA, Indel

    korean = sound.HANGUL in (one.script, other.script)
    first, second = (word.compared[not korean] for word in (one, other))
    shorter = min(len(first), len(second))
    as_loose = korean and shorter >= 3 and one.loose == other.loose
    if first != second and shorter < _LONG_SOUND and not as_loose:
        return 0.0
    vowels = Indel.normalized_similarity(one.latin, other.latin)
    if first == second:
        needed = {0: 0.8, 1: 0.8, 2: 0.6, 3: 0.5}.get(len(first), 0.0)
        return SAME_SOUND if vowels >= needed else 0.0
    if as_loose and vowels >= 0.5:
        return KOREAN_LOOSE
    if shorter >= _LONG_SOUND and OSA.distance(first, second, score_cutoff=2) == 1 and vowels >= 0.6:
        return ONE_LETTER
    return 0.0
