"""Labels: what people call choices and countries in each of the languages, so that what is shown can be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from fieldreport import text
from fieldreport.language import CODES, Language

#: Names in daily use that CLDR does not have.
_ALSO = {"KR": ("한국", "남한"), "US": ("USA",), "GB": ("UK",), "AE": ("UAE",)}
#: What people put between the words of a name, or leave out.
_BETWEEN = str.maketrans("", "", " _-‐‑–·’'.")


def alike(name: str) -> str:
    """A name as it is compared: folded, without spaces, hyphens and full stops."""
    return text.fold(name).translate(_BETWEEN)


class Labels:
    """Finds what is meant by a label or a country's name in any of the languages.

    ``languages`` gives the language of a code. What was worked out once is remembered: an import reads thousands.
    """

    def __init__(self, languages: Callable[[str], Language] = Language) -> None:
        self._languages = languages
        self._found: dict[tuple[str, object], dict[str, frozenset[str]]] = {}

    def choices(self, typed: str, choices: Mapping[str, str], language: str) -> frozenset[str]:
        """The codes of ``choices`` that are called so in ``language``, or else in one of the others.

        ``choices`` gives each code the English source text of its label.
        """
        return self._first(typed, tuple(choices.items()), language, lambda spoken: _labelled(choices, spoken))

    def countries(self, typed: str, language: str) -> frozenset[str]:
        """The codes of the countries that are called so in ``language``, or else in one of the others."""
        return self._first(typed, "countries", language, lambda spoken: [*spoken.countries(), *_also()])

    def _first(
        self,
        typed: str,
        of: object,
        language: str,
        named: Callable[[Language], Iterable[tuple[str, str]]],
    ) -> frozenset[str]:
        name = alike(typed)
        if not name:
            return frozenset()
        own = self._names(language, of, named).get(name)
        if own:
            return own
        others = [self._names(code, of, named).get(name, frozenset()) for code in CODES if code != language]
        return frozenset[str]().union(*others)

    def _names(
        self, language: str, of: object, named: Callable[[Language], Iterable[tuple[str, str]]]
    ) -> dict[str, frozenset[str]]:
        known = self._found.get((language, of))
        if known is None:
            known = self._found[language, of] = {}
            for code, name in named(self._languages(language)):
                called = alike(name)
                known[called] = known.get(called, frozenset()) | {code}
        return known


def _labelled(choices: Mapping[str, str], language: Language) -> Iterable[tuple[str, str]]:
    return ((code, language.say(label)) for code, label in choices.items())


def _also() -> Iterable[tuple[str, str]]:
    return ((code, name) for code, names in _ALSO.items() for name in names)
