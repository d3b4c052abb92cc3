"""The pane of one record: what it is called and how it stands, its form, what can be done, its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldreport.fields import TextField
from fieldreport.language import CODES
from fieldreport.record import Record, RecordType
from fieldreport.values import Text
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.dropping import DropTarget, Putting
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.forms.form import Form
from ui.forms.history import History
from ui.forms.keeper import Keeper
from ui.forms.likely import LikelyBar
from ui.forms.panels import Panels
from ui.tables.tones import state_field, tone_of
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, scrolling


class ArchiveRow(QWidget):
    """Asks for the reason of archiving, in place."""

    given = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reason = ComposingLine()
        self.confirm, self.cancel = button("main"), button()
        line = Beside(self, share=1)
        line.addWidget(self.reason)
        line.addWidget(self.confirm)
        line.addWidget(self.cancel)
        self.confirm.clicked.connect(self._give)
        self.reason.returnPressed.connect(self._give)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self) -> None:
        """Ask for the reason."""
        self.reason.set_typed("")
        self.show()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self.desk.language.say
        self.reason.setPlaceholderText(say("Why is it put away?"))
        self.reason.setAccessibleName(say("Reason for archiving"))
        self.confirm.setText(say("Archive"))
        self.cancel.setText(say("Cancel"))

    def _give(self) -> None:
        self.reason.settle()
        if self.reason.text().strip():
            self.hide()
            self.given.emit(self.reason.text().strip())
        else:
            self.reason.setFocus()


class Detail(QFrame):
    """One record, or a new one, with its keeper."""

    #: A new entry was given up; what was typed comes along.
    given_up = Signal(object)

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.type = record_type
        self.setProperty("role", "card")
        self.form = Form(desk, record_type)
        self.keeper = Keeper(desk, self.form)
        self.likely = LikelyBar(desk, self.form, lambda: self.keeper.record is None)
        self.title, self.note, self.lock = Wrapping(), Wrapping(), Wrapping()
        self.title.setProperty("role", "heading")
        self.note.setProperty("role", "small")
        self.lock.setProperty("role", "muted")
        self.state = Chip()
        self.save, self.discard = button("main"), button()
        self.undo, self.redo = button("link"), button("link")
        self.archive, self.unarchive, self.put_back = button("link"), button("link"), button("link")
        self.reason = ArchiveRow(desk)
        self.panels_above, self.panels = (Panels(desk, record_type, above=above) for above in (True, False))
        self.history = History(desk)
        self._lay_out()
        self.save.clicked.connect(self.keeper.save)
        self.discard.clicked.connect(self._give_up)
        self.put_back.clicked.connect(self._give_up)
        self.undo.clicked.connect(self.keeper.undo)
        self.redo.clicked.connect(self.keeper.redo)
        self.archive.clicked.connect(self.reason.ask)
        self.unarchive.clicked.connect(self.keeper.unarchive)
        self.reason.given.connect(self.keeper.archive)
        for panels in (self.panels_above, self.panels):
            panels.wrote.connect(self.keeper.saved_beside)
        self.putting = Putting(desk, self.form, self.keeper)
        self.panels.chosen.connect(self.putting.put)
        drops = DropTarget(self)
        drops.dropped.connect(self.putting.put)
        drops.refused.connect(self.putting.refuse)
        self.keeper.turned.connect(self._turned)
        self.keeper.stirred.connect(self._say_buttons)

    def _lay_out(self) -> None:
        head = Beside()
        head.addWidget(self.title)
        head.addWidget(self.state)
        buttons = Flow(spacing=4)
        for saving in (self.save, self.discard):
            buttons.addWidget(saving)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 10, 8)
        body.setSpacing(10)
        body.addWidget(self.panels_above)
        body.addWidget(self.form)
        body.addWidget(self.panels)
        body.addWidget(self.history)
        body.addStretch(1)
        self.area = scrolling(inner)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self.form.hide_suggestions())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 6, 8)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 10, 0)
        top.setSpacing(4)
        top.addLayout(head)
        under = Beside(spacing=4)
        under.addWidget(self.note)
        for doing in (self.put_back, self.undo, self.redo, self.archive, self.unarchive):
            under.addWidget(doing)
        top.addLayout(under)
        top.addWidget(self.lock)
        top.addLayout(buttons)
        top.addWidget(self.reason)
        column.addLayout(top)
        column.addWidget(self.area, 1)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        self.form.retranslate()
        self.likely.retranslate()
        self.panels_above.retranslate()
        self.panels.retranslate()
        self.history.retranslate()
        self.reason.retranslate()
        self._say()

    def _turned(self) -> None:
        self.reason.hide()
        self.likely.reset()
        self._say()
        self.panels_above.show_record(self.keeper.record)
        self.panels.show_record(self.keeper.record)
        self.history.show_record(self.keeper.record)

    def _give_up(self) -> None:
        self.given_up.emit(self.keeper.discard())

    def _say(self) -> None:
        language, record = self.desk.language, self.keeper.record
        if record is None:
            self.title.setText(language.say("New: {type}", type=language.say(self.type.label)))
            self.note.setText("")
            self.state.hide()
        else:
            titles = self.desk.office.titles(language)
            self.title.setText(titles.of(record))
            self.note.setText(" · ".join([language.reference(record.reference), *self._other_names(record)]))
            self._say_state(record)
        self.note.setVisible(bool(self.note.text()))
        self._say_buttons()

    def _other_names(self, record: Record) -> list[str]:
        """The record's own name in the other languages: the same company is known by each."""
        shown: list[str] = []
        for name in self.type.title:
            value = record.values.get(name)
            if isinstance(self.type.field(name), TextField) and isinstance(value, Text):
                own = value.best(self.desk.language.code)
                others = [value.in_language(code) for code in CODES]
                shown += [one for one in others if one and one != own and one not in shown]
        return shown

    def _say_state(self, record: Record) -> None:
        field = state_field(self.type)
        code = record.values.get(field.name) if field else None
        self.state.setVisible(field is not None and code is not None)
        if field is not None and code is not None:
            self.state.put(field.show(code, self.desk.language), tone_of(field, code) or "calm")

    def _say_lock(self, record: Record | None) -> None:
        say = self.desk.language.say
        said = ""
        if record is not None and record.archived is not None:
            said = say("Archived: {reason}", reason=record.archived)
            if self.keeper.is_unsaved():
                more = say("What was typed can be saved once this is taken out of the archive.")
                said = "\n".join([said, more])
        elif record is not None and record.type.append_only:
            said = say("This is part of the ledger and is never changed; please add a new entry instead.")
        self.lock.setText(said)
        self.lock.setVisible(bool(said))

    def _say_buttons(self) -> None:
        say, record = self.desk.language.say, self.keeper.record
        self._say_lock(record)
        self.save.setText(say("Save"))
        self.save.setToolTip(say("Save (Ctrl S)"))
        self.discard.setText(say("Discard"))
        self.undo.setText(say("Undo"))
        self.undo.setToolTip(say("Take back what was saved last (Ctrl Z)"))
        self.redo.setText(say("Redo"))
        self.redo.setToolTip(say("Do again what was taken back (Ctrl Shift Z)"))
        self.archive.setText(say("Archive"))
        self.unarchive.setText(say("Take out of the archive"))
        self.put_back.setText(say("Discard"))
        self.put_back.setToolTip(say("Put back what was saved"))
        unsaved = record is not None and self.keeper.is_unsaved()
        self.save.setVisible(record is None)
        self.discard.setVisible(record is None)
        self.put_back.setVisible(unsaved)
        self.undo.setVisible(self.keeper.can_undo() and not unsaved)
        self.redo.setVisible(self.keeper.can_redo() and not unsaved)
        archived = record is not None and record.archived is not None
        self.archive.setVisible(record is not None and not archived)
        self.unarchive.setVisible(archived)
