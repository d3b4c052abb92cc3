"""A screen that nobody sees, with a window manager, an input method and accessibility: all that a desktop has.

``Screen`` starts it, ``Hands`` type and click on it by the X server's own test events, ``Eyes`` tell what is on it.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

SIZE = "1440x960x24"
#: How long anything may take, in seconds; nothing waits longer than it has to.
PATIENCE = 30.0
#: The system's own Python: its package for the screen reader's view belongs to no other.
SYSTEM_PYTHON = "/usr/bin/python3"

#: ibus-hangul begins with Latin letters unless its settings say otherwise.
SETTINGS = "[org/freedesktop/ibus/engine/hangul]\ninitial-input-mode='hangul'\n"


T = TypeVar("T")


def until(what: str, condition: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """The first answer of ``condition`` that is true; AssertionError saying ``what`` was waited for in vain."""
    last = time.monotonic() + patience
    while not (answer := condition()):
        assert time.monotonic() < last, f"waited in vain for {what}"
        time.sleep(0.05)
    return answer


@dataclass(frozen=True)
class Thing:
    """Something on the screen: a window, a box, a button."""

    name: str
    role: str
    place: tuple[int, int, int, int]
    focused: bool
    active: bool
    text: str

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click on it."""
        left, top, width, height = self.place
        return left + width // 2, top + height // 2


class Screen:
    """A virtual X screen with its own session bus, window manager and ibus; gone when the block ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / "screen.log"
        self._ends = ExitStack()
        config = folder / "config"
        settings = config / "glib-2.0" / "settings" / "keyfile"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self.variables = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "IBUS_", "DBUS_", "XDG_", "GTK_", "WAYLAND_", "AT_SPI_"))
        } | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(config),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_RUNTIME_DIR": str(runtime),
            "GSETTINGS_BACKEND": "keyfile",
            "LANG": "C.UTF-8",
        }

    def __enter__(self) -> Self:
        with ExitStack() as so_far:
            self._ends = so_far
            self.variables["DISPLAY"] = ":" + self._told(
                ["Xvfb", "-displayfd", "{}", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
            )
            self.variables["DBUS_SESSION_BUS_ADDRESS"] = self._told(
                ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={}"]
            )
            self.start(["openbox"])
            self.start(["ibus-daemon", "--panel=disable", "--emoji-extension=disable"])
            until("the window manager", lambda: self.ask("xdotool", "get_num_desktops"))
            until("the input method's bus", lambda: self.ask("ibus", "address").strip() not in ("", "(null)"))
            self._ends = so_far.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    def start(
        self,
        command: Sequence[str | Path],
        *,
        handles: Sequence[int] = (),
        cwd: Path | None = None,
        **changes: str,
    ) -> subprocess.Popen[bytes]:
        """Start a program on the screen; it is ended with the screen at the latest."""
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=cwd or self.folder,
                env={**self.variables, **changes},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=handles,
            )
        self._ends.callback(end, process)
        return process

    def _told(self, command: Sequence[str]) -> str:
        """Start a program that tells a line on the file descriptor that stands for ``{}``."""
        reading, writing = os.pipe()
        try:
            self.start([word.format(writing) for word in command], handles=(writing,))
        finally:
            os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            line = told.readline().strip()
        assert line, f"{command[0]} did not start:\n{self.log}"
        return line

    def ask(self, *command: str) -> str:
        """What a command on the screen prints; nothing when it fails."""
        done = subprocess.run(
            command, env=self.variables, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE
        )
        return done.stdout if done.returncode == 0 else ""

    def choose_method(self, engine: str) -> None:
        """Have the keys go to this engine of ibus from now on."""

        def chosen() -> bool:
            self.ask("ibus", "engine", engine)
            return self.ask("ibus", "engine").strip() == engine

        until(f"the input method {engine}", chosen)

    @property
    def log(self) -> str:
        """What the programs on the screen said."""
        return self._log.read_text(encoding="utf-8", errors="replace")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and see to it that it does."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Hands:
    """Keys and mouse. What is sent arrives in the order in which it is sent."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._screen.variables, check=True, timeout=PATIENCE)

    def type(self, keys: str) -> None:
        """Press the keys that have these letters on an English keyboard, as fast as a quick typist."""
        self._do("type", "--delay", "25", keys)

    def press(self, *keys: str) -> None:
        """Press keys by their X names: ``Tab``, ``ctrl+s``."""
        self._do("key", *keys)

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")


class Eyes:
    """What is on the screen, as a screen reader is told by the program."""

    def __init__(self, screen: Screen, program: str) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("eyes.py")), program],
            env={**screen.variables, "PYTHONWARNINGS": "ignore"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def close(self) -> None:
        """Look no more."""
        self._process.communicate(timeout=PATIENCE)

    def look(self) -> list[Thing]:
        """Everything that is showing."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return [
            Thing(**one | {"place": tuple(one["place"])})
            for one in json.loads(self._process.stdout.readline())
        ]

    def find(self, name: str, *, role: str, focused: bool = False) -> Thing:
        """The one thing of that role whose name begins so, as soon as it is showing and has the focus if asked."""

        def found() -> list[Thing]:
            return [
                one
                for one in self.look()
                if one.role == role and one.name.startswith(name) and (one.focused or not focused)
            ]

        things = until(f"{name!r} ({role}) on the screen", found)
        assert len(things) == 1, things
        return things[0]
