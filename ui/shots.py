"""Pictures of every page and dialog: ``python -m ui.shots [folder]`` renders them in each language and theme.

For translators, who see where a text stands, and for review. The sample office is made in a scratch folder; nothing
of the user's is read.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from fieldreport.language import CODES
from fieldreport.office import Office
from ui.app import Session, make_application
from ui.main_window import SIZE
from ui.sights import leave, settle, sights
from ui.theme import Theme

#: Where the pictures go unless a folder is given.
FOLDER = Path("build") / "shots"
SAMPLE_OFFICE = "DHK"
#: Who sits at the computer: one of those who wrote the sample's records, nobody real.
PERSON = "Nadia Shimul"


def main(arguments: Sequence[str] | None = None) -> int:
    """Render every page and dialog; returns 0, or 2 and nothing made where an option is given: there is none."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if any(one.startswith("-") for one in given) or len(given) > 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    target = Path(given[0]) if given else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    # The pictures are the same wherever they are made, on a screen or without one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(["shots"])
    with tempfile.TemporaryDirectory() as scratch:
        office = Office.create(Path(scratch) / "office", SAMPLE_OFFICE, person=PERSON, sample=True)
        with office:
            for path in shoot(application, office, target):
                print(path)
    return 0


def shoot(
    application: QApplication,
    office: Office,
    target: Path,
    codes: Sequence[str] = CODES,
    themes: Sequence[Theme] = (Theme.light(), Theme.dark()),
) -> list[Path]:
    """The pictures of every sight of an office, in these languages and themes."""
    session = Session(application, office)
    window = session.window
    window.resize(*SIZE)
    window.start()
    made: list[Path] = []
    for theme in themes:
        session.wear(theme)
        for code in codes:
            session.desk.set_language(code)
            for sight in sights(session):
                seen = sight.go()
                settle(session)
                made.append(_save(seen, target / f"{sight.name}-{code}-{theme.name}.png"))
                leave(session, seen)
    window.close()
    session.end()
    return made


def _save(widget: QWidget, path: Path) -> Path:
    if not widget.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    return path


if __name__ == "__main__":
    sys.exit(main())
