"""Reminding: what is due is told by the system's own notification where there is one, else above the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from fieldreport import reminders
from fieldreport.language import N_
from ui import icons
from ui.desk import Desk, Notice
from ui.theme import TEXT

if TYPE_CHECKING:
    from fieldreport.failures import Failure
    from fieldreport.reminders import Matter

#: The first look comes when the window has been seen for a moment, in milliseconds; then one after each pause.
FIRST, PAUSE = 5_000, 10 * 60 * 1000
#: How long the system shows a notification, in milliseconds, where it asks us.
SHOWN = 10_000


class Notifications(Protocol):
    """How something is told outside the window."""

    def tell(self, title: str, text: str) -> bool:
        """Tell it; False where there is no way to."""


class Tray(QObject):
    """The system's notifications; the icon is there only after there was something to tell."""

    #: Somebody pressed what was told.
    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> bool:
        """Tell it by the system; False where the system has no notifications."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._icon is None:
            # The tray has colours of its own, dark or light: this blue is seen on both.
            self._icon = QSystemTrayIcon(icons.icon("report", "#5B98F0", 2 * TEXT), self)
            self._icon.messageClicked.connect(self.pressed)
            self._icon.activated.connect(lambda _: self.pressed.emit())
        self._icon.setToolTip(title)
        self._icon.show()
        self._icon.showMessage(title, text, self._icon.icon(), SHOWN)
        return True

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()


class Reminding(QObject):
    """Looks now and then for what is to be told; one matter at a time, each once a day at most."""

    def __init__(self, desk: Desk, window: QWidget, outside: Notifications | None = None) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._tray = Tray(self)
        self._tray.pressed.connect(self._come)
        self._outside: Notifications = outside or self._tray
        self._last: Matter | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look after a moment, and again after each pause."""
        QTimer.singleShot(FIRST, self, self.look)
        self._timer.start(PAUSE)

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._tray.hide()

    def look(self) -> None:
        """Look for what is to be told, in the background."""
        self._desk.read(reminders.to_tell, self._tell, self._pass_over, latest="reminders")

    def _pass_over(self, failure: Failure) -> None:
        """Whoever wants something of the office is told why it cannot be had; a reminder can wait."""

    def _tell(self, matters: list[Matter]) -> None:
        if not matters:
            return
        first = matters[0]
        office, language = self._desk.office, self._desk.language
        # Kept first: what cannot be kept would be told again and again.
        reminded = reminders.after(office.settings.reminded, first.key, office.today())
        if not self._desk.keep_settings(reminded=reminded):
            return
        self._last = first
        text = language.say(first.message, **first.values)
        if not self._outside.tell(office.place.name(language.code), text):
            self._desk.noticed.emit(
                Notice(first.message, first.values, "warn", action=N_("Show it"), act=partial(self.go, first))
            )

    def _come(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if self._last is not None:
            self.go(self._last)

    def go(self, matter: Matter) -> None:
        """Go where something can be done about a matter."""
        if matter.about == reminders.REPORT:
            self._desk.open_report(matter.subject)
        else:
            self._desk.open_tool("follow-ups")
