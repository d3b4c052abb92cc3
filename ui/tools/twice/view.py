"""Two records beside one another, field by field: what each says, whose word is taken, what comes of it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.field import Field
from fieldreport.language import Language
from fieldreport.merging import Line, Side
from fieldreport.merging.line import said
from fieldreport.values import Text
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.tools.twice.fields import FieldRow
from ui.widgets.beside import Beside
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, Chip, button, label, rule, scrolling

if TYPE_CHECKING:
    from ui.tools.twice.work import Sides

#: How much of the width each column gets: the field, the kept record, the other one, what comes of them.
SHARES = (2, 3, 3, 3)


class MergeView(QWidget):
    """Compares two records and asks for what is needed to make them one."""

    #: They are to be merged: the plan and the choices that were made.
    merging = Signal(object, object)
    #: They are not the same.
    apart = Signal()
    #: Another pair instead of this one.
    skipped = Signal()
    #: Back to the list.
    closed = Signal()
    #: The other one is to be kept.
    swapped = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.sides: Sides | None = None
        self.choices: dict[str, Side] = {}
        self.rows: dict[str, FieldRow] = {}
        self._title = label("heading", wrap=True)
        self.swap, self.rest = button("link"), button("link")
        self._card = Card()
        self._pointing, self._doubt = label(wrap=True), label("problem", wrap=True)
        self.problem = label("problem", wrap=True)
        self.merge, self.apart_button = button("main"), button()
        self.next, self.back = button("link"), button("link")
        self._grid_holder: QWidget | None = None
        self._lay_out()
        self.swap.clicked.connect(self.swapped)
        self.rest.clicked.connect(self._take_rest)
        self.merge.clicked.connect(self._merge)
        self.apart_button.clicked.connect(self.apart)
        self.next.clicked.connect(self.skipped)
        self.back.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        head = Beside(spacing=12)
        head.addWidget(self._title)
        for one in (self.swap, self.rest):
            head.addWidget(one)
        buttons = Flow(spacing=8)
        for one in (self.merge, self.apart_button, self.next, self.back):
            buttons.addWidget(one)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._card)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(head)
        self.area = scrolling(inner)
        page.addWidget(self.area, 1)
        for text in (self._doubt, self._pointing, self.problem):
            page.addWidget(text)
        page.addLayout(buttons)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_sides(self, sides: Sides) -> None:
        """Show two records; choices made for the same two stay."""
        before = self.sides.plan if self.sides is not None else None
        if before is None or (before.keep.id, before.drop.id) != (sides.plan.keep.id, sides.plan.drop.id):
            self.choices = {}
        self.sides = sides
        known = {line.field.name: line for line in sides.plan.lines}
        self.choices = {
            name: side for name, side in self.choices.items() if name in known and side in known[name].results
        }
        self.say_problem("")
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        if self.sides is None:
            return
        language, plan = self.desk.language, self.sides.plan
        say = language.say
        self._title.setText(say("Are these two the same?"))
        self.swap.setText(say("Keep the other one"))
        self.rest.setText(say("Keep all that is undecided as it is"))
        self.merge.setText(say("Merge"))
        self.apart_button.setText(say("Not the same"))
        self.next.setText(say("Next pair"))
        self.back.setText(say("Back to the list"))
        self._pointing.setText(
            language.plural(
                "{count} record that points at {drop} will point at {keep}.",
                "{count} records that point at {drop} will point at {keep}.",
                plan.repointed,
                drop=language.reference(plan.drop.reference),
                keep=language.reference(plan.keep.reference),
            )
        )
        self._pointing.setVisible(plan.repointed > 0)
        self._doubt.setText(
            say(
                "Both are named in {references}, so they may well be two. Please look there first.",
                references=language.listing([language.reference(one) for one in plan.doubts]),
            )
            if plan.doubts
            else ""
        )
        self._doubt.setVisible(bool(plan.doubts))
        self._write()

    def shown(self, field: Field, value: Any) -> str:
        """A value as people read it; a text in each of its languages."""
        assert self.sides is not None
        if isinstance(value, Text):
            own = value.best(self.desk.language.code)
            return "\n".join(dict.fromkeys([own, *said(value).values()]))
        return field.show(value, self.desk.language, self._titled) or "–"

    def _titled(self, record_id: str) -> str:
        return self.sides.titles.get(record_id, "") if self.sides is not None else ""

    def _write(self) -> None:
        assert self.sides is not None
        if self._grid_holder is not None:
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        self._grid_holder.setProperty("look", "clear")
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, share in enumerate(SHARES):
            grid.setColumnStretch(column, share)
        self._write_heads(grid)
        self.rows = {}
        at = 2
        for line in self.sides.plan.lines:
            if not self._says_anything(line):
                continue
            grid.addWidget(rule(), at, 0, 1, len(SHARES))
            self.rows[line.field.name] = FieldRow(self, line, self._chosen(line), grid, at + 1)
            at += 2
        self._card.body.addWidget(self._grid_holder)
        self._preview()
        self._order()

    def _chosen(self, line: Line) -> Side | None:
        return self.choices.get(line.field.name, None if line.conflict else line.side)

    def _says_anything(self, line: Line) -> bool:
        assert self.sides is not None
        after = self.sides.plan.result()[line.field.name]
        return any(
            line.field.search_text(one) or one not in (None, ()) for one in (line.keep, line.drop, after)
        )

    def _write_heads(self, grid: QGridLayout) -> None:
        assert self.sides is not None
        language, plan = self.desk.language, self.sides.plan
        heads = (
            (plan.keep, "good", language.say("Is kept")),
            (plan.drop, "calm", language.say("Goes into it")),
        )
        for column, (record, tone, role) in enumerate(heads, start=1):
            head = QWidget()
            head.setProperty("look", "clear")
            inside = QVBoxLayout(head)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            title, reference = Wrapping(), button("link")
            title.setProperty("role", "heading")
            title.setText(self._titled(record.id))
            reference.setText(language.reference(record.reference))
            reference.setAccessibleName(language.say("Open record") + f" {reference.text()}")
            reference.clicked.connect(partial(self.desk.open_record, record.type.name, record.id))
            named = Flow(spacing=6)
            named.addWidget(Chip(tone, role))
            named.addWidget(reference)
            inside.addLayout(named)
            inside.addWidget(title)
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
        after = Wrapping()
        after.setProperty("role", "heading")
        after.setText(language.say_in("merging", "Afterwards"))
        grid.addWidget(after, 0, 3, Qt.AlignmentFlag.AlignTop)

    def _order(self) -> None:
        """Tab goes through the choices from above to below, then to what can be done."""
        radios = [radio for row in self.rows.values() for radio in row.radios.values()]
        order: list[QWidget] = [
            self.swap,
            self.rest,
            *radios,
            self.merge,
            self.apart_button,
            self.next,
            self.back,
        ]
        for before, following in pairwise(order):
            QWidget.setTabOrder(before, following)

    # ---- choosing ----------------------------------------------------------------------------------------------

    def choose(self, name: str, side: Side) -> None:
        """Take this side's word for a field."""
        if self.choices.get(name) is not side:
            self.choices[name] = side
            self.say_problem("")
            self._preview()

    def undecided(self) -> list[FieldRow]:
        """The fields that still need a choice."""
        return [row for row in self.rows.values() if row.chosen is None]

    def _preview(self) -> None:
        assert self.sides is not None
        result = self.sides.plan.result(self.choices)
        for name, row in self.rows.items():
            row.preview(result[name])
        self.rest.setVisible(bool(self.undecided()))

    def _take_rest(self) -> None:
        for row in self.undecided():
            row.radios[Side.KEEP].setChecked(True)
        self.merge.setFocus()

    def _merge(self) -> None:
        assert self.sides is not None
        missing = self.undecided()
        if missing:
            self.say_problem(
                self.desk.language.say("Both records say something here; please choose which is kept.")
            )
            self.take_focus()
            return
        self.merging.emit(self.sides.plan, dict(self.choices))

    def refuse(self, failure: Failure) -> None:
        """Say why they cannot be merged like this."""
        language = self.desk.language
        self.say_problem("\n".join(self._problem(language, one) for one in problems_of(failure)))

    def _problem(self, language: Language, problem: Any) -> str:
        row = self.rows.get(problem.field)
        told = language.say(problem.message, **problem.values)
        return f"{language.say(row.line.field.label)}: {told}" if row is not None else told

    def say_problem(self, told: str) -> None:
        """Say what is wrong, or nothing."""
        self.problem.setText(told)
        self.problem.setVisible(bool(told))

    def take_focus(self) -> None:
        """Begin at the first choice that is needed, else where nothing happens by mistake."""
        rows = self.undecided()
        if self.sides is None:
            return
        first = rows[0].radios[Side.KEEP] if rows else self.swap
        first.setFocus()
        if rows:
            self.area.ensureWidgetVisible(first, 0, 80)

    def event(self, event: QEvent) -> bool:
        """Escape leads back to the list rather than out of the tool."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
