"""Making the pages of an event, in the background, until somebody wants to wait no longer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from fieldreport.failures import Failure
from ui.desk import Desk
from ui.tools.fair.printing import EXCEL, PrintDialog, Wanted

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.record import Record
    from ui.tools.fair.paper import Written


def make_pages(office: Office, *, event_id: str, wanted: Wanted, path: Path, stop: Flag) -> Written | None:
    """Make what is wanted; None when it was stopped meanwhile, and then nothing is left of it."""
    from ui.tools.fair import paper

    def progress(done: int, total: int) -> None:
        if stop.is_set():
            raise paper.Stopped

    language = wanted.language
    if wanted.kind == EXCEL:
        from fieldreport.events import timetable
        from fieldreport.events.pages import pages_of

        count = pages_of(office, event_id, wanted.side, language).count
        return paper.Written(count, timetable.write(office, event_id, wanted.side, path, language=language))
    try:
        if wanted.printer:
            return paper.print_pages(office, event_id, wanted.side, wanted.printer, language, progress)
        return paper.write_pdf(office, event_id, wanted.side, path, language, progress)
    except paper.Stopped:
        return None


class Making(QObject):
    """Asks for whom pages are wanted, and makes them: a file in the reports' folder, or on a printer."""

    #: It has begun, or ended.
    stirred = Signal()
    #: The pages are made (a sentence in the screen's language).
    made = Signal(str)
    #: They could not be made (a ``Failure``).
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.written: Path | None = None
        self._page = parent
        self._stop: Flag | None = None

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._stop is not None

    def ask(self, event: Record) -> None:
        """Ask for whom pages of this event are wanted, and where they go."""
        dialog = PrintDialog(self.desk, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self.make, event))
        dialog.open()

    def make(self, event: Record, wanted: Wanted) -> None:
        """Make what is wanted, in the background."""
        if self.is_busy:
            return
        office = self.desk.office
        path = office.data / "reports" / f"{office.code}_{event.reference}_{wanted.side}.{wanted.kind}"
        self.written, self._stop = None, Flag()
        self.stirred.emit()
        self.desk.read(
            partial(make_pages, event_id=event.id, wanted=wanted, path=path, stop=self._stop),
            partial(self._made, self._stop),
            partial(self._failed, self._stop),
        )

    def stop(self) -> None:
        """Wait for the pages no longer; nothing is left of them."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self.stirred.emit()

    def forget(self) -> None:
        """The file that was made belongs to something else."""
        self.stop()
        self.written = None

    def _made(self, stop: Flag, written: Written | None) -> None:
        if stop is not self._stop or written is None:
            return
        self._stop, self.written = None, written.path
        say = self.desk.language.say
        if written.path is None:
            self.made.emit(
                say("The pages are on their way to the printer: {count}", count=written.participants)
            )
        else:
            self.made.emit(say("The pages are in {path}.", path=str(written.path)))

    def _failed(self, stop: Flag, failure: Failure) -> None:
        if stop is self._stop:
            self._stop = None
            self.failed.emit(failure)
