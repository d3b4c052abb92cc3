"""The start of the window, from top to bottom: application, office, desk, window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport import folders
from fieldreport.failures import Failure
from fieldreport.holding import Held
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from fieldreport.settings import Settings
from ui.alone import Alone, HeldBox
from ui.desk import Desk, Notice, ignore
from ui.main_window import MainWindow
from ui.standard_texts import StandardTexts
from ui.stylesheet import dress, stylesheet
from ui.theme import Theme, follow_system

if TYPE_CHECKING:
    from logging import Handler

    from PySide6.QtWidgets import QMessageBox

    from ui.errors import Crashes
    from ui.reminding import Reminding
    from ui.tools.parts import Parts

#: How often it is asked whether a backup is due, in milliseconds; one is made an hour at most.
BACKUP_LOOKS = 5 * 60 * 1000

#: How the window ends when there is no office to open, or another window has it.
OPENED, NOT_CHOSEN, HELD, NOT_OPENED = 0, 0, 0, 3

#: Qt's variable for the size of everything, and ours that tells that it was set by us.
SCALE_VARIABLE, SCALE_OWN = "QT_SCALE_FACTOR", "FIELDREPORT_SCALED"


def run(data: Path, arguments: Sequence[str]) -> int:
    """Open the office in ``data``, or ask for one, and show it until the window is closed."""
    take_scale(data)
    application = make_application(arguments)
    alone = Alone(lambda held: ask(application, held))
    try:
        return follow(application, alone, Wanted(data))
    finally:
        alone.end()


def follow(application: QApplication, alone: Alone, wanted: Wanted | None) -> int:
    """Show one office after the other, as they are wanted, until nothing more is."""
    status = OPENED
    while wanted is not None:
        if not alone.enter(wanted.data):
            return HELD
        office = open_office(application, wanted.data)
        if isinstance(office, int):
            return office
        with office:
            if not alone.enter(office.data):
                return HELD
            session = Session(application, office, wanted.notice)
            alone.calls.called.connect(session.come_forward)
            session.window.start()
            # Logging and the crash dialog cost time that the first picture need not wait for.
            QTimer.singleShot(0, session.watch)
            # A window that was closed already has said so to nobody: the loop would wait for it for ever.
            status = application.exec() if session.window.isVisible() else OPENED
            alone.calls.called.disconnect(session.come_forward)
            session.end()
            wanted = session.wanted
        if wanted is not None and wanted.anew:
            alone.end()
            start_again(wanted.data)
            wanted = None
    return status


@dataclass(frozen=True)
class Wanted:
    """What is opened when a window has been closed for it: an office, what it says then; ``anew`` as a new process."""

    data: Path
    notice: Notice | None = None
    anew: bool = False


def take_scale(data: Path) -> None:
    """Have Qt show everything in the size that was chosen; asked before there is an application.

    Whoever has set the variable for the whole computer, or for a trial, is right.
    """
    scale = Settings.load(data).scale
    if scale != 100 and SCALE_VARIABLE not in os.environ:
        os.environ[SCALE_VARIABLE] = str(scale / 100)
        os.environ[SCALE_OWN] = "yes"


def start_again(data: Path) -> None:
    """Start the program as a new process with the office in ``data``."""
    from PySide6.QtCore import QProcess

    if os.environ.pop(SCALE_OWN, ""):
        os.environ.pop(SCALE_VARIABLE, "")
    words = command(data)
    QProcess.startDetached(words[0], words[1:], str(folders.program()))


def command(data: Path) -> list[str]:
    """The program's own command for the office in ``data``; the bundle is a program by itself."""
    begin = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    return [*begin, "--data", str(data.resolve())]


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, with the same widgets on every system."""
    # Where a language's first font lacks a script, the next family has it; Qt warns of each such step.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    application = QApplication(list(arguments))
    application.setApplicationName("Fieldreport")
    application.setStyle("Fusion")
    return application


def open_office(application: QApplication, data: Path) -> Office | int:
    """The office in ``data``, made by the first start's questions where there is none.

    Or the exit status, when it cannot be opened or nobody wants one.
    """
    if Office.exists(data):
        try:
            return Office.open(data)
        except Failure as failure:
            tell(application, failure)
            return NOT_OPENED
    from ui.pages.start import StartDialog

    theme, language = follow_system("system"), system_language()
    dress(application, theme, language.code)
    dialog = StartDialog(data, language, theme)
    texts = StandardTexts(lambda: dialog.language)
    application.installTranslator(texts)
    dialog.language_chosen.connect(lambda code: dress(application, theme, code))
    dialog.exec()
    application.removeTranslator(texts)
    return dialog.office if dialog.office is not None else NOT_CHOSEN


def system_language() -> Language:
    """The system's language where it is one of ours, else English."""
    from PySide6.QtCore import QLocale

    code = QLocale.languageToCode(QLocale.system().language())
    return Language(code if code in CODES else "en", folder=folders.locales())


def ask(application: QApplication, held: Held) -> bool:
    """Say who has the office open; whether it is to be opened here all the same."""
    language, theme = system_language(), follow_system("system")
    dress(application, theme, language.code)
    box = HeldBox(held, language, theme)
    box.exec()
    return box.is_taken()


