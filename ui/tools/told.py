"""What a file's rows came to: problems by row and column, what was cleaned, what may be there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.widgets.plain import clear, label

if TYPE_CHECKING:
    from fieldreport.importing import Note, Outcome, Undone

#: Lines shown of each kind; the rest is counted.
MOST = 30


class Told(QWidget):
    """Lists of lines under their headings; a heading without lines is not shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.desk = desk
        self.lines: list[str] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)

    def put(self, outcome: Outcome | None, notes: Sequence[Note], undone: Undone | None) -> None:
        """Show what was told of a file."""
        clear(self._body)
        self.lines = []
        language = self.desk.language
        if undone is not None:
            kept = [language.say(one.message, **one.values) for one in undone.kept]
            self._add(language.say("What was kept"), kept, len(kept))
        if outcome is None:
            return
        problems = [
            f"{language.reference(cell_of(one.place))} · {language.say(one.message, **one.values)}"
            for one in outcome.problems[:MOST]
        ]
        self._add(
            language.say("Rows that are left out, and why"),
            problems,
            len(outcome.problems) + outcome.more_problems,
        )
        from fieldreport.importing.sentences import wrong

        without = [
            f"{language.reference(cell_of(one.problem.place))} · {wrong(one, language)}"
            for one in outcome.without[:MOST]
        ]
        self._add(
            language.say("Values that are left out of their rows, and why"),
            without,
            len(outcome.without) + outcome.more_without,
        )
        likely = [self._of(one) for one in outcome.likely[:MOST]]
        self._add(language.say("What may be there already"), likely, len(outcome.likely))
        cleaned = [*notes, *outcome.notes]
        self._add(language.say("What was put right"), [self._of(one) for one in cleaned[:MOST]], len(cleaned))

    def _of(self, note: Note) -> str:
        language = self.desk.language
        place, said = language.reference(cell_of(note.place)), language.say(note.message, **note.values)
        if note.count == 1:
            return f"{place} · {said}"
        times = language.plural("{count} time", "{count} times", note.count)
        return f"{place} · {said} · {times}"

    def _add(self, heading: str, lines: Sequence[str], count: int) -> None:
        if not lines:
            return
        self._body.addWidget(label("strong", wrap=True, text=heading))
        more = count - len(lines)
        language = self.desk.language
        rest = (
            [language.plural("{count} more is not shown.", "{count} more are not shown.", more)]
            if more
            else []
        )
        for said in (*lines, *rest):
            line = Wrapping()
            line.setProperty("role", "muted")
            line.setText(said)
            self._body.addWidget(line)
            self.lines.append(said)


def cell_of(place: str) -> str:
    """The cell of a place in a file whose name and sheet are seen above: C5 of ``leads.xlsx:Sheet1!C5``."""
    return place.rpartition(":")[2].rpartition("!")[2]
