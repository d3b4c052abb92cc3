"""A page of a list at any position of a million rows, in Korean, English and Bengali: time and memory.

Measured in a process of its own (``python -m benchmarks.page DATA`` prints JSON), so that the memory is the list's.
"""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import records
from benchmarks.measuring import Figure, milliseconds, own_peak_megabytes, read_once

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.desk import Desk
    from ui.tables.model import RecordsModel

#: One frame of a screen that is drawn sixty times a second.
GOAL_MS = 16.0
GOAL_MB = 300.0
#: Rows on a large screen.
SEEN = 32
JUMPS = 300
WARM_UP = 5
LANGUAGES = ("ko", "en", "bn")


def figures() -> list[Figure]:
    """Pages of the list of buyer leads at random positions: as the model gives them, and drawn by the real list."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.page", str(records.office(records.HUGE))],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    rows = f"{told['rows']:,} rows"
    return [
        Figure(f"page: {SEEN} rows from the model, 95 of 100 ({rows})", "ms", told["model"][0], goal=GOAL_MS),
        Figure(
            f"page: {SEEN} rows from the model, slowest of {told['jumps']}",
            "ms",
            told["model"][1],
            goal=GOAL_MS,
        ),
        Figure("page: the same, 95 of 100, processor's time", "ms", told["processor"][0]),
        Figure(f"page: the same, slowest of {told['jumps']}, processor's time", "ms", told["processor"][1]),
        Figure(f"page: drawn by the list, 95 of 100 ({rows})", "ms", told["list"][0]),
        Figure(f"page: drawn by the list, slowest of {told['jumps']}", "ms", told["list"][1]),
        Figure("page: opening the list (keys of all rows)", "ms", told["keys"]),
        Figure("page: peak memory of the process", "MB", told["megabytes"], goal=GOAL_MB),
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure on the office in the folder named, and print what was found."""
    from fieldreport.office import Office
    from ui.app import make_application
    from ui.desk import Desk

    application = make_application(["page"])
    read_once(Path(arguments[0]))
    with Office.open(Path(arguments[0]), readonly=True) as office:
        desk = Desk(office)
        times = _measure(application, desk)
        desk.close()
    told = {
        "rows": times.rows,
        "jumps": len(times.drawn),
        "model": _summary(times.model),
        "processor": _summary(times.processor),
        "list": _summary(times.drawn),
        "keys": times.opening,
        "megabytes": own_peak_megabytes(),
    }
    print(json.dumps(told))
    application.quit()
    return 0


def _read(model: RecordsModel, first: int) -> None:
    from PySide6.QtCore import Qt

    from ui.tables.model import TONE

    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, TONE)
    for row in range(first, first + SEEN):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            for role in roles:
                model.data(index, role)


@dataclass(frozen=True)
class Times:
    """Milliseconds: until the list shows all its rows, and of each jump: by the model alone, of that on the
    processor (what others do on the machine left out), and drawn."""

    opening: float
    rows: int
    model: list[float]
    processor: list[float]
    drawn: list[float]


def _measure(application: QApplication, desk: Desk) -> Times:
    from PySide6.QtWidgets import QTableView

    from ui.stylesheet import dress
    from ui.tables.list import RecordsList

    table = RecordsList(desk, desk.office.store.types["lead"])
    table.resize(1280, 36 * SEEN)

    def open_it() -> None:
        table.show()
        application.processEvents()
        table.reload()
        desk.settle()
        application.processEvents()

    opening = milliseconds(open_it)
    rows = table.records.rowCount()
    chance = random.Random(2026)
    model: list[float] = []
    processor: list[float] = []
    drawn: list[float] = []

    def jump() -> None:
        table.scrollTo(
            table.records.index(chance.randrange(rows - SEEN), 0), QTableView.ScrollHint.PositionAtTop
        )
        table.viewport().repaint()

    def read() -> None:
        before = time.thread_time()
        _read(table.records, chance.randrange(rows - SEEN))
        processor.append((time.thread_time() - before) * 1000)

    for code in LANGUAGES:
        desk.set_language(code)
        dress(application, desk.theme, code)
        table.retranslate()
        desk.settle()
        for action, times in ((read, model), (jump, drawn)):
            for _ in range(WARM_UP):
                action()
            times += [milliseconds(action) for _ in range(JUMPS)]
    table.close()
    return Times(opening, rows, model, processor, drawn)


def _summary(times: list[float]) -> tuple[float, float]:
    """The time that 95 of 100 stay under, and the longest."""
    ordered = sorted(times)
    return ordered[math.ceil(len(ordered) * 0.95) - 1], ordered[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
