"""One data folder, one window: who holds a folder, told by a file in it and by a lock that ends with the program.

    in-use    {"host": "desk-3", "user": "rahim", "process": 4711, "since": "2026-11-21T06:00:00+00:00", …}

The system takes the lock away when a program ends, however it ends; what a crashed one has left in the file then stands
for nobody. A lock is not always seen from another computer, so what another one has written there counts until somebody
says that it no longer does. Commands beside an open window need no hold: the database sees to them.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import secrets
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

FILE_NAME = "in-use"
#: The byte that is locked: far behind what is written, because Windows lets nobody read what is locked.
LOCKED_BYTE = 1 << 30
#: Bytes read of the file, and of what somebody says who knocks; seconds until a knock is given up.
LONGEST, LONGEST_WORD, PATIENCE = 10_000, 200, 3.0
HERE = b"here"

HELD_HERE = N_(
    "This office is already open on this computer, by {user} since {moment}. Please go on in that window, or close it"
    " first."
)
HELD_ELSEWHERE = N_(
    "This office is open on the computer {host}, by {user} since {moment}. Please close it there first: two programs on"
    " one data folder can damage it."
)


@dataclass(frozen=True)
class Holder:
    """Who holds a data folder: ``machine`` tells computers of one name apart; ``port`` and ``word`` call its window."""

    machine: str
    host: str
    user: str
    process: int
    since: str
    port: int = 0
    word: str = ""

    @classmethod
    def this(cls, machine: str, port: int = 0) -> Holder:
        """This program, now; its window answers at ``port`` of this computer (0: nobody answers)."""
        since = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(machine, platform.node() or "-", _user(), os.getpid(), since, port, secrets.token_hex(16))

    @classmethod
    def read(cls, content: bytes) -> Holder | None:
        """Who wrote this; None where nobody has, or what is there was cut short."""
        try:
            raw = json.loads(content)
            told = {name: kind(raw[name]) for name, kind in _KINDS.items()}
            datetime.fromisoformat(told["since"])
        except (ValueError, TypeError, LookupError):
            return None
        return cls(**told)

    @property
    def moment(self) -> datetime:
        """When it was opened."""
        return datetime.fromisoformat(self.since)


_KINDS: dict[str, Any] = {
    "machine": str,
    "host": str,
    "user": str,
    "process": int,
    "since": str,
    "port": int,
    "word": str,
}


class Held(MachineAtFault):
    """The folder is held by ``holder``, by a window of this computer if ``here``.

    ``may_take`` says that no lock was seen: it may be that the other computer has only left the file there.
    """

    def __init__(self, holder: Holder, *, here: bool, may_take: bool) -> None:
        super().__init__(
            HELD_HERE if here else HELD_ELSEWHERE, host=holder.host, user=holder.user, moment=holder.moment
        )
        self.holder = holder
        self.here = here
        self.may_take = may_take


class Hold:
    """A data folder that is held; ``release`` ends it, and so does the program's end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file

    def release(self) -> None:
        """Let others have the folder; releasing twice is harmless."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                # The file stays: between taking a name away and taking the lock another program would come.
                file.seek(0)
                file.truncate()
            file.close()


def take(data: Path, this: Holder, *, by_force: bool = False) -> Hold | None:
    """Hold the folder ``data`` for ``this`` program, ``by_force`` also when another computer has written that it does.

    Raises ``Held``. None where nothing can be written: then the database cannot be changed either, and says so.
    """
    path = data / FILE_NAME
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")
    except OSError:
        return None
    try:
        locked = _lock(file)
        present = Holder.read(file.read(LONGEST))
        if present is not None:
            here = present.machine == this.machine
            alive = locked is False or (locked is None and here and _is_running(present.process))
            if alive or not (here or by_force):
                raise Held(present, here=here, may_take=not alive)
        elif locked is False:
            # It is just being taken by somebody who has not written it yet.
            raise Held(Holder("", platform.node() or "-", "-", 0, this.since), here=True, may_take=False)
        file.seek(0)
        file.truncate()
        file.write(json.dumps(asdict(this)).encode())
        file.flush()
    except Held:
        file.close()
        raise
    except OSError:
        file.close()
        return None
    return Hold(file)


def holder_of(data: Path) -> Holder | None:
    """Who has written that they hold the folder; nothing is changed, and they may have crashed since."""
    try:
        with (data / FILE_NAME).open("rb") as file:
            return Holder.read(file.read(LONGEST))
    except OSError:
        return None


def knock(holder: Holder, patience: float = PATIENCE) -> bool:
    """Ask the window of ``holder``, on this computer, to come forward; whether it has answered."""
    if not holder.port:
        return False
    _let_forward(holder.process)
    try:
        with socket.create_connection(("127.0.0.1", holder.port), timeout=patience) as call:
            call.sendall(holder.word.encode())
            return call.recv(len(HERE)) == HERE
    except OSError:
        return False


def _let_forward(process: int) -> None:
    """Windows lets a window come forward only by leave of the program that is in front: the one just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "-"


def _lock(file: BinaryIO) -> bool | None:
    """Lock the file; False where another program has it, None where this disk knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(LOCKED_BYTE)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            finally:
                file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        taken = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)
        return False if error.errno in taken else None
    return True


def _is_running(process: int) -> bool:
    """Whether there is a process of this number; asked only where there are no locks, which Windows always has."""
    if sys.platform == "win32" or process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
