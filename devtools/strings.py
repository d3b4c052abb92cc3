"""The catalogues: ``python -m devtools.strings extract|update|check|all``.

``extract`` writes the template from the source; ``update`` brings the languages' PO files up to it and keeps every
translation; ``check`` tells what is missing or wrong and changes nothing; ``all`` (or nothing) does the three.
"""

import argparse
import csv
import difflib
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from devtools import formatters
from devtools.extraction import Fault, Text, extract, source_files
from fieldreport.catalogue.loaded import DOMAIN
from fieldreport.catalogue.pofile import PLURALS, examine, forms, read
from fieldreport.catalogue.template import BadTemplate, fill

ROOT = Path(__file__).resolve().parent.parent
#: Where people's texts stand; the developer's own tools speak English.
SOURCES = ("fieldreport", "ui")
#: English is what the source is written in.
TRANSLATED = ("ko", "bn")
_WIDTH = 100
#: How alike a changed text must be for its old translation to be offered, marked fuzzy.
_ALIKE = 0.8

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
    return locales / f"{DOMAIN}.pot"


def po_file(locales: Path, language: str) -> Path:
    """A language's PO file."""
    return locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"


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
        faults += [*wrong, *formatters.faults(source, file)]
    return texts, faults + _contradictions(texts)


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
    return _written(catalog, None)


def _written(catalog: Catalog, language: str | None) -> str:
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


def update(locales: Path) -> None:
    """Bring every PO file up to the template, keeping translations, translators' comments and marks.

    A text that is gone is kept as obsolete; one that comes back gets its translation back; one that changed a
    little gets the old translation, marked fuzzy. Raises ``SystemExit`` when a PO file cannot be read.
    """
    template = _read(template_file(locales), "en")
    for language in TRANSLATED:
        path = po_file(locales, language)
        old = _read(path, language) if path.exists() else Catalog(locale=language)
        write(path, _written(merged(template, old, language), language))


def _read(path: Path, language: str) -> Catalog:
    catalog, mistakes = read(path.read_bytes(), language, path)
    for mistake in mistakes:
        # Writing the file again would drop what could not be read.
        if mistake.harmful:
            raise SystemExit(f"{path}:{mistake.line}: {_said(mistake.message, mistake.values)}")
    return catalog


def merged(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The template's texts with the translations of ``old``."""
    known: dict[Key, Message] = {_key(one): one for one in old.obsolete.values()}
    known |= {_key(one): one for one in old if one.id}
    wanted = {_key(one) for one in template if one.id}
    gone = {key: one for key, one in known.items() if key not in wanted and any(forms(one.string))}
    catalog = Catalog(locale=language, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        found, fuzzy = known.get(_key(message)), False
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


def _key(message: Message) -> Key:
    return forms(message.id)[0], message.context


def _alike(message: Message, gone: dict[Key, Message]) -> Message | None:
    text, context = _key(message)
    candidates = [key[0] for key in gone if key[1] == context]
    nearest = difflib.get_close_matches(text, candidates, n=1, cutoff=_ALIKE)
    return gone[nearest[0], context] if nearest else None


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
    words = glossary(root / "locales", language)
    present = {_key(message): message for message in catalog if message.id}
    if mistakes and not present:
        return faults
    for text, message in ((wanted.get(key), message) for key, message in present.items()):
        name, line = f"“{_key(message)[0]}”", message.lineno or 1
        if text is None or (text.many is None) == message.pluralizable:
            faults.append(Fault(file, line, f"{name} is no longer in the source: run dev.py strings"))
        elif not any(forms(message.string)):
            faults.append(Fault(file, line, f"{name} is not translated"))
        elif message.fuzzy:
            faults.append(
                Fault(file, line, f"{name} is fuzzy: look at its translation and take the mark away")
            )
        word = words.get(_key(message)[0].casefold()) if message.context is None else None
        if word and any(forms(message.string)) and message.string != word:
            faults.append(
                Fault(file, line, f"{name} is “{word}” in the glossary: use it, or change it there")
            )
        found = examine(message, language, path)
        faults += [Fault(file, one.line, _said(one.message, one.values)) for one in found]
    missing = sorted(key[0] for key in wanted if key not in present)
    return faults + [Fault(file, 1, f"“{one}” is missing: run dev.py strings") for one in missing]


def glossary(locales: Path, language: str) -> dict[str, str]:
    """The field's words: English in small letters, and the word to use for it."""
    file = locales / "glossary.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["term_en"].casefold(): row[language] for row in csv.DictReader(rows)}


def _said(message: str, values: object) -> str:
    try:
        return fill(message, {name: str(value) for name, value in dict(values).items()})  # type: ignore[call-overload]
    except BadTemplate:
        return message


if __name__ == "__main__":
    sys.exit(main())
