"""Background work: one thread and its own Office do jobs in order; results come back to the window's thread."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from fieldreport.failures import Failure
from fieldreport.store.database import Overtaken

if TYPE_CHECKING:
    from fieldreport.office import Office

#: What a worker is asked to do with its Office; the result is handed to the window's thread. It holds no widget.
Job = Callable[["Office"], Any]
Done = Callable[[Any], None]
Failed = Callable[[Failure], None]


#: How often the window's thread looks whether there is garbage, in milliseconds.
SWEEP = 500


@dataclass(eq=False, slots=True)
class Work:
    """What the worker's thread knows of a job: what to do, whether anybody still wants to know, what came of it.

    It knows nobody who is to be told, so that no widget can be let go of in the worker's thread.
    """

    job: Job
    wanted: bool = True
    result: Any = None
    error: BaseException | None = None


@dataclass(eq=False, slots=True)
class Task:
    """One job on its way, as the window's thread knows it: the work, and whom to tell."""

    work: Work
    done: Done
    failed: Failed


class Sweeper(QObject):
    """Collects garbage in the window's thread, and nowhere else while it lives.

    Python collects wherever it happens to be. In a worker's thread it would take widgets apart there, while the
    window's thread waits for a lock of Qt that this needs: both stand still for ever.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._spared = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(SWEEP)

    def sweep(self) -> None:
        """Collect what Python itself would collect now, by its own counts and thresholds."""
        if not self._spared:
            # What the start has made (modules, catalogues, the plan) stays to the end: looking through it again and
            # again would stop the window for a sixth of a second each time.
            self._spared = True
            gc.collect(1)
            gc.freeze()
        due = [
            count > threshold > 0 for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)

    def end(self) -> None:
        """Let Python collect again as it did before; there must be no worker left."""
        self._timer.stop()
        if self._spared:
            self._spared = False
            gc.unfreeze()
        if self._was_enabled:
            gc.enable()


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
        self._tasks: deque[Task] = deque()
        self._wanted: SimpleQueue[Work | None] = SimpleQueue()
        self._finished_works: SimpleQueue[Work] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._office: Office | None = None
        self._doing: Work | None = None
        self._turn = threading.Lock()
        self.pending = 0
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def awake(self) -> bool:
        """Whether the thread has been started; until then its Office does not exist."""
        return self._thread is not None

    def submit(self, job: Job, done: Done, failed: Failed) -> Task:
        """Ask for a job; it runs after those asked for before it."""
        task = Task(Work(job), done, failed)
        self.pending += 1
        self.pending_changed.emit(self.pending)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._tasks.append(task)
        self._wanted.put(task.work)
        return task

    def overtake(self, task: Task) -> None:
        """Nobody wants to know any more: if it is still waiting, it is not done; what it is reading is stopped.

        Only for a worker that reads.
        """
        with self._turn:
            task.work.wanted = False
            if self._doing is task.work and self._office is not None:
                self._office.store.database.overtake()

    def drain(self) -> None:
        """Wait until every job is done and told, those asked for meanwhile by the results included."""
        while self.pending:
            self._tell_next(self._finished_works.get())

    def stop(self) -> None:
        """Finish everything that was asked for, then end the thread and close its Office."""
        self.drain()
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while (work := self._wanted.get()) is not None:
            try:
                if self._begin(work):
                    self._office = self._office or self._open_office()
                    work.result = work.job(self._office)
            except Overtaken:
                # There is no result, and nobody who waits for it.
                assert not work.wanted
            except BaseException as error:  # noqa: BLE001 - told in the window's thread, whatever it is
                work.error = error
            self._end()
            self._finished_works.put(work)
            self._finished.emit()
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def _begin(self, work: Work) -> bool:
        with self._turn:
            self._doing = work if work.wanted else None
            return work.wanted

    def _end(self) -> None:
        """Whoever overtakes the work from now on is too late to stop the next one in its stead."""
        with self._turn:
            self._doing = None
            if self._office is not None:
                self._office.store.database.resume()

    def _tell(self) -> None:
        while not self._finished_works.empty():
            self._tell_next(self._finished_works.get())

    def _tell_next(self, work: Work) -> None:
        # Works come back in the order in which they were asked for.
        task = self._tasks.popleft()
        # No longer pending: whoever is told may wait for all the others, or close the window.
        self.pending -= 1
        self.pending_changed.emit(self.pending)
        try:
            if work.error is None:
                if work.wanted and _listens(task.done):
                    task.done(work.result)
            elif isinstance(work.error, Failure):
                if work.wanted and _listens(task.failed):
                    task.failed(work.error)
            else:
                raise work.error
        except BaseException as error:  # noqa: BLE001 - the next results must be told all the same
            sys.excepthook(type(error), error, error.__traceback__)


def _listens(call: Callable[..., None]) -> bool:
    """Whether the widget whose method is to be called still exists."""
    import shiboken6

    while isinstance(call, functools.partial):
        call = call.func
    listener = getattr(call, "__self__", None)
    return not isinstance(listener, QObject) or shiboken6.isValid(listener)
