"""Folder: a network share, a stick, or a folder that a cloud program keeps in step.

A folder that is absent or empty says nothing about what was in it: nothing is ever deleted because of that.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from fieldreport import files
from fieldreport.delivery.channels.connection import (
    BLOCK,
    FULL,
    MAY_NOT,
    NOT_THERE,
    UNREACHABLE,
    ChannelFailure,
)


def mount_of(folder: Path) -> str:
    """The mount point that a folder is on, if it is not the system's own; "" where there is none to be told."""
    for one in (folder, *folder.parents):
        if one.is_mount():
            return "" if one == one.parent else str(one)
    return ""


class FolderConnection:
    """A folder that is there. ``mount`` is where it was mounted when it was chosen, or ""."""

    def __init__(self, root: Path, mount: str = "") -> None:
        self.root = root
        if not root.is_dir() or (mount and not Path(mount).is_mount()):
            # A stick that is not in leaves an empty folder behind: what is written there never arrives.
            raise ChannelFailure(NOT_THERE, path=str(root))

    def _path(self, path: PurePosixPath) -> Path:
        return self.root.joinpath(*path.parts)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not self.root.is_dir():
                raise ChannelFailure(NOT_THERE, path=str(self.root)) from error
            message = {
                errno.ENOSPC: FULL,
                errno.EFBIG: FULL,
                getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
                errno.EACCES: MAY_NOT,
                errno.EPERM: MAY_NOT,
                errno.EROFS: MAY_NOT,
            }.get(error.errno or 0, UNREACHABLE)
            reason = error.strerror or type(error).__name__
            raise ChannelFailure(message, channel=str(self.root), reason=reason) from error

    def size(self, path: PurePosixPath) -> int | None:
        """How many bytes a file has; None where there is none."""
        with self._plainly():
            try:
                return self._path(path).stat().st_size
            except FileNotFoundError:
                return None

    def read(self, path: PurePosixPath) -> Iterator[bytes]:
        """The content of a file."""
        with self._plainly(), self._path(path).open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def write(self, path: PurePosixPath, content: bytes, start: int) -> None:
        """Write what is still missing of a file, and have it on the disk."""
        target = self._path(path)
        with self._plainly():
            # Never the channel's own folder: where that is absent, nothing is connected.
            for folder in reversed(target.relative_to(self.root).parents[:-1]):
                (self.root / folder).mkdir(exist_ok=True)
            with target.open("r+b" if start else "wb") as file:
                file.seek(start)
                file.truncate()
                view = memoryview(content)
                for at in range(start, len(content), BLOCK):
                    file.write(view[at : at + BLOCK])
                file.flush()
                os.fsync(file.fileno())

    def rename(self, path: PurePosixPath, target: PurePosixPath) -> None:
        """Give a file another name."""
        with self._plainly():
            self._path(path).replace(self._path(target))
            files.settle_folder(self._path(target).parent)

    def remove(self, path: PurePosixPath) -> None:
        """Take a file away."""
        with self._plainly():
            self._path(path).unlink(missing_ok=True)

    def names(self, folder: PurePosixPath) -> Sequence[str]:
        """The names in a folder."""
        with self._plainly():
            try:
                return sorted(one.name for one in self._path(folder).iterdir())
            except FileNotFoundError:
                return ()
