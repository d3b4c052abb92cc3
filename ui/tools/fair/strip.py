"""The strip under the grid: what is marked or carried, what speaks against a place, and what can be done there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.tools.fair.carrying import GridView
from ui.tools.fair.seen import Cell
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button

if TYPE_CHECKING:
    from fieldreport.events import Verdict
    from fieldreport.office import Office
    from fieldreport.store import Change


class Strip(QWidget):
    """Says in words what the grid shows by place and colour."""

    #: Somebody came unannounced.
    walk_in_wanted = Signal()
    #: A ``Change`` was written here.
    wrote = Signal(object)

    def __init__(self, desk: Desk, grid: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.grid = desk, grid
        self.setProperty("look", "clear")
        self.verdict, self.text = Chip(), Wrapping()
        self.result, self.carry, self.put, self.leave = button("main"), button(), button("main"), button()
        self.no_company, self.no_buyer, self.open = button(), button(), button("link")
        self.new, self.walk_in = button(), button("link")
        self._lay_out()
        self.result.clicked.connect(self._ask)
        self.carry.clicked.connect(self._take_up)
        self.put.clicked.connect(self._put)
        self.leave.clicked.connect(grid.let_go)
        self.no_company.clicked.connect(partial(self._missed, "company"))
        self.no_buyer.clicked.connect(partial(self._missed, "buyer"))
        self.open.clicked.connect(self._open)
        self.new.clicked.connect(lambda: grid.begun.emit(grid.currentIndex()))
        self.walk_in.clicked.connect(self.walk_in_wanted)
        grid.stirred.connect(self.follow)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.verdict)
        said.addWidget(self.text)
        line = Beside(self, spacing=8, share=0.34)
        line.setContentsMargins(4, 4, 4, 0)
        line.add(said)
        for one in (
            *(self.put, self.leave, self.result, self.carry, self.new),
            *(self.no_company, self.no_buyer, self.open, self.walk_in),
        ):
            line.addWidget(one)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        say = self.desk.language.say
        self.result.setText(say("What came of it"))
        self.carry.setText(say("Put it elsewhere"))
        self.put.setText(say("Put it here"))
        self.leave.setText(say("Leave it where it was"))
        self.no_company.setText(say("The company did not come"))
        self.no_buyer.setText(say("The buyer did not come"))
        self.open.setText(say("Open the meeting"))
        self.new.setText(say("New meeting here"))
        self.walk_in.setText(say("Somebody came unannounced"))
        self.follow()

    def follow(self) -> None:
        """Say what is marked now."""
        grid, cell = self.grid, self.grid.cell()
        index = grid.currentIndex()
        carried = grid.grid.carried
        verdict = grid.grid.verdict(index) if index.isValid() else None
        real = cell is not None and bool(cell.record_id) and carried is None
        planned = real and cell is not None and cell.status == "scheduled"
        self.put.setVisible(carried is not None)
        self.put.setEnabled(verdict is not None and not verdict.refused)
        self.leave.setVisible(carried is not None)
        self.result.setVisible(real)
        self.carry.setVisible(planned)
        self.no_company.setVisible(planned)
        self.no_buyer.setVisible(planned)
        self.open.setVisible(real)
        free = index.isValid() and cell is None and carried is None and grid.grid.seats is not None
        self.new.setVisible(free)
        self.walk_in.setVisible(carried is None)
        if carried is not None:
            self._say_carried(carried, verdict)
        else:
            self.verdict.hide()
            self.text.setText(self._marked(cell))

    def _say_carried(self, carried: Cell, verdict: Verdict | None) -> None:
        say, model = self.desk.language.say, self.grid.grid
        who = say(
            "{company} and {buyer}", company=model.name(carried.company), buyer=model.name(carried.buyer)
        )
        if verdict is None:
            self.verdict.put(say("In hand"), "info")
            said = say(
                "Go to another place with the mouse or the arrows, then press Enter; Escape lets it be."
            )
        elif verdict.refused:
            self.verdict.put(say("Not here"), "bad")
            said = self._reasons(verdict)
        elif verdict.objections:
            self.verdict.put(say("Possible"), "warn")
            said = self._reasons(verdict)
        else:
            self.verdict.put(self.desk.language.say_in("place", "Free"), "good")
            said = self._where(verdict)
        self.verdict.show()
        self.text.setText(say("{first} · {second}", first=who, second=said))

    def _reasons(self, verdict: Verdict) -> str:
        told = [one for one in verdict.objections if one.refused] or list(verdict.objections)
        return " ".join(self.grid.grid.in_words(one.problem) for one in told)

    def _where(self, verdict: Verdict) -> str:
        language, model = self.desk.language, self.grid.grid
        day, clock = model.grid.slots[self.grid.currentIndex().row()]
        parts = [language.day(day, "short"), language.clock(clock)]
        if verdict.table:
            parts.append(language.say("Table {table}", table=language.reference(verdict.table)))
        return " · ".join(parts)

    def _marked(self, cell: Cell | None) -> str:
        language, model = self.desk.language, self.grid.grid
        if cell is None:
            return language.say(
                "Drag a meeting to another place, or take it up with Ctrl X; Enter on a free place begins a new one."
            )
        row = self.grid.currentIndex().row()
        who = language.say(
            "{company} and {buyer}", company=model.name(cell.company), buyer=model.name(cell.buyer)
        )
        clashes = [model.in_words(one) for one in model.clashes(cell, row)]
        told = " ".join(clashes) if clashes else model.state(cell, row)
        return language.say("{first} · {second}", first=who, second=told)

    # ---- what can be done ----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        cell = self.grid.cell()
        if cell is not None and cell.record_id:
            self.grid.wanted.emit(cell.record_id)

    def _take_up(self) -> None:
        self.grid.take_up()
        self.grid.setFocus()

    def _put(self) -> None:
        self.grid.put_here()
        self.grid.setFocus()

    def _open(self) -> None:
        cell = self.grid.cell()
        if cell is not None and cell.record_id:
            self.desk.open_record(MEETING.name, cell.record_id)

    def _missed(self, side: str, _checked: bool = False) -> None:
        cell = self.grid.cell()
        if cell is None or not cell.record_id:
            return
        record_id = cell.record_id

        def work(office: Office) -> Change:
            return office.change(record_id, {"status": "no_show", "absent": side})

        self.desk.write(work, self.wrote.emit)
        self.grid.setFocus()
