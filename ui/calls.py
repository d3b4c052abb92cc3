"""Calls: a second start of the program asks the window that is there already to come forward."""

from __future__ import annotations

import socket
from contextlib import suppress
from secrets import compare_digest

from PySide6.QtCore import QObject, QSocketNotifier, QSysInfo, Signal

from fieldreport.holding import HERE, LONGEST_WORD, Holder

#: Callers who may be connected and have said nothing yet.
MOST = 4


def machine() -> str:
    """What tells this computer from another of the same name, without telling its number."""
    from hashlib import sha256

    return sha256(b"fieldreport:" + QSysInfo.machineUniqueId().data()).hexdigest()[:16]


class Calls(QObject):
    """Listens on this computer alone, and believes nobody who does not know the word in the data folder's file."""

    called = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._callers: dict[socket.socket, QSocketNotifier] = {}
        self._listener: socket.socket | None = None
        self._waiting: QSocketNotifier | None = None
        port = 0
        with suppress(OSError):
            self._listener = socket.create_server(("127.0.0.1", 0))
            self._listener.setblocking(False)
            self._waiting = QSocketNotifier(self._listener.fileno(), QSocketNotifier.Type.Read)
            self._waiting.activated.connect(self._accept)
            port = self._listener.getsockname()[1]
        #: What is written into the data folder's file.
        self.holder = Holder.this(machine(), port)

    def _accept(self) -> None:
        if self._listener is None:
            return
        with suppress(OSError):
            caller, _ = self._listener.accept()
            caller.setblocking(False)
            if len(self._callers) >= MOST:
                self._end(next(iter(self._callers)))
            notifier = QSocketNotifier(caller.fileno(), QSocketNotifier.Type.Read)
            self._callers[caller] = notifier
            notifier.activated.connect(lambda *_: self._hear(caller))

    def _hear(self, caller: socket.socket) -> None:
        said = b""
        with suppress(OSError):
            said = caller.recv(LONGEST_WORD)
            if compare_digest(said, self.holder.word.encode()):
                caller.sendall(HERE)
                self.called.emit()
        self._end(caller)

    def _end(self, caller: socket.socket) -> None:
        notifier = self._callers.pop(caller, None)
        if notifier is not None:
            notifier.setEnabled(False)
            notifier.deleteLater()
        caller.close()

    def close(self) -> None:
        """Listen no longer."""
        for one in list(self._callers):
            self._end(one)
        if self._waiting is not None:
            self._waiting.setEnabled(False)
        if self._listener is not None:
            self._listener.close()
            self._listener = None
