"""Readers: processes that read one workbook after another with distrust; one that fails takes nothing else along."""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import suppress
from typing import Any

from fieldreport.verifying.archive import LARGEST_WHOLE
from fieldreport.verifying.verdict import PATIENCE, Reason, reader

#: Files after which a process makes room for another, so that what one leaves in memory is never much.
MOST_FILES = 500


class Reader:
    """A process that inspects files, started when it is needed and again after each file that has ended it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._patience = patience
        self._read = 0

    def inspect(self, content: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """What is found in a workbook, as ``verdict.judged`` takes it but for its records, and these, as their bytes.

        Whatever ends the process, or takes longer than it may, is ``unreadable``.
        """
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._patience, stop)
        timer.start()
        try:
            return self._ask(process, content)
        except (OSError, ValueError, EOFError):
            # It may have ended because of this file or of what came before; the next one gets a new process.
            self.close()
            return {"unreadable": str(Reason.TOO_LARGE)}, []
        finally:
            timer.cancel()
            timer.join()
            if late.is_set():
                self.close()

    def _ask(self, process: subprocess.Popen[bytes], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
        given, answers = process.stdin, process.stdout
        if given is None or answers is None:
            raise EOFError
        given.write(len(content).to_bytes(4, "big") + content)
        given.flush()
        lengths = answers.read(8)
        described, records = int.from_bytes(lengths[:4], "big"), int.from_bytes(lengths[4:], "big")
        if len(lengths) < 8 or described + records > LARGEST_WHOLE:
            raise EOFError
        said, kept = answers.read(described), answers.read(records)
        found = json.loads(said)
        if len(kept) < records or not isinstance(found, dict):
            raise EOFError
        self._read += 1
        if self._read >= MOST_FILES:
            self.close()
        return found, kept.split(b"\n") if kept else []

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._read = 0
            self._process = subprocess.Popen(
                reader(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        process.wait()
