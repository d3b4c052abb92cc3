"""A new record in a window of its own: the company that a lead is just being written for, and is not there yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.fields import Line, TextField
from fieldreport.record import Record, RecordType
from ui.desk import Desk
from ui.forms.editor import Editor
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.likely import USE, LikelyBar
from ui.forms.pick import PickEditor
from ui.forms.saving import Saved, add_record
from ui.forms.suggestions import Option
from ui.stylesheet import stylesheet
from ui.widgets.plain import button, scrolling


def answer_entries(form: Form) -> None:
    """Let a form's links add the records that are not there yet."""

    def begin(editor: Editor, type_name: str, words: str) -> None:
        entry = Entry(form.desk, form.desk.office.record_type(type_name), words, form)
        if isinstance(editor, PickEditor):
            entry.made.connect(
                lambda record: editor.take(
                    Option(record.id, form.desk.office.titles(form.desk.language).of(record))
                )
            )
            entry.found.connect(lambda record_id, title: editor.take(Option(record_id, title)))
        entry.open()

    form.entry_wanted.connect(begin)


class Entry(QDialog):
    """A form for one new record. Closing it keeps what was typed as a draft."""

    #: The ``Record`` that was added.
    made = Signal(object)
    #: It was there already: the id and the title of the record that is taken instead.
    found = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        record_type: RecordType,
        words: str,
        parent: QWidget,
        known: Mapping[str, Json] | None = None,
        add: Callable[..., Saved] = add_record,
    ) -> None:
        """``words`` are its name; ``known`` is what else is known of it (raw); ``add`` adds it."""
        super().__init__(parent.window())
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(desk, record_type)
        self.keeper = Keeper(desk, self.form, add)
        self.likely = LikelyBar(desk, self.form, lambda: self.keeper.record is None, self._take_instead, USE)
        self.save, self.cancel = button("main"), button()
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.addWidget(self.form)
        body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.addWidget(scrolling(inner), 1)
        column.addLayout(buttons)
        self.resize(520, min(680, parent.window().height() - 40))
        self.save.clicked.connect(self.keeper.save)
        self.cancel.clicked.connect(self.close)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.keeper.save)
        self.keeper.saved.connect(self._saved)
        answer_entries(self.form)
        desk.language_changed.connect(self.retranslate)
        desk.theme_changed.connect(self.retranslate)
        self.keeper.begin(known)
        self.retranslate()
        if words:
            self.form.restore(self._named(record_type, words))
        self.likely.look()
        self.form.focus_first()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        self.setStyleSheet(stylesheet(self.desk.theme, language.code))
        self.setWindowTitle(language.say("New: {type}", type=language.say(self.form.type.label)))
        self.save.setText(language.say("Save"))
        self.cancel.setText(language.say("Close"))
        self.form.retranslate()
        self.likely.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.keeper.record is None:
            self.keeper.leave()
        super().closeEvent(event)

    @staticmethod
    def _named(record_type: RecordType, words: str) -> Mapping[str, Json]:
        """The words by which it was looked for are its name."""
        for name in record_type.title:
            match record_type.field(name):
                case TextField():
                    return {name: {"text": words, "guessed": True}}
                case Line():
                    return {name: words}
        return {}

    def _take_instead(self, record_id: str, title: str) -> None:
        self.keeper.discard()
        self.found.emit(record_id, title)
        self.reject()

    def _saved(self) -> None:
        record: Record | None = self.keeper.record
        if record is not None:
            self.made.emit(record)
            self.accept()
