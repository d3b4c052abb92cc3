"""Collecting: every file that lies at a place read with distrust, in parallel, and kept or put aside with its reason.

Reading goes on in processes of its own (``verifying.readers``), writing in this one, some packages a transaction. What
is kept already is not read again. Whoever kills it, or collects at the same time, changes nothing of what comes out.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from fieldreport.delivery.places import SEALED
from fieldreport.failures import InputAtFault, Problem
from fieldreport.headquarters import keeping
from fieldreport.headquarters.arriving import Arrived, Expectations, Reason, Refused, arrive, claimed
from fieldreport.headquarters.store import Store
from fieldreport.keys import PublicKey
from fieldreport.language import N_
from fieldreport.verifying.archive import LARGEST_FILE
from fieldreport.verifying.readers import Reader
from fieldreport.verifying.verdict import PATIENCE, Signature
from fieldreport.verifying.verdict import Reason as FileReason

NO_SOURCE = N_("There is no folder or file {path} to collect from. Please check the name.")
#: Ends the names of files that are looked at; whatever they are by their content.
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".age")
#: Packages written in one transaction: together, because each one waits for the disk.
TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """A package that is in the store."""

    file: str
    office: str
    period: str
    issue: int
    records: int
    signature: Signature


@dataclass(frozen=True, slots=True)
class Same:
    """A file that says nothing new: it, or the same issue in another language, was there already."""

    file: str
    office: str
    period: str
    issue: int


@dataclass
class Collected:
    """What became of the files, each list in the order of their names."""

    accepted: list[Kept] = field(default_factory=list)
    already: list[Same] = field(default_factory=list)
    quarantined: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _There:
    sha256: str
    file: str


def collect(
    store: Store,
    source: Path,
    now: datetime,
    trusted: Sequence[PublicKey] = (),
    *,
    identity: str = "",
    signed_only: bool = False,
    readers: int = 0,
    patience: float = PATIENCE,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Collected:
    """Collect a file, or everything below a folder; ``trusted`` are the offices' keys.

    ``identity`` opens what is sealed to headquarters. ``readers`` are the processes that read, by default one a
    processor, at most four. Raises ``InputAtFault`` only where there is no such place.
    """
    if not source.exists():
        raise InputAtFault(Problem(NO_SOURCE, {"path": str(source)}, "source"))
    files = list(files_at(source))
    expected = Expectations(
        store.offices(), store.plan().fortnights, trusted, now.astimezone().date(), signed_only
    )
    done = Collected()
    waiting: list[Arrived | Refused | _There] = []
    count = readers or min(os.cpu_count() or 1, 4)
    with _Reading(store, source, expected, identity, count, patience) as reading:
        for number, one in enumerate(reading.all(files), start=1):
            waiting.append(one)
            if len(waiting) >= TOGETHER or number == len(files):
                _write(store, waiting, now, done)
                waiting.clear()
                progress(number, len(files))
    return done


def files_at(source: Path) -> Iterator[Path]:
    """The files below a folder that may be packages, in order; a file named by itself is looked at whatever it is.

    Links to folders are not followed, what is not whole yet and what programs hide is left out.
    """
    if not source.is_dir():
        yield source
        return
    for folder, below, names in os.walk(source):
        below[:] = sorted(one for one in below if not one.startswith("."))
        for name in sorted(names):
            if name.casefold().endswith(ENDINGS) and not name.startswith((".", "~$")):
                yield Path(folder, name)


class _Reading:
    """Files read ahead of the writing, never many at once, and given in their order."""

    def __init__(
        self, store: Store, source: Path, expected: Expectations, identity: str, count: int, patience: float
    ) -> None:
        self._store = store
        self._root = source if source.is_dir() else source.parent
        self._expected = expected
        self._identity = identity
        self._free: SimpleQueue[Reader] = SimpleQueue()
        self._readers = [Reader(patience) for _ in range(count)]
        for reader in self._readers:
            self._free.put(reader)
        self._pool = ThreadPoolExecutor(count, "collect")

    def __enter__(self) -> _Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        for reader in self._readers:
            reader.close()

    def all(self, files: Sequence[Path]) -> Iterator[Arrived | Refused | _There]:
        """What each file is."""
        ahead: deque[Future[Arrived | Refused | _There]] = deque()
        rest = iter(files)
        for path in rest:
            ahead.append(self._pool.submit(self._one, path))
            if len(ahead) > 3 * len(self._readers):
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def _one(self, path: Path) -> Arrived | Refused | _There:
        file = path.relative_to(self._root).as_posix()
        try:
            content = _content(path)
        except OSError:
            return _aside(file, b"", Reason.UNREADABLE_FILE)
        if content is None:
            return _aside(file, b"", FileReason.TOO_LARGE)
        if path.name.casefold().endswith(SEALED):
            if not self._identity:
                return _aside(file, content, Reason.SEALED)
            from fieldreport.delivery.sealing import unseal

            try:
                content = unseal(content, self._identity, file)
            except InputAtFault:
                return _aside(file, content, Reason.CANNOT_UNSEAL)
        sha256 = hashlib.sha256(content).hexdigest()
        with self._store.reading() as connection:
            if keeping.known(connection, [sha256]):
                return _There(sha256, file)
        reader = self._free.get()
        try:
            found, records = reader.inspect(content)
        finally:
            self._free.put(reader)
        return arrive(found, records, sha256, file, self._expected)


def _aside(file: str, content: bytes, reason: str) -> Refused:
    """A file that cannot be looked into; without content it is known by its name."""
    return Refused(
        hashlib.sha256(content or f"file {file}".encode()).hexdigest(), file, str(reason), *claimed(file)
    )


def _content(path: Path) -> bytes | None:
    """What a file holds; None for more than a report ever has. Raises ``OSError`` for what is no ordinary file."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    return None if len(content) > LARGEST_FILE else content


def _write(
    store: Store, waiting: Sequence[Arrived | Refused | _There], now: datetime, done: Collected
) -> None:
    fresh = Collected()
    with store.writing() as connection:
        for one in waiting:
            if isinstance(one, Refused):
                keeping.put_aside(connection, one, now)
                fresh.quarantined.append(one)
            elif isinstance(one, _There):
                office, period, issue = keeping.named(connection, one.sha256)
                fresh.already.append(Same(one.file, office, period, issue))
            else:
                manifest = one.manifest
                about = (one.file, manifest.office, manifest.period, manifest.issue)
                if keeping.keep(connection, one, now):
                    fresh.accepted.append(Kept(*about, len(one.entries), one.signature))
                else:
                    fresh.already.append(Same(*about))
    # Only what is on the disk is told.
    done.accepted += fresh.accepted
    done.already += fresh.already
    done.quarantined += fresh.quarantined
