"""PO files and templates as a translator and the extraction write them."""

from __future__ import annotations

from pathlib import Path

HEADERS = {
    "ko": '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n',
    "bn": '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n',
}


def po(folder: Path, language: str, body: str, header: str | None = None) -> Path:
    """A PO file with the language's header, or ``header``, and ``body``."""
    path = folder / language / "LC_MESSAGES" / "fieldreport.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = f'msgid ""\nmsgstr ""\n{HEADERS[language] if header is None else header}\n{body}'
    path.write_text(content, encoding="utf-8", newline="\n")
    return path


def pot(folder: Path, body: str) -> Path:
    """A template with ``body``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "fieldreport.pot"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + body, encoding="utf-8", newline="\n")
    return path
