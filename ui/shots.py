"""Pictures of every page: ``python -m ui.shots [folder]`` renders them in each language and theme.

For translators, who see where a text stands, and for review. The sample office is made in a scratch folder; nothing
of the user's is read.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from fieldreport.store.missing import Need
from ui.app import Session, make_application
from ui.main_window import SIZE
from ui.theme import Theme
from ui.widgets.sidebar import HOME, REPORT, TEXTS, TRANSLATION

#: Where the pictures go unless a folder is given.
FOLDER = Path("build") / "shots"
SAMPLE_OFFICE = "DHK"


def main(arguments: Sequence[str] | None = None) -> int:
    """Render every page; returns 0."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    target = Path(given[0]) if given else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    # The pictures are the same wherever they are made, on a screen or without one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(["shots"])
    with tempfile.TemporaryDirectory() as scratch:
        office = Office.create(Path(scratch) / "office", SAMPLE_OFFICE, person="Officer", sample=True)
        with office:
            for path in shoot(application, office, target):
                print(path)
        for code in CODES:
            print(shoot_start(application, Path(scratch) / "new", code, target))
    return 0


def shoot(application: QApplication, office: Office, target: Path) -> list[Path]:
    """The pictures of every page of an office, in each language, light and dark."""
    session = Session(application, office)
    window = session.window
    window.resize(*SIZE)
    window.start()
    made: list[Path] = []
    for theme in (Theme.light(), Theme.dark()):
        session.wear(theme)
        for code in CODES:
            session.desk.set_language(code)
            for name, go in _views(session):
                go()
                settle(session)
                made.append(_save(window, target / f"{name}-{code}-{theme.name}.png"))
    window.close()
    session.end()
    return made


def _views(session: Session) -> list[tuple[str, Callable[[], None]]]:
    """Every view and how to get there: each place, the first record of each list, each step of the report."""
    desk, window = session.desk, session.window
    views: list[tuple[str, Callable[[], None]]] = [(HOME, lambda: window.show_place(HOME))]
    for at, name in enumerate(window.types):
        views.append((f"{at + 1:02d}-{name}", partial(_open_first, session, name)))
    views.append(("new-lead", lambda: desk.new_record("lead")))
    period = desk.office.fortnights.last_full(desk.office.today())
    for step, name in enumerate(("check", "summary", "sign", "export")):
        views.append((f"{REPORT}-{step + 1}-{name}", partial(_open_step, session, period.code, step)))
    views += [(f"{TEXTS}-{need}", partial(_open_queue, session, period.code, need)) for need in Need]
    views.append((TRANSLATION, lambda: window.show_place(TRANSLATION)))
    return views


def _open_first(session: Session, name: str) -> None:
    store = session.desk.office.store
    record_type = store.types[name]
    session.window.show_place(name)
    keys = store.keys(record_type)
    if keys:
        session.desk.open_record(name, store.page(record_type, keys[:1])[0].id)


def _open_step(session: Session, period: str, step: int) -> None:
    from ui.pages.report import ReportPage

    session.desk.open_report(period)
    page = session.window.page(REPORT)
    assert isinstance(page, ReportPage)
    page.show_step(step)


def _open_queue(session: Session, period: str, need: Need) -> None:
    from ui.pages.queue.choice import Choice
    from ui.pages.texts import TextsPage

    session.desk.go(TEXTS)
    page = session.window.page(TEXTS)
    assert isinstance(page, TextsPage)
    page.choice.choose(Choice(session.desk.office.settings.workbook_language, need, period))


def settle(session: Session) -> None:
    """Wait for everything that is being read and written, and for Qt to lay it out."""
    for _ in range(3):
        session.desk.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def shoot_start(application: QApplication, data: Path, code: str, target: Path) -> Path:
    """The picture of the first start's questions."""
    from ui.pages.start import StartDialog
    from ui.stylesheet import dress

    dress(application, Theme.light(), code)
    dialog = StartDialog(data, Language(code, folder=folders.locales()), Theme.light())
    dialog.show()
    QCoreApplication.processEvents()
    path = _save(dialog, target / f"start-{code}-light.png")
    dialog.close()
    return path


def _save(widget: QWidget, path: Path) -> Path:
    if not widget.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    return path


if __name__ == "__main__":
    sys.exit(main())
