"""The foot of the sidebar: the state of saving, and the three languages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from fieldreport.language import CODES
from ui.desk import Desk
from ui.theme import font
from ui.widgets.plain import label


class SavingState(QWidget):
    """Whether everything is on the disk, in words and with a dot."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pending = 0
        self._failed = False
        self._text = label("small", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 0, 0)
        line.addWidget(self._text)
        desk.writing.connect(self._count)
        desk.not_saved.connect(self._fail)

    def _count(self, pending: int) -> None:
        if pending > self._pending:
            self._failed = False
        self._pending = pending
        self.retranslate()

    def _fail(self) -> None:
        self._failed = True
        self.retranslate()

    def retranslate(self) -> None:
        """Say the state again."""
        say = self._desk.language.say
        if self._pending:
            text = say("Saving …")
        elif self._failed:
            text = say("The last change was not saved")
        else:
            text = say("All saved on this computer")
        self._text.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot before the words."""
        theme = self._desk.theme
        tone = theme.warn if self._pending else theme.bad if self._failed else theme.good
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ink))
        painter.drawEllipse(QRectF(0, self._text.y() + self._text.fontMetrics().height() / 2 - 4, 8, 8))


class LanguageSwitch(QWidget):
    """The three languages, each named in itself; one press switches the whole window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for code in CODES:
            one = QPushButton(desk.office.language(code).language_name(code))
            one.setProperty("role", "language")
            one.setFont(font(code))
            one.setCheckable(True)
            one.setCursor(Qt.CursorShape.PointingHandCursor)
            one.clicked.connect(lambda _=False, code=code: self._choose(code))
            line.addWidget(one, 1)
            self.buttons[code] = one
        self.retranslate()

    def _choose(self, code: str) -> None:
        self._desk.set_language(code)
        # The language that is chosen already stays marked.
        self.retranslate()

    def retranslate(self) -> None:
        """Mark the language of the screen."""
        language = self._desk.language
        for code, one in self.buttons.items():
            one.setChecked(code == language.code)
            one.setAccessibleName(language.say("Language: {language}", language=one.text()))
