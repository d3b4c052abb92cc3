"""The review of a language: every text, its translation and its state, and every mistake; for those who translate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fieldreport.catalogue.glossary import Term, other_words, read_glossary, terms_in
from fieldreport.catalogue.loaded import DOMAIN, po_file
from fieldreport.catalogue.mark import N_
from fieldreport.catalogue.mistake import Mistake
from fieldreport.catalogue.pofile import examine, forms, key, read

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

#: The states of a text: shown; translated but not shown, because nobody has confirmed it or it would do harm; missing.
TRANSLATED, FUZZY, WRONG, UNTRANSLATED = "translated", "fuzzy", "wrong", "untranslated"
#: What people translate into; English is what the source is written in.
LANGUAGES = ("ko", "bn")


@dataclass(frozen=True)
class Entry:
    """One text of the catalogue.

    ``forms`` are the source's (two where it is counted), ``notes`` say what translators should know, ``places`` are
    the source files that say it, ``terms`` the glossary's words in it. ``line`` is where it stands in the PO file,
    0 when the file does not hold it yet.
    """

    forms: tuple[str, ...]
    context: str | None
    translations: tuple[str, ...]
    state: str
    notes: tuple[str, ...]
    places: tuple[str, ...]
    terms: tuple[Term, ...]
    line: int

    @property
    def source(self) -> str:
        """The source text."""
        return self.forms[0]


@dataclass(frozen=True)
class Review:
    """A language's texts as they are in ``path``; ``is_copy`` tells a person's own copy from the program's file."""

    language: str
    path: Path
    is_copy: bool
    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many texts there are of each state."""
        return Counter(one.state for one in self.entries)

    @cached_property
    def lacking(self) -> int:
        """How many texts the file does not hold, because the program is newer."""
        return sum(not one.line for one in self.entries)

    def left(self, *states: str) -> list[Entry]:
        """The texts in these states, in the file's order; those that it does not hold at the end."""
        chosen = [one for one in self.entries if one.state in states]
        return sorted(chosen, key=lambda one: (not one.line, one.line))

    def entry(self, message: str) -> Entry | None:
        """The text of a message (the source, after its context where it has one), or None."""
        return self._by_message.get(message)

    @cached_property
    def _by_message(self) -> dict[str, Entry]:
        return {f"{one.context}\x04{one.source}" if one.context else one.source: one for one in self.entries}


def review(language: str, folder: Path, own: Path | None = None) -> Review:
    """Read a language's PO file beside the template; ``own`` is the folder of copies, which take precedence.

    Never raises: a file that is missing or cannot be read leaves every text untranslated, and is a mistake.
    """
    copy = None if own is None else po_file(own, language)
    is_copy = copy is not None and copy.exists()
    path = copy if copy is not None and is_copy else po_file(folder, language)
    template = _template(folder)
    if language not in LANGUAGES:
        return Review(language, folder / f"{DOMAIN}.pot", False, _sources(template), ())
    catalog, mistakes = _read(path, language)
    terms = read_glossary(folder, language)
    held = {key(message): message for message in catalog if message.id}
    wanted = {key(message): message for message in template if message.id} or held
    entries: list[Entry] = []
    for name, message in wanted.items():
        found = held.get(name)
        wrong = [] if found is None or found.fuzzy else examine(found, language, path)
        entry = _entry(message, found, terms, is_harmful=any(one.harmful for one in wrong))
        entries.append(entry)
        mistakes += wrong
        if entry.state == TRANSLATED:
            mistakes += _other_words(entry, path, terms)
    return Review(language, path, is_copy, tuple(entries), tuple(sorted(mistakes, key=lambda one: one.line)))


def _template(folder: Path) -> Catalog:
    path = folder / f"{DOMAIN}.pot"
    return _read(path, "en")[0]


def _read(path: Path, language: str) -> tuple[Catalog, list[Mistake]]:
    from babel.messages.catalog import Catalog

    try:
        return read(path.read_bytes(), language, path)
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        return Catalog(locale=language), [
            Mistake(path, 1, N_("The translations cannot be read: {reason}."), reason)
        ]


def _sources(template: Catalog) -> tuple[Entry, ...]:
    return tuple(_entry(message, message, (), is_source=True) for message in template if message.id)


def _entry(
    message: Message,
    found: Message | None,
    terms: Sequence[Term],
    *,
    is_harmful: bool = False,
    is_source: bool = False,
) -> Entry:
    translations = () if found is None else tuple(one for one in forms(found.string) if one)
    if is_source:
        state = TRANSLATED
    elif found is None or not translations:
        state = UNTRANSLATED
    elif found.fuzzy:
        state = FUZZY
    else:
        state = WRONG if is_harmful else TRANSLATED
    sources = forms(message.id)
    return Entry(
        forms=sources,
        context=message.context,
        translations=translations,
        state=state,
        notes=(*message.auto_comments, *(found.user_comments if found is not None else ())),
        places=tuple(file for file, _ in message.locations),
        terms=tuple(terms_in(sources[0], terms)),
        line=0 if found is None or is_source else (found.lineno or 1),
    )


def _other_words(entry: Entry, path: Path, terms: Sequence[Term]) -> list[Mistake]:
    text = N_("“{source}” uses another word than the glossary: {term} is {word}.")
    return [
        Mistake(
            path,
            entry.line,
            text,
            {"source": entry.source, "term": term.source, "word": term.word},
            harmful=False,
        )
        for term in other_words(entry.source, entry.context, entry.translations, terms)
    ]
