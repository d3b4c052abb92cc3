"""Files: written whole or not at all, and what the machine refuses said plainly."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.language import N_

#: Ends the names of files that are still being written; such a file is never somebody's document.
UNFINISHED = ".fieldreport-part"
#: What is unfinished for longer than this was left by a program that was killed or lost its power.
ABANDONED_AFTER = timedelta(hours=1)

DISK_FULL = N_(
    "The disk is full, so {path} was not written. What was there before is unchanged; please make room."
)
NO_PERMISSION = N_(
    "{path} cannot be written: there is no permission, or it is open in another program. Please close it there or"
    " choose another place."
)
READ_ONLY = N_("{path} cannot be written: the disk is read-only. Please choose another place.")
NO_FOLDER = N_("{path} cannot be written: there is no such folder. Please choose another place.")
NOT_A_FILE = N_("{path} is not an ordinary file, so nothing was written to it. Please choose another name.")
ITS_OWN = N_("{path} is the office's own data. Please choose another file.")
IS_A_FOLDER = N_("{path} is a folder. Please give the name of a file.")
NAME_TOO_LONG = N_("The name {path} is too long for this disk. Please choose a shorter one.")
UNWRITABLE = N_("{path} cannot be used: the system says “{reason}”. What was there before is unchanged.")

_MESSAGES = {
    errno.ENOSPC: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): DISK_FULL,
    errno.EACCES: NO_PERMISSION,
    errno.EPERM: NO_PERMISSION,
    errno.EROFS: READ_ONLY,
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EISDIR: IS_A_FOLDER,
    errno.ENAMETOOLONG: NAME_TOO_LONG,
}


def machine_at_fault(error: OSError, path: Path | str = "") -> MachineAtFault:
    """What the system would not do, in plain words; ``path`` where it is known better than the error knows it."""
    named = str(path or error.filename or "")
    reason = error.strerror or type(error).__name__
    return MachineAtFault(_MESSAGES.get(error.errno or 0, UNWRITABLE), path=named, reason=reason)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn the system's refusals to use ``path`` into ``MachineAtFault``."""
    try:
        yield
    except OSError as error:
        raise machine_at_fault(error, path) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new, empty file in the folder of ``path`` to write into; it takes the name ``path`` when the block ends.

    Whoever looks at ``path`` finds what was there before or all that was written, never a part of it, even after
    a power cut. When the block fails, the new file is removed. Raises ``MachineAtFault``, and ``InputAtFault`` for a
    folder, a device and whatever else is no ordinary file.
    """
    with plainly(path):
        if path.exists() and not path.is_file():
            raise InputAtFault(Problem(IS_A_FOLDER if path.is_dir() else NOT_A_FILE, {"path": str(path)}))
        # With the whole name in it, a long one would be too long for the disk. Not by tempfile: its files are for
        # nobody else, and a report may be for the whole office.
        unfinished = path.with_name(f".{path.name[:40]}-{os.urandom(8).hex()}{UNFINISHED}")
        unfinished.touch(exist_ok=False)
    try:
        yield unfinished
        with plainly(path):
            settle(unfinished)
            unfinished.replace(path)
            settle_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def refuse_within(path: Path, folder: Path, names: Iterable[str]) -> None:
    """Raise ``InputAtFault`` where ``path`` is one of ``names`` in ``folder``, or in a folder of such a name."""
    target = path.resolve()
    if any(target.is_relative_to((folder / name).resolve()) for name in names):
        raise InputAtFault(Problem(ITS_OWN, {"path": str(path)}))


def settle(path: Path) -> None:
    """Have a file's content on the disk before its name is."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Have a folder's new names on the disk; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network folders cannot; the file itself is safe already.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def clear_abandoned(folder: Path, now: datetime) -> list[Path]:
    """Remove what programs that were killed had not finished writing in ``folder``; says what was removed."""
    removed: list[Path] = []
    if not folder.is_dir():
        return removed
    for path in folder.iterdir():
        if UNFINISHED not in path.name:
            continue
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > ABANDONED_AFTER.total_seconds():
                path.unlink()
                removed.append(path)
    return removed
