"""Help for those who write and translate texts: made-up translations, marks on missing ones, where a text is from."""

from __future__ import annotations

from collections.abc import Iterable

from fieldreport.catalogue.template import BadTemplate, pieces

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
#: How many times as long a text of up to so many letters may become in another language; short ones grow most.
_GROWTH = ((10, 4.0), (20, 2.0), (50, 1.6))
_LONGER = 1.4
#: Letters of a made-up word: lines can break between words, as in a real translation.
_WORD = 6


def accented(text: str) -> str:
    """The program's own words with accents, still readable: a text without them never went through the catalogue."""
    return text.translate(_ACCENTED)


def has_words(template: str) -> bool:
    """Whether a text has words of its own beside its placeholders: “{first} · {second}” has none."""
    try:
        return any(letter.isalpha() for literal, _, _ in pieces(template) for letter in literal)
    except BadTemplate:
        return True


def stretched(text: str) -> str:
    """A text in brackets and as long as another language may make it: one cut off has no closing bracket."""
    length = len(text)
    times = next((times for longest, times in _GROWTH if length <= longest), _LONGER)
    more = max(round(length * times) - length - 2, 1)
    filling = "".join(" " if at % _WORD == 0 else "~" for at in range(more - 1)) + "~"
    return f"[{text}{filling}]"


def marked(text: str) -> str:
    """A source text shown because its translation is missing, marked for the translator."""
    return f"⟦{text}⟧"


class Said:
    """What has been said on the screen, and from which texts of the catalogue: the way back from a text to its source.

    A message is the source text, with its context before it where it has one (gettext's own form).
    """

    #: How many texts are remembered; the oldest are forgotten first.
    MOST = 20_000

    def __init__(self) -> None:
        self._messages: dict[str, dict[str, None]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}

    def keep(self, text: str, message: str, values: Iterable[str]) -> None:
        """Remember that ``message`` was said as ``text``; ``values`` filled its placeholders."""
        messages = self._messages.pop(text, {})
        messages[message] = None
        self._messages[text] = messages
        self._parts[text] = tuple(value for value in values if value in self._messages)
        if len(self._messages) > self.MOST:
            oldest = next(iter(self._messages))
            del self._messages[oldest], self._parts[oldest]

    def messages(self, text: str) -> list[str]:
        """The messages that a text on the screen was said from; for one put together, those of its pieces."""
        found: dict[str, None] = {}
        gathered: set[str] = set()
        for piece in (text,) if text in self._messages else self._pieces(text):
            self._gather(piece, found, gathered)
        return list(found)

    def _gather(self, text: str, found: dict[str, None], gathered: set[str]) -> None:
        # A value may be the whole text (“{title}”), and two texts may each have been said with the other in it.
        gathered.add(text)
        found.update(self._messages[text])
        for part in self._parts[text]:
            if part not in gathered and part in self._messages:
                self._gather(part, found, gathered)

    def _pieces(self, text: str) -> list[str]:
        """The longest said texts inside a text, in their order; none that is but a part of a word."""
        at: dict[int, str] = {}
        taken = [False] * len(text)
        for piece in sorted((one for one in self._messages if one and one in text), key=len, reverse=True):
            start = text.find(piece)
            while start >= 0:
                end = start + len(piece)
                if not any(taken[start:end]) and _stands_alone(text, start, end):
                    taken[start:end] = [True] * len(piece)
                    at[start] = piece
                start = text.find(piece, end)
        return [at[start] for start in sorted(at)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )
