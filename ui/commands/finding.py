"""Finding commands by what they are called in any of the three languages, as one types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldreport import text

if TYPE_CHECKING:
    from fieldreport.language import Language
    from ui.commands.command import Command

#: Letters from which on a word is also found in the middle of another one.
WITHIN = 3
#: Latin letters from which on a word is compared with what Korean and Bengali sound like.
SOUNDED = 2
_WORD = re.compile(r"[\w\u09bc-\u09d7]+")
#: How well a command fits, the best first.
BEGINS, HAS_WORD, HAS_WORDS, WITHIN_WORDS = range(4)


@dataclass(frozen=True)
class _Name:
    """One name of a command, in the forms in which it is compared."""

    folded: str
    words: tuple[str, ...]
    initials: str
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> _Name:
        from fieldreport.duplicates import sound

        words = _WORD.findall(text.clean(name))
        sounds = tuple(
            sound.romanised(word, script)
            for word in words
            if (script := sound.script_of(word)) != sound.LATIN
        )
        return cls(
            text.fold(name),
            tuple(text.fold(word) for word in words),
            text.initials(name) if text.has_letters(name, "ko") else "",
            sounds,
        )

    def fit(self, sought: Sequence[str], initials: bool) -> int | None:
        """How well all of the sought (folded) words fit it; None where one of them does not."""
        if initials:
            joined = "".join(sought)
            return HAS_WORD if joined in self.initials else None
        if self.folded.startswith(" ".join(sought)):
            return BEGINS
        fits = [self._fit(word) for word in sought]
        return None if None in fits else max(one for one in fits if one is not None)

    def _fit(self, word: str) -> int | None:
        if any(one.startswith(word) for one in self.words):
            return HAS_WORD
        if len(word) >= SOUNDED and word.isascii() and any(one.startswith(word) for one in self.sounds):
            return HAS_WORDS
        if len(word) >= WITHIN and word in self.folded:
            return WITHIN_WORDS
        return None


class Index:
    """The commands with all their names; made once, in the thread that finds."""

    def __init__(self, commands: Sequence[Command], languages: Sequence[Language]) -> None:
        self._names: list[tuple[Command, tuple[_Name, ...]]] = []
        for command in commands:
            said = [command.said(language) for language in languages]
            said += [language.say(word) for word in command.words for language in languages]
            self._names.append((command, tuple(_Name.of(one) for one in dict.fromkeys(said))))

    def find(self, words: str) -> list[Command]:
        """The commands that all words fit, the best first, else in their own order; the usual ones without words."""
        sought = text.fold(words).split()
        if not sought:
            return [command for command, _ in self._names if command.usual]
        initials = text.is_initials(words)
        fitting: list[tuple[int, int, Command]] = []
        for at, (command, names) in enumerate(self._names):
            fits = [fit for one in names if (fit := one.fit(sought, initials)) is not None]
            if fits:
                fitting.append((min(fits), at, command))
        return [command for _, _, command in sorted(fitting, key=lambda one: one[:2])]
