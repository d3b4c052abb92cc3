"""From the start of the process to a window that can be used, beside a bare PySide6 window with a table.

Both are fresh processes. ``python -m benchmarks.start ours DATA`` and ``… bare`` print the moments they reached on
the system's monotonic clock, which all processes share.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Figure, median

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget

GOAL = 2.0
ROUNDS = 9
WARM_UP = 2
#: What the bare window's table holds: nothing but words made when asked for.
BARE_ROWS, BARE_COLUMNS = 1000, 8


def figures() -> list[Figure]:
    """The window of an office with 200,000 records: its first frame, and home with its figures in it."""
    from benchmarks import records

    data = records.working_copy(records.LARGE, "start")
    ours: list[dict[str, float]] = []
    bare: list[float] = []
    for turn in range(WARM_UP + ROUNDS):
        one, other = _started("ours", str(data)), _started("bare")
        if turn >= WARM_UP:
            ours.append(one)
            bare.append(other["first frame"])
    beside = median(bare)
    where = f"{records.LARGE.total:,} records"
    return [
        Figure(
            f"start: first frame that can be used ({where})", "ms", _at(ours, "first frame"), beside, GOAL
        ),
        Figure("start: home tells how the tasks stand", "ms", _at(ours, "tasks"), beside),
        Figure("start: home tells what the report still needs", "ms", _at(ours, "report"), beside),
    ]


def _at(times: list[dict[str, float]], moment: str) -> float:
    return median([one[moment] for one in times])


def _started(*arguments: str) -> dict[str, float]:
    """Start one of the two and say after how many milliseconds it reached each moment."""
    # As on a user's computer: modules are compiled once, at the first start, which is not measured.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", *arguments],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        env=variables | {"QT_LOGGING_RULES": "default.warning=false"},
    )
    moments = json.loads(done.stdout.splitlines()[-1])
    return {name: (moment - start) / 1e6 for name, moment in moments.items()}


class Moments:
    """The moments that a process reaches; when all are there it prints them and ends at once."""

    def __init__(self, *awaited: str) -> None:
        self._awaited = awaited
        self._reached: dict[str, int] = {}

    def reach(self, name: str) -> None:
        """Remember when this was first reached."""
        self._reached.setdefault(name, time.monotonic_ns())
        if all(one in self._reached for one in self._awaited):
            print(json.dumps(self._reached), flush=True)
            # What closing costs is not what starting costs.
            os._exit(0)

    def missed(self) -> None:
        """End with a failure: it took too long."""
        print(f"never reached: {set(self._awaited) - set(self._reached)}", file=sys.stderr, flush=True)
        os._exit(1)


def after_painting(widget: QWidget, then: Callable[[], None]) -> None:
    """Call ``then`` once ``widget`` has been painted and the event loop has come round again."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Watch(widget))
    widget.update()


def bare_window() -> QMainWindow:
    """A main window with a table in it: what PySide6 costs whoever uses it."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
    from PySide6.QtWidgets import QMainWindow, QTableView

    nowhere = QModelIndex()

    class Words(QAbstractTableModel):
        def rowCount(self, parent: QModelIndex | QPersistentModelIndex = nowhere) -> int:
            return BARE_ROWS

        def columnCount(self, parent: QModelIndex | QPersistentModelIndex = nowhere) -> int:
            return BARE_COLUMNS

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{index.row()} {index.column()}"
            return None

    window = QMainWindow()
    table = QTableView()
    table.setModel(Words(window))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    return window


def bare() -> None:
    """Start the bare window, and tell of its first frame."""
    from PySide6.QtWidgets import QApplication, QTableView

    application = QApplication(["bare"])
    window = bare_window()
    table = window.centralWidget()
    assert isinstance(table, QTableView)
    window.show()
    moments = Moments("first frame")
    after_painting(table.viewport(), lambda: moments.reach("first frame"))
    application.exec()


def ours(data: Path) -> None:
    """The real start of the real window, watched from outside."""
    from PySide6.QtCore import QTimer

    # As ``ui.__main__`` does before it loads any of this.
    gc.disable()
    from ui import app
    from ui.__main__ import main as start
    from ui.widgets.sidebar import HOME

    moments = Moments("first frame", "tasks", "report")

    class Session(app.Session):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            after_painting(self.window.ground, lambda: moments.reach("first frame"))
            QTimer.singleShot(60_000, moments.missed)
            # Home is watched when the window has made it: loading its module here would be part of the first frame.
            self._page = self.window.page
            vars(self.window)["page"] = self.page

        def page(self, place: str) -> Any:
            is_new = place not in self.window.pages
            page: Any = self._page(place)
            if place == HOME and is_new:
                watch(page, "show_progress", "tasks")
                watch(page, "show_outlook", "report")
            return page

    def watch(page: Any, method: str, moment: str) -> None:
        show = getattr(page, method)

        def shown(result: Any) -> None:
            show(result)
            after_painting(page, lambda: moments.reach(moment))

        setattr(page, method, shown)

    with patched(app, "Session", Session):
        start(["--data", str(data)])


@contextmanager
def patched(module: ModuleType, name: str, value: object) -> Iterator[None]:
    """Put something else into a module for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


if __name__ == "__main__":
    if sys.argv[1:] == ["bare"]:
        bare()
    else:
        ours(Path(sys.argv[2]))
