"""A tour of every page and tool of an office with 200,000 records: how long the window stands still.

A timer beats in the window's thread; what lies between two beats is how long nobody could have typed. Measured in a
process of its own (``python -m benchmarks.tour DATA`` prints JSON).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks import records
from benchmarks.measuring import Figure, median, milliseconds, read_once

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.app import Session
    from ui.pages.office_work import ToolsPage
    from ui.pages.records import RecordsPage
    from ui.tables.list import RecordsList
    from ui.tools.twice.tool import DuplicatesTool

#: What a person does not notice, in milliseconds.
GOAL_MS = 100.0
#: Milliseconds from beat to beat.
BEAT = 5
#: A step's work in the background is not waited for any longer than this, in seconds.
LONGEST = 5.0
#: So many pairs of beats without anything under way, and a step is over: longer than a pause in choosing or typing.
QUIET = 8
#: How often every place is gone to for the median switch.
ROUNDS = 5
#: The stalls that are told by name.
TOLD = 12
#: Rows chosen here and there while the list is worked out anew.
SCATTERED = 1_000


@dataclass(frozen=True)
class Stall:
    """How long the window stood still at most during a step: by the clock, and what its own thread did of it."""

    step: str
    milliseconds: float
    processor: float


@dataclass(frozen=True)
class Toured:
    """The stalls of all steps, the longest first; milliseconds of each switch, and of a bare window's repaint."""

    stalls: list[Stall]
    switches: list[float]
    repaints: list[float]


def figures() -> list[Figure]:
    """The tour: its longest stalls by name, and the median switch beside a bare window's repaint."""
    toured = tour(records.working_copy(records.LARGE, "tour"))
    where = f"{records.LARGE.total:,} records"
    slowest = [
        Figure(f"tour: {one.step}, {one.processor:.0f} ms of it its own", "ms", one.milliseconds)
        for one in toured.stalls[:TOLD]
    ]
    return [
        Figure(f"tour: longest stall ({where})", "ms", toured.stalls[0].milliseconds, goal=GOAL_MS),
        *slowest,
        Figure(
            "tour: median page switch, and a bare repaint",
            "ms",
            median(toured.switches),
            median(toured.repaints),
        ),
    ]


def tour(data: Path) -> Toured:
    """Tour the office in the folder ``data``, which is written to, in a process of its own."""
    # As on a user's computer: modules are compiled once, at their first use ever.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.tour", str(data)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        env=variables | {"QT_LOGGING_RULES": "default.warning=false"},
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return Toured([Stall(**one) for one in told["stalls"]], told["switches"], told["repaints"])


