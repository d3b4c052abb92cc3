"""Upload: a package laid down whole or not at all, gone on with after a break, and read back."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from fieldreport.delivery import places
from fieldreport.delivery.channels.connection import DAMAGED, ChannelFailure, Connection


def put(connection: Connection, path: PurePosixPath, content: bytes, tag: str, channel: str) -> None:
    """Lay ``content`` down at ``path``, under a temporary name until it was read back as it is.

    What is there already is left as it is; so is what anybody else has laid down. ``tag`` is the sender's own and the
    same at every attempt, so that a broken attempt is gone on with. Raises ``ChannelFailure``.
    """
    if is_there(connection, path, content):
        return
    part = places.unfinished(path, tag)
    start = connection.size(part) or 0
    if start > len(content):
        connection.remove(part)
        start = 0
    if start < len(content):
        connection.write(part, content, start)
    if not is_there(connection, part, content):
        connection.remove(part)
        if start == 0:
            raise ChannelFailure(DAMAGED, channel=channel)
        # What an earlier attempt had left was not ours after all: once more from the beginning.
        connection.write(part, content, 0)
        if not is_there(connection, part, content):
            connection.remove(part)
            raise ChannelFailure(DAMAGED, channel=channel)
    connection.rename(part, path)
    if connection.size(path) != len(content):
        raise ChannelFailure(DAMAGED, channel=channel)


def is_there(connection: Connection, path: PurePosixPath, content: bytes) -> bool:
    """Whether a file is there with exactly this content, read back from the channel."""
    if connection.size(path) != len(content):
        return False
    read = hashlib.sha256()
    for block in connection.read(path):
        read.update(block)
    return read.digest() == hashlib.sha256(content).digest()
