"""Progress: how far a long command is, on one line of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fieldreport.cli.session import Session

#: Puts what is done, and of how many, into words.
InWords = Callable[[int, int], str]


@contextmanager
def telling(session: Session, in_words: InWords) -> Iterator[Callable[[int, int], None]]:
    """Hands out ``progress(done, total)``, which tells on standard error; silent where that goes to a file."""
    progress = _Line(session, in_words)
    try:
        yield progress
    finally:
        progress.end()


class _Line:
    """One line that is written over again and again."""

    def __init__(self, session: Session, in_words: InWords) -> None:
        self._err = session.err
        self._in_words = in_words
        self._seen = session.err.isatty()
        self._said = ""

    def __call__(self, done: int, total: int) -> None:
        """So much of all is done; said only where that reads otherwise than before."""
        if self._seen and (said := self._in_words(done, total)) != self._said:
            print(f"\r{said}", end="", file=self._err, flush=True)
            self._said = said

    def end(self) -> None:
        """Go on to the next line."""
        if self._said:
            print(file=self._err)
