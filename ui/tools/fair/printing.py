"""The dialog that asks for which side the pages are, in which language, and where they go."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.language import CODES, N_in
from fieldreport.records.participant import BUYER, COMPANY
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.stylesheet import stylesheet
from ui.widgets.plain import button, label

#: Where pages go besides printers.
PDF, EXCEL = "pdf", "xlsx"
#: The language of each reader.
OWN = ""
PRINTER = "printer:"
SIDES = {COMPANY: N_in("side", "For the companies"), BUYER: N_in("side", "For the buyers")}


@dataclass(frozen=True)
class Wanted:
    """Which pages are wanted: ``language`` is None for each reader's own; ``printer`` is empty for a file."""

    side: str
    language: str | None
    kind: str
    printer: str = ""


class PrintDialog(QDialog):
    """Three questions, each with an answer that is right most of the time."""

    #: The pages are wanted (a ``Wanted``).
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, side: str = COMPANY) -> None:
        super().__init__(parent.window())
        self.desk = desk
        self.heading = Wrapping()
        self.heading.setProperty("role", "heading")
        self.labels = tuple(label("head", wrap=True) for _ in range(3))
        self.side, self.language, self.where = Combo(), Combo(), Combo()
        self.write, self.cancel = button("main"), button()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(6)
        column.addWidget(self.heading)
        for words, combo in zip(self.labels, (self.side, self.language, self.where), strict=True):
            column.addWidget(words)
            column.addWidget(combo)
        buttons = Flow(spacing=8)
        buttons.addWidget(self.write)
        buttons.addWidget(self.cancel)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setMinimumWidth(420)
        self.write.clicked.connect(self._write)
        self.cancel.clicked.connect(self.reject)
        self._printers: list[str] = []
        self.retranslate(side)
        self.where.setFocus()
        # A printer of the network may take seconds to answer.
        desk.read(lambda office: _printers(), self._offer_printers, latest="printers")

    def retranslate(self, side: str) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        say = language.say
        self.setStyleSheet(stylesheet(self.desk.theme, language.code))
        title = say("Print the schedules")
        self.setWindowTitle(title)
        self.heading.setText(title)
        for words, combo, text in zip(
            self.labels,
            (self.side, self.language, self.where),
            (say("For whom"), say("In which language"), say("Where to")),
            strict=True,
        ):
            words.setText(text)
            combo.setAccessibleName(text)
        self.side.offer({code: say(text) for code, text in SIDES.items()}, side)
        own = say("Each reader's own language")
        self.language.offer({OWN: own, **{code: language.language_name(code) for code in CODES}}, OWN)
        self._offer_places(PDF)
        self.write.setText(say("Make the pages"))
        self.cancel.setText(say("Cancel"))

    def _offer_printers(self, printers: list[str]) -> None:
        self._printers = printers
        self._offer_places(str(self.where.chosen()))

    def _offer_places(self, chosen: str) -> None:
        say = self.desk.language.say
        places: dict[Json, str] = {PDF: say("A PDF file"), EXCEL: say("An Excel file")}
        for printer in self._printers:
            places[PRINTER + printer] = say("The printer {printer}", printer=printer)
        self.where.offer(places, chosen)

    def _write(self) -> None:
        where = str(self.where.chosen())
        printer = where.removeprefix(PRINTER) if where.startswith(PRINTER) else ""
        wanted = Wanted(
            str(self.side.chosen()), str(self.language.chosen()) or None, "" if printer else where, printer
        )
        self.accept()
        self.chosen.emit(wanted)


def _printers() -> list[str]:
    """The printers of this computer; loaded here, for most days nothing is printed."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()
