"""Connection: what every channel of files can do, and the failures of all channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

#: Bytes that are read or written at once.
BLOCK = 256 * 1024
#: Seconds without an answer after which a channel counts as unreachable.
PATIENCE = 30.0
#: Bytes of a file that is read from a channel; a longer one is no envelope, and no package of ours.
LARGEST = 512 * 1024 * 1024

UNREACHABLE = N_("{channel} cannot be reached now ({reason}). It is tried again by itself.")
NOT_THERE = N_(
    "{path} is not there now. Is the stick or the network drive connected? It is tried again by itself."
)
REFUSED = N_("{channel} refuses the name, password or key. Please check them; the report waits.")
MAY_NOT = N_(
    "{channel} does not let this office write there ({reason}). Please tell headquarters; the report waits."
)
FULL = N_("There is no room left at {channel}. Please tell headquarters; the report waits.")
CUT = N_(
    "The connection to {channel} broke off ({reason}). What has arrived is kept; it goes on from there by itself."
)
OTHER_HOST_KEY = N_(
    "{channel} shows another key than the one that was agreed: {found}. Somebody may be in between, so nothing was"
    " sent. Please ask headquarters by telephone."
)
UNTRUSTED = N_(
    "{channel} cannot show that it is who it says ({reason}), so nothing was sent. Is this computer's clock right?"
)
DAMAGED = N_(
    "What arrived at {channel} is not what was sent. It was taken away there and is sent again by itself."
)
NOT_TAKEN = N_(
    "{channel} does not take all of the report ({reason}); perhaps there is no room left. Please tell headquarters; the"
    " report waits."
)
UNCLEAR = N_("{channel} answered in an unexpected way ({reason}). It is tried again by itself.")


class ChannelFailure(MachineAtFault):
    """A channel does not take a package now; the package stays in the outbox."""


class Connection(Protocol):
    """An open channel. Paths are below the channel's own folder. Every method raises ``ChannelFailure``."""

    def size(self, path: PurePosixPath) -> int | None:
        """How many bytes a file has; None where there is none."""

    def read(self, path: PurePosixPath) -> Iterator[bytes]:
        """The content of a file, a block at a time."""

    def write(self, path: PurePosixPath, content: bytes, start: int) -> None:
        """Write a file whose first ``start`` bytes are there already; its folders are made if need be.

        A channel that cannot go on in the middle writes all of it.
        """

    def rename(self, path: PurePosixPath, target: PurePosixPath) -> None:
        """Give a file another name, in the place of what had that name."""

    def remove(self, path: PurePosixPath) -> None:
        """Take a file of our own away; none is none."""

    def names(self, folder: PurePosixPath) -> Sequence[str]:
        """The names in a folder; none where there is no such folder."""
