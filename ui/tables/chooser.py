"""The columns of a list to be chosen, put in order and sorted by, with the keyboard or the mouse."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fieldreport.record import RecordType
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.stylesheet import stylesheet
from ui.tables.keys import REFERENCE, Order
from ui.tables.layout import Layout
from ui.widgets.plain import Card, button, label

_NAME = Qt.ItemDataRole.UserRole
#: The height of a line, in pixels.
LINE = {"ko": 28, "en": 28, "bn": 32}


class Chooser(QDialog):
    """Shown columns are ticked; the list has them in their order, above those that are not shown."""

    #: A ``Layout`` is chosen.
    chosen = Signal(object)

    def __init__(self, desk: Desk, record_type: RecordType, layout: Layout, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.desk = desk
        self.type = record_type
        self._before = layout
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.hint = label("muted", wrap=True)
        self.names = QListWidget()
        self.names.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.names.installEventFilter(self)
        self.up, self.down, self.usual = button(), button(), button("link")
        self.by_label = label("strong", wrap=True)
        self.by = QComboBox()
        self.by_label.setBuddy(self.by)
        self.descending = QCheckBox()
        self.put_so, self.cancel = button("main"), button()
        moving, sorting, ends = Flow(spacing=8), Flow(spacing=10), Flow(spacing=8)
        for one in (self.up, self.down, self.usual):
            moving.addWidget(one)
        for sorted_by in (self.by, self.descending):
            sorting.addWidget(sorted_by)
        for one in (self.put_so, self.cancel):
            ends.addWidget(one)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.hint)
        names = Card(margins=4, spacing=0)
        names.body.addWidget(self.names)
        column.addWidget(names, 1)
        column.addLayout(moving)
        column.addWidget(self.by_label)
        column.addLayout(sorting)
        column.addLayout(ends)
        self.resize(420, min(620, parent.window().height() - 40))
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.usual.clicked.connect(self._begin_again)
        self.by.currentIndexChanged.connect(lambda _: self._mark())
        self.names.itemChanged.connect(lambda _: self._mark())
        self.names.currentRowChanged.connect(lambda _: self._mark())
        self.cancel.clicked.connect(self.reject)
        self.put_so.clicked.connect(self._choose)
        desk.language_changed.connect(self.retranslate)
        desk.theme_changed.connect(self.retranslate)
        self.put(layout)
        self.retranslate()
        self.names.setFocus()

    def put(self, layout: Layout) -> None:
        """Offer this one."""
        say = self.desk.language.say
        others = [one.name for one in self.type.fields if one.name not in layout.columns]
        self.names.clear()
        for name in (*layout.columns, *others):
            item = QListWidgetItem(say(self.type.field(name).label))
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, LINE[self.desk.language.code]))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setCheckState(Qt.CheckState.Checked if name in layout.columns else Qt.CheckState.Unchecked)
            self.names.addItem(item)
        self.names.setCurrentRow(0)
        self.by.clear()
        self.by.addItem(say("The newest first"), "")
        self.by.addItem(say("Reference"), REFERENCE)
        for one in self.type.fields:
            self.by.addItem(say(one.label), one.name)
        self.by.setCurrentIndex(max(self.by.findData(layout.order.field), 0))
        self.descending.setChecked(bool(layout.order.field) and layout.order.descending)
        self._mark()

    def layout_chosen(self) -> Layout:
        """What is offered now."""
        by = str(self.by.currentData() or "")
        order = Order(by, self.descending.isChecked()) if by else Order()
        return replace(self._before, columns=tuple(self._ticked()), order=order)

    def move_current(self, by: int) -> None:
        """Move the marked column so many places down."""
        at = self.names.currentRow()
        if at >= 0 and 0 <= at + by < self.names.count():
            item = self.names.takeItem(at)
            self.names.insertItem(at + by, item)
            self.names.setCurrentRow(at + by)

    def _begin_again(self) -> None:
        """Offer what the program has, without what somebody pulled."""
        self._before = Layout.usual(self.type)
        self.put(self._before)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        say = language.say
        offered = self.layout_chosen()
        self.setStyleSheet(stylesheet(self.desk.theme, language.code))
        self.setWindowTitle(say("Columns: {type}", type=say(self.type.plural)))
        self.hint.setText(
            say("Tick what the list shows. Alt with an arrow key, or the mouse, moves a column.")
        )
        self.names.setAccessibleName(say("Columns"))
        self.up.setText(say("Move up"))
        self.down.setText(say("Move down"))
        self.usual.setText(say("Usual columns"))
        self.by_label.setText(say("Sorted by"))
        self.by.setAccessibleName(say("Sorted by"))
        self.descending.setText(say("The largest or latest first"))
        self.put_so.setText(say("Use these columns"))
        self.cancel.setText(say("Cancel"))
        self.put(offered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow key moves the marked column."""
        if (
            watched is self.names
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return super().eventFilter(watched, event)

    def _ticked(self) -> list[str]:
        items = [self.names.item(at) for at in range(self.names.count())]
        return [str(one.data(_NAME)) for one in items if one.checkState() is Qt.CheckState.Checked]

    def _mark(self) -> None:
        at = self.names.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.names.count() - 1)
        self.descending.setVisible(bool(self.by.currentData()))
        self.put_so.setEnabled(bool(self._ticked()))

    def _choose(self) -> None:
        self.chosen.emit(self.layout_chosen())
        self.accept()
