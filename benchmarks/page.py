"""A page of a list at any position of a million rows, in Korean, English and Bengali: time and memory.

Measured in a process of its own (``python -m benchmarks.page DATA`` prints JSON), so that the memory is the list's.
"""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import records
from benchmarks.measuring import Figure, milliseconds, own_peak_megabytes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fieldreport.office import Office
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
        Figure(f"page: {SEEN} rows from the model, slowest of {told['jumps']}", "ms", told["model"][1], goal=GOAL_MS),
        Figure(f"page: drawn by the list, 95 of 100 ({rows})", "ms", told["list"][0], goal=GOAL_MS),
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
    with Office.open(Path(arguments[0]), readonly=True) as office:
        desk = Desk(office)
        model_times = list(_model_times(office))
        keys_time, rows, list_times = _list_times(application, desk)
        desk.close()
    told = {
        "rows": rows,
        "jumps": len(model_times),
        "model": _summary(model_times),
        "list": _summary(list_times),
        "keys": keys_time,
        "megabytes": own_peak_megabytes(),
    }
    print(json.dumps(told))
    application.quit()
    return 0


def _model_times(office: Office) -> Iterator[float]:
    """Every cell that a list asks for when it jumps somewhere: the text and what goes with it."""
    from functools import partial

    from ui.tables.model import RecordsModel

    lead = office.store.types["lead"]
    keys = office.store.keys(lead)
    chance = random.Random(2026)
    for code in LANGUAGES:
        language = office.language(code)
        model = RecordsModel(lead, partial(office.store.page, lead), language, office.titles(language))
        model.set_keys(keys)
        for turn in range(WARM_UP + JUMPS):
            first = chance.randrange(len(keys) - SEEN)
            time = milliseconds(lambda model=model, first=first: _read(model, first))
            if turn >= WARM_UP:
                yield time


def _read(model: RecordsModel, first: int) -> None:
    from PySide6.QtCore import Qt

    from ui.tables.model import TONE

    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, TONE)
    for row in range(first, first + SEEN):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            for role in roles:
                model.data(index, role)


def _list_times(application: QApplication, desk: Desk) -> tuple[float, int, list[float]]:
    """The real list on a window: jump, draw. Also how long it takes until the list is there at all."""
    from PySide6.QtWidgets import QTableView

    from ui.stylesheet import dress
    from ui.tables.list import RecordsList

    times: list[float] = []
    table = RecordsList(desk, desk.office.store.types["lead"])
    table.resize(1280, 36 * SEEN)

    def open_it() -> None:
        table.show()
        table.reload()
        desk.settle()
        table.repaint()

    keys_time = milliseconds(open_it)
    rows = table.records.rowCount()
    chance = random.Random(2026)
    for code in LANGUAGES:
        desk.set_language(code)
        dress(application, desk.theme, code)
        table.retranslate()
        desk.settle()
        for turn in range(WARM_UP + JUMPS):
            index = table.records.index(chance.randrange(rows - SEEN), 0)

            def jump(index: object = index) -> None:
                table.scrollTo(index, QTableView.ScrollHint.PositionAtTop)
                table.viewport().repaint()

            time = milliseconds(jump)
            if turn >= WARM_UP:
                times.append(time)
    table.close()
    return keys_time, rows, times


def _summary(times: list[float]) -> tuple[float, float]:
    """The time that 95 of 100 stay under, and the longest."""
    ordered = sorted(times)
    return ordered[math.ceil(len(ordered) * 0.95) - 1], ordered[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
