"""Translating in an office: copies of PO files in its data folder, where the program's own cannot be written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fieldreport import files
from fieldreport.catalogue.loaded import DOMAIN, po_file
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

#: How a moment stands in the name of a copy set aside.
_STAMP = "%Y%m%d-%H%M%S"

BROKEN = N_("{path} has mistakes that must be corrected first; see line {line}.")


def edit_copy(language: str, folder: Path, own: Path) -> Path:
    """The copy of a language's PO file in ``own``: made from the program's file in ``folder`` where there is none.

    A copy that is there gets the program's newer texts, with the program's translations; its own are all kept.
    Raises ``InputAtFault`` when it cannot be read to its end, ``MachineAtFault`` when it cannot be written.
    """
    program, copy = po_file(folder, language), po_file(own, language)
    with files.plainly(copy.parent):
        copy.parent.mkdir(parents=True, exist_ok=True)
    with files.plainly(program):
        source = program.read_bytes()
    if copy.exists():
        with files.plainly(copy):
            source = _brought_up(copy.read_bytes(), source, language, folder, copy)
    with files.replacing(copy) as unfinished:
        unfinished.write_bytes(source)
    return copy


def _brought_up(source: bytes, program: bytes, language: str, folder: Path, copy: Path) -> bytes:
    from fieldreport.catalogue.pofile import key, read
    from fieldreport.catalogue.update import merged, written

    held, mistakes = read(source, language, copy)
    broken = next((one for one in mistakes if one.harmful), None)
    if broken is not None:
        raise InputAtFault(Problem(BROKEN, {"path": str(copy), "line": broken.line}))
    template_file = folder / f"{DOMAIN}.pot"
    with files.plainly(template_file):
        template, _ = read(template_file.read_bytes(), "en", template_file)
    known = {key(message) for message in held}
    for message in read(program, language, copy)[0]:
        if key(message) not in known:
            flags = ("fuzzy",) if message.fuzzy else ()
            held.add(message.id, message.string, flags=flags, context=message.context)
    return written(merged(template, held, language), language).encode("utf-8")


def set_aside(language: str, own: Path, moment: datetime) -> Path:
    """Stop using the copy of a language's PO file; it stays beside, under a name with the moment.

    Raises ``MachineAtFault``.
    """
    copy = po_file(own, language)
    aside = copy.with_name(f"{DOMAIN}-{moment.strftime(_STAMP)}.po")
    with files.plainly(copy):
        copy.replace(aside)
    return aside


def take_back(language: str, own: Path, aside: Path) -> None:
    """Use a copy again that was set aside; raises ``MachineAtFault``."""
    with files.plainly(aside):
        aside.replace(po_file(own, language))
