"""The steps of the report: which one is in sight, and what is left to do in each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from ui.desk import Desk
from ui.theme import SMALL, TEXT, font

#: What stands before and after the texts of a step, and between them; the height of one line; all in pixels.
BEFORE, AFTER, GAP, HEIGHT = 48, 8, 8, 42


class StepButton(QAbstractButton):
    """One step: its number, its name, and a note such as what is left."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        self._desk = desk
        self._number = number
        self.note = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, name: str, note: str) -> None:
        """Show a name and a note."""
        self.note = note
        self.setText(name)
        said = self._desk.language.say("Step {number}: {name}", number=self._number, name=name)
        self.setAccessibleName(f"{said}, {note}" if note else said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its texts, the row shares what is over; as high as its lines at the width it has."""
        code = self._desk.language.code
        name = QFontMetrics(font(code, TEXT, bold=True)).horizontalAdvance(self.text())
        note = QFontMetrics(font(code, TEXT)).horizontalAdvance(self.note)
        return QSize(BEFORE + name + (GAP + note if note else 0) + AFTER, self._height())

    def minimumSizeHint(self) -> QSize:
        """The number and the longest word."""
        metrics = QFontMetrics(font(self._desk.language.code, TEXT, bold=True))
        words = [*self.text().split(), *self.note.split()]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(BEFORE + longest + AFTER, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        if self._height() != self.height():
            self.updateGeometry()

    def _height(self) -> int:
        name, note = self._places(QRectF(0, 0, self.width(), 10_000))
        return max(HEIGHT, round(max(name.bottom(), note.bottom()) - min(name.top(), note.top())) + 20)

    def _places(self, area: QRectF) -> tuple[QRectF, QRectF]:
        """Where name and note stand: the note after the name, or below it where they do not fit on one line."""
        code = self._desk.language.code
        bold, plain = QFontMetricsF(font(code, TEXT, bold=True)), QFontMetricsF(font(code, TEXT))
        room = area.adjusted(BEFORE, 0, -AFTER, -2)
        wrapping = int(Qt.TextFlag.TextWordWrap)
        name = bold.boundingRect(QRectF(0, 0, room.width(), 10_000), wrapping, self.text())
        note = plain.boundingRect(QRectF(0, 0, room.width(), 10_000), wrapping, self.note)
        beside = name.width() + GAP + plain.horizontalAdvance(self.note)
        if not self.note or (beside <= room.width() and name.height() < 1.5 * bold.height()):
            top = room.top() + (room.height() - name.height()) / 2
            line = QRectF(room.left(), top, room.width(), name.height())
            return line, line.adjusted(name.width() + GAP if self.note else 0, 0, 0, 0)
        top = room.top() + (room.height() - name.height() - note.height()) / 2
        return (
            QRectF(room.left(), top, room.width(), name.height()),
            QRectF(room.left(), top + name.height(), room.width(), note.height()),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, name, note; the step in sight has a line under it."""
        theme, code, painter = self._desk.theme, self._desk.language.code, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        if self.underMouse() and not chosen:
            painter.fillRect(area.adjusted(1, 1, -1, -3), QColor(theme.hover))
        painter.fillRect(
            QRectF(0, area.bottom() - 3, area.width(), 3), QColor(theme.accent if chosen else theme.line)
        )
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -5), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        tone = theme.info if chosen else theme.calm
        painter.setBrush(QColor(tone.ground))
        pill = QRectF(14, area.center().y() - 11, 25, 20)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(QColor(tone.ink))
        painter.setFont(font(code, SMALL, bold=True))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._desk.language.number(self._number))
        name, note = self._places(area)
        lines = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font(code, TEXT, bold=True))
        painter.setPen(QColor(theme.text))
        painter.drawText(name, lines, self.text())
        painter.setFont(font(code, TEXT))
        painter.setPen(QColor(theme.muted))
        painter.drawText(note, lines, self.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to a step as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class StepBar(QFrame):
    """All steps side by side."""

    #: A step was chosen, by its place from 0.
    chosen = Signal(int)

    def __init__(self, desk: Desk, count: int) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        line = QHBoxLayout(self)
        line.setContentsMargins(1, 1, 1, 1)
        line.setSpacing(0)
        group = QButtonGroup(self)
        self.steps: list[StepButton] = []
        for at in range(count):
            one = StepButton(desk, at + 1)
            one.clicked.connect(lambda _=False, at=at: self.chosen.emit(at))
            group.addButton(one)
            line.addWidget(one, 1)
            self.steps.append(one)

    def mark(self, step: int) -> None:
        """Mark the step in sight."""
        self.steps[step].setChecked(True)
