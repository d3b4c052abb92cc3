"""Many widgets made bit by bit, so that whoever types or scrolls meanwhile is answered in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

#: Widgets are made for so long in one go, in seconds; laying them out takes about as long again.
AT_ONCE = 0.03


class Gradually(QObject):
    """Does small steps in the window's thread: the first ones at once, the others as the event loop comes round."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do these, in their order; what is left of others is dropped."""
        self._steps = deque(steps)
        self._go_on()

    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._steps

    def _go_on(self) -> None:
        end = time.perf_counter() + AT_ONCE
        while self._steps:
            self._steps.popleft()()
            if time.perf_counter() > end:
                break
        if self._steps:
            self._timer.start()
        else:
            self._timer.stop()
