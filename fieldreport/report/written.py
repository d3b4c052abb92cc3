"""Written: a report made into a workbook on the disk, and what had to be changed on the way."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fieldreport import files
from fieldreport.field import Titles
from fieldreport.language import Language
from fieldreport.report.contents import Report
from fieldreport.report.manifest import Manifest, Sealer
from fieldreport.report.safe import LongText, Replaced
from fieldreport.store.frozen import FrozenReports
from fieldreport.store.query import Queries


@dataclass(frozen=True)
class Written:
    """A workbook that is whole and on the disk.

    ``replaced`` are characters that no workbook can hold; ``long`` are texts that are (also) in the sheet of long
    texts. Both are told in the workbook's notes too.
    """

    path: Path
    replaced: tuple[Replaced, ...] = ()
    long: tuple[LongText, ...] = ()
    #: What is signed of the workbook, and what the hidden sheet says.
    manifest: Manifest | None = None


def write(
    report: Report, language: Language, titles: Titles, path: Path, sealer: Sealer | None = None
) -> Written:
    """Write the report as a workbook in ``language`` to ``path``, its folder made if it is missing.

    ``sealer`` signs it; without one the workbook says what is in it and nobody vouches for that.

    Raises ``MachineAtFault`` when the disk is full, the file is open elsewhere or the folder may not be written
    to; an earlier file is then as it was and nothing half-written is left.
    """
    # One way of writing on every computer: where lxml is installed, which the program does not bring, openpyxl would
    # write by it, and a full disk would raise an error of lxml's own.
    os.environ.setdefault("OPENPYXL_LXML", "False")
    from fieldreport.report.workbook.document import make

    made = make(report, language, titles, path, sealer)
    return Written(path, tuple(made.texts.replaced), tuple(made.texts.long), made.manifest)


def write_frozen(store: Queries, report: Report, language: Language, path: Path) -> bool:
    """Write the issue as it was signed, byte for byte, and say so; False where it is not signed yet.

    Raises ``MachineAtFault`` like ``write``.
    """
    file = FrozenReports(store.database).file(report.period.code, report.issue, language.code)
    if file is None:
        return False
    with files.plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as unfinished, files.plainly(path):
        unfinished.write_bytes(file.content)
    return True
