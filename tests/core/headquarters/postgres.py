"""A PostgreSQL server of the tests' own, in a folder of its own, reached by a socket in that folder alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path
    user: str

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"hq_{uuid.uuid4().hex[:12]}"
        import psycopg

        with psycopg.connect(
            f"host={self.folder} user={self.user} dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql://{self.user}@/{name}?host={self.folder}"


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(one) for one in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    assert found is not None, "PostgreSQL is missing: python3 dev.py test installs it, or says how"
    return found


@contextmanager
def server() -> Iterator[Server]:
    """Start a server; it ends with the block, and everything of it goes."""
    # PostgreSQL refuses to run as root; Debian's package brings somebody who may run it.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    # Not below pytest's own folder: its path is too long for a socket, and nobody else may enter it.
    folder = Path(tempfile.mkdtemp(prefix="hq-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        who: dict[str, Any] = {"user": user} if os.geteuid() == 0 else {}
        data = folder / "data"
        subprocess.run(
            [_program("initdb"), "-D", data, "-U", user, "-A", "trust", "-N", "-E", "UTF8", "--locale", "C.UTF-8"],
            check=True, capture_output=True, cwd=folder, **who,
        )  # fmt: skip
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
        )
        control: list[str | Path] = [
            _program("pg_ctl"),
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            options,
        ]
        subprocess.run([*control, "start"], check=True, capture_output=True, cwd=folder, **who)
        try:
            yield Server(folder, user)
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder, **who
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
