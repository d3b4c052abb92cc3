"""PO files: read, examined and compiled with Babel, when a catalogue is made or checked and not at every start."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.catalogue.mark import N_
from fieldreport.catalogue.mistake import Mistake
from fieldreport.catalogue.template import PARTICLES, BadTemplate, pieces, placeholders

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

#: How many forms a counted text has, and which form a number takes: pinned, whatever a PO file's header says.
PLURALS = {"ko": (1, "0"), "en": (2, "(n != 1)"), "bn": (2, "(n != 1)")}

_ACCELERATOR = re.compile(r"&(?:&|(\w))")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)")
_FORMS = sorted({form for pair in PARTICLES for form in pair.split("/")}, key=len, reverse=True)
#: Particles with another behind them: 으로서, 과의, 이라고; and whatever ends a word that begins with 이었 or 였.
_LONGER = r"(?:으로|로)(?:[서써의도만는]|부터)|(?:과|와)[의도만는]|(?:이라|라)[고는도]|(?:이었|였)[가-힣]+"
_BARE_PARTICLE = re.compile(r"\}[\"'”’)»」』]*(?:" + "|".join([_LONGER, *_FORMS]) + r")(?=[\s.,:;!?()…]|$)")


def read(source: bytes, language: str, path: Path) -> tuple[Catalog, list[Mistake]]:
    """The catalogue in ``source`` and what is wrong with the file as a whole.

    A file that cannot be read gives an empty catalogue and one mistake, never an exception.
    """
    from babel.messages.catalog import Catalog

    empty = Catalog(locale=language)
    try:
        content = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return empty, [Mistake(path, line, N_("The file is not UTF-8. Save it as UTF-8 in the PO editor."))]
    for number, row in enumerate(content.splitlines(), start=1):
        if _CONFLICT.match(row):
            return empty, [
                Mistake(path, number, N_("Two versions of the file were mixed here. Choose one of them."))
            ]
    catalog = Catalog(locale=language)
    try:
        invalid = _parse(content, catalog)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # Babel lets the errors of a damaged header or entry through; whatever they are, the program goes on.
        found = Mistake(
            path, 1, N_("The file cannot be read as a PO file: {reason}."), {"reason": str(error)}
        )
        return empty, [found]
    mistakes = [
        Mistake(path, line, N_("This is no line of a PO file, or it has no partner. Correct or remove it."))
        for line in invalid
    ]
    count, rule = PLURALS[language]
    if (catalog.num_plurals, catalog.plural_expr.strip("() ")) != (count, rule.strip("() ")):
        values = {"expected": f"nplurals={count}; plural={rule};"}
        text = N_("Plural-Forms in the header must be: {expected}")
        mistakes.append(Mistake(path, 1, text, values, harmful=False))
    return catalog, mistakes


def _parse(content: str, catalog: Catalog) -> list[int]:
    """Read a PO file's text into ``catalog``; the numbers of the lines that could not be read."""
    from babel.messages.pofile import PoFileParser

    invalid: list[int] = []

    class Parser(PoFileParser):
        """Goes on after a line it cannot read and keeps its number, where Babel would print or give up."""

        def _invalid_pofile(self, line: str, lineno: int, msg: str) -> None:
            invalid.append(lineno + 1)

    Parser(catalog).parse(io.StringIO(content))
    return invalid


def examine(message: Message, language: str, path: Path) -> list[Mistake]:
    """What is wrong with one translated text; the ``harmful`` ones must not be shown.

    An untranslated text is no mistake here.
    """
    sources, translations = forms(message.id), forms(message.string)
    if not any(translations):
        return []
    line = message.lineno or 1
    found: list[Mistake] = []

    def mistake(text: str, harmful: bool, **values: object) -> None:
        found.append(Mistake(path, line, text, {"source": sources[0], **values}, harmful))

    expected = PLURALS[language][0] if len(sources) > 1 else 1
    if len(translations) != expected or not all(translations):
        mistake(N_("“{source}” needs {count} forms, none of them empty."), True, count=expected)
        return found
    wanted = set[str]().union(*map(placeholders, sources))
    for translation in translations:
        try:
            names = placeholders(translation)
            particles = [particle for _, _, particle in pieces(translation) if particle]
        except BadTemplate as error:
            mistake(N_("“{source}” has a placeholder that cannot be read: {piece}."), True, piece=str(error))
            continue
        # “One lead” may leave its number out; every other form names what the source names.
        missing = wanted - names - ({"count"} if len(translations) > 1 else set())
        if missing or names - wanted:
            difference = ", ".join(f"{{{name}}}" for name in sorted(missing | (names - wanted)))
            mistake(
                N_("“{source}” and its translation differ in {placeholders}."), True, placeholders=difference
            )
        if particles and language != "ko":
            mistake(N_("“{source}” has a Korean particle in another language."), True)
        if language == "ko" and _BARE_PARTICLE.search(translation):
            mistake(
                N_("“{source}” has a particle that changes with the word before it; write it as {example}."),
                False,
                example="{name:을/를}",
            )
        if accelerators(translation) != accelerators(sources[0]):
            mistake(N_("“{source}” and its translation differ in the shortcut letter after &."), False)
        if edges(translation) != edges(sources[0]):
            mistake(N_("“{source}” and its translation differ in spaces or line ends at the edges."), False)
    return found


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a text as a tuple, whether it is counted or not."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def accelerators(text: str) -> int:
    """How many shortcut letters the text marks with ``&`` (``&&`` is a plain &)."""
    return sum(1 for match in _ACCELERATOR.finditer(text) if match[1])


def edges(text: str) -> tuple[str, str]:
    """The white space before and after the text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def compiled(source: bytes, language: str, path: Path, program: bytes = b"") -> tuple[bytes, list[Mistake]]:
    """The MO file of a PO file's sound texts, and everything that is wrong with the others.

    Fuzzy, incomplete and harmful translations are left out, so that the source text is shown. Texts that the file
    does not hold at all come from ``program``, the PO file that the program brings; a file that cannot be read to its
    end gets nothing, for it may hold them.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog, mistakes = read(source, language, path)
    is_whole = not any(one.harmful for one in mistakes)
    count, rule = PLURALS[language]
    sound = Catalog(locale=language, charset="utf-8", fuzzy=False)
    sound.mime_headers = [("Plural-Forms", f"nplurals={count}; plural={rule};")]
    for message in catalog:
        if is_shown(message):
            found = examine(message, language, path)
            mistakes.extend(found)
            if not any(one.harmful for one in found):
                sound.add(message.id, message.string, context=message.context)
    if program and is_whole:
        held = {key(message) for message in catalog}
        for message in read(program, language, path)[0]:
            if key(message) not in held and is_shown(message) and not examine(message, language, path):
                sound.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, sound)
    return buffer.getvalue(), mistakes


def is_shown(message: Message) -> bool:
    """Whether a text has a translation that nobody doubts."""
    return bool(message.id) and any(forms(message.string)) and not message.fuzzy


def key(message: Message) -> tuple[str, str | None]:
    """What a text is known by: its source (the first form) and its context."""
    return forms(message.id)[0] if message.id else "", message.context
