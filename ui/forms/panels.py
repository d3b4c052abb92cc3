"""The panels beside the form of an open record: which record types have which.

A panel's module is loaded when a record of its type is first shown, so that the window opens without waiting for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record, RecordType
from fieldreport.records import RECORD_TYPES
from ui.desk import Desk

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change


class Panel(QWidget):
    """Something about one record, above or below its form. It hides itself where it has nothing to say."""

    #: The panel has written something about the record, which the pane's undo takes back.
    wrote = Signal()
    #: These files (a list of ``Path``) are to be put on the record.
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")

    def show_record(self, record: Record | None) -> None:
        """Show what there is about ``record``; None for a new one, of which nothing is known yet."""

    def write(self, job: Callable[[Office], Change]) -> None:
        """Have something written about the record; the pane's undo takes it back."""
        self.desk.write(job, self._written)

    def ask_for_files(self) -> None:
        """Ask which files to put on the record, where the panel takes some."""

    def _written(self, change: Change) -> None:
        if change:
            self.wrote.emit()

    def retranslate(self) -> None:
        """Say every text again in ``desk.language``; called once after it is made and at each switch."""


@dataclass(frozen=True)
class PanelKind:
    """A panel for the records of these types, or of every type; ``load`` imports its class.

    It stands ``above`` the form where it is what one came for, such as the next step, and small; else below it.
    """

    types: tuple[str, ...]
    load: Callable[[], type[Panel]]
    above: bool = False

    def is_for(self, type_name: str) -> bool:
        """Whether records of this type have it."""
        return not self.types or type_name in self.types


def _steps() -> type[Panel]:
    from ui.panels.steps import StepsPanel

    return StepsPanel


def _ageing() -> type[Panel]:
    from ui.panels.ageing import AgeingPanel

    return AgeingPanel


def _similar() -> type[Panel]:
    from ui.panels.similar import SimilarPanel

    return SimilarPanel


def _ledger() -> type[Panel]:
    from ui.panels.ledger import LedgerPanel

    return LedgerPanel


def _completion() -> type[Panel]:
    from ui.panels.completion import CompletionPanel

    return CompletionPanel


def _schedule() -> type[Panel]:
    from ui.panels.schedule import SchedulePanel

    return SchedulePanel


def _support() -> type[Panel]:
    from ui.panels.support import SupportPanel

    return SupportPanel


def _twice() -> type[Panel]:
    from ui.panels.twice import TwicePanel

    return TwicePanel


def _matching() -> type[Panel]:
    from ui.panels.matching import MatchingPanel

    return MatchingPanel


def _files() -> type[Panel]:
    from ui.panels.files import FilesPanel

    return FilesPanel


def _signed() -> type[Panel]:
    from ui.panels.signed import SignedPanel

    return SignedPanel


def _returned() -> type[Panel]:
    from ui.panels.returned import ReturnedPanel

    return ReturnedPanel


#: In the order in which they stand.
PANELS: tuple[PanelKind, ...] = (
    PanelKind(tuple(one.name for one in RECORD_TYPES), _signed),
    PanelKind(tuple(one.name for one in RECORD_TYPES), _returned, above=True),
    PanelKind(("event",), _schedule, above=True),
    PanelKind(("action",), _completion, above=True),
    PanelKind(("lead", "difficulty", "event", "meeting", "action"), _steps, above=True),
    PanelKind(("difficulty",), _ageing),
    PanelKind(("difficulty",), _similar),
    PanelKind(("organisation", "activity", "voucher"), _support),
    PanelKind(("lead", "meeting", "event", "organisation"), _ledger),
    PanelKind(("organisation", "contact"), _twice),
    PanelKind(("lead", "organisation"), _matching),
    PanelKind((), _files),
)


class Panels(QWidget):
    """The panels of one record type that stand above its form, or below it, one below the other."""

    #: A panel has written something about the record.
    wrote = Signal()
    #: These files (a list of ``Path``) are to be put on the record.
    chosen = Signal(object)

    def __init__(self, desk: Desk, record_type: RecordType, *, above: bool) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "clear")
        self.panels: list[Panel] | None = None
        self._kinds = [one for one in PANELS if one.is_for(record_type.name) and one.above is above]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.setVisible(bool(self._kinds))

    def show_record(self, record: Record | None) -> None:
        """Show a record in every panel; the first one makes the panels."""
        if self.panels is None:
            self.panels = [one.load()(self.desk) for one in self._kinds]
            for panel in self.panels:
                self._column.addWidget(panel)
                panel.wrote.connect(self.wrote)
                panel.chosen.connect(self.chosen)
                panel.retranslate()
        for panel in self.panels:
            panel.show_record(record)

    def ask_for_files(self) -> None:
        """Ask which files to put on the record, by the panel that takes some."""
        for panel in self.panels or ():
            panel.ask_for_files()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        for panel in self.panels or ():
            panel.retranslate()
