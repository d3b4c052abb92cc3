"""What can be done with a list, by menu, button or keys: the same commands everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from fieldreport.language import N_
from ui.desk import Desk
from ui.tables import jobs
from ui.tables.exporting import Exporting
from ui.tables.list import RecordsList
from ui.tables.several import Several
from ui.tables.tones import state_field

#: In the order of the menu; None is a line between. Keys of the second kind count while the list itself has the focus,
#: because elsewhere they mean what they mean in any text.
KEYS: tuple[tuple[str, str, bool] | None, ...] = (
    ("open", "", False),
    ("state", "Ctrl+Shift+S", False),
    ("owner", "Ctrl+Shift+O", False),
    ("archive", "Del", True),
    ("unarchive", "", False),
    None,
    ("copy", "Ctrl+C", True),
    ("export", "Ctrl+Shift+E", False),
    ("everything", "Ctrl+A", True),
    None,
    ("columns", "Ctrl+Shift+L", False),
    ("bring", "", False),
)
COPIED = N_("Copied entries: {count}. They can be pasted into a spreadsheet.")


class Commands(QObject):
    """The commands of one list, for its page."""

    def __init__(
        self, desk: Desk, page: QWidget, view: RecordsList, several: Several, exporting: Exporting
    ) -> None:
        super().__init__(page)
        self.desk = desk
        self.view, self.several, self.exporting = view, several, exporting
        self.menu: QMenu | None = None
        acts: dict[str, Callable[[], object]] = {
            "open": view.entered.emit,
            "state": several.begin_steps,
            "owner": several.ask_owner,
            "archive": several.ask_reason,
            "unarchive": several.take_out,
            "copy": self.copy,
            "export": self.export,
            "everything": view.selectAll,
            "columns": view.arranging.choose,
            "bring": partial(desk.open_tool, "bringing"),
        }
        self.actions: dict[str, QAction] = {}
        for one in KEYS:
            if one is None:
                continue
            name, keys, in_list = one
            action = QAction(page)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut
                if in_list
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            action.triggered.connect(lambda _=False, act=acts[name]: act())
            (view if in_list else page).addAction(action)
            self.actions[name] = action
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_at)
        view.selected.connect(lambda _: self.refresh())
        view.counted.connect(lambda *_: self.refresh())
        several.export.clicked.connect(self.export)
        several.copy.clicked.connect(self.copy)

    def refresh(self) -> None:
        """Say and allow what is possible with what is chosen now."""
        language = self.desk.language
        say = language.say
        number, all_of_them = self.view.selection.number(), self.view.records.rowCount()
        kind, archived = self.view.type, self.view.which.archived
        has_states = state_field(kind) is not None
        texts = {
            "open": say("Open the entry"),
            "state": say("Next state …"),
            "owner": say("Set owner …"),
            "archive": say("Archive …"),
            "unarchive": say("Take out of the archive"),
            "copy": say("Copy for a spreadsheet"),
            "export": (
                language.plural("Export {count} chosen entry …", "Export {count} chosen entries …", number)
                if number > 1
                else language.plural("Export {count} entry …", "Export all {count} entries …", all_of_them)
            ),
            "everything": say("Choose all"),
            "columns": say("Columns …"),
            "bring": say("Bring in a list from a file …"),
        }
        possible = {
            "open": number == 1,
            "state": number > 0,
            "owner": number > 0,
            "archive": number > 0,
            "unarchive": number > 0,
            "copy": number > 0,
            "export": all_of_them > 0,
            "everything": all_of_them > 0,
        }
        shown = {
            "state": has_states and not archived and not kind.append_only,
            "owner": bool(kind.owner) and not archived and not kind.append_only,
            "archive": not archived,
            "unarchive": archived,
        }
        for name, action in self.actions.items():
            action.setText(texts[name])
            action.setEnabled(possible.get(name, True) and shown.get(name, True))
            action.setVisible(shown.get(name, True))

    def copy(self) -> None:
        """Copy what is chosen as text with tabs between the cells."""
        job = partial(
            jobs.copied,
            record_type=self.view.type,
            keys=self.view.selection.keys(),
            names=self.view.arranging.layout.columns,
            language=self.desk.language.code,
        )
        self.desk.read(job, self._copied, latest=f"copy {id(self)}")

    def _copied(self, copied: tuple[int, str]) -> None:
        number, text = copied
        if number:
            QGuiApplication.clipboard().setText(text)
            self.desk.notice(COPIED, count=number)

    def export(self) -> None:
        """Write several that are chosen, or else the whole list, to a file."""
        view = self.view
        keys = view.selection.keys() if view.selection.number() > 1 else view.records.keys()
        if keys:
            self.exporting.ask(keys, view.arranging.layout.columns)

    def open_menu(self, at: QPoint) -> None:
        """Offer the commands at a place of the screen."""
        self.refresh()
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self.view)
        self.menu.setAccessibleName(self.desk.language.say("What can be done with this list"))
        for one in KEYS:
            if one is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(self.actions[one[0]])
        self.menu.popup(at)

    def open_below(self, pressed: QPushButton) -> None:
        """Offer the commands below a button."""
        self.open_menu(pressed.mapToGlobal(QPoint(0, pressed.height() + 4)))
        if self.menu is not None:
            first = next((one for one in self.menu.actions() if one.isEnabled() and one.isVisible()), None)
            if first is not None:
                self.menu.setActiveAction(first)

    def _open_at(self, at: QPoint) -> None:
        # The menu key asks for the middle of the list; the current row is what is meant.
        index = self.view.indexAt(at)
        current = self.view.visualRect(self.view.currentIndex())
        place = at if index.isValid() or not current.isValid() else current.center()
        self.open_menu(self.view.viewport().mapToGlobal(place))
