"""What is done about a bug of ours: it is logged without personal data and said, and nothing typed is lost.

Expected failures never come here; pages say them beside the field or in the notice bar.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from fieldreport import folders
from fieldreport.language import Language
from ui.stylesheet import stylesheet
from ui.theme import Theme
from ui.widgets.plain import button, label, row

LOG_NAME = "fieldreport.log"
LOG_BYTES, LOG_FILES = 300_000, 3
#: Errors whose message speaks of code alone. Any other message may quote a record, and stays out of the log.
ABOUT_CODE = (AttributeError, ImportError, NameError, TypeError, RecursionError, NotImplementedError)

logger = logging.getLogger("fieldreport")


def start_log(data: Path) -> logging.Handler | None:
    """Write warnings and errors to ``logs`` in the data folder, rotating; None when the folder cannot be written."""
    folder = data / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        # Without a log the program still works; the crash dialog shows the same text.
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def stop_log(handler: logging.Handler | None) -> None:
    """End a log that was started."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def account(error: BaseException) -> str:
    """Where an error happened and what kind it is, without what people typed and without their folders."""
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(_kind(one))
        for frame in traceback.extract_tb(one.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        one = one.__cause__ or one.__context__
    return "\n".join(lines)


def _kind(error: BaseException) -> str:
    name = type(error).__qualname__
    return f"{name}: {error}" if isinstance(error, ABOUT_CODE) else name


def _short(file: str) -> str:
    path = Path(file)
    try:
        return path.relative_to(folders.program()).as_posix()
    except ValueError:
        return "/".join(path.parts[-2:])


class CrashDialog(QDialog):
    """Says that the program made a mistake, that nothing is lost, and gives the text to send."""

    def __init__(self, text: str, language: Language, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(stylesheet(theme, language.code))
        say = language.say
        self.setWindowTitle(say("A mistake in the program"))
        self.resize(560, 360)
        head = label("heading", wrap=True, text=say("The program has made a mistake."))
        what = label(
            wrap=True,
            text=say(
                "What you have saved is safe, and what you were typing is kept. You can go on working. "
                "Please copy this text and send it to those who look after the program; "
                "it holds nothing that you have typed."
            ),
        )
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setMinimumSize(500, 150)
        self.details.setAccessibleName(say("Text to send"))
        self.copy = button()
        self.copy.setText(say("Copy text"))
        self.copy.clicked.connect(self._copy)
        close = button("main")
        close.setText(say("Go on working"))
        close.clicked.connect(self.accept)
        buttons = row(self.copy, close)
        buttons.insertStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for one in (head, what, self.details):
            column.addWidget(one)
        column.addLayout(buttons)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class Crashes(QObject):
    """Takes whatever nobody expected, in any thread, to the log and to the dialog."""

    _happened = Signal(str)

    def __init__(
        self,
        language: Callable[[], Language],
        theme: Callable[[], Theme],
        parent: Callable[[], QWidget | None],
    ) -> None:
        super().__init__()
        self._language = language
        self._theme = theme
        self._parent = parent
        self.dialog: CrashDialog | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the errors of this process."""
        sys.excepthook = self._take
        threading.excepthook = lambda hook: self._take(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def uninstall(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        told = account(error)
        logger.error("%s", told)
        if sys.stderr is not None:
            traceback.print_exception(kind, error, trace)
        self._happened.emit(f"Fieldreport, Python {platform.python_version()}, {platform.platform()}\n{told}")

    def _show(self, text: str) -> None:
        # One mistake often brings more of the same; the log has them all, the person needs one.
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(text, self._language(), self._theme(), self._parent())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None
