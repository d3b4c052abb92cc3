"""Loading a table of HS codes from a file: which file, which nomenclature, which edition, how far it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.fields.trade import LENGTHS
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.widgets.beside import Beside
from ui.widgets.file_dialog import ask, file_dialog
from ui.widgets.job import Job, Stopped
from ui.widgets.notice import problems_of
from ui.widgets.plain import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldreport.nomenclature import Loaded
    from fieldreport.office import Office

#: The edition that is in force (World Customs Organization).
EDITION = "2022"
#: Problems shown of a file; the others follow when these are mended.
MOST_PROBLEMS = 8


def load(
    office: Office, *, path: Path, nomenclature: str, edition: str, progress: Callable[[int, int], None]
) -> Loaded:
    """Take a table from a file, all of it or nothing."""
    from fieldreport.nomenclature import Nomenclature

    with Nomenclature(office.data) as codes:
        return codes.load(path, nomenclature, edition, progress, office.clock())


class Loading(QWidget):
    """Opened by its button; closed again when the table is loaded."""

    #: A table was loaded.
    loaded = Signal()
    #: The file was refused; what is wrong with it is said.
    refused = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.path: Path | None = None
        self.nomenclature = "HS"
        self._failure: Failure | None = None
        self._loaded: Loaded | None = None
        self.open, self.choose, self.load = button(), button("link"), button("main")
        self.form, self.where = QWidget(), Wrapping()
        self.kinds: dict[str, QPushButton] = {}
        for name in LENGTHS:
            one = button("language")
            one.setText(name)
            one.setCheckable(True)
            one.setMinimumWidth(64)
            one.clicked.connect(partial(self._choose_kind, name))
            self.kinds[name] = one
        self.kind_label, self.edition_label = label("head"), label("head")
        self.edition = ComposingLine()
        self.edition.set_typed(EDITION)
        self.job, self.said = Job(desk), Wrapping()
        self._lay_out()
        self.open.clicked.connect(self._open)
        self.choose.clicked.connect(self._choose_file)
        self.load.clicked.connect(self.begin)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        opener = Flow()
        opener.addWidget(self.open)
        column.addLayout(opener)
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        where = Beside()
        where.addWidget(self.where)
        where.addWidget(self.choose)
        inner.addLayout(where)
        inner.addWidget(self.kind_label)
        kinds = Flow(spacing=4)
        for one in self.kinds.values():
            kinds.addWidget(one)
        inner.addLayout(kinds)
        inner.addWidget(self.edition_label)
        inner.addWidget(self.edition)
        press = Flow()
        press.addWidget(self.load)
        inner.addLayout(press)
        column.addWidget(self.form)
        column.addWidget(self.job)
        column.addWidget(self.said)
        self.form.setProperty("look", "clear")
        self.form.hide()
        self.said.hide()

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self.desk.language.say
        self.open.setText(say("Load a table from a file"))
        self.choose.setText(say("Choose a file"))
        self.load.setText(say("Load"))
        self.kind_label.setText(say("Nomenclature"))
        self.edition_label.setText(say("Edition (year)"))
        self.edition.setAccessibleName(say("Edition (year)"))
        self.where.setText(
            str(self.path)
            if self.path
            else say("A CSV file with the codes in one column and their names in another.")
        )
        for name, one in self.kinds.items():
            one.setChecked(name == self.nomenclature)
        self.load.setEnabled(self.path is not None)
        self.job.retranslate()
        self._say()

    def take(self, path: Path) -> None:
        """Load from this file, once asked."""
        self.path = path
        self._failure, self._loaded = None, None
        self.retranslate()

    def begin(self) -> None:
        """Load it in the background."""
        if self.path is None or self.job.running():
            return
        self._failure, self._loaded = None, None
        self.edition.settle()
        progress = self.job.begin()
        self.load.setEnabled(False)
        self._say()
        self.desk.read(
            partial(
                load,
                path=self.path,
                nomenclature=self.nomenclature,
                edition=self.edition.text(),
                progress=progress,
            ),
            self._done,
            self._failed,
        )

    def file_dialog(self) -> QFileDialog:
        """Asks for a file."""
        title = self.desk.language.say("Choose a file")
        return file_dialog(self, self.desk, title, names="CSV (*.csv *.txt)")

    def _open(self) -> None:
        self.form.setVisible(not self.form.isVisibleTo(self))
        if self.form.isVisibleTo(self):
            self.choose.setFocus()

    def _choose_file(self) -> None:
        chosen = ask(self.file_dialog())
        if chosen is not None:
            self.take(chosen)

    def _choose_kind(self, name: str, _checked: bool = False) -> None:
        self.nomenclature = name
        self.retranslate()

    def _done(self, loaded: Loaded) -> None:
        self._loaded, self.path = loaded, None
        self.job.end()
        self.form.hide()
        self.retranslate()
        self.loaded.emit()
        self.open.setFocus()

    def _failed(self, failure: Failure) -> None:
        self._failure = failure
        self.job.end()
        self.retranslate()
        self.refused.emit()

    def _say(self) -> None:
        language, loaded = self.desk.language, self._loaded
        stopped = isinstance(self._failure, Stopped)
        self.said.setProperty("role", "problem" if self._failure is not None and not stopped else "small")
        self.said.style().polish(self.said)
        if stopped:
            self.said.setText(language.say("Stopped. The tables are as they were."))
        elif self._failure is not None:
            problems = problems_of(self._failure)
            lines = [
                ": ".join(part for part in (one.place, language.say(one.message, **one.values)) if part)
                for one in problems[:MOST_PROBLEMS]
            ]
            rest = len(problems) - MOST_PROBLEMS
            if rest > 0:
                lines.append(language.plural("{count} more problem", "{count} more problems", rest))
            lines.append(language.say("Nothing was changed."))
            self.said.setText("\n".join(f"⚠ {line}" if at == 0 else line for at, line in enumerate(lines)))
        elif loaded is not None:
            self.said.setText(
                language.say(
                    "{name} {edition} has been loaded: {codes} codes.",
                    name=loaded.nomenclature,
                    edition=language.reference(loaded.edition),
                    codes=loaded.codes,
                )
            )
        self.said.setVisible(self._failure is not None or loaded is not None)
