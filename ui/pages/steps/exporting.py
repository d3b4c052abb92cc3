"""Step 4: the workbook: in which language, where to, and what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QListView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.language import CODES
from fieldreport.store.reports import ReportState
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.steps.sending import SendCard
from ui.pages.steps.step import Prepared, Step
from ui.stylesheet import stylesheet
from ui.widgets.beside import Beside
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, Chip, button, label, row

if TYPE_CHECKING:
    from fieldreport.office import Office


def keep_export(office: Office, period: str, path: Path, sha256: str) -> None:
    """Keep where the workbook lies and what it was."""
    stored = office.reports.get(period)
    office.reports.save(replace(stored, state=ReportState.EXPORTED, file=str(path), sha256=sha256))


class ExportStep(Step):
    """Writes the workbook in the background; the window stays usable."""

    #: A workbook was written.
    exported = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.folder: Path = desk.office.data / "reports"
        self.written: Path | None = None
        self._failure: Failure | None = None
        self.language_heading, self.folder_heading = label("head"), label("head")
        self.languages: dict[str, QPushButton] = {}
        for code in CODES:
            one = button("language")
            one.setCheckable(True)
            one.setMinimumWidth(96)
            one.clicked.connect(lambda _=False, code=code: self._choose_language(code))
            self.languages[code] = one
        self.where = Wrapping()
        self.choose, self.write = button("link"), button("main")
        self.choose.clicked.connect(self._choose_folder)
        self.write.clicked.connect(self.export)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.state = Chip("good")
        self.result = Wrapping()
        self.sending = SendCard(desk)
        self.open_file, self.open_folder = button(), button()
        self.open_file.clicked.connect(self._open_file)
        self.open_folder.clicked.connect(self._open_folder)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(spacing=8)
        card.body.addWidget(self.language_heading)
        languages = Flow(spacing=4)
        for one in self.languages.values():
            languages.addWidget(one)
        card.body.addLayout(languages)
        card.body.addSpacing(6)
        card.body.addWidget(self.folder_heading)
        where = Beside()
        where.addWidget(self.where)
        where.addWidget(self.choose)
        card.body.addLayout(where)
        card.body.addSpacing(6)
        press = Flow()
        press.addWidget(self.write)
        card.body.addLayout(press)
        card.body.addWidget(self.progress)
        said = row(self.state, self.result)
        said.setStretch(1, 1)
        card.body.addLayout(said)
        opens = Flow(spacing=8)
        opens.addWidget(self.open_file)
        opens.addWidget(self.open_folder)
        card.body.addLayout(opens)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.sending)
        column.addStretch(1)
        self.progress.hide()

    @property
    def code(self) -> str:
        """The language of the workbook."""
        return self.desk.office.settings.workbook_language

    def _choose_language(self, code: str) -> None:
        self.desk.keep_settings(workbook_language=code)
        self.retranslate()

    def folder_dialog(self) -> QFileDialog:
        """Asks for a folder. Qt's own dialog: the system's would speak the system's language."""
        language = self.desk.language
        dialog = QFileDialog(self, language.say("Where should the workbook go?"), str(self.folder))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        # Names alone: sizes and days would be written the system's way.
        dialog.setViewMode(QFileDialog.ViewMode.List)
        dialog.setStyleSheet(stylesheet(self.desk.theme, language.code))
        for places in dialog.findChildren(QListView, "sidebar"):
            # Qt remembers the width from the last time, when another language may have been on the screen.
            places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
        return dialog

    def _choose_folder(self) -> None:
        dialog = self.folder_dialog()
        if dialog.exec():
            self.folder = Path(dialog.selectedFiles()[0])
            self.retranslate()
        dialog.deleteLater()

    def export(self) -> None:
        """Write the workbook in the background, to the end even if the window is closed meanwhile."""
        if self.prepared is None or self.progress.isVisibleTo(self):
            return
        report = self.prepared.report
        code, path = self.code, self.folder / report.filename(self.desk.office.language(self.code))
        period = report.period
        self._failure, self.written = None, None
        self.progress.show()
        self.write.setEnabled(False)
        self.retranslate()

        def work(office: Office) -> tuple[Path, str]:
            if not path.parent.exists() and path.parent == office.data / "reports":
                path.parent.mkdir(parents=True, exist_ok=True)
            written = office.export(period, office.language(code), path)
            return written, hashlib.sha256(written.read_bytes()).hexdigest()

        self.desk.read(work, self._done, self._failed)

    def _done(self, result: tuple[Path, str]) -> None:
        path, sha256 = result
        period = self.prepared.report.period.code if self.prepared is not None else ""
        self.desk.write(
            lambda office: keep_export(office, period, path, sha256), lambda _: self.exported.emit()
        )
        self.written = path
        self._finish()

    def _failed(self, failure: Failure) -> None:
        self._failure = failure
        self._finish()

    def _finish(self) -> None:
        self.progress.hide()
        self.write.setEnabled(True)
        self.retranslate()

    def _open_file(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))

    def _open_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.parent)))

    def show_prepared(self, prepared: Prepared) -> None:
        """Look at a report; another period's result is not shown."""
        before = self.prepared.report.period if self.prepared is not None else None
        if before != prepared.report.period:
            self.written, self._failure = None, None
        super().show_prepared(prepared)
        self.sending.put(prepared)

    def retranslate(self) -> None:
        """Say every text again."""
        language = self.desk.language
        say = language.say
        self.language_heading.setText(say("Language of the workbook"))
        self.folder_heading.setText(say("Folder"))
        for code, one in self.languages.items():
            one.setText(language.language_name(code))
            one.setChecked(code == self.code)
            one.setAccessibleName(say("Workbook in: {language}", language=one.text()))
        self.where.setText(str(self.folder))
        self.choose.setText(say("Choose folder …"))
        self.write.setText(say("Export workbook"))
        self.open_file.setText(say("Open workbook"))
        self.open_folder.setText(say("Open folder"))
        self.progress.setAccessibleName(say("The workbook is being written"))
        for one in (self.open_file, self.open_folder):
            one.setVisible(self.written is not None)
        self._say_result()
        self.sending.retranslate()

    def _say_result(self) -> None:
        say = self.desk.language.say
        busy = self.progress.isVisibleTo(self)
        self.state.setVisible(not busy and (self._failure is not None or self.written is not None))
        if busy:
            self.result.setText(say("The workbook is being written …"))
        elif self._failure is not None:
            self.state.put(say("Not exported"), "bad")
            self.result.setText(
                "\n".join(say(one.message, **one.values) for one in problems_of(self._failure))
            )
        elif self.written is not None:
            self.state.put(say("Exported"), "good")
            self.result.setText(str(self.written))
        else:
            self.result.setText("")

    def name(self) -> str:
        """Export."""
        return self.desk.language.say("Export")

    def note(self) -> str:
        """Whether it has been exported."""
        if self.prepared is not None and self.prepared.report.stored.state == ReportState.EXPORTED:
            return self.desk.language.say("done")
        return ""