def tell(application: QApplication, failure: Failure) -> None:
    """Say why the office cannot be opened; there is no window yet to say it in."""
    language, theme = system_language(), follow_system("system")
    dress(application, theme, language.code)
    refusal(failure, language, theme).exec()


def refusal(failure: Failure, language: Language, theme: Theme) -> QMessageBox:
    """The box that says why the office cannot be opened."""
    from PySide6.QtWidgets import QMessageBox

    from ui.widgets.notice import problems_of

    box = QMessageBox(QMessageBox.Icon.Critical, language.say("The office cannot be opened"), "")
    box.setStyleSheet(stylesheet(theme, language.code))
    box.setText("\n".join(language.say(one.message, **one.values) for one in problems_of(failure)))
    close = box.addButton(language.say("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    return box


class Session(QObject):
    """One open office on the screen: the desk, the window, and their dress."""

    def __init__(self, application: QApplication, office: Office, notice: Notice | None = None) -> None:
        super().__init__()
        self.application = application
        #: What is to be opened when this window is closed.
        self.wanted: Wanted | None = None
        self._notice = notice
        self.desk = Desk(office, follow_system(office.settings.theme))
        self._dress()
        # The window says its texts again in fonts that are there already.
        self.desk.language_changed.connect(self._dress)
        self.window = MainWindow(self.desk, RECORD_TYPES)
        self._texts = StandardTexts(lambda: self.desk.language)
        application.installTranslator(self._texts)
        self._backups = QTimer(self)
        self._settling: Parts[bool] | None = None
        self._log: Handler | None = None
        self._crashes: Crashes | None = None
        self._reminding: Reminding | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._choice = office.settings.theme
        self.desk.settings_changed.connect(self._choose)
        self.desk.office_wanted.connect(self._go_over)
        self.desk.restart_wanted.connect(self._restart)

    def _go_over(self, data: Path, notice: Notice | None) -> None:
        self.wanted = Wanted(data, notice)
        self.window.close()

    def _restart(self) -> None:
        self.wanted = Wanted(self.desk.office.data, anew=True)
        self.window.close()

    def _dress(self) -> None:
        dress(self.application, self.desk.theme, self.desk.language.code)

    def _choose(self) -> None:
        """Take other colours when others were chosen; what else is chosen leaves them alone."""
        choice = self.desk.office.settings.theme
        if choice != self._choice:
            self._choice = choice
            self._follow()

    def _follow(self) -> None:
        theme = follow_system(self.desk.office.settings.theme)
        if theme != self.desk.theme:
            self.wear(theme)

    def come_forward(self) -> None:
        """Somebody has started the program again: show them this window, and the question it may be asking."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        asking = QApplication.activeModalWidget()
        (asking or window).activateWindow()
        # Where the system keeps other windows in front, it shows at least that this one wants to be seen.
        QApplication.alert(window)

    def wear(self, theme: Theme) -> None:
        """Take other colours at once."""
        self.desk.theme = theme
        self._dress()
        self.desk.theme_changed.emit()

    def watch(self) -> None:
        """Begin to log, and to take mistakes of ours."""
        from ui.errors import Crashes, start_log

        self._log = start_log(self.desk.office.data)
        self._crashes = Crashes(lambda: self.desk.language, lambda: self.desk.theme, self._parent)
        self._crashes.install()
        self._look_for_fonts()
        self._backups.timeout.connect(self.back_up)
        self._backups.start(BACKUP_LOOKS)
        self.desk.courier.start()
        from ui.reminding import Reminding

        self._reminding = Reminding(self.desk, self.window)
        self._reminding.begin()
        if self._notice is not None:
            self.desk.noticed.emit(self._notice)
        self.settle_search()

    def settle_search(self) -> None:
        """Put into the search's index, bit by bit and behind what is saved, what a list that was cut short has left.

        All of it is found without that, but by looking through it.
        """
        from fieldreport.store.search import WAITING
        from ui.tools.file_jobs import begin_settling
        from ui.tools.parts import Parts

        if self.desk.office.store.index.waiting(WAITING) >= WAITING:
            self._settling = Parts(self.window, self.desk.write, begin_settling, ignore, ignore)

    def back_up(self) -> None:
        """Make the automatic backup if one is due, beside the work and not before it."""
        self.desk.read(lambda office: office.back_up_if_due(), ignore, latest="backup")

    def _look_for_fonts(self) -> None:
        from ui.fonts import missing

        lacking = missing()
        if lacking:
            import platform

            self.tell_of_fonts(lacking, platform.system())

    def tell_of_fonts(self, lacking: Sequence[str], system: str) -> None:
        """Say which languages' letters are missing and what helps, in a language that can be read here."""
        from ui.fonts import remedy

        office, code = self.desk.office, self.desk.language.code
        readable = code if code not in lacking else "en"
        language = office.language(readable)
        helps = remedy(lacking, system, {one: language.language_name(one) for one in CODES})
        self.desk.noticed.emit(Notice(helps.message, helps.values, "warn", language=readable))

    def _parent(self) -> QWidget:
        return self.window

    def end(self) -> None:
        """Finish what is under way, take the window down and give the errors back."""
        if self._reminding is not None:
            self._reminding.end()
        self.desk.close()
        self.window.deleteLater()
        if self._crashes is not None:
            self._crashes.uninstall()
        from ui.errors import stop_log

        stop_log(self._log)
        self.application.removeTranslator(self._texts)
