"""The tool that brings in a file: what its columns are, what would happen, and the bringing in itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QListView, QProgressBar, QVBoxLayout, QWidget

from fieldreport.language import N_
from fieldreport.records import RECORD_TYPES
from ui.desk import Desk, ignore
from ui.forms.chosen import Combo
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.office_work import Tool
from ui.stylesheet import stylesheet
from ui.tools.before import Before
from ui.tools.file_columns import FileColumns
from ui.tools.file_jobs import begin, begin_settling, begin_undo, read_batches, read_file
from ui.tools.parts import Parts
from ui.tools.told import Told
from ui.widgets.beside import Beside
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, button, label, scrolling

if TYPE_CHECKING:
    from fieldreport.failures import Failure
    from fieldreport.importing import Opened, Outcome, Undone
    from fieldreport.record import RecordType

#: What is chosen is looked at after so many milliseconds, in which something else may be chosen.
PAUSE = 300
SUFFIXES = ("*.xlsx", "*.xlsm", "*.csv", "*.tsv", "*.txt")

LACKS = N_("No column gives the field “{field}”, which every record needs. Choose a column for it above.")


class BringingTool(Tool):
    """Brings in a workbook or a CSV file; one may also be dropped here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.path: Path | None = None
        self.opened: Opened | None = None
        self.outcome: Outcome | None = None
        self.work: Parts[Outcome] | None = None
        self.undoing: Parts[Undone] | None = None
        self._settling: Parts[bool] | None = None
        self.is_writing = self.is_there = False
        self._sheet = ""
        self._failure: Failure | None = None
        self._undone: Undone | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._try)
        self.types, self.sheets = Combo(), Combo()
        self.types.currentIndexChanged.connect(self._type_chosen)
        self.sheets.currentIndexChanged.connect(self._sheet_chosen)
        self.choose, self.write = button(), button("main")
        self.stop, self.undo = button(), button()
        self.columns = FileColumns(desk)
        self.told = Told(desk)
        self.state = Wrapping()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._type_label, self._sheet_label = label("strong", wrap=True), label("strong", wrap=True)
        self._file, self._about = Wrapping(), label("muted", wrap=True)
        self._columns_heading, self._told_heading = label("heading", wrap=True), label("heading", wrap=True)
        self._sheet_line, self.before = QWidget(), Before(desk)
        self.before.wanted_back.connect(self.take_back)
        self._lay_out()
        self.columns.chosen.connect(self._changed)
        self.choose.clicked.connect(self._choose_file)
        self.write.clicked.connect(self.bring_in)
        self.stop.clicked.connect(self._stop)
        self.undo.clicked.connect(self._undo_last)

    def _lay_out(self) -> None:
        file = Card(spacing=10)
        types = Beside(spacing=12)
        types.addWidget(self._type_label)
        types.addWidget(self.types)
        file.body.addWidget(self._about)
        file.body.addLayout(types)
        where = Beside(spacing=12)
        where.addWidget(self._file)
        where.addWidget(self.choose)
        file.body.addLayout(where)
        self._sheet_line.setProperty("look", "clear")
        sheets = Beside(self._sheet_line, spacing=12)
        sheets.addWidget(self._sheet_label)
        sheets.addWidget(self.sheets)
        file.body.addWidget(self._sheet_line)
        self._columns_card = Card(spacing=10)
        self._columns_card.body.addWidget(self._columns_heading)
        self._columns_card.body.addWidget(self.columns)
        self._told_card = Card(spacing=10)
        self._told_card.body.addWidget(self._told_heading)
        self._told_card.body.addWidget(self.state)
        self._told_card.body.addWidget(self.progress)
        press = Flow(spacing=8)
        for one in (self.write, self.stop, self.undo):
            press.addWidget(one)
        self._told_card.body.addLayout(press)
        self._told_card.body.addWidget(self.told)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (file, self._columns_card, self._told_card, self.before):
            column.addWidget(card)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolling(inner))

    # ---- choosing ------------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        self.desk.read(read_batches, self.before.put, latest=f"batches {id(self)}")

    def open_subject(self, subject: str) -> None:
        """Open the file at this path."""
        self.open_file(Path(subject))

    @property
    def of_type(self) -> RecordType:
        """What the rows are."""
        return self.desk.office.record_type(str(self.types.chosen() or RECORD_TYPES[0].name))

    def file_dialog(self) -> QFileDialog:
        """Asks for a file. Qt's own dialog: the system's would speak the system's language."""
        language = self.desk.language
        dialog = QFileDialog(self, language.say("Which file is to be brought in?"), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(language.say("Workbooks and CSV files ({kinds})", kinds=" ".join(SUFFIXES)))
        dialog.setViewMode(QFileDialog.ViewMode.List)
        dialog.setStyleSheet(stylesheet(self.desk.theme, language.code))
        for places in dialog.findChildren(QListView, "sidebar"):
            places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
        return dialog

    def _choose_file(self) -> None:
        dialog = self.file_dialog()
        if dialog.exec():
            self.open_file(Path(dialog.selectedFiles()[0]))
        dialog.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(one.isLocalFile() for one in event.mimeData().urls()) and not self.is_writing:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open_file(files[0])

    def open_file(self, path: Path, sheet: str = "") -> None:
        """Read a file and show what its columns are taken for."""
        if self.is_writing:
            return
        self._leave_work()
        self.path, self._sheet = path, sheet
        self.opened = self.outcome = self._failure = self._undone = None
        self.is_there = False
        self._say()
        job = partial(read_file, path=path, of_type=self.of_type, sheet=sheet)
        self.desk.read(job, self._opened, self._not_opened, latest=f"file {id(self)}")

    def _opened(self, opened: Opened) -> None:
        self.opened = opened
        self._sheet = opened.table.sheet
        self.columns.show_file(opened)
        self._say()
        self._try()

    def _not_opened(self, failure: Failure) -> None:
        self._failure = failure
        self._say()

    def _type_chosen(self, _index: int = 0) -> None:
        if self.path is not None:
            self.open_file(self.path, self._sheet)

    def _sheet_chosen(self, _index: int = 0) -> None:
        if self.path is not None and self.sheets.chosen() not in (None, self._sheet):
            self.open_file(self.path, str(self.sheets.chosen()))

    def _changed(self) -> None:
        self._leave_work()
        self.outcome = None
        self.is_there = False
        self._pause.start()
        self._say()

    # ---- working -------------------------------------------------------------------------------------------------

    def _leave_work(self) -> None:
        if self.work is not None:
            self.work.stop()
            self.work = None

    def _try(self) -> None:
        """Look at what would happen."""
        self._leave_work()
        if self.opened is not None and not self.columns.lacking():
            self.work = self._begin(trial=True)
        self._say()

    def bring_in(self) -> None:
        """Bring the rows in, in the background; what is saved meanwhile comes in between."""
        if self.opened is None or self.is_writing or self.columns.lacking():
            return
        self._leave_work()
        self.is_writing, self._undone = True, None
        self.outcome = None
        self.work = self._begin(trial=False)
        self._say()

    def _begin(self, *, trial: bool) -> Parts[Outcome]:
        assert self.opened is not None
        job = partial(
            begin,
            opened=self.opened,
            choice=self.columns.choice(),
            language=self.desk.language.code,
            trial=trial,
        )
        submit = self.desk.read if trial else self.desk.write
        work: Parts[Outcome] = Parts(
            self, submit, job, lambda one: self._progressed(work, one), lambda one: self._ended(work, one)
        )
        return work

    def _progressed(self, work: Parts[Outcome], outcome: Outcome) -> None:
        if work is self.work:
            self.outcome = outcome
            self._say()

    def _ended(self, work: Parts[Outcome], failure: Failure | None) -> None:
        if work is not self.work:
            return
        self.work = None
        self._failure = failure
        if self.is_writing:
            self.is_writing, self.is_there = False, self.outcome is not None
            self._announce()
            self._settling = Parts(self, self.desk.write, begin_settling, ignore, ignore)
        self._say()

    def _announce(self) -> None:
        from fieldreport.store import Change

        touched = self.outcome.touched if self.outcome is not None else {}
        if touched:
            self.desk.changed.emit(Change(0, tuple(touched.items())))
        self.arrive()

    def _stop(self) -> None:
        for one in (self.work, self.undoing):
            if one is not None:
                one.stop()

    def _undo_last(self) -> None:
        if self.outcome is not None and self.outcome.batch:
            self.take_back(self.outcome.batch)

    def take_back(self, batch: str) -> None:
        """Take back what was brought in under this name."""
        if self.is_writing:
            return
        self.is_writing, self.is_there = True, False
        self._failure = None
        self.undoing = Parts(
            self, self.desk.write, partial(begin_undo, batch=batch), self._taken_back, self._undo_ended
        )
        self._say()

    def _taken_back(self, undone: Undone) -> None:
        self._undone = undone
        self._say()

    def _undo_ended(self, failure: Failure | None) -> None:
        self.undoing, self.is_writing, self._failure = None, False, failure
        from fieldreport.store import Change

        if self._undone is not None and self._undone.touched:
            self.desk.changed.emit(Change(0, tuple(self._undone.touched.items())))
        self.outcome = None
        self.arrive()
        self._say()

    # ---- saying --------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        say = self.desk.language.say
        chosen = self.types.chosen() or "organisation"
        self.types.offer({one.name: say(one.plural) for one in RECORD_TYPES}, chosen)
        self._about.setText(
            say("Lists in Excel workbooks (.xlsx) and CSV files. Nothing is written before you say so.")
        )
        self._type_label.setText(say("What the rows are"))
        self._sheet_label.setText(say("Sheet of the workbook"))
        self.types.setAccessibleName(say("What the rows are"))
        self.sheets.setAccessibleName(say("Sheet of the workbook"))
        self.choose.setText(say("Choose a file …"))
        self._columns_heading.setText(say("What the columns are"))
        self.stop.setText(say("Stop"))
        self.columns.retranslate()
        self.before.retranslate()
        self._say()

    def _say(self) -> None:
        language = self.desk.language
        say = language.say
        opened = self.opened
        self._file.setText(
            self.path.name if self.path else say("No file is chosen yet. You can also drop one here.")
        )
        named = opened.table.sheets if opened else ()
        self.sheets.blockSignals(True)
        self.sheets.offer({one.name: one.name for one in named}, self._sheet or None)
        self.sheets.blockSignals(False)
        self._sheet_line.setVisible(len(named) > 1)
        self._columns_card.setVisible(opened is not None)
        lacking = self.columns.lacking() if opened is not None else []
        is_busy = self.work is not None or self.undoing is not None
        self._told_card.setVisible(bool(opened is not None or self._failure or self._undone or is_busy))
        self._told_heading.setText(
            say("What was done") if self.is_there or self._undone else say("What would happen")
        )
        self.state.setText(self._said(lacking))
        self.progress.setVisible(is_busy)
        done, total = self._how_far()
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        useful = self.outcome is not None and self.outcome.added + self.outcome.changed > 0
        self.write.setText(say("Bring in"))
        self.write.setVisible(opened is not None and not self.is_there)
        self.write.setEnabled(not is_busy and not lacking and useful)
        self.stop.setVisible(self.is_writing)
        self.undo.setText(say("Take it back"))
        self.undo.setVisible(self.is_there and useful and not is_busy)
        self.choose.setEnabled(not self.is_writing)
        self.types.setEnabled(not self.is_writing)
        self.columns.setEnabled(not self.is_writing and not self.is_there)
        notes = opened.table.notes if opened is not None else ()
        self.told.put(None if self._undone else self.outcome, notes, self._undone)

    def _how_far(self) -> tuple[int, int]:
        if self.undoing is not None:
            return (self._undone.done, self._undone.total) if self._undone else (0, 0)
        return (self.outcome.done, self.outcome.rows) if self.outcome else (0, 0)

    def _said(self, lacking: list[str]) -> str:
        from fieldreport.importing.sentences import counted, taken_back

        language = self.desk.language
        if self._failure is not None:
            problems = problems_of(self._failure)
            return "\n".join(language.say(one.message, **one.values) for one in problems)
        if self._undone is not None:
            return taken_back(self._undone, language)
        if lacking and self.opened is not None:
            of_type = self.opened.record_type
            return "\n".join(
                language.say(LACKS, field=language.say(of_type.field(one).label)) for one in lacking
            )
        if self.outcome is None:
            return language.say("The rows are being looked at.")
        return "\n".join(counted(self.outcome, language))
