"""What is kept of a record's words for search: the folded text, and the pieces that the index gets of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fieldreport import text

#: Letters of a piece.
PIECE = 3
#: Words of which it is remembered what was worked out: some tens of megabytes.
REMEMBERED = 100_000

#: Korean in all its forms: letters, syllables, in circles and brackets, half as wide.
_HANGUL = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]"
)
_CONSONANTS = re.compile("[ㄱ-ㅎ]+")
#: Initials are kept in an alphabet of their own, so that only initials find them.
INITIALS = str.maketrans("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "".join(map(chr, range(0x1100, 0x1113))))
#: The index would take ASCII's signs for the ends of words, so it gets private characters for them. Texts may hold
#: such characters too, though none should: words with either are always looked up in the texts.
SIGNS = {code: 0xE000 + code for code in range(0x21, 0x7F) if not chr(code).isalnum()}
WITH_SIGN = re.compile(r"[!-/:-@\[-`{-~\ue000-\ue07f]")


def searchable(words: str, names: Iterable[str]) -> str:
    """The text in which words are looked for.

    It has the folded words; after them those with Korean in them as they were written, by which such records come
    first; then the initial consonants of the Korean names.
    """
    folded, written = text.fold_both(words)
    runs = [run for name in names if _HANGUL.search(name) for run in _CONSONANTS.findall(text.initials(name))]
    return " ".join(part for part in (folded, written, " ".join(runs).translate(INITIALS)) if part)


def pieces(folded: str) -> str:
    """What the index gets of a searchable text: each letter of a word with the two after it, each piece once."""
    words = set(folded.translate(SIGNS).split())
    return " ".join({word[start : start + PIECE] for word in words for start in range(len(word))})


class _Remembered(dict[str, str]):
    """What was worked out of words, so many of them."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = self._work_out(word)
        return self[word]


class Remembering:
    """The same two for many records: what was worked out of a word once is remembered, for most words come again."""

    def __init__(self) -> None:
        self._folded = _Remembered(text.fold).__getitem__
        self._written = _Remembered(lambda word: text.fold_both(word)[1]).__getitem__
        self._initials = _Remembered(text.initials).__getitem__
        self._pieces: dict[str, tuple[str, ...]] = {}

    def searchable(self, words: str, names: Iterable[str]) -> str:
        """What ``searchable`` gives."""
        folded: list[str] = []
        written: list[str] = []
        without: set[str] = set()
        lines = words.split("\n")
        if not all(map(str.isprintable, lines)):
            lines = text.clean(words).split("\n")
        for line in lines:
            if line.isascii():
                # Numbers and addresses, which do not come again, and of which there is nothing to be worked out.
                folded += line.casefold().split()
            else:
                each = line.split()
                folded += filter(None, map(self._folded, each))
                if _HANGUL.search(line) is None:
                    without.add(line)
                else:
                    written += filter(None, map(self._written, each))
        runs: list[str] = []
        for name in names:
            if not name.isascii() and name not in without and _HANGUL.search(name):
                runs += _CONSONANTS.findall("".join(map(self._initials, text.clean(name).split())))
        parts = (*folded, *written, " ".join(runs).translate(INITIALS)) if runs else (*folded, *written)
        return " ".join(parts)

    def pieces(self, folded: str) -> str:
        """What ``pieces`` gives, in some order."""
        known, found = self._pieces, set[str]()
        for word in folded.split():
            some = known.get(word)
            if some is None:
                if len(known) >= REMEMBERED:
                    known.clear()
                plain = word if word.isalnum() else word.translate(SIGNS)
                some = known[word] = tuple([plain[start : start + PIECE] for start in range(len(plain))])
            found.update(some)
        return " ".join(found)
