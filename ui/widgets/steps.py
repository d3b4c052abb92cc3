"""The steps of the report: which one is in sight, and what is left to do in each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from ui.desk import Desk
from ui.theme import SMALL, TEXT, font


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
        self.setToolTip(f"{name} · {note}" if note else name)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its texts; the row shares what is over."""
        metrics = QFontMetrics(font(self._desk.language.code, TEXT, bold=True))
        return QSize(62 + metrics.horizontalAdvance(self.text() + self.note), 42)

    def minimumSizeHint(self) -> QSize:
        """The number and some of the name."""
        return QSize(90, 42)

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
        painter.setFont(font(code, TEXT, bold=True))
        painter.setPen(QColor(theme.text))
        room = area.adjusted(48, 0, -8, -2)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        room = room.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0)
        if self.note and room.width() > 20:
            painter.setFont(font(code, TEXT))
            painter.setPen(QColor(theme.muted))
            note = painter.fontMetrics().elidedText(self.note, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, note)

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
