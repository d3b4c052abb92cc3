"""What translators are told of a text: where it stands, and what its placeholders are filled with.

A note comes from a comment above the text (``# Translators:``), else from ``locales/notes.csv``, else, for a short
text, from the call in the source that shows it. What a placeholder stands for is said once for all texts, in
``locales/placeholders.csv``.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.extraction import Fault, Text
from fieldreport.catalogue.template import BadTemplate, placeholders

#: A text of so many words can mean many things.
SHORT = 2
NOTES, PLACEHOLDERS = "notes.csv", "placeholders.csv"
_BEGIN = "Translators: "


@dataclass(frozen=True)
class Notes:
    """What people have written: notes by text and context, and what each placeholder stands for."""

    texts: Mapping[tuple[str, str | None], str]
    placeholders: Mapping[str, str]


def read_notes(locales: Path) -> Notes:
    """The notes of a folder of catalogues; none where the files are not there."""
    return Notes(
        {
            (row["text"], row["context"] or None): _BEGIN + row["note"].strip()
            for row in _rows(locales / NOTES)
        },
        {row["name"]: row["meaning"].strip() for row in _rows(locales / PLACEHOLDERS)},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def with_notes(texts: Sequence[Text], notes: Notes) -> list[Text]:
    """The texts with everything that is known of them."""
    return [_with_notes(one, notes) for one in texts]


def _with_notes(text: Text, notes: Notes) -> Text:
    found = list(text.notes)
    written = notes.texts.get((text.one, text.context))
    if not found and written is not None:
        found = [written]
    elif not found and text.standing and is_short(text):
        found = [_BEGIN + text.standing]
    explained = [
        f"{{{name}}}: {notes.placeholders[name]}" for name in _names(text) if name in notes.placeholders
    ]
    return text._replace(notes=(*found, *explained))


def faults(texts: Sequence[Text], notes: Notes) -> Iterator[Fault]:
    """Short texts of which nothing is known, placeholders that nobody explains, and notes on what is gone.

    ``texts`` have their notes. A text said in several places needs one in one of them.
    """
    noted = {(one.one, one.context) for one in texts if any(note.startswith(_BEGIN) for note in one.notes)}
    told = noted | {(one.one, one.context) for one in texts if one.notes or one.context}
    for one in {(one.one, one.context): one for one in texts}.values():
        if is_short(one) and (one.one, one.context) not in told:
            yield Fault(
                one.file,
                one.line,
                f"“{one.one}” is short: tell in locales/{NOTES} where it stands, or give it a context",
            )
        for name in () if (one.one, one.context) in noted else _names(one):
            if name not in notes.placeholders:
                yield Fault(one.file, one.line, f"“{{{name}}}” is not explained in locales/{PLACEHOLDERS}")
    present = {(one.one, one.context) for one in texts}
    for text, context in notes.texts:
        if (text, context) not in present:
            yield Fault(
                f"locales/{NOTES}", 1, f"“{text}” ({context or 'no context'}) is no longer in the source"
            )
    used = {name for one in texts for name in _names(one)}
    for name in notes.placeholders:
        if name not in used:
            yield Fault(f"locales/{PLACEHOLDERS}", 1, f"“{name}” is no longer in any text")


def is_short(text: Text) -> bool:
    """Whether a text has so few words that it may mean many things."""
    return len(text.one.split()) <= SHORT


def _names(text: Text) -> list[str]:
    try:
        return sorted(placeholders(text.one) | placeholders(text.many or ""))
    except BadTemplate:
        return []
