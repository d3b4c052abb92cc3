"""The catalogues: ``python -m devtools.strings extract|update|check|all``.

``extract`` writes the template from the source; ``update`` brings the languages' PO files up to it and keeps every
translation; ``check`` tells what is missing or wrong and changes nothing; ``all`` (or nothing) does the three.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog

from devtools import escapes, formatters
from devtools.extraction import Fault, Text, extract, source_files
from devtools.notes import faults as without_notes
from devtools.notes import read_notes, with_notes
from fieldreport.catalogue import loaded
from fieldreport.catalogue.glossary import other_words, read_glossary
from fieldreport.catalogue.pofile import examine, forms, key, read
from fieldreport.catalogue.template import BadTemplate, fill
from fieldreport.catalogue.update import merged, written

ROOT = Path(__file__).resolve().parent.parent
#: Where people's texts stand; the developer's own tools speak English.
SOURCES = ("fieldreport", "ui")
#: English is what the source is written in.
TRANSLATED = ("ko", "bn")
_USE_IT = "use it, or allow another word there"

Key = tuple[str, str | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all is well, 1 when ``check`` found something."""
    parser = argparse.ArgumentParser(prog="devtools.strings", description=__doc__)
    parser.add_argument("command", nargs="?", default="all", choices=("extract", "update", "check", "all"))
    command = parser.parse_args(arguments).command
    locales = ROOT / "locales"
    if command in ("extract", "all"):
        template_file(locales).parent.mkdir(exist_ok=True)
        write(template_file(locales), template_text(collect(ROOT)[0]))
    if command in ("update", "all"):
        update(locales)
    if command not in ("check", "all"):
        return 0
    found = check(ROOT)
    for fault in found:
        print(fault)
    print(f"{len(found)} to mend in the catalogues" if found else "the catalogues are complete")
    return 1 if found else 0


def template_file(locales: Path) -> Path:
    """The template, which holds every text and no translation."""
    return locales / f"{loaded.DOMAIN}.pot"


def po_file(locales: Path, language: str) -> Path:
    """A language's PO file."""
    return loaded.po_file(locales, language)


def write(path: Path, content: str) -> None:
    """Write a catalogue with the same line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def collect(root: Path) -> tuple[list[Text], list[Fault]]:
    """Every text below ``root`` and what is wrong with how it is said."""
    texts: list[Text] = []
    faults: list[Fault] = []
    for path in source_files(root, SOURCES):
        source, file = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
        found, wrong = extract(source, file)
        texts += found
        faults += [*wrong, *formatters.faults(source, file), *escapes.faults(source, file)]
    known = read_notes(root / "locales")
    noted = with_notes(texts, known)
    return noted, [*faults, *_contradictions(texts), *without_notes(noted, known)]


def _contradictions(texts: Sequence[Text]) -> list[Fault]:
    """Texts that are counted in one way here and in another there: gettext can keep only one."""
    many: dict[Key, str | None] = {}
    faults = []
    for text in texts:
        if many.setdefault((text.one, text.context), text.many) != text.many:
            faults.append(
                Fault(text.file, text.line, f"“{text.one}” is counted in one place only, or differently")
            )
    return faults


def template_text(texts: Sequence[Text]) -> str:
    """The template as text: sorted, without dates and line numbers, so that it changes only when a text does."""
    catalog = Catalog(charset="utf-8")
    for text in texts:
        catalog.add(
            text.one if text.many is None else (text.one, text.many),
            locations=[(text.file, 0)],
            auto_comments=text.notes,
            context=text.context,
        )
    return written(catalog, None)


def update(locales: Path) -> None:
    """Bring every PO file up to the template, keeping translations, translators' comments and marks.

    A text that is gone is kept as obsolete; one that comes back gets its translation back; one that changed a
    little gets the old translation, marked fuzzy. Raises ``SystemExit`` when a PO file cannot be read.
    """
    template = _read(template_file(locales), "en")
    for language in TRANSLATED:
        path = po_file(locales, language)
        old = _read(path, language) if path.exists() else Catalog(locale=language)
        write(path, written(merged(template, old, language), language))


def _read(path: Path, language: str) -> Catalog:
    catalog, mistakes = read(path.read_bytes(), language, path)
    for mistake in mistakes:
        # Writing the file again would drop what could not be read.
        if mistake.harmful:
            raise SystemExit(f"{path}:{mistake.line}: {_said(mistake.message, mistake.values)}")
    return catalog


def check(root: Path) -> list[Fault]:
    """Everything that keeps the catalogues from being complete and right."""
    texts, faults = collect(root)
    locales, template = root / "locales", template_file(root / "locales")
    relative = template.relative_to(root).as_posix()
    if not template.exists() or template.read_text(encoding="utf-8") != template_text(texts):
        faults.append(Fault(relative, 1, "differs from the source: run dev.py strings"))
    wanted = {(text.one, text.context): text for text in texts}
    for language in TRANSLATED:
        faults += _check_language(root, po_file(locales, language), language, wanted)
    return faults


def _check_language(root: Path, path: Path, language: str, wanted: dict[Key, Text]) -> list[Fault]:
    file = path.relative_to(root).as_posix()
    if not path.exists():
        return [Fault(file, 1, "is missing: run dev.py strings")]
    catalog, mistakes = read(path.read_bytes(), language, path)
    faults = [Fault(file, one.line, _said(one.message, one.values)) for one in mistakes]
    terms = read_glossary(root / "locales", language)
    present = {key(message): message for message in catalog if message.id}
    if mistakes and not present:
        return faults
    for text, message in ((wanted.get(known), message) for known, message in present.items()):
        name, line = f"“{key(message)[0]}”", message.lineno or 1
        if text is None or (text.many is None) == message.pluralizable:
            faults.append(Fault(file, line, f"{name} is no longer in the source: run dev.py strings"))
        elif not any(forms(message.string)):
            faults.append(Fault(file, line, f"{name} is not translated"))
        elif message.fuzzy:
            faults.append(
                Fault(file, line, f"{name} is fuzzy: look at its translation and take the mark away")
            )
        translations = [one for one in forms(message.string) if one]
        for term in other_words(*key(message), translations, terms) if translations else ():
            faults.append(
                Fault(file, line, f"{name}: {term.source} is “{term.word}” in the glossary: {_USE_IT}")
            )
        found = examine(message, language, path)
        faults += [Fault(file, one.line, _said(one.message, one.values)) for one in found]
    missing = sorted(key[0] for key in wanted if key not in present)
    return faults + [Fault(file, 1, f"“{one}” is missing: run dev.py strings") for one in missing]


def _said(message: str, values: object) -> str:
    try:
        return fill(message, {name: str(value) for name, value in dict(values).items()})  # type: ignore[call-overload]
    except BadTemplate:
        return message


if __name__ == "__main__":
    sys.exit(main())
