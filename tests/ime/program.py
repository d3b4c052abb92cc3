"""The program as a person meets it: a window to look at, keys to press, and afterwards what is on the disk."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store.drafts import Draft
from tests.ime.screen import PATIENCE, Eyes, Hands, Screen, Thing, end, until

ROOT = Path(__file__).resolve().parents[2]
LATIN = "xkb:us::eng"


class Program:
    """``python -m ui --data FOLDER`` with the input method of a desktop."""

    def __init__(self, screen: Screen, data: Path, *, waits: bool) -> None:
        """With ``waits`` every key is answered by the input method before the next one is taken."""
        self.screen = screen
        self.data = data
        self.waits = waits
        self.hands = Hands(screen)
        self.eyes: Eyes
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        self.eyes = Eyes(self.screen, "Fieldreport")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end(self._process)
        self.eyes.close()

    def start(self) -> None:
        """Start it and wait for its window."""
        self._process = self.screen.start(
            [sys.executable, "-m", "ui", "--data", self.data],
            cwd=ROOT,
            QT_QPA_PLATFORM="xcb",
            QT_IM_MODULE="ibus",
            IBUS_ENABLE_SYNC_MODE="1" if self.waits else "0",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
        )
        until("the window", self.window)

    def window(self) -> Thing | None:
        """The main window, when the keys go to it."""
        for one in self.eyes.look():
            if one.role == "frame" and one.name.endswith("Fieldreport") and one.active:
                return one
        return None

    # ---- hands -------------------------------------------------------------------------------------------------

    def begin_lead(self) -> None:
        """Begin a new lead of the buyer."""
        self.screen.choose_method(LATIN)
        self.hands.press("ctrl+n", "Return")
        self.eyes.find("Buyer", role="text", focused=True)
        self.hands.type("Shapla")
        self.hands.click(*self.eyes.find("Shapla Knit", role="list item").middle)
        until("the buyer", lambda: self.text_of("Buyer").startswith("Shapla Knit"))

    def open_lead(self) -> None:
        """Open the lead that is there."""
        self.screen.choose_method(LATIN)
        self.hands.press("ctrl+k")
        self.eyes.find("Search everything", role="text", focused=True)
        self.hands.type("BL-0001")
        self.hands.click(*self.eyes.find("Shapla Knit · yarn", role="list item").middle)
        until("the lead", lambda: self.text_of("Wanted products") == "yarn")

    def write(self, field: str, keys: str, engine: str) -> None:
        """Type over what is in a text's box, by an input method."""
        self.hands.click(*self.eyes.find(field, role="text").middle)
        self.eyes.find(field, role="text", focused=True)
        self.screen.choose_method(engine)
        self.hands.press("ctrl+a")
        self.hands.type(keys)

    def click_button(self, name: str) -> None:
        """Click on a button."""
        self.hands.click(*self.eyes.find(name, role="push button").middle)

    def click_away_the_window(self) -> None:
        """Click on the cross in the frame that the window manager has drawn around the window, and wait for the end."""
        window = self.window()
        assert window is not None
        left, top, width, _ = window.place
        self.hands.click(left + width - 12, top - 10)
        assert self._process.wait(PATIENCE) == 0

    def go_to(self, place: str) -> None:
        """Click on a place at the left."""
        self.hands.click(*self.eyes.find(place, role="check box").middle)

    def text_of(self, field: str) -> str:
        """What stands in a box, without what is being composed."""
        return self.eyes.find(field, role="text").text

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)

    # ---- what is on the disk -----------------------------------------------------------------------------------

    def leads(self) -> list[Record]:
        """Every lead."""
        with Office.open(self.data, readonly=True) as office:
            return list(office.store.records(office.record_type("lead")))

    def drafts(self) -> list[Draft]:
        """Every draft."""
        with Office.open(self.data, readonly=True) as office:
            return office.drafts.all()
