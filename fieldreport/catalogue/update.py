"""PO files brought up to the program's texts: no translation is ever lost."""

from __future__ import annotations

import difflib
import io
from typing import TYPE_CHECKING

from fieldreport.catalogue.pofile import PLURALS, forms, key

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_WIDTH = 100
#: How alike a changed text must be for its old translation to be offered, marked fuzzy.
_ALIKE = 0.8


def merged(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The template's texts with the translations of ``old``, translators' comments and marks.

    A text that is gone is kept as obsolete; one that comes back gets its translation back; one that changed a
    little gets the old translation, marked fuzzy.
    """
    from babel.messages.catalog import Catalog

    known = {key(one): one for one in old.obsolete.values()}
    known |= {key(one): one for one in old if one.id}
    wanted = {key(one) for one in template if one.id}
    gone = {name: one for name, one in known.items() if name not in wanted and any(forms(one.string))}
    catalog = Catalog(locale=language, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        found, fuzzy = known.get(key(message)), False
        if found is None:
            found, fuzzy = _alike(message, gone), True
        keeps = found is not None and any(forms(found.string)) and message.pluralizable == found.pluralizable
        catalog.add(
            message.id,
            found.string if found is not None and keeps else None,
            locations=message.locations,
            flags=("fuzzy",) if found is not None and keeps and (fuzzy or found.fuzzy) else (),
            auto_comments=message.auto_comments,
            user_comments=found.user_comments if found is not None else (),
            context=message.context,
        )
    for one in gone.values():
        catalog.obsolete["\x04".join(filter(None, (one.context, forms(one.id)[0])))] = one
    return catalog


def _alike(message: Message, gone: dict[tuple[str, str | None], Message]) -> Message | None:
    text, context = key(message)
    candidates = [name[0] for name in gone if name[1] == context]
    nearest = difflib.get_close_matches(text, candidates, n=1, cutoff=_ALIKE)
    return gone[nearest[0], context] if nearest else None


def written(catalog: Catalog, language: str | None) -> str:
    """A catalogue as text: sorted, without dates and line numbers, so that it changes only when a text does."""
    from babel.messages.pofile import write_po

    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_WIDTH, omit_header=True, sort_output=True, include_lineno=False)
    return _header(language) + buffer.getvalue().decode("utf-8").strip("\n") + "\n"


def _header(language: str | None) -> str:
    lines = ["Project-Id-Version: Fieldreport"]
    if language is not None:
        count, rule = PLURALS[language]
        lines += [f"Language: {language}", f"Plural-Forms: nplurals={count}; plural={rule};"]
    lines += [
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"
