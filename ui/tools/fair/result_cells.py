"""The cells in which results are entered: a line or a list over the cell, and how what could not be saved looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QStyleOptionViewItem, QWidget

from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.forms.composing import ComposingLine
from ui.forms.money import REPORTED
from ui.tables.delegate import CellDelegate
from ui.tools.fair.answers import ANSWERS, label_of
from ui.tools.fair.entering import FIELDS, PROBLEM, STATUS, ResultsModel

Index = QModelIndex | QPersistentModelIndex
EndEditHint = QAbstractItemDelegate.EndEditHint
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def with_currency(text: str) -> str:
    """A sum as it is saved: a number alone is in the currency in which the office reports."""
    from fieldreport import parsing

    try:
        parsing.number(text)
    except parsing.Unreadable:
        return text
    return f"{REPORTED} {text}"


class ResultDelegate(CellDelegate):
    """Editors that are lines or a list; a cell whose text could not be saved is framed, with a sign."""

    #: Something is being typed (the line).
    typing = Signal(object)
    #: What was typed is done; go so many rows down.
    done = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() not in FIELDS:
            return
        theme = self._desk.theme
        problem = index.data(PROBLEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2.5, 3.5, -2.5, -4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.bad.ink if problem else theme.line), 1.6 if problem else 1))
        painter.drawRoundedRect(box, 5, 5)
        if problem:
            # An exclamation mark: nothing is told by colour alone.
            painter.setPen(QPen(QColor(theme.bad.ink), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            x, middle = box.right() - 7, box.center().y()
            painter.drawLine(QRectF(x, middle - 6, 0, 7).topLeft(), QRectF(x, middle - 6, 0, 7).bottomLeft())
            painter.drawPoint(QRectF(x, middle + 5, 0, 0).topLeft())
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        language = self._desk.language
        name = language.say(MEETING.field(FIELDS[index.column()]).label)
        if index.column() == STATUS:
            combo = Combo(parent)
            for number, answer in enumerate(ANSWERS, start=1):
                combo.addItem(
                    language.say("{number} · {answer}", number=number, answer=label_of(answer, language)),
                    number,
                )
            combo.setAccessibleName(name)
            combo.activated.connect(lambda _: self._finish(combo, 1))
            return combo
        line = ComposingLine(parent)
        line.setProperty("role", "cell")
        line.setAccessibleName(name)
        line.typed_changed.connect(lambda: self.typing.emit(line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands in the cell when it is opened; what changes elsewhere meanwhile never takes what is typed."""
        if editor.property("loaded"):
            return
        editor.setProperty("loaded", True)
        if isinstance(editor, QComboBox):
            shown = str(index.data() or "")
            at = next(
                (number for number, one in enumerate(ANSWERS) if label_of(one, self._desk.language) == shown),
                0,
            )
            editor.setCurrentIndex(at)
        elif isinstance(editor, ComposingLine):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(model, ResultsModel)
        if isinstance(editor, QComboBox):
            model.setData(index, str(editor.currentData()))
        elif isinstance(editor, ComposingLine):
            editor.settle()
            if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or "") or index.data(PROBLEM):
                model.setData(index, editor.text())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + (12 if index.column() in FIELDS else 0), hint.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter saves and goes down, as the arrows up and down do in a line."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
        ):
            arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down) if isinstance(editor, ComposingLine) else ()
            if event.key() in (*ENTER, *arrows):
                self._finish(editor, -1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QWidget, down: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, EndEditHint.NoHint)
        self.done.emit(down)