class Heart:
    """Beats in the window's thread and remembers the longest pause."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._last = (time.perf_counter(), time.thread_time())
        self.longest = (0.0, 0.0)

    def begin(self) -> None:
        """Forget what was before."""
        self._last = (time.perf_counter(), time.thread_time())
        self.longest = (0.0, 0.0)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        pause = (now[0] - self._last[0], now[1] - self._last[1])
        self.longest = max(self.longest, pause)
        self._last = now


class Tour:
    """The steps of the tour, each done and then waited for as a person would, while the heart beats."""

    def __init__(self, application: QApplication, session: Session) -> None:
        self._application = application
        self._session = session
        self._heart = Heart()
        self.stalls: list[Stall] = []

    def walk(self) -> None:
        """Do everything there is to do, then go to the pages again: at its first visit a page is made."""
        self.wait()
        for visit in ("first", "again"):
            for name, step in self._steps(in_full=visit == "first"):
                self._heart.begin()
                step()
                self.wait()
                self.stalls.append(Stall(f"{name} ({visit})", *(1000 * one for one in self._heart.longest)))
        self.stalls.sort(key=lambda one: one.milliseconds, reverse=True)

    def wait(self) -> None:
        """Let the window do what is to be done, until nothing has been under way for some beats."""
        from PySide6.QtCore import QEventLoop

        end, quiet = time.monotonic() + LONGEST, 0
        while quiet < QUIET and time.monotonic() < end:
            wait = time.monotonic() + 2 * BEAT / 1000
            while time.monotonic() < wait:
                self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, BEAT)
            quiet = 0 if self._session.desk.is_busy() else quiet + 1

    def _steps(self, *, in_full: bool) -> Iterator[tuple[str, Callable[[], object]]]:
        from ui.pages.office_work import TOOLS as KINDS
        from ui.pages.report import ReportPage
        from ui.pages.settings.page import SECTIONS
        from ui.widgets.sidebar import EVENT_DAY, HOME, REPORT, SETTINGS, TEXTS, TOOLS, TRANSLATION

        window, desk = self._session.window, self._session.desk
        yield "home", lambda: window.show_place(HOME)
        for name in window.types:
            yield name, partial(window.show_place, name)
            if in_full:
                yield from self._of_type(name)
        for place in (EVENT_DAY, TEXTS, TOOLS, TRANSLATION, SETTINGS, REPORT):
            yield place, partial(window.show_place, place)
        page = cast("ReportPage", window.page(REPORT))
        for number in range(4):
            yield f"report, step {number + 1}", partial(page.show_step, number)
        for kind in KINDS:
            yield f"tool {kind.name}", partial(desk.open_tool, kind.name)
        # It would go on comparing all companies for minutes, whatever else is looked at.
        duplicates = cast("ToolsPage", window.page(TOOLS)).tools["duplicates"]
        yield "duplicates stopped", cast("DuplicatesTool", duplicates).stop.click
        for section in SECTIONS:
            yield f"settings, {section.name}", partial(desk.open_settings, section.name)
        yield "help", window.show_help
        yield "help closed", lambda: window.help.close() if window.help else None
        for word in ("s", "su", "sur", "surma", ""):
            yield f"search “{word}”", partial(window.top.search.field.setText, word)
        for code in ("bn", "ko", "en"):
            yield f"home in {code}", partial(self._speak, code, HOME)
            yield f"leads in {code}", lambda: window.show_place("lead")

    def _speak(self, code: str, place: str) -> None:
        self._session.window.show_place(place)
        self._session.desk.set_language(code)

    def _of_type(self, name: str) -> Iterator[tuple[str, Callable[[], object]]]:
        window, desk = self._session.window, self._session.desk
        store = desk.office.store
        keys = store.keys(store.types[name])
        for at in sorted({0, len(keys) // 2} if keys else ()):
            record = store.page(store.types[name], keys[at : at + 1])[0]
            yield f"{name}, record {at + 1}", partial(desk.open_record, name, record.id)
        page = cast("RecordsPage", window.page(name))
        yield f"{name}, last row", page.list.scrollToBottom
        yield f"{name}, a word", lambda: page.filters.words.setText("surma")
        yield f"{name}, no word", page.filters.clear
        yield f"{name}, all rows chosen", page.list.selectAll
        yield f"{name}, worked out anew, all chosen", page.list.reload
        yield f"{name}, rows chosen here and there", lambda: scatter(page.list)
        yield f"{name}, put in another order", lambda: page.list.records.sort(1)
        yield f"{name}, put back in order", lambda: page.list.records.sort(0)
        yield f"{name}, one row chosen", lambda: page.list.choose(keys[0] if keys else 0, alone=True)
        yield f"{name}, a new one", lambda: desk.new_record(name)
        yield f"{name}, left", page.detail.keeper.discard


def scatter(view: RecordsList) -> None:
    """Choose rows that are not beside one another."""
    from PySide6.QtCore import QItemSelection, QItemSelectionModel

    model = view.records
    chosen, last = QItemSelection(), model.columnCount() - 1
    for row in range(0, model.rowCount(), max(2, model.rowCount() // SCATTERED)):
        chosen.select(model.index(row, 0), model.index(row, last))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def switches(session: Session, wait: Callable[[], None]) -> tuple[list[float], list[float]]:
    """Milliseconds until another page that was seen before is painted; and of a bare window's repaint, in turn."""
    from benchmarks.start import bare_window

    bare = bare_window()
    bare.resize(session.window.size())
    bare.show()
    wait()
    times: list[float] = []
    beside: list[float] = []

    def go(place: str) -> None:
        session.window.show_place(place)
        session.window.repaint()

    for _ in range(ROUNDS):
        for place in list(session.window.pages):
            times.append(milliseconds(partial(go, place)))
            wait()
            beside.append(milliseconds(bare.repaint))
    bare.close()
    return times, beside


def main(arguments: Sequence[str]) -> int:
    """Tour the office in the folder named, and print what was found."""
    from fieldreport.office import Office
    from ui.app import Session, make_application

    application = make_application(["tour"])
    read_once(Path(arguments[0]))
    with Office.open(Path(arguments[0])) as office:
        session = Session(application, office)
        session.window.start()
        around = Tour(application, session)
        around.walk()
        times, beside = switches(session, around.wait)
        session.window.close()
        session.end()
    print(json.dumps(asdict(Toured(around.stalls, times, beside))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
