"""Configured: the channels of an office, kept in its database; no password is among what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from fieldreport import text
from fieldreport.delivery import passwords
from fieldreport.delivery.channels.connection import PATIENCE, Connection
from fieldreport.delivery.channels.folder import FolderConnection, mount_of
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import dump
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.store.database import Database

NO_CHANNEL = N_(
    "There is no way to headquarters yet. Please add one, a folder for example: fieldreport channels add NAME FOLDER"
)
UNKNOWN = N_("There is no channel “{name}”; there are these: {known}.")
BAD_NAME = N_("“{name}” is no name for a channel: please use small letters, digits and hyphens.")
BAD_ADDRESS = N_(
    "“{address}” is no address of a channel. Please give a folder, https://…, sftp://user@server/folder or mailto:…"
)
NOT_SECRET = N_(
    "Over {address} everybody could read the password. Please use an address that begins with https://."
)
PASSWORD_IN_ADDRESS = N_(
    "Please leave the password out of the address; it is asked for and kept in the keychain."
)
NEEDS_USER = N_(
    "Please say who this office is at {address}, with --user or in the address: sftp://user@server/folder"
)
NEEDS_HOST_KEY = N_(
    "{address} shows the key {found}. Please compare it with what headquarters tells you by telephone, then give the"
    " same command with: --host-key {found}"
)
NO_FOLDER = N_("There is no folder {path}. Please connect it or make it first.")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_MAIL = re.compile(r"[^@\s,;]{1,100}@[^@\s,;]{1,200}")
_HERE = ("localhost", "127.0.0.1", "::1")


class ChannelKind(StrEnum):
    """How a channel carries packages."""

    FOLDER = "folder"
    WEBDAV = "webdav"
    SFTP = "sftp"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Configured:
    """A channel: its name here, where it leads, and how it went of late.

    ``address`` is a folder, a URL without a password, or the address of headquarters' mail. ``options`` holds ``user``,
    ``key`` (the file of a private key), ``host_key`` (its fingerprint) and ``mount`` (see ``FolderConnection``).
    ``failures`` counts those since it last worked; ``next_at`` is when it is tried again by itself.
    """

    name: str
    kind: ChannelKind
    address: str
    options: Mapping[str, str] = field(default_factory=dict)
    failures: int = 0
    next_at: datetime | None = None
    polled_at: datetime | None = None
    problem: Problem | None = None

    @property
    def has_secret(self) -> bool:
        """Whether a password, or a key's passphrase, may be kept for it."""
        return self.kind in (ChannelKind.WEBDAV, ChannelKind.SFTP)

    @property
    def secret_name(self) -> str:
        """By what its password is kept."""
        return f"{self.options.get('user', '')} {self.address}"

    @contextmanager
    def opened(self, patience: float = PATIENCE) -> Iterator[Connection]:
        """Open a channel of files; raises ``ChannelFailure``, and ``MachineAtFault`` where the keychain stays shut."""
        if self.kind is ChannelKind.FOLDER:
            yield FolderConnection(Path(self.address), self.options.get("mount", ""))
            return
        # A key without a passphrase needs no keychain, and many an old computer has none.
        needed = self.options.get("secret") == "yes"
        secret = passwords.of(self.secret_name) if needed else ""
        if self.kind is ChannelKind.WEBDAV:
            from fieldreport.delivery.channels.webdav import WebdavConnection

            webdav = WebdavConnection(self.address, self.options.get("user", ""), secret, patience)
            try:
                yield webdav
            finally:
                webdav.close()
        else:
            from fieldreport.delivery.channels.sftp import SftpConnection

            sftp = SftpConnection(self.server(), secret, patience)
            try:
                yield sftp
            finally:
                sftp.close()

    def server(self) -> Any:
        """The SFTP server that the address names (``sftp.Server``)."""
        from fieldreport.delivery.channels.sftp import Server

        parts = urlsplit(self.address)
        key = self.options.get("key")
        return Server(
            parts.hostname or "",
            parts.port or 22,
            self.options.get("user", ""),
            unquote(parts.path[1:]),
            self.options.get("host_key", ""),
            Path(key) if key else None,
        )


def described(name: str, address: str, *, user: str = "", key: str = "", host_key: str = "") -> Configured:
    """The channel that is meant; raises ``InputAtFault`` with what is wrong, and the server's key to be compared.

    For SFTP without ``host_key`` the server is asked for it (``ChannelFailure`` when it does not answer).
    """
    name, address = text.one_line(name), text.one_line(address)
    if not _NAME.fullmatch(name):
        raise InputAtFault(Problem(BAD_NAME, {"name": name}, "name"))
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputAtFault(Problem(BAD_ADDRESS, {"address": address}, "address")) from error
    if parts.password is not None:
        raise InputAtFault(Problem(PASSWORD_IN_ADDRESS, {}, "address"))
    user = user or unquote(parts.username or "")
    if parts.scheme == "mailto":
        if not _MAIL.fullmatch(parts.path):
            raise InputAtFault(Problem(BAD_ADDRESS, {"address": address}, "address"))
        return Configured(name, ChannelKind.MAIL, parts.path)
    if parts.scheme in ("http", "https"):
        return _webdav(name, parts, port, user)
    if parts.scheme == "sftp":
        return _sftp(name, parts, port, user, key, host_key)
    folder = Path(address).expanduser()
    if not address or (parts.scheme and "://" in address):
        raise InputAtFault(Problem(BAD_ADDRESS, {"address": address}, "address"))
    if not folder.is_dir():
        raise InputAtFault(Problem(NO_FOLDER, {"path": str(folder)}, "address"))
    folder = folder.absolute()
    mount = mount_of(folder)
    return Configured(name, ChannelKind.FOLDER, str(folder), {"mount": mount} if mount else {})


