"""Text boxes that know what is being composed: a Hangul syllable or a Bengali conjunct not yet finished is typed text.

While an input method composes, ``text()`` lacks the composition and no signal tells of it; whoever reads only that
loses the last syllable.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

#: What a line has around its text, in pixels.
AROUND = 30


def inserted(text: str, units: int, composition: str) -> str:
    """``text`` with ``composition`` at the position ``units``, which Qt counts in UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    before, after = encoded[: 2 * units], encoded[2 * units :]
    return (
        before.decode("utf-16-le", "surrogatepass") + composition + after.decode("utf-16-le", "surrogatepass")
    )


def finish(box: ComposingLine | ComposingText) -> None:
    """Make the composition text, by the input method or, when it does not, by ourselves."""
    method = QGuiApplication.inputMethod()
    focused = box.hasFocus()
    if focused:
        method.commit()
    if not box.composition:
        return
    event = QInputMethodEvent()
    event.setCommitString(box.composition)
    QApplication.sendEvent(box, event)
    if focused:
        # It must not commit the same syllable once more when the focus goes.
        method.reset()


def hear_out(box: ComposingLine | ComposingText, event: QEvent) -> None:
    """Before a key that reaches the box while it composes, take what the input method has said already.

    ibus says "not my key" by one way and the letters that this key has ended by another, slower one, when programs
    are told to wait for its answers (``IBUS_ENABLE_SYNC_MODE``): a space would stand before the last letter of its
    word, and what is saved at that key would have the letter twice.
    """
    if box.composition and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)


def is_spent_undo(event: QEvent, undo_available: bool, redo_available: bool) -> bool:
    """Whether Ctrl Z is pressed with nothing typed to take back, so that it means the last save instead.

    Ctrl Shift Z is the same for what was taken back.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo_available
    return event.matches(QKeySequence.StandardKey.Redo) and not redo_available


class ComposingLine(QLineEdit):
    """A line edit whose ``typed`` holds the unfinished composition too."""

    #: A person typed: text or composition changed.
    typed_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composition = ""
        self.textEdited.connect(self.typed_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all that it says while it is empty."""
        hint = super().sizeHint()
        said = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(hint.width(), said + AROUND), hint.height())

    def typed(self) -> str:
        """Everything typed, the composition where it stands."""
        return (
            inserted(self.text(), self.cursorPosition(), self.composition)
            if self.composition
            else self.text()
        )

    def settle(self) -> None:
        """Make the composition text."""
        if self.composition:
            finish(self)

    def set_typed(self, text: str) -> None:
        """Show another text, from its beginning; an unfinished composition is dropped."""
        if self.composition:
            self.composition = ""
            QApplication.sendEvent(self, QInputMethodEvent())
            if self.hasFocus():
                QGuiApplication.inputMethod().reset()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.composition
        # Known before Qt tells of the committed text, so that a listener never sees the syllable twice.
        self.composition = event.preeditString()
        super().inputMethodEvent(event)
        if self.composition != before:
            self.typed_changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            # Files are for the record around the box; their addresses are no text that anybody means.
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        hear_out(self, event)
        if is_spent_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class ComposingText(QPlainTextEdit):
    """A box for paragraphs that grows with its text; ``typed`` holds the unfinished composition too."""

    #: A person typed: text or composition changed.
    typed_changed = Signal()

    def __init__(self, least: int = 2, most: int = 10, parent: QWidget | None = None) -> None:
        """Shows at least ``least`` lines, grows up to ``most`` and scrolls from there."""
        super().__init__(parent)
        self._least, self._most = least, most
        self._loading = False
        self.composition = ""
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def typed(self) -> str:
        """Everything typed, the composition where it stands."""
        text = self.toPlainText()
        return inserted(text, self.textCursor().position(), self.composition) if self.composition else text

    def settle(self) -> None:
        """Make the composition text."""
        if self.composition:
            finish(self)

    def set_typed(self, text: str) -> None:
        """Show another text; an unfinished composition is dropped."""
        self._loading = True
        try:
            if self.composition:
                self.composition = ""
                QApplication.sendEvent(self, QInputMethodEvent())
                if self.hasFocus():
                    QGuiApplication.inputMethod().reset()
            if text != self.toPlainText():
                self.setPlainText(text)
        finally:
            self._loading = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.composition
        self.composition = event.preeditString()
        super().inputMethodEvent(event)
        if self.composition != before:
            self._changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            # Files are for the record around the box; their addresses are no text that anybody means.
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        hear_out(self, event)
        if is_spent_undo(event, self.document().isUndoAvailable(), self.document().isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height())

    def setPlaceholderText(self, text: str) -> None:
        super().setPlaceholderText(text)
        self._fit()

    def _changed(self) -> None:
        if not self._loading:
            self.typed_changed.emit()

    def _fit(self) -> None:
        if self.height() != self._height():
            self.updateGeometry()

    def _height(self) -> int:
        """Room for the lines there are, each as tall as its letters need: Bengali conjuncts need more than Latin."""
        one = float(self.fontMetrics().lineSpacing())
        lines, block = 0.0, self.document().begin()
        while block.isValid() and lines < self._most * one:
            lines += max(one, self.blockBoundingRect(block).height())
            block = block.next()
        text = max(self._least * one, min(self._most * one, lines), self._placeholder_height())
        frame = self.height() - self.viewport().height()
        return math.ceil(text + 2 * self.document().documentMargin()) + max(frame, 2 * self.frameWidth())

    def _placeholder_height(self) -> float:
        """Room for all of the placeholder while it is seen: nobody can scroll in it."""
        if not self.document().isEmpty() or not self.placeholderText():
            return 0.0
        margin = 2 * self.document().documentMargin()
        room = QRectF(0, 0, max(self.viewport().width() - margin, 1), 1_000_000)
        lines = QFontMetricsF(self.font()).boundingRect(
            room, int(Qt.TextFlag.TextWordWrap), self.placeholderText()
        )
        return lines.height()
