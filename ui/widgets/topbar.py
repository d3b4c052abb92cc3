"""The window's top: one search over everything and one way to add anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from ui import icons
from ui.commands.command import Command
from ui.desk import Desk
from ui.widgets.keys import paint_key, shortcut_text
from ui.widgets.search import Search


class NewButton(QPushButton):
    """The main button of the window, its shortcut written on it as a key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "main")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._keys = shortcut_text("Ctrl+N")

    def sizeHint(self) -> QSize:
        """The text and the key beside it."""
        hint = super().sizeHint()
        return QSize(hint.width() + 56, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button with its text to the left of the key."""
        text = self.text()
        painter = QPainter(self)
        theme = self._desk.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QColor(theme.text if self.hasFocus() else theme.button))
        painter.setBrush(QColor(theme.button_hover if self.underMouse() or self.isDown() else theme.button))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(QColor(theme.on_button))
        painter.setFont(self.font())
        painter.drawText(area.adjusted(15, 0, -60, 0), Qt.AlignmentFlag.AlignVCenter, text)
        paint_key(painter, area.right() - 13, area.center().y() + 0.5, self._keys, "#8FB2E6", theme.on_button)


class TopBar(QFrame):
    """Search at the left, New entry and help at the right."""

    #: Somebody wants help on what is in sight.
    help_wanted = Signal()

    #: This ``Command`` was chosen.
    command_chosen = Signal(object)

    def __init__(
        self, desk: Desk, new: Sequence[Command], window: QWidget, commands: Callable[[], Sequence[Command]]
    ) -> None:
        """``new`` begin new entries, each in the menu; ``commands`` gives all that search finds."""
        super().__init__()
        self._desk = desk
        self._new = new
        self.setProperty("role", "top")
        self.setFixedHeight(56)
        self.search = Search(desk, window, commands)
        self.search.command_chosen.connect(self.command_chosen)
        self.new = NewButton(desk)
        self.new.clicked.connect(self.open_menu)
        self.menu: QMenu | None = None
        self.help = QToolButton()
        self.help.setCursor(Qt.CursorShape.PointingHandCursor)
        self.help.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.help.setIconSize(QSize(20, 20))
        self.help.clicked.connect(self.help_wanted)
        self._help_key = QAction(window)
        self._help_key.setShortcut(QKeySequence(Qt.Key.Key_F1))
        self._help_key.triggered.connect(self.help_wanted)
        window.addAction(self._help_key)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.addWidget(self.search.field)
        line.addSpacing(12)
        line.addStretch(1)
        line.addWidget(self.new)
        line.addSpacing(8)
        line.addWidget(self.help)

    def open_menu(self) -> None:
        """Ask what kind of record to add; the arrow keys, a letter or the mouse choose."""
        language = self._desk.language
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(language.say("New entry"))
        for one in self._new:
            # The heading of the menu says already that it is something new.
            named = str(one.values(language)["type"])
            entry = self.menu.addAction(icons.icon(one.icon, self._desk.theme.muted), named)
            entry.triggered.connect(lambda _=False, one=one: self.command_chosen.emit(one))
        below = QPoint(self.new.width() - self.menu.sizeHint().width(), self.new.height() + 4)
        self.menu.popup(self.new.mapToGlobal(below))
        self.menu.setActiveAction(self.menu.actions()[0])

    def retranslate(self) -> None:
        """Say every text again."""
        say = self._desk.language.say
        self.search.retranslate()
        self.new.setText(say("New entry"))
        self.new.setAccessibleName(say("New entry"))
        helps = say("Help on this page (F1)")
        self.help.setIcon(icons.icon("help", self._desk.theme.muted))
        self.help.setAccessibleName(helps)
        self.help.setToolTip(helps)
        self._help_key.setText(helps)
        self.new.updateGeometry()
