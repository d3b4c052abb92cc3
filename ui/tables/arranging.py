"""The columns of a list as a person wants them: dragged, pulled, hidden, chosen, sorted, and remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from ui.tables.keys import REFERENCE, Order
from ui.tables.layout import Layout

if TYPE_CHECKING:
    from ui.tables.chooser import Chooser
    from ui.tables.list import RecordsList

#: A pause in pulling after which widths are remembered, in milliseconds.
PAUSE = 400


class Arranging(QObject):
    """What a person made of a list, kept among the person's settings on this computer."""

    def __init__(self, view: RecordsList) -> None:
        super().__init__(view)
        self._view = view
        self._heads = view.heads
        self.layout = Layout.read(view.desk.office.settings.lists.get(view.type.name), view.type)
        self.menu: QMenu | None = None
        self._moving = False
        heads = self._heads
        heads.setSectionsClickable(True)
        heads.setSectionsMovable(True)
        # What people say aloud stays first.
        heads.setFirstSectionMovable(False)
        heads.setSortIndicatorClearable(True)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        heads.customContextMenuRequested.connect(self.open_menu)
        heads.sectionMoved.connect(self._dragged)
        heads.sectionResized.connect(self._resized)
        view.records.order_wanted.connect(self._order_wanted)

    def begin(self) -> None:
        """Show the list as it was left."""
        self._view.order = self.layout.order
        self._moving = True
        # Qt would order by what its head happens to say.
        self._view.setSortingEnabled(True)
        self._moving = False
        self._put()

    def show(self, layout: Layout) -> None:
        """Show the list so, and remember it."""
        if layout == self.layout:
            return
        self.layout = layout
        self._put()
        self._view.order_by(layout.order)
        self._keep()

    def reset(self) -> None:
        """Show the list as the program has it."""
        self.show(Layout.usual(self._view.type))

    def hide(self, name: str) -> None:
        """Show a column no more."""
        self.show(self.layout.without(name))

    def move(self, name: str, by: int) -> None:
        """Move a column so many places to the right."""
        self.show(self.layout.moved(name, self.layout.columns.index(name) + by))

    def sort(self, order: Order) -> None:
        """Order the list by a column; by none, the newest come first."""
        self.show(replace(self.layout, order=order))

    def _order_wanted(self, order: Order) -> None:
        """A head was pressed."""
        if not self._moving and order != self.layout.order:
            self.layout = replace(self.layout, order=order)
            self._view.order_by(order)
            self._keep()

    # ---- the heads ---------------------------------------------------------------------------------------------

    def _put(self) -> None:
        view, layout = self._view, self.layout
        names = layout.columns
        view.show_columns(names)
        shown = [REFERENCE, *names]
        at = shown.index(layout.order.field) if layout.order.field in shown else -1
        way = Qt.SortOrder.DescendingOrder if layout.order.descending else Qt.SortOrder.AscendingOrder
        before, self._moving = self._moving, True
        try:
            self._heads.setSortIndicator(at, way)
        finally:
            self._moving = before

    def _dragged(self, _section: int, old: int, new: int) -> None:
        """A head was dragged: the columns themselves change places, so that they are what is seen."""
        if self._moving:
            return
        self._moving = True
        try:
            self._heads.moveSection(new, old)
        finally:
            self._moving = False
        if min(old, new) > 0:
            self.show(self.layout.moved(self.layout.columns[old - 1], new - 1))

    def _resized(self, section: int, _old: int, width: int) -> None:
        # The last column takes what is left of the width by itself.
        if self._heads.held and not self._moving and section < self._heads.count() - 1:
            self.layout = self.layout.pulled([REFERENCE, *self.layout.columns][section], width)
            self._pause.start()

    def _keep(self) -> None:
        self._pause.stop()
        view = self._view
        usual = self.layout == Layout.usual(view.type)
        others = {
            name: one for name, one in view.desk.office.settings.lists.items() if name != view.type.name
        }
        kept = others if usual else {**others, view.type.name: self.layout.to_json()}
        if kept != view.desk.office.settings.lists:
            view.desk.keep_settings(lists=kept)

    # ---- menu and chooser --------------------------------------------------------------------------------------

    def open_menu(self, at: QPoint) -> None:
        """What can be done with the column that is pointed at."""
        heads = self._heads
        section = heads.logicalIndexAt(at)
        name = [REFERENCE, *self.layout.columns][section] if section >= 0 else ""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._view)
        self._fill(self.menu, name)
        self.menu.popup(heads.mapToGlobal(at))

    def _fill(self, menu: QMenu, name: str) -> None:
        say = self._view.desk.language.say
        if name:
            menu.addAction(say("Sort ascending"), partial(self.sort, Order(name, descending=False)))
            menu.addAction(say("Sort descending"), partial(self.sort, Order(name, descending=True)))
        if self.layout.order.field:
            menu.addAction(say("The newest first"), partial(self.sort, Order()))
        menu.addSeparator()
        if name and name != REFERENCE:
            at, last = self.layout.columns.index(name), len(self.layout.columns) - 1
            left = menu.addAction(say("Move to the left"), partial(self.move, name, -1))
            right = menu.addAction(say("Move to the right"), partial(self.move, name, 1))
            left.setEnabled(at > 0)
            right.setEnabled(at < last)
            menu.addAction(say("Hide this column"), partial(self.hide, name)).setEnabled(last > 0)
        menu.addAction(say("Columns …"), self.choose)

    def choose(self) -> Chooser:
        """Ask which columns are shown, in which order."""
        from ui.tables.chooser import Chooser

        chooser = Chooser(self._view.desk, self._view.type, self.layout, self._view)
        chooser.chosen.connect(self.show)
        chooser.open()
        return chooser
