"""Signs of the old encoding → Bengali, syllable by syllable.

The old encoding is written as the eye sees it: ি and ে stand before the letters they are spoken after, ো is ে before
and া after, and the reph stands after its conjunct. Unicode is written as it is spoken.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from fieldreport.bijoy.table import (
    ADDED,
    AFTER,
    BEFORE,
    BY_PLACE,
    FIRST_HALVES,
    HASANTA,
    JOINER,
    LETTERS,
    LETTERS_WITH_SIGN,
    LONG_AA,
    NON_JOINER,
    NUKTA,
    PLAIN,
    REPH,
    SECOND_HALVES,
    SIGNS,
    VISIBLE_HASANTA,
    VOWELS,
    WITH_U,
)

_CHANDRABINDU, _VISARGA = SIGNS["u"], SIGNS["t"]
_E, _U = BEFORE["‡"], AFTER["y"]
_FIRST_VOWEL, _RA = VOWELS["A"], LETTERS["i"]
_LETTERS = frozenset(map(chr, range(0x0980, 0x09E4)))
_WORD = _LETTERS | frozenset("০১২৩৪৫৬৭৮৯")
_BASES = frozenset([*LETTERS, *LETTERS_WITH_SIGN, *FIRST_HALVES, "Í", "ø", "æ"])
_MAY_FOLLOW_HALF = frozenset([*_BASES, *ADDED, *SECOND_HALVES, "è"])


@dataclass(frozen=True)
class Decoded:
    """What a piece of text says in Bengali, and how many of its signs stand where none can."""

    text: str
    faults: int


def decode(signs: str) -> Decoded:
    """Read ``signs`` as the old encoding. What has no meaning in it, or none in its place, stays as it is."""
    reader = _Reader(signs)
    for at, sign in enumerate(signs):
        reader.read(at, sign)
    reader.end_syllable()
    return Decoded(unicodedata.normalize("NFC", "".join(reader.out)), reader.faults)


@dataclass
class _Syllable:
    #: Vowel signs typed before and after the letters.
    before: str = ""
    after: str = ""
    #: The letters, joined; ``open`` when a half is waiting for the rest of its conjunct.
    letters: str = ""
    open: bool = False
    reph: bool = False
    vowel: bool = False
    signs: list[str] = field(default_factory=list)

    def is_begun(self) -> bool:
        return bool(self.letters)

    def is_bare(self) -> bool:
        """Whether there are letters and no vowel sign yet."""
        return bool(self.letters) and not (self.open or self.before or self.after or self.vowel)


class _Reader:
    def __init__(self, signs: str) -> None:
        self.signs = signs
        self.out: list[str] = []
        self.faults = 0
        self.syllable = _Syllable()

    def read(self, at: int, sign: str) -> None:
        now = self.syllable
        following = self.signs[at + 1 : at + 2]
        if sign in SECOND_HALVES and now.open:
            self._join(SECOND_HALVES[sign])
            if sign == WITH_U:
                self._after(_U)
        elif sign in FIRST_HALVES and following and following in _MAY_FOLLOW_HALF:
            self._letters(FIRST_HALVES[sign])
            self.syllable.open = True
        elif sign in ADDED and now.is_begun():
            self._join(ADDED[sign])
        elif sign in LETTERS:
            self._letters(LETTERS[sign])
        elif sign in LETTERS_WITH_SIGN:
            letter, vowel = LETTERS_WITH_SIGN[sign]
            self._letters(letter)
            self._after(vowel)
        elif sign in BY_PLACE:
            self._by_place(sign)
        elif sign in BEFORE:
            self.end_syllable()
            self.syllable.before = BEFORE[sign]
        elif sign in AFTER and self._takes_after(sign):
            self._after(AFTER[sign])
        elif sign in VOWELS:
            self.end_syllable()
            self.syllable.letters, self.syllable.vowel = VOWELS[sign], True
        elif sign in SIGNS:
            self._sign(SIGNS[sign])
        elif sign == REPH and now.is_begun() and not now.vowel and not now.reph:
            now.reph = True
        elif sign == VISIBLE_HASANTA and now.is_bare():
            self._visible_hasanta(following)
        elif sign in PLAIN:
            self._plain(PLAIN[sign])
        else:
            self._as_it_is(sign)

    # ---- parts of a syllable -------------------------------------------------------------------------------------

    def _letters(self, letters: str) -> None:
        """Letters that begin a syllable, or complete the half before them."""
        if self.syllable.open:
            self._join(letters)
            return
        if self.syllable.is_begun():
            self.end_syllable()
        # ড় ঢ় য় never begin a word.
        self.faults += letters[1:] == NUKTA and not self._ends_in(_WORD)
        self.syllable.letters = letters

    def _join(self, letters: str) -> None:
        now = self.syllable
        if now.letters == _RA and letters == "য" and not now.open:
            # র with a ya-phala, as in র‍্যাব; without the joiner it would read as a reph on য.
            now.letters += JOINER
        now.letters += HASANTA + letters
        now.open = False
        if now.vowel:
            self.faults += letters != "য"
            # অ্যা takes a vowel sign, অ alone does not.
            now.vowel = False

    def _after(self, vowel: str) -> None:
        now = self.syllable
        if now.vowel and now.letters == _FIRST_VOWEL and vowel == LONG_AA:
            now.letters = "আ"
        elif now.after != vowel:
            # The same sign twice looks like one, and is typed by mistake.
            self.faults += bool(now.after or now.vowel or (now.before and not _is_split(now.before, vowel)))
            now.after += vowel

    def _takes_after(self, sign: str) -> bool:
        now = self.syllable
        if not now.is_begun() or now.open:
            return False
        # … and “ are punctuation where no vowel sign can be.
        return now.is_bare() or sign in "vxyz~Š"

    def _by_place(self, sign: str) -> None:
        now = self.syllable
        ends_in_ra = now.is_bare() and now.letters.endswith(_RA)
        match sign:
            case "ø" if now.is_begun() and not now.open:
                self._join("ল")
            case "æ" | "–" if ends_in_ra:
                self._after(_U)
            case "è":
                if now.is_begun():
                    self._join("ণ" if now.letters[-1] in "হষ" else "ন")
                else:
                    self._as_it_is(sign)
            case "–":
                self._as_it_is(sign)
            case _:
                self._letters(BY_PLACE[sign])

    def _sign(self, sign: str) -> None:
        if self.syllable.is_begun():
            self.faults += sign in self.syllable.signs
            self.syllable.signs.append(sign)
        elif sign == _CHANDRABINDU and self._ends_in(_LETTERS):
            # Typed one place too late, after the ে of the next syllable.
            self.out.append(sign)
        elif sign == _VISARGA:
            # Its two points serve as a colon after a space or a number.
            self.end_syllable()
            self.out.append(":")
            self.faults += self._ends_in(_LETTERS)
        else:
            self.faults += 1
            self.out.append(sign)

    def _visible_hasanta(self, following: str) -> None:
        self.end_syllable()
        self.out.append(HASANTA + (NON_JOINER if following in _BASES or following in BEFORE else ""))

    def _plain(self, text: str) -> None:
        if text == PLAIN["r"]:
            self.faults += not (self.syllable.is_begun() or self._ends_in(_LETTERS))
        self.end_syllable()
        self.out.append(text)

    def _as_it_is(self, sign: str) -> None:
        self.faults += sign in _STRAY
        self.end_syllable()
        self.out.append(sign)

    # ---- syllables -----------------------------------------------------------------------------------------------

    def end_syllable(self) -> None:
        """Write the syllable in the order in which it is spoken."""
        done, self.syllable = self.syllable, _Syllable()
        if not done.letters:
            self.faults += bool(done.before)
            self.out.append(done.before)
            return
        self.faults += done.open + (done.vowel and bool(done.before))
        reph = _RA + HASANTA if done.reph else ""
        signs = sorted(done.signs, key=lambda sign: sign != _CHANDRABINDU)
        self.out.append(reph + done.letters + done.before + done.after + "".join(signs))

    def _ends_in(self, characters: frozenset[str]) -> bool:
        if self.syllable.is_begun():
            return True
        last = next((piece for piece in reversed(self.out) if piece), "")
        return last[-1:] in characters


def _is_split(before: str, after: str) -> bool:
    """Whether the two signs are the halves of ো or ৌ."""
    return before == _E and after in (LONG_AA, AFTER["Š"])


#: Signs that are a fault when nothing before them takes them.
_STRAY = frozenset([*ADDED, REPH, "v", "x", "y", "z", "Š", "è", "ú", "¿"])
