"""SFTP by asyncssh: the server's key is the one that was agreed, or nothing is said to it, not even a password."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fieldreport.delivery.channels.connection import (
    CUT,
    FULL,
    MAY_NOT,
    NOT_TAKEN,
    OTHER_HOST_KEY,
    PATIENCE,
    REFUSED,
    UNCLEAR,
    UNREACHABLE,
    ChannelFailure,
)
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

if TYPE_CHECKING:
    import asyncssh

T = TypeVar("T")
#: Bytes that must arrive within twice the patience: few for a very slow line, enough for one to another continent.
AT_ONCE = 128 * 1024

NO_KEY_FILE = N_("{path} is no private key that can be used, or its passphrase is wrong.")


@dataclass(frozen=True, slots=True)
class Server:
    """Where an SFTP server is, who we are there, and the fingerprint of its key (``SHA256:…``)."""

    host: str
    port: int
    user: str
    folder: str
    host_key: str
    key: Path | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        return f"sftp://{self.host}:{self.port}"


def host_key_of(host: str, port: int, patience: float = PATIENCE) -> str:
    """The fingerprint of the key that a server shows; raises ``ChannelFailure``."""
    import asyncssh

    async def ask() -> asyncssh.SSHKey | None:
        return await asyncio.wait_for(asyncssh.get_server_host_key(host, port, config=[]), patience)

    channel = f"sftp://{host}:{port}"
    try:
        key = asyncio.run(ask())
    except (OSError, asyncssh.Error, TimeoutError) as error:
        raise ChannelFailure(
            UNREACHABLE, channel=channel, reason=str(error) or type(error).__name__
        ) from error
    if key is None:
        raise ChannelFailure(UNCLEAR, channel=channel, reason="-")
    return key.get_fingerprint()


class SftpConnection:
    """A folder on an SFTP server. ``secret`` is the password, or the passphrase of the key where there is a key."""

    def __init__(self, server: Server, secret: str, patience: float = PATIENCE) -> None:
        self.server = server
        self._patience = patience
        self._shown_key = ""
        self._loop = asyncio.new_event_loop()
        try:
            with self._plainly(UNREACHABLE):
                self._connection = self._wait(self._connect(secret))
                self._sftp = self._wait(self._begun())
        except BaseException:
            self.close()
            raise

    async def _connect(self, secret: str) -> asyncssh.SSHClientConnection:
        import asyncssh

        connection = self

        class Pinned(asyncssh.SSHClient):
            """Believes one key alone; it is asked before anything is said."""

            def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
                connection._shown_key = key.get_fingerprint()
                return connection._shown_key == connection.server.host_key

        server, keys = self.server, []
        if server.key is not None:
            try:
                keys = [asyncssh.read_private_key(server.key, secret or None)]
            except (OSError, asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
                raise InputAtFault(Problem(NO_KEY_FILE, {"path": str(server.key)})) from error
        return await asyncssh.connect(
            server.host,
            server.port,
            username=server.user,
            password=secret if server.key is None else None,
            client_keys=keys,
            client_factory=Pinned,
            # No list of known hosts, no agent and no settings of this computer's own: what was agreed, alone.
            known_hosts=b"",
            agent_path=None,
            config=[],
            gss_host=None,
            connect_timeout=self._patience,
            login_timeout=self._patience,
            keepalive_interval=self._patience,
            keepalive_count_max=4,
        )

    async def _begun(self) -> asyncssh.SFTPClient:
        return await self._connection.start_sftp_client()

    def _wait(self, work: Coroutine[Any, Any, T], longer: int = 1) -> T:
        """Wait for an answer, but not for ever."""
        return self._loop.run_until_complete(asyncio.wait_for(work, longer * self._patience))

    def close(self) -> None:
        """End the connection."""
        if self._loop.is_closed():
            return
        connection = getattr(self, "_connection", None)
        if connection is not None:
            connection.abort()
            with suppress(Exception):
                self._wait(connection.wait_closed())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    @contextmanager
    def _plainly(self, otherwise: str = CUT) -> Iterator[None]:
        import asyncssh

        shown = self.server.shown
        try:
            yield
        except asyncssh.HostKeyNotVerifiable as error:
            raise ChannelFailure(OTHER_HOST_KEY, channel=shown, found=self._shown_key) from error
        except asyncssh.PermissionDenied as error:
            raise ChannelFailure(REFUSED, channel=shown) from error
        except (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded) as error:
            raise ChannelFailure(FULL, channel=shown) from error
        except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPNoSuchPath, asyncssh.SFTPNoSuchFile) as error:
            raise ChannelFailure(MAY_NOT, channel=shown, reason=error.reason) from error
        except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost) as error:
            raise ChannelFailure(otherwise, channel=shown, reason=error.reason) from error
        except asyncssh.SFTPFailure as error:
            # OpenSSH has no other word for a disk that is full.
            raise ChannelFailure(NOT_TAKEN, channel=shown, reason=error.reason) from error
        except (asyncssh.Error, OSError, TimeoutError) as error:
            raise ChannelFailure(
                otherwise, channel=shown, reason=str(error) or type(error).__name__
            ) from error

    def _path(self, path: PurePosixPath) -> str:
        return str(PurePosixPath(self.server.folder or ".") / path)

    def size(self, path: PurePosixPath) -> int | None:
        """How many bytes a file has; None where there is none."""
        import asyncssh

        with self._plainly():
            try:
                found: int | None = self._wait(self._sftp.stat(self._path(path))).size
            except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                return None
        return found

    def read(self, path: PurePosixPath) -> Iterator[bytes]:
        """The content of a file."""
        with self._plainly():
            file = self._wait(self._open(path, "rb"))
            try:
                at = 0
                # The library's types know files of text alone.
                while block := cast(bytes, self._wait(file.read(AT_ONCE, at), 2)):
                    yield block
                    at += len(block)
            finally:
                self._closed(file)

    def write(self, path: PurePosixPath, content: bytes, start: int) -> None:
        """Write what is still missing of a file."""
        with self._plainly():
            self._wait(self._sftp.makedirs(self._path(path.parent), exist_ok=True))
            file = self._wait(self._open(path, "r+b" if start else "wb"))
            try:
                for at in range(start, len(content), AT_ONCE):
                    self._wait(file.write(content[at : at + AT_ONCE], at), 2)
            finally:
                self._closed(file)

    async def _open(self, path: PurePosixPath, mode: str) -> asyncssh.SFTPClientFile:
        return await self._sftp.open(self._path(path), mode)

    def _closed(self, file: asyncssh.SFTPClientFile) -> None:
        """Close a file; a connection that is gone has closed it."""
        with suppress(Exception):
            self._wait(file.close())

    def rename(self, path: PurePosixPath, target: PurePosixPath) -> None:
        """Give a file another name."""
        with self._plainly():
            self._wait(self._sftp.posix_rename(self._path(path), self._path(target)))

    def remove(self, path: PurePosixPath) -> None:
        """Take a file away."""
        import asyncssh

        with self._plainly(), suppress(asyncssh.SFTPNoSuchFile):
            self._wait(self._sftp.remove(self._path(path)))

    def names(self, folder: PurePosixPath) -> Sequence[str]:
        """The names in a folder."""
        import asyncssh

        with self._plainly():
            try:
                return sorted(str(one) for one in self._wait(self._sftp.listdir(self._path(folder))))
            except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                return ()
