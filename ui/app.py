"""The start of the window, from top to bottom: application, office, desk, window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport.failures import Failure
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from ui.desk import Desk, Notice, ignore
from ui.main_window import MainWindow
from ui.standard_texts import StandardTexts
from ui.stylesheet import dress, stylesheet
from ui.theme import Theme, follow_system

if TYPE_CHECKING:
    from logging import Handler

    from PySide6.QtWidgets import QMessageBox

    from ui.errors import Crashes
    from ui.tools.parts import Parts

#: How often it is asked whether a backup is due, in milliseconds; one is made an hour at most.
BACKUP_LOOKS = 5 * 60 * 1000

#: How the window ends when there is no office to open.
OPENED, NOT_CHOSEN, NOT_OPENED = 0, 0, 3


def run(data: Path, arguments: Sequence[str]) -> int:
    """Open the office in ``data``, or ask for one, and show it until the window is closed."""
    application = make_application(arguments)
    office = open_office(application, data)
    if isinstance(office, int):
        return office
    with office:
        session = Session(application, office)
        session.window.start()
        # Logging and the crash dialog cost time that the first picture need not wait for.
        QTimer.singleShot(0, session.watch)
        # A window that was closed already has said so to nobody: the loop would wait for it for ever.
        status = application.exec() if session.window.isVisible() else OPENED
        session.end()
    return status


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

    from fieldreport import folders

    code = QLocale.languageToCode(QLocale.system().language())
    return Language(code if code in CODES else "en", folder=folders.locales())


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

    def __init__(self, application: QApplication, office: Office) -> None:
        super().__init__()
        self.application = application
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
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _dress(self) -> None:
        dress(self.application, self.desk.theme, self.desk.language.code)

    def _follow(self) -> None:
        theme = follow_system(self.desk.office.settings.theme)
        if theme != self.desk.theme:
            self.wear(theme)

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
        self.desk.close()
        self.window.deleteLater()
        if self._crashes is not None:
            self._crashes.uninstall()
        from ui.errors import stop_log

        stop_log(self._log)
        self.application.removeTranslator(self._texts)
