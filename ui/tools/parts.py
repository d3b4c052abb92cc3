"""Parts: long work done in the background a part at a time, so that whatever else waits there comes in between."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from fieldreport.failures import Failure
    from fieldreport.office import Office

T = TypeVar("T")

#: ``desk.read`` or ``desk.write``, as far as it is needed here.
Submit = Callable[[Callable[["Office"], object], Callable[[object], None], Callable[["Failure"], None]], None]


class Parts(Generic[T]):
    """Work that tells after each part what was done so far. It ends when its window is closed or it is stopped."""

    def __init__(
        self,
        owner: QWidget,
        submit: Submit,
        begin: Callable[[Office], Iterator[T]],
        told: Callable[[T], None],
        ended: Callable[[Failure | None], None],
    ) -> None:
        """``begin`` is called in the background; ``ended`` is told of a failure, or None when nothing is left to do."""
        self._owner = owner
        self._submit = submit
        self._begin = begin
        self._told = told
        self._ended = ended
        self._rest: Iterator[T] | None = None
        self.stopped = False
        self._next()

    def stop(self) -> None:
        """Do no further part; ``ended`` is told when the one that is being done is there."""
        self.stopped = True

    def _next(self) -> None:
        self._submit(self._part, self._done, self._failed)

    def _part(self, office: Office) -> object:
        if self._rest is None:
            self._rest = self._begin(office)
        return next(self._rest, None)

    def _done(self, result: object) -> None:
        if result is not None:
            self._told(result)  # type: ignore[arg-type]
        if result is None or self.stopped or not self._owner.window().isVisible():
            # What the work holds belongs to the worker's thread, which has nothing to do with it any more; nor has
            # anybody else to wait for the turn that it had.
            if isinstance(self._rest, Generator):
                self._rest.close()
            self._ended(None)
        else:
            self._next()

    def _failed(self, failure: Failure) -> None:
        self._ended(failure)
