"""The tool of HS codes: found by number or words, followed up and down the tree, with the table they come from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.forms.pick import PAUSE
from ui.pages.office_work import Tool
from ui.tools.hs_loading import Loading
from ui.tools.hs_reading import Listed, Place, Shown, read_list, read_place
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import Card, button, clear, label, scrolling


class HsTool(Tool):
    """A line to type in, the codes found or listed, and at the right the chosen one with all above it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.under: Shown | None = None
        self.listed: Listed | None = None
        self.chosen: Shown | None = None
        self.line, self.list = ComposingLine(), QListWidget()
        self.up = button("link")
        self.nothing, self.tables = label("muted", wrap=True), Wrapping()
        self.code, self.name = label("heading", wrap=True), Wrapping()
        self.below, self.copy = button(), button()
        self.loading = Loading(desk)
        self._path = QVBoxLayout()
        self._above = label("head")
        self.place: Place | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._dress()
        self._lay_out()
        self._pause.timeout.connect(self._read)
        self.line.typed_changed.connect(self._pause.start)
        self.line.installEventFilter(self)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemActivated.connect(self._open_chosen)
        self.up.clicked.connect(self.go_up)
        self.below.clicked.connect(self._open_chosen)
        self.copy.clicked.connect(self._copy)
        self.loading.loaded.connect(self._read)
        self.loading.refused.connect(self._show_refusal)

    def _dress(self) -> None:
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setProperty("look", "rows")
        self.tables.setProperty("role", "small")

    def _lay_out(self) -> None:
        found = Card(spacing=8)
        head = Beside()
        head.addWidget(self.line)
        head.addWidget(self.up)
        found.body.addLayout(head)
        found.body.addWidget(self.nothing)
        found.body.addWidget(self.list, 1)
        one = Card(spacing=6)
        one.body.addWidget(self.code)
        one.body.addWidget(self.name)
        buttons = Flow()
        buttons.addWidget(self.below)
        buttons.addWidget(self.copy)
        one.body.addLayout(buttons)
        one.body.addWidget(self._above)
        self._path.setSpacing(0)
        one.body.addLayout(self._path)
        self.card = one
        table = Card(spacing=8)
        table.body.addWidget(self.tables)
        table.body.addWidget(self.loading)
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(one)
        right.addWidget(table)
        right.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addWidget(found, 3)
        self._inner, self._right = inner, scrolling(inner)
        page.addWidget(self._right, 2)

    # ---- what the place asks -----------------------------------------------------------------------------------

    def arrive(self) -> None:
        self._read()
        self.line.setFocus()

    def open_subject(self, subject: str) -> None:
        """A code or words to look for."""
        self.line.set_typed(subject)

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.line.setPlaceholderText(say("A code or words, in any language"))
        self.line.setAccessibleName(say("Find HS codes"))
        self.list.setAccessibleName(say("HS codes"))
        self.up.setText(say("One level up"))
        self.below.setText(say("Show what is below"))
        self.copy.setText(say("Copy the code"))
        self._above.setText(say("It belongs to"))
        self._say_nothing()
        self.loading.retranslate()
        if self.isVisible():
            self._read()

    # ---- going up and down -------------------------------------------------------------------------------------

    def go_to(self, code: Shown | None) -> None:
        """List what is directly under a code, or all chapters."""
        self.under = code
        self.line.set_typed("")
        self._read()

    def go_up(self) -> None:
        """List what is beside the code whose children are listed now."""
        if self.line.typed().strip() or self.under is None:
            self.go_to(None)
            return
        self.desk.read(
            partial(read_place, code=self.under, language=self.desk.language),
            lambda place: self.go_to(place.above[-1] if place.above else None),
            latest=f"up {id(self)}",
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The down key leads from the line into the list."""
        if (
            watched is self.line
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.list.count()
        ):
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            return True
        return super().eventFilter(watched, event)

    def _open_chosen(self, _item: object = None) -> None:
        if self.chosen is not None and self.below.isEnabled():
            self.go_to(self.chosen)
            self.list.setFocus()

    def _copy(self) -> None:
        if self.chosen is not None:
            QGuiApplication.clipboard().setText(self.chosen.written)

    # ---- showing -----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._pause.stop()
        under = "" if self.under is None else self.under.code
        self.desk.read(
            partial(read_list, words=self.line.typed().strip(), under=under, language=self.desk.language),
            self._show,
            latest=f"hs {id(self)}",
        )

    def _show(self, listed: Listed) -> None:
        kept = self.chosen
        self.listed = listed
        self.list.clear()
        for one in listed.codes:
            item = QListWidgetItem(f"{one.written}   {one.name}")
            item.setToolTip(item.text())
            self.list.addItem(item)
        say = self.desk.language.say
        self.nothing.setVisible(not listed.codes)
        self._say_nothing()
        self.list.setVisible(bool(listed.codes))
        self.up.setVisible(bool(self.line.typed().strip()) or self.under is not None)
        self.tables.setText(
            "\n".join(listed.tables)
            or say("Only the chapters are known so far. Load the full table to find every code.")
        )
        codes = [one.code for one in listed.codes]
        row = codes.index(kept.code) if kept is not None and kept.code in codes else 0
        self.list.setCurrentRow(row if codes else -1)
        if not codes:
            self._choose(-1)

    def _show_refusal(self) -> None:
        # What is wrong stands below the form, where a small window does not reach before it has been laid out.
        self._inner.adjustSize()
        self._right.ensureWidgetVisible(self.loading.said)

    def _say_nothing(self) -> None:
        say = self.desk.language.say
        self.nothing.setText(
            say("No code is found. Try another word, or the first digits.")
            if self.line.typed().strip()
            else say("Nothing is below this code.")
        )

    def _choose(self, row: int) -> None:
        codes = self.listed.codes if self.listed is not None else ()
        self.chosen = codes[row] if 0 <= row < len(codes) else self.under
        one = self.chosen
        self.card.setVisible(one is not None)
        if one is None:
            return
        self.code.setText(one.written)
        self.name.setText(one.name)
        # Until it is known that nothing is below it; whoever presses Enter at once is quicker than the answer.
        self.below.setEnabled(True)
        self.desk.read(
            partial(read_place, code=one, language=self.desk.language),
            partial(self._show_place, one),
            latest=f"path {id(self)}",
        )

    def _show_place(self, of: Shown, place: Place) -> None:
        if of is not self.chosen:
            return
        self.place = place
        self.below.setEnabled(place.has_below)
        clear(self._path)
        self._above.setVisible(bool(place.section or place.above))
        if place.section:
            section = Wrapping()
            section.setText(place.section)
            section.setContentsMargins(6, 7, 6, 7)
            self._path.addWidget(section)
        for one in place.above:
            self._path.addWidget(self._step(one))

    def _step(self, one: Shown) -> QWidget:
        text = Wrapping()
        text.setText(f"{one.written}   {one.name}")
        row = ClickableRow(self.desk, text.text())
        row.add(text, 1)
        row.clicked.connect(partial(self.go_to, one))
        return row
