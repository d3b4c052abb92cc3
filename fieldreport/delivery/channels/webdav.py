"""WebDAV (RFC 4918), as Nextcloud and many others speak it, by the library webdav4 on httpx."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fieldreport.delivery.channels.connection import (
    BLOCK,
    CUT,
    FULL,
    MAY_NOT,
    PATIENCE,
    REFUSED,
    UNCLEAR,
    UNREACHABLE,
    UNTRUSTED,
    ChannelFailure,
)

if TYPE_CHECKING:
    import httpx

#: Bytes that the system may hold of an upload.
SENDING = 128 * 1024
_FULL = (HTTPStatus.INSUFFICIENT_STORAGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _certificates() -> ssl.SSLContext:
    """The certificates that this computer believes, and those that everybody believes."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class WebdavConnection:
    """A folder on a WebDAV server; ``address`` is its URL."""

    def __init__(self, address: str, user: str, password: str, patience: float = PATIENCE) -> None:
        import httpx
        from webdav4.client import Client

        self.address = address
        # An upload that lies in the system's buffers looks finished: over a slow line the answer takes long then.
        self._uploading = httpx.Timeout(patience, read=4 * patience)
        self._client = Client(
            address,
            auth=(user, password) if user else None,
            retry=False,
            timeout=patience,
            # Asked without a depth, a server must tell of everything below (RFC 4918, 9.1), which many refuse.
            headers={"Depth": "0"},
            transport=httpx.HTTPTransport(
                verify=_certificates() if address.startswith("https:") else True,
                trust_env=False,
                socket_options=[(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING)],
            ),
        )
        try:
            with self._plainly():
                # The folder itself must be there; asking for it also says whether we are let in.
                self._client.propfind("")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        self._client.http.close()

    @contextmanager
    def _plainly(self, *fine: int) -> Iterator[None]:
        """Say failures plainly; of the server's answers those that are ``fine`` pass."""
        import httpx
        from webdav4 import client as webdav

        try:
            yield
        except webdav.HTTPError as error:
            if error.status_code not in fine:
                raise self._refused(error.response) from error
        except webdav.InsufficientStorage as error:
            raise ChannelFailure(FULL, channel=self.address) from error
        except webdav.ResourceNotFound as error:
            if HTTPStatus.NOT_FOUND not in fine:
                raise ChannelFailure(UNREACHABLE, channel=self.address, reason=str(error)) from error
        except webdav.ClientError as error:
            if not (fine and isinstance(error, webdav.ResourceAlreadyExists)):
                raise ChannelFailure(UNCLEAR, channel=self.address, reason=str(error)) from error
        except httpx.ConnectError as error:
            if isinstance(error.__cause__, Exception) and "CERTIFICATE" in str(error).upper():
                raise ChannelFailure(UNTRUSTED, channel=self.address, reason=str(error)) from error
            raise ChannelFailure(UNREACHABLE, channel=self.address, reason=_reason(error)) from error
        except httpx.ConnectTimeout as error:
            raise ChannelFailure(UNREACHABLE, channel=self.address, reason=_reason(error)) from error
        except (httpx.TransportError, httpx.StreamError) as error:
            raise ChannelFailure(CUT, channel=self.address, reason=_reason(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, SyntaxError, ValueError) as error:
            # What should be XML may be the page of a hotel's network that wants its conditions accepted.
            raise ChannelFailure(UNCLEAR, channel=self.address, reason=_reason(error)) from error

    def _refused(self, response: httpx.Response) -> ChannelFailure:
        status, reason = response.status_code, f"{response.status_code} {response.reason_phrase}".strip()
        if status == HTTPStatus.UNAUTHORIZED:
            return ChannelFailure(REFUSED, channel=self.address)
        if status in _FULL:
            return ChannelFailure(FULL, channel=self.address)
        if status in (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED):
            return ChannelFailure(MAY_NOT, channel=self.address, reason=reason)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return ChannelFailure(UNREACHABLE, channel=self.address, reason=reason)
        return ChannelFailure(UNCLEAR, channel=self.address, reason=reason)

    def _request(
        self, method: str, path: PurePosixPath, content: bytes, headers: dict[str, str]
    ) -> httpx.Response:
        url = self._client.join_url(str(path))
        answer: httpx.Response = self._client.http.request(
            method, url, content=content, headers=headers, timeout=self._uploading
        )
        return answer

    def size(self, path: PurePosixPath) -> int | None:
        """How many bytes a file has; None where there is none."""
        from webdav4.client import ResourceNotFound

        with self._plainly():
            try:
                length = self._client.content_length(str(path))
            except ResourceNotFound:
                return None
        return None if length is None else int(length)

    def read(self, path: PurePosixPath) -> Iterator[bytes]:
        """The content of a file."""
        from webdav4.client import HTTPError

        with (
            self._plainly(),
            # Packed by the server, a block could not be told from what it becomes.
            self._client.http.stream(
                "GET", self._client.join_url(str(path)), headers={"Accept-Encoding": "identity"}
            ) as response,
        ):
            if not response.is_success:
                raise HTTPError(response)
            yield from response.iter_bytes(BLOCK)

    def write(self, path: PurePosixPath, content: bytes, start: int) -> None:
        """Write what is missing of a file, or all of it where the server cannot go on in the middle."""
        from webdav4.client import HTTPError

        self._make_folders(path.parent)
        with self._plainly():
            if start:
                last = len(content) - 1
                # A server that does not know how must refuse it (RFC 9110, 14.5); one that does neither is found out
                # when the file is read back.
                answer = self._request(
                    "PUT", path, content[start:], {"Content-Range": f"bytes {start}-{last}/{len(content)}"}
                )
                if answer.is_success:
                    return
            answer = self._request("PUT", path, content, {"Content-Type": "application/octet-stream"})
            if not answer.is_success:
                raise HTTPError(answer)

    def _make_folders(self, folder: PurePosixPath) -> None:
        for one in (*reversed(folder.parents[:-1]), folder):
            with self._plainly(HTTPStatus.METHOD_NOT_ALLOWED):
                self._client.mkdir(str(one))

    def rename(self, path: PurePosixPath, target: PurePosixPath) -> None:
        """Give a file another name."""
        with self._plainly():
            self._client.move(str(path), str(target), overwrite=True)

    def remove(self, path: PurePosixPath) -> None:
        """Take a file away."""
        with self._plainly(HTTPStatus.NOT_FOUND):
            self._client.remove(str(path))

    def names(self, folder: PurePosixPath) -> Sequence[str]:
        """The names in a folder."""
        from webdav4.client import ResourceNotFound

        with self._plainly():
            try:
                listed = self._client.ls(str(folder), detail=False)
            except ResourceNotFound:
                return ()
            return sorted(PurePosixPath(str(one)).name for one in listed)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
