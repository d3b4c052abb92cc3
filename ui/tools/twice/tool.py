"""The tool of what is there twice: pairs with their reasons, to be merged or told apart one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.language import N_
from ui.desk import Desk, Notice
from ui.pages.office_work import Tool
from ui.tools.twice.looking import Looking
from ui.tools.twice.row import PairRow
from ui.tools.twice.view import MergeView
from ui.tools.twice.work import Sides, merge_two, read_sides, read_titles, take_back, tell_apart
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, button, clear, label, scrolling

if TYPE_CHECKING:
    from fieldreport.duplicates import Pair
    from fieldreport.merging import Plan, Side
    from fieldreport.store import Change

#: Rows shown at once, the likeliest first; the others are a press away.
MOST = 40


class DuplicatesTool(Tool):
    """Looks through the records, lists the pairs, and lets a person decide about each."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        from fieldreport.duplicates import SUBJECTS

        self._types = [name for name in SUBJECTS if name in desk.office.store.types]
        self.pairs: list[tuple[str, Pair]] = []
        self._titles: Mapping[str, str] = {}
        self.looking = Looking(desk, self)
        self._stale = True
        self._open: tuple[str, str] | None = None
        self._all = False
        self.rows: list[PairRow] = []
        self.head, self.hint = label("muted", wrap=True), label("small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop, self.again, self.more = button(), button("link"), button("link")
        self.nothing = label("muted", wrap=True)
        self.view = MergeView(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self.stop.clicked.connect(self.looking.stop)
        self.looking.found.connect(self._say_head)
        self.looking.finished.connect(self._finished)
        self.again.clicked.connect(self.begin)
        self.more.clicked.connect(self._show_all)
        self.view.merging.connect(self._merge)
        self.view.apart.connect(self._apart_open)
        self.view.skipped.connect(self._skip)
        self.view.swapped.connect(self._swap)
        self.view.closed.connect(self.show_list)
        desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        above = Beside(spacing=12)
        above.addWidget(self.head)
        above.addWidget(self.stop)
        above.addWidget(self.again)
        card = Card(margins=8, spacing=2)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        card.body.addWidget(self.nothing)
        card.body.addLayout(self._list)
        card.body.addWidget(self.more)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        first = QWidget()
        first.setProperty("look", "clear")
        listed = QVBoxLayout(first)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(8)
        listed.addLayout(above)
        listed.addWidget(self.bar)
        listed.addWidget(self.hint)
        listed.addWidget(scrolling(inner), 1)
        self.stack.addWidget(first)
        self.stack.addWidget(self.view)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.stack)

    # ---- the page ----------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        if self._stale and not self.looking.busy:
            self.begin()
        if self.stack.currentIndex():
            self.view.take_focus()
        elif self.looking.busy:
            self.stop.setFocus()
        else:
            self._focus_row(0)

    def leave(self) -> None:
        if self.looking.busy:
            # Nobody looks at what would be found; it begins anew at the next visit.
            self.looking.give_up()
            self._stale = True

    def open_subject(self, subject: str) -> None:
        """Compare two records: their ids, the one to be kept first, with a space between."""
        keep, _, drop = subject.partition(" ")
        if drop:
            self.compare(keep, drop)

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.stop.setText(say("Stop"))
        self.again.setText(say("Look again"))
        self.hint.setText(
            say(
                "Enter compares two records, Delete says that they are not the same, the arrows go to the next."
            )
        )
        self.nothing.setText(say("Nothing seems to be there twice."))
        self.view.retranslate()
        self._say_head()
        self._write()
        if self.pairs:
            ids = [each for _, pair in self.pairs for each in pair.ids]
            code = self.desk.language.code
            self.desk.read(
                partial(read_titles, ids=ids, language_code=code), self._titled, latest=f"titles {id(self)}"
            )
        if self._open is not None:
            self.compare(*self._open)

    def _titled(self, titles: Mapping[str, str]) -> None:
        self._titles = {**self._titles, **titles}
        self._write()

    # ---- looking -----------------------------------------------------------------------------------------------

    def begin(self, _checked: bool = False) -> None:
        """Look through all records from the beginning."""
        held = self._holds_focus()
        self._stale = self._all = False
        self.pairs = []
        self.looking.begin(self._types)
        self._write()
        if held:
            self.stop.setFocus()

    def _finished(self) -> None:
        self.show_pairs(self.looking.pairs, self.looking.titles)

    def show_pairs(self, pairs: list[tuple[str, Pair]], titles: Mapping[str, str]) -> None:
        """List these pairs, each with its records' type, the records by what they are called."""
        # Asked first: the button that has the focus may be the one that goes.
        held = self._holds_focus()
        self.pairs, self._titles = pairs, titles
        self._write()
        self._say_head()
        if held and self.stack.currentIndex() == 0:
            self._focus_row(0)

    def _holds_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _changed(self, change: Change) -> None:
        """What somebody changed may be a duplicate of something now, or is none any more."""
        if any(name in self._types for name, _ in change.records):
            self._stale = True
        if self._open is not None and {each for _, each in change.records} & set(self._open):
            self.compare(*self._open)

    # ---- the list ----------------------------------------------------------------------------------------------

    def _say_head(self) -> None:
        language = self.desk.language
        self.bar.setVisible(self.looking.busy)
        self.stop.setVisible(self.looking.busy)
        self.again.setVisible(not self.looking.busy)
        self.bar.setValue(round(self.looking.done * 100))
        found = language.plural(
            "{count} pair is likely the same.", "{count} pairs are likely the same.", len(self.pairs)
        )
        if self.looking.busy:
            found = language.plural(
                "Looking through the records; {count} pair found so far.",
                "Looking through the records; {count} pairs found so far.",
                len(self.looking.pairs),
            )
        self.head.setText(found)
        self.bar.setAccessibleName(found)

    def _write(self) -> None:
        clear(self._list)
        self.rows = []
        if not self.looking.busy:
            for _, pair in self.pairs if self._all else self.pairs[:MOST]:
                row = PairRow(self.desk, pair, self._titles)
                row.press.clicked.connect(partial(self._pressed, pair))
                row.apart.clicked.connect(partial(self._apart, pair))
                row.press.installEventFilter(self)
                row.apart.installEventFilter(self)
                self.rows.append(row)
                self._list.addWidget(row)
        self.nothing.setVisible(not self.looking.busy and not self.pairs)
        self.hint.setVisible(bool(self.rows))
        hidden = len(self.pairs) - len(self.rows)
        self.more.setVisible(not self.looking.busy and hidden > 0)
        self.more.setText(
            self.desk.language.plural("Show {count} more pair", "Show {count} more pairs", hidden)
        )

    def _show_all(self) -> None:
        self._all = True
        self._write()
        if len(self.rows) > MOST:
            self.rows[MOST].press.setFocus()

    def _pressed(self, pair: Pair, _checked: bool = False) -> None:
        self.compare(*pair.ids)

    def show_list(self, _checked: bool = False) -> None:
        """Go back from the comparison to the list, to the pair that was compared or the one in its place."""
        at = self._place_of(self._open)
        self._open = None
        self.stack.setCurrentIndex(0)
        if self._stale and not self.pairs and not self.looking.busy:
            self.begin()
        self._focus_row(at)

    def _place_of(self, ids: tuple[str, str] | None) -> int:
        for at, (_, pair) in enumerate(self.pairs):
            if ids is not None and set(pair.ids) == set(ids):
                return at
        return 0

    def _focus_row(self, at: int) -> None:
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].press.setFocus()
        else:
            (self.stop if self.looking.busy else self.again).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list the arrows go from pair to pair; Delete says that two are not the same."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = next((at for at, row in enumerate(self.rows) if watched in (row.press, row.apart)), None)
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if at is not None and step is not None:
                self._focus_row(max(at + step, 0))
                return True
            if at is not None and event.key() == Qt.Key.Key_Delete:
                self._apart(self.rows[at].pair)
                return True
        return super().eventFilter(watched, event)

    # ---- deciding ----------------------------------------------------------------------------------------------

    def compare(self, keep: str, drop: str) -> None:
        """Show two records (ids) beside one another, the first one to be kept."""
        self._open = (keep, drop)
        self.desk.read(
            partial(read_sides, keep=keep, drop=drop, language_code=self.desk.language.code),
            self._show_sides,
            self._cannot_compare,
            latest=f"merging {id(self)}",
        )

    def _show_sides(self, sides: Sides) -> None:
        if self._open != (sides.plan.keep.id, sides.plan.drop.id):
            return
        came = self.stack.currentIndex() == 0
        self.view.show_sides(sides)
        self.stack.setCurrentWidget(self.view)
        if came:
            self.view.take_focus()

    def _cannot_compare(self, failure: Failure) -> None:
        self.desk.failed.emit(failure)
        self._stale = True
        self.pairs = [one for one in self.pairs if self._open is None or set(one[1].ids) != set(self._open)]
        self._write()
        self._say_head()
        self.show_list()

    def _swap(self) -> None:
        if self._open is not None:
            self.compare(self._open[1], self._open[0])

    def _skip(self) -> None:
        at = self._place_of(self._open) + 1
        if self._open is not None and at < len(self.pairs):
            self.compare(*self.pairs[at][1].ids)
        else:
            self.show_list()

    def _merge(self, plan: Plan, choices: Mapping[str, Side]) -> None:
        language = self.desk.language
        # Said in the language of whoever merges: it is written into the record like any reason.
        reason = language.say("merged into {reference}", reference=language.reference(plan.keep.reference))
        self.desk.write(
            partial(merge_two, keep=plan.keep.id, drop=plan.drop.id, choices=choices, reason=reason),
            partial(self._merged, plan),
            self.view.refuse,
        )

    def _merged(self, plan: Plan, change: Change) -> None:
        references = {"drop": plan.drop.reference, "keep": plan.keep.reference}
        self._decided({plan.drop.id}, N_("{drop} was merged into {keep}."), references, change)

    def _apart_open(self) -> None:
        if self._open is not None:
            self._apart_ids(self._open)

    def _apart(self, pair: Pair, _checked: bool = False) -> None:
        self._apart_ids(pair.ids)

    def _apart_ids(self, ids: tuple[str, str]) -> None:
        self.desk.write(partial(tell_apart, ids=ids), partial(self._told_apart, ids))

    def _told_apart(self, ids: tuple[str, str], change: Change) -> None:
        self._decided(set(ids), N_("These two are not suggested any more."), {}, change, both=True)

    def _decided(
        self,
        ids: set[str],
        message: str,
        references: Mapping[str, str],
        change: Change,
        *,
        both: bool = False,
    ) -> None:
        """Take what is decided out of the list and offer to take the decision back."""
        gone = [one for one in self.pairs if len(ids & set(one[1].ids)) == (2 if both else 1)]
        opened = self.stack.currentIndex() == 1
        focused = self.focusWidget()
        at = self._place_of(self._open) if opened else self._row_of(focused)
        self._open = None
        self.pairs = [one for one in self.pairs if one not in gone]
        self._say_head()
        self._write()
        self.stack.setCurrentIndex(0)
        self._focus_row(at)
        language = self.desk.language
        values = {name: language.reference(reference) for name, reference in references.items()}
        if change:
            undo = partial(self._undo, change.change_set)
            self.desk.noticed.emit(Notice(message, values, action=N_("Undo"), act=undo))

    def _row_of(self, focused: QWidget | None) -> int:
        return next((at for at, row in enumerate(self.rows) if focused in (row.press, row.apart)), 0)

    def _undo(self, change_set: int) -> None:
        self.desk.write(partial(take_back, change_set=change_set), self._undone)

    def _undone(self, _change: Change) -> None:
        self.desk.notice(N_("Everything is as it was before."))
        self.begin()