def _webdav(name: str, parts: SplitResult, port: int | None, user: str) -> Configured:
    host = parts.hostname or ""
    address = f"{parts.scheme}://{_host(host, port)}{parts.path.rstrip('/')}"
    if not host:
        raise InputAtFault(Problem(BAD_ADDRESS, {"address": address}, "address"))
    if parts.scheme == "http" and host not in _HERE:
        raise InputAtFault(Problem(NOT_SECRET, {"address": address}, "address"))
    return Configured(name, ChannelKind.WEBDAV, address, {"user": user} if user else {})


def _sftp(name: str, parts: SplitResult, port: int | None, user: str, key: str, host_key: str) -> Configured:
    host = parts.hostname or ""
    # Below the user's own folder, unless two slashes say that it is the server's.
    path = parts.path[1:] if parts.path.startswith(("/~/", "//")) else parts.path.lstrip("/")
    address = f"sftp://{_host(host, port)}/{path.removeprefix('~/')}"
    if not host:
        raise InputAtFault(Problem(BAD_ADDRESS, {"address": address}, "address"))
    if not user:
        raise InputAtFault(Problem(NEEDS_USER, {"address": address}, "user"))
    if not host_key:
        from fieldreport.delivery.channels.sftp import host_key_of

        found = host_key_of(host, port or 22)
        raise InputAtFault(Problem(NEEDS_HOST_KEY, {"address": address, "found": found}, "host_key"))
    options = {"user": user, "host_key": text.one_line(host_key)}
    if key:
        options["key"] = str(Path(key).expanduser().absolute())
    return Configured(name, ChannelKind.SFTP, address, options)


def _host(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


class Channels:
    """The channels of an office in their order; the first one is used unless another is named."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Configured]:
        """Every channel."""
        return [
            Configured(
                name,
                ChannelKind(kind),
                address,
                json.loads(options),
                failures,
                _moment(next_at),
                _moment(polled_at),
                problem_from(problem),
            )
            for name, kind, address, options, failures, next_at, polled_at, problem in self._database.rows(
                "SELECT name, kind, address, options, failures, next_at, polled_at, problem FROM channel"
                " ORDER BY position"
            )
        ]

    def named(self, name: str) -> Configured:
        """The channel of this name; raises ``InputAtFault``."""
        known = self.all()
        for one in known:
            if one.name == name:
                return one
        if not known:
            raise InputAtFault(Problem(NO_CHANNEL, {}, "channel"))
        names = ", ".join(one.name for one in known)
        raise InputAtFault(Problem(UNKNOWN, {"name": name, "known": names}, "channel"))

    def usual(self) -> Configured:
        """The channel that is used unless another is named; raises ``InputAtFault`` where there is none."""
        known = self.all()
        if not known:
            raise InputAtFault(Problem(NO_CHANNEL, {}, "channel"))
        return known[0]

    def add(self, one: Configured, password: str = "") -> Configured:
        """Keep a channel, in the place of one of the same name.

        Raises ``MachineAtFault`` where there is a password and it cannot be kept.
        """
        options = dict(one.options)
        if password:
            passwords.keep(one.secret_name, password)
            options["secret"] = "yes"
        with self._database.writing() as connection:
            kept = connection.execute("SELECT position FROM channel WHERE name = ?", (one.name,)).fetchone()
            most = connection.execute("SELECT coalesce(max(position), 0) FROM channel").fetchone()[0]
            position = kept[0] if kept else most + 1
            connection.execute(
                "INSERT OR REPLACE INTO channel (name, position, kind, address, options) VALUES (?, ?, ?, ?, ?)",
                (one.name, position, str(one.kind), one.address, dump(options)),
            )
        return self.named(one.name)

    def prefer(self, name: str) -> None:
        """Use a channel from now on unless another is named; raises ``InputAtFault``."""
        self.named(name)
        self._database.execute(
            "UPDATE channel SET position = (SELECT min(position) FROM channel) - 1 WHERE name = ?", (name,)
        )

    def remove(self, name: str) -> Configured:
        """Keep a channel and its password no longer; what waits for it goes by another one."""
        one = self.named(name)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM channel WHERE name = ?", (name,))
        if one.options.get("secret"):
            passwords.forget(one.secret_name)
        return one

    def worked(self, name: str, at: datetime) -> None:
        """A channel was reached."""
        self._database.execute(
            "UPDATE channel SET failures = 0, next_at = NULL, problem = NULL, polled_at = ? WHERE name = ?",
            (moment_text(at), name),
        )

    def failed(self, name: str, next_at: datetime, problem: Problem) -> None:
        """A channel was not reached; it is tried again by itself at ``next_at``."""
        self._database.execute(
            "UPDATE channel SET failures = failures + 1, next_at = ?, problem = ? WHERE name = ?",
            (moment_text(next_at), problem_text(problem), name),
        )


def _moment(raw: str | None) -> datetime | None:
    return None if raw is None else datetime.fromisoformat(raw)


def problem_text(problem: Problem) -> str:
    """A problem as it is kept: its source text and what its placeholders stand for."""
    values = {name: str(one) for name, one in problem.values.items()}
    return dump({"message": problem.message, "values": values})


def problem_from(raw: str | None) -> Problem | None:
    """The inverse."""
    if not raw:
        return None
    kept = json.loads(raw)
    return Problem(kept["message"], kept["values"])
