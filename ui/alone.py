"""One window for a data folder: whoever starts the program again is led to the window that is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QPushButton

from fieldreport import holding
from fieldreport.holding import Held, Hold
from fieldreport.language import Language
from ui.calls import Calls
from ui.stylesheet import stylesheet
from ui.theme import Theme


class HeldBox(QMessageBox):
    """Says who has the office open; ``take`` is there where it may be that nobody has any more."""

    def __init__(self, held: Held, language: Language, theme: Theme) -> None:
        super().__init__(QMessageBox.Icon.Warning, language.say("The office is open elsewhere"), "")
        self.setStyleSheet(stylesheet(theme, language.code))
        self.setText(language.say(held.problem.message, **held.problem.values))
        self.take: QPushButton | None = None
        if held.may_take:
            self.setInformativeText(
                language.say(
                    "If {host} was switched off or the program crashed there, nobody has the office open any more, and"
                    " you can open it here. Please make sure first.",
                    host=held.holder.host,
                )
            )
            self.take = self.addButton(
                language.say("Nobody has it open: open it here"), QMessageBox.ButtonRole.DestructiveRole
            )
        self.leave = self.addButton(language.say("Close"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.leave)
        self.setEscapeButton(self.leave)

    def is_taken(self) -> bool:
        """Whether somebody has chosen to open the office all the same."""
        return self.take is not None and self.clickedButton() is self.take


class Alone(QObject):
    """Holds every data folder that this program has opened, until its end.

    ``ask`` shows the box for ``Held`` and says whether the folder is to be taken all the same.
    """

    def __init__(self, ask: Callable[[Held], bool]) -> None:
        super().__init__()
        self._ask = ask
        self._holds: dict[Path, Hold] = {}
        self.calls = Calls(self)

    def enter(self, data: Path) -> bool:
        """Hold the folder; False where another window has it, which has come forward or was told of."""
        folder = data.resolve()
        if folder in self._holds or not folder.is_dir():
            return True
        try:
            hold = holding.take(folder, self.calls.holder)
        except Held as held:
            this = self.calls.holder
            if held.here and held.holder.user == this.user and holding.knock(held.holder):
                return False
            if not self._ask(held):
                return False
            try:
                hold = holding.take(folder, this, by_force=True)
            except Held as still:
                self._ask(Held(still.holder, here=still.here, may_take=False))
                return False
        if hold is not None:
            self._holds[folder] = hold
        return True

    def end(self) -> None:
        """Let others have the folders."""
        self.calls.close()
        for one in self._holds.values():
            one.release()
        self._holds.clear()
