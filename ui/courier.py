"""The courier: sends what waits and fetches what has come, in a thread of its own: no network holds anybody up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from fieldreport.delivery.dispatch import Delivery, Round
from fieldreport.delivery.envelopes import Kind
from fieldreport.failures import Failure
from fieldreport.language import N_, N_in
from ui.background import Worker

if TYPE_CHECKING:
    from fieldreport.office import Office
    from ui.desk import Desk

T = TypeVar("T")
#: How often it is asked whether anything is to be sent or fetched, in milliseconds.
LOOKS = 30_000
#: The tool that shows all of it.
TOOL = "delivery"

DELIVERED = N_("The report on {period} was delivered to headquarters and read back the same.")
ACCEPTED = N_("Headquarters has received and accepted the report on {period}.")
RETURNED = N_("Headquarters has returned something of the report on {period}.")
SENT = N_("Headquarters has sent something.")
SHOW = N_in("notice", "Show")


def carry(office: Office, *, at_once: bool) -> Round | None:
    """Go once through all channels; None where nothing was due."""
    delivery = Delivery.of(office)
    return delivery.run(at_once=at_once) if at_once or delivery.is_due() else None


class Courier(QObject):
    """Delivery in the window: it goes by itself once it was started, and at once when it is asked to."""

    #: A ``Round`` was gone, or channels were changed: read anew.
    went = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.worker = Worker("courier", desk.office.beside, self)
        self._refusals: set[str] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look by itself from now on."""
        self._timer.start(LOOKS)

    @property
    def busy(self) -> bool:
        """Whether it is on its way."""
        return self.worker.pending > 0

    def look(self) -> None:
        """Go if anything is due, unless it is on its way already."""
        if not self.busy:
            self.worker.submit(lambda office: carry(office, at_once=False), self._back, self.desk.failed.emit)

    def send(self) -> None:
        """Go at once, and say what fails."""
        self.worker.submit(
            lambda office: carry(office, at_once=True), self._back_asked, self.desk.failed.emit
        )
        self.went.emit()

    def do(
        self, job: Callable[[Office], T], done: Callable[[T], None], failed: Callable[[Failure], None]
    ) -> None:
        """Something else that may have to wait for a network."""

        def told(result: Any) -> None:
            done(result)
            self.went.emit()

        self.worker.submit(job, told, failed)

    def _back_asked(self, done: Round | None) -> None:
        self._back(done)
        for _, problem in done.failed if done is not None else ():
            self.desk.notice(problem.message, "warn", **problem.values)

    def _back(self, done: Round | None) -> None:
        if done is None:
            return
        for package in done.delivered:
            self.desk.notice(DELIVERED, period=self._period(package.period))
        for envelope in done.received:
            if envelope.kind is not Kind.RECEIPT:
                self._say(SENT, "good")
            elif envelope.returns:
                self._say(RETURNED, "warn", period=self._period(envelope.period))
            else:
                self._say(ACCEPTED, "good", period=self._period(envelope.period))
        for problem in done.refused:
            # It lies there still at the next look; nobody wants to be told every ten minutes.
            told = repr(problem)
            if told not in self._refusals:
                self._refusals.add(told)
                self.desk.notice(problem.message, "warn", **problem.values)
        self.went.emit()

    def _period(self, code: str) -> str:
        return self.desk.language.reference(code)

    def _say(self, message: str, kind: str, **values: object) -> None:
        from ui.desk import Notice

        show = Notice(message, values, kind, SHOW, lambda: self.desk.open_tool(TOOL))
        self.desk.noticed.emit(show)

    def close(self) -> bool:
        """End the thread, unless a network keeps it: then it ends with the program, which harms no delivery.

        Says whether it has ended.
        """
        self._timer.stop()
        if self.busy:
            return False
        self.worker.stop()
        return True
