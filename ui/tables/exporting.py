"""Writing the records of a list to a file: where it goes, how far it is, and a way to stop it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.language import N_
from fieldreport.record import RecordType
from ui.desk import Desk, Notice
from ui.forms.flow import Flow
from ui.tables import jobs
from ui.tools.parts import Parts
from ui.widgets.files import file_dialog
from ui.widgets.plain import button, label

FILTERS = ("Excel (*.xlsx)", "CSV (*.csv)")
IS_WRITTEN = N_("Written entries: {count}. The file: {path}")


class Exporting(QWidget):
    """Seen while a file is being written."""

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.type = record_type
        self.work: Parts[int] | None = None
        self._number = 0
        self.setProperty("look", "clear")
        self.told, self.stop = label("muted", wrap=True), button("link")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        line = Flow(spacing=10)
        line.addWidget(self.told)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.progress)
        column.addLayout(line)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def dialog(self) -> QFileDialog:
        """Asks where the file is to go."""
        name = f"{self.type.name}-{self.desk.office.today().isoformat()}.xlsx"
        title = self.desk.language.say("Where should the list go?")
        return file_dialog(self.desk, self, title, FILTERS, save_as=name)

    def ask(self, keys: array[int], names: Sequence[str]) -> None:
        """Ask where these records are to go, and write them; ``names`` are the fields that come first."""
        dialog = self.dialog()
        if dialog.exec():
            self.write(keys, names, Path(dialog.selectedFiles()[0]))
        dialog.deleteLater()

    def write(self, keys: array[int], names: Sequence[str], path: Path) -> None:
        """Write these records to a file in the background."""
        if self.work is not None:
            self.work.stop()
        self._number = len(keys)
        self.progress.setRange(0, len(keys))
        self.progress.setValue(0)
        job = partial(
            jobs.begin_export,
            record_type=self.type,
            keys=keys,
            names=tuple(names),
            language=self.desk.language.code,
            path=path,
        )
        work: Parts[int] = Parts(
            self,
            self.desk.read,
            job,
            lambda done: self._progressed(work, done),
            lambda failure: self._ended(work, path, failure),
        )
        self.work = work
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        said = language.plural(
            "{count} entry is being written …", "{count} entries are being written …", self._number
        )
        self.told.setText(said)
        self.progress.setAccessibleName(said)
        self.stop.setText(language.say("Stop"))

    def _progressed(self, work: Parts[int], done: int) -> None:
        if work is self.work:
            self.progress.setValue(done)

    def _stop(self) -> None:
        if self.work is not None:
            self.work.stop()

    def _ended(self, work: Parts[int], path: Path, failure: Failure | None) -> None:
        if work is not self.work:
            return
        self.work = None
        self.hide()
        if failure is not None:
            self.desk.failed.emit(failure)
        elif work.stopped and self.progress.value() < self._number:
            self.desk.notice(N_("The list is not written; nothing is left of it."), "warn")
        else:
            self.desk.noticed.emit(
                Notice(
                    IS_WRITTEN,
                    {"count": self._number, "path": str(path)},
                    action=N_("Open the file"),
                    act=partial(_open, str(path)),
                )
            )


def _open(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
