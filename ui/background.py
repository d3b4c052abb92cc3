"""Background work: one thread and its own Office do jobs in order; results come back to the window's thread."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from fieldreport.failures import Failure

if TYPE_CHECKING:
    from fieldreport.office import Office

#: What a worker is asked to do with its Office; the result is handed to the window's thread.
Job = Callable[["Office"], Any]
Done = Callable[[Any], None]
Failed = Callable[[Failure], None]


@dataclass(eq=False, slots=True)
class Task:
    """One job on its way: what to do, whom to tell, and whether anybody still wants to know."""

    job: Job
    done: Done
    failed: Failed
    wanted: bool = True
    result: Any = None
    error: BaseException | None = None


class Worker(QObject):
    """Does jobs one after another in a thread of its own, and tells the results in the thread that asked.

    The thread and its Office are made at the first job, so an idle worker costs nothing. Expected failures go to
    the job's ``failed``; anything else is a bug of ours and goes to ``sys.excepthook``, in the window's thread.
    """

    #: How many jobs have been asked for and not yet told of.
    pending_changed = Signal(int)
    _finished = Signal()

    def __init__(self, name: str, open_office: Callable[[], Office], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._open_office = open_office
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._results: SimpleQueue[Task] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self.pending = 0
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def awake(self) -> bool:
        """Whether the thread has been started; until then its Office does not exist."""
        return self._thread is not None

    def submit(self, job: Job, done: Done, failed: Failed) -> Task:
        """Ask for a job; it runs after those asked for before it."""
        task = Task(job, done, failed)
        self.pending += 1
        self.pending_changed.emit(self.pending)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._tasks.put(task)
        return task

    def drain(self) -> None:
        """Wait until every job is done and told, those asked for meanwhile by the results included."""
        while self.pending:
            self._tell_one(self._results.get())

    def stop(self) -> None:
        """Finish everything that was asked for, then end the thread and close its Office."""
        self.drain()
        if self._thread is not None:
            self._tasks.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        office: Office | None = None
        while (task := self._tasks.get()) is not None:
            try:
                if task.wanted:
                    office = office or self._open_office()
                    task.result = task.job(office)
            except BaseException as error:  # noqa: BLE001 - told in the window's thread, whatever it is
                task.error = error
            self._results.put(task)
            self._finished.emit()
        if office is not None:
            office.close()

    def _tell(self) -> None:
        while not self._results.empty():
            self._tell_one(self._results.get())

    def _tell_one(self, task: Task) -> None:
        try:
            if task.error is None:
                if task.wanted and _listens(task.done):
                    task.done(task.result)
            elif isinstance(task.error, Failure):
                if task.wanted and _listens(task.failed):
                    task.failed(task.error)
            else:
                raise task.error
        except BaseException as error:  # noqa: BLE001 - the next results must be told all the same
            sys.excepthook(type(error), error, error.__traceback__)
        finally:
            self.pending -= 1
            self.pending_changed.emit(self.pending)


def _listens(call: Callable[..., None]) -> bool:
    """Whether the widget whose method is to be called still exists."""
    import shiboken6

    while isinstance(call, functools.partial):
        call = call.func
    listener = getattr(call, "__self__", None)
    return not isinstance(listener, QObject) or shiboken6.isValid(listener)
