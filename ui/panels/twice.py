"""The panel of an organisation or a person: who may be the same, and the way to comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.duplicates import Likely
    from fieldreport.office import Office

#: Records told of at once.
MOST = 3
#: Records looked at for the first time in one go: searches and lists wait no longer than for these.
SLICE = 500


@dataclass(frozen=True)
class Found:
    """The records that are likely the same, each with its title, and whether there is more to look through."""

    likely: Sequence[tuple[Likely, str]]
    more: bool


def look(office: Office, *, record: Record, language_code: str) -> Found:
    """Who may be the same as a record."""
    more = office.duplicates.update(SLICE)
    likely = office.duplicates.of(record.type, record.values, but=record.id, limit=MOST)
    titles = office.titles(office.language(language_code))
    titles.prefetch(one.id for one in likely)
    return Found([(one, titles(one.id)) for one in likely], more)


class TwicePanel(Panel):
    """Hidden while nobody is like the record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._record: Record | None = None
        self._found: Sequence[tuple[Likely, str]] = ()
        self._heading = label("heading", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._lines)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        if record is None or self._record is None or record.id != self._record.id:
            self._take(())
        self._record = record if record is not None and record.archived is None else None
        self._look()

    def retranslate(self) -> None:
        self._heading.setText(self.desk.language.say("May be there twice"))
        self._look()

    def _look(self) -> None:
        if self._record is not None:
            self.desk.read(
                partial(look, record=self._record, language_code=self.desk.language.code),
                partial(self._answered, self._record.id),
                latest=f"twice {id(self)}",
            )

    def _answered(self, record_id: str, found: Found) -> None:
        if self._record is not None and self._record.id == record_id:
            self._take(found.likely)
            if found.more:
                self._look()

    def _take(self, found: Sequence[tuple[Likely, str]]) -> None:
        self._found = found
        clear(self._lines)
        for likely, title in found:
            self._lines.addLayout(self._line(likely, title))
        self.setVisible(bool(found))

    def _line(self, likely: Likely, title: str) -> Beside:
        language = self.desk.language
        reasons = language.listing([language.say(one.message, **one.values) for one in likely.reasons])
        text, compare = Wrapping(), button("link")
        text.setText(
            language.say(
                "{reference} {title} ({reasons})",
                reference=language.reference(likely.reference),
                title=title,
                reasons=reasons,
            )
        )
        compare.setText(language.say("Compare"))
        compare.setAccessibleName(f"{compare.text()}: {title}")
        compare.clicked.connect(partial(self._compare, likely.id))
        line = Beside()
        line.addWidget(text)
        line.addWidget(compare)
        return line

    def _compare(self, other: str, _checked: bool = False) -> None:
        if self._record is not None:
            self.desk.open_tool("duplicates", f"{self._record.id} {other}")
