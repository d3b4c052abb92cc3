"""A real network to deliver over: servers on this machine, and a line to them that can be cut, slow or dead."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Seconds until a server of this machine must have answered.
STARTED = 20.0


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


# ---- the line ------------------------------------------------------------------------------------------------------


class Line:
    """A line to a server: it counts what the office sends, and is cut after so many bytes of it.

    ``cut_after`` None: never. ``silent``: bytes are swallowed from then on and nobody says so. After a cut the line is
    dead until ``mended``.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self.sent = 0
        self.cut_after: int | None = None
        self.silent = False
        self.pause = 0.0
        self._dead = False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def mended(self) -> None:
        """Let everything through again."""
        self.cut_after, self.silent, self._dead, self.sent = None, False, False, 0

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._dead:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._server), timeout=STARTED)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            self._open |= {client, server}
            for source, target, counted in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._carry, args=(source, target, counted), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while block := source.recv(16_384):
                if counted and self.cut_after is not None and self.sent + len(block) > self.cut_after:
                    target.sendall(block[: max(self.cut_after - self.sent, 0)])
                    if self.silent:
                        while source.recv(8192):
                            pass
                    self._dead = True
                    break
                if counted:
                    self.sent += len(block)
                if self.pause:
                    time.sleep(self.pause)
                target.sendall(block)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
            self._open.discard(one)

    def close(self) -> None:
        """End it."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a server of this machine."""
    line = Line(port)
    try:
        yield line
    finally:
        line.close()


# ---- WebDAV --------------------------------------------------------------------------------------------------------

USER, PASSWORD = "dhaka", "শাপলা 수련 lily"


class Webdav:
    """A WebDAV server (WsgiDAV on cheroot). ``before`` may answer a request in its place, as a failing one would."""

    def __init__(self, root: Path, certificate: Path | None = None) -> None:
        from cheroot.ssl.builtin import BuiltinSSLAdapter
        from cheroot.wsgi import Server
        from wsgidav.wsgidav_app import WsgiDAVApp

        self.root = root
        self.before: Callable[[Mapping[str, Any]], str | None] = lambda environ: None
        self._application = WsgiDAVApp(
            {
                "provider_mapping": {"/": str(root)},
                "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
                "http_authenticator": {
                    "accept_basic": True,
                    "accept_digest": False,
                    "default_to_digest": False,
                },
                "verbose": 0,
                "logging": {"enable": False},
                "lock_storage": True,
                "property_manager": True,
            }
        )
        self.port = free_port()
        self._server = Server(("127.0.0.1", self.port), self._answer, numthreads=4)
        if certificate is not None:
            self._server.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(certificate))
        self._server.prepare()
        self._thread = threading.Thread(target=self._server.serve, daemon=True)
        self._thread.start()

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        status = self.before(environ)
        if status is not None:
            start_response(status, [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        return self._application(environ, start_response)

    def close(self) -> None:
        """End it."""
        self._server.stop()
        self._thread.join(STARTED)


# ---- SFTP ----------------------------------------------------------------------------------------------------------


@dataclass
class Sshd:
    """An OpenSSH server of this user's own, with a key for a guest, and the fingerprint of its own key."""

    port: int
    key: Path
    host_key: str
    user: str
    root: Path


def server_program(name: str) -> str:
    """Where a server's program is; it is not on everybody's search path."""
    found = shutil.which(
        name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    )
    assert found, f"{name} is missing: these tests need the real thing (python3 dev.py test installs it)"
    return found


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; what it said when it has ended."""
    until = time.monotonic() + STARTED
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until
        else:
            return


def make_key(path: Path, passphrase: str = "") -> str:
    """A new key of OpenSSH's own making; the fingerprint."""
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", path],
        check=True,
        capture_output=True,
    )
    said = subprocess.run(["ssh-keygen", "-l", "-f", path], check=True, capture_output=True, text=True).stdout
    return said.split()[1]


@contextmanager
def sshd(folder: Path, root: Path, largest_file: int | None = None) -> Iterator[Sshd]:
    """An OpenSSH server whose files lie in ``root`` and grow to ``largest_file`` bytes, as on a disk that fills up."""
    import getpass

    folder.mkdir(parents=True)
    host_key = make_key(folder / "host")
    make_key(folder / "guest")
    shutil.copy(folder / "guest.pub", folder / "authorized")
    (folder / "authorized").chmod(0o600)
    port = free_port()
    settings = [
        f"Port {port}",
        "ListenAddress 127.0.0.1",
        f"HostKey {folder / 'host'}",
        f"AuthorizedKeysFile {folder / 'authorized'}",
        f"PidFile {folder / 'pid'}",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "PermitRootLogin prohibit-password",
        f"Subsystem sftp internal-sftp -d {root}",
    ]
    (folder / "sshd_config").write_text("\n".join(settings) + "\n", encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [server_program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")]
    if largest_file is not None:
        # Blocks of 512 bytes; without the trap the server would be ended by the signal instead of being refused.
        command = ["sh", "-c", f"trap '' XFSZ; ulimit -f {largest_file // 512}; exec \"$@\"", "sh", *command]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, stderr=log)
    try:
        wait_for(port, process, folder / "log")
        yield Sshd(port, folder / "guest", host_key, getpass.getuser(), root)
    finally:
        process.terminate()
        process.wait(STARTED)
        log.close()


@contextmanager
def lighttpd(folder: Path, root: Path) -> Iterator[int]:
    """A WebDAV server that takes the rest of a file by itself (``PUT`` with ``Content-Range``); the port."""
    folder.mkdir(parents=True)
    port = free_port()
    settings = [
        'server.modules = ("mod_webdav")',
        f'server.document-root = "{root}"',
        'server.bind = "127.0.0.1"',
        f"server.port = {port}",
        'webdav.activate = "enable"',
        'webdav.is-readonly = "disable"',
        'webdav.opts = ("deprecated-unsafe-partial-put" => "enable")',
    ]
    (folder / "lighttpd.conf").write_text("\n".join(settings) + "\n", encoding="utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [server_program("lighttpd"), "-D", "-f", folder / "lighttpd.conf"], stderr=log
        )
    try:
        wait_for(port, process, folder / "log")
        yield port
    finally:
        process.terminate()
        process.wait(STARTED)
