"""The project's own virtual environment: made from the lock, made anew when half made or out of date."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from devtools import linux
from devtools.failures import Stop

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.txt"
MARKER = "made-from.sha256"
SYSTEMS = "Debian 12, Ubuntu 22.04, macOS 14 or Windows 10"


def folder() -> Path:
    """Where the virtual environment lies."""
    return ROOT / ".venv"


def python(environment: Path | None = None) -> Path:
    """The environment's interpreter, whether or not it exists yet."""
    environment = environment or folder()
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def variables(**changes: str) -> dict[str, str]:
    """The environment variables for a tool of ours: nothing of another project's Python leaks in."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return kept | {"PYTHONUTF8": "1", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | changes


def fingerprint(lock: bytes, project: bytes, place: Path) -> str:
    """What the environment depends on, as one hash.

    Of ``project`` (pyproject.toml) only the project and how it is built count: the settings of checks do not
    change what is installed. The place counts because a virtual environment cannot be moved.
    """
    tables = tomllib.loads(project.decode())
    installed = {name: tables.get(name) for name in ("build-system", "project")}
    installed["setuptools"] = tables.get("tool", {}).get("setuptools")
    digest = hashlib.sha256()
    for part in (lock, repr(installed).encode(), os.fsencode(place)):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def wanted() -> str:
    """The fingerprint of the environment this checkout asks for."""
    return fingerprint(LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), folder())


def is_ready() -> bool:
    """Whether the environment was made to the end, from exactly this lock, here."""
    marker = folder() / MARKER
    return (
        marker.is_file()
        and has_its_interpreter(folder())
        and marker.read_text(encoding="utf-8").strip() == wanted()
    )


def has_its_interpreter(environment: Path) -> bool:
    """Whether the interpreter the environment was made with is still there, and still the same version.

    A system that moves from one Python to the next leaves the link in place and the packages out of reach.
    """
    interpreter = python(environment)
    if not interpreter.is_file():
        return False
    if sys.platform == "win32":
        return True
    version = re.fullmatch(r"python(3\.\d+)", interpreter.resolve().name)
    return version is None or (environment / "lib" / version[0] / "site-packages").is_dir()


def run(command: Iterable[str | Path], **changes: str) -> int:
    """Run a command in the project's folder with the terminal as it is; returns its exit status."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=variables(**changes), check=False).returncode


def ensure(*, say_when_ready: bool = False) -> None:
    """Make the environment unless it is there and right. Raises Stop, saying what to do, when it cannot."""
    if is_ready():
        if say_when_ready:
            print(f"Ready: {folder()}")
        return
    ensure_venv_can_be_made()
    print("Setting up .venv from the lock (needed once, and after the lock changes) …", flush=True)
    if folder().exists():
        # Half made, moved or of another lock: starting again is the one repair that is always right.
        shutil.rmtree(folder())
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip: list[str | Path] = [python(), "-m", "pip", "install", "--no-deps", *quiet]
    steps: tuple[tuple[str, list[str | Path]], ...] = (
        ("make the virtual environment", [sys.executable, "-m", "venv", folder()]),
        (
            f"install the locked packages (is there a network? {SYSTEMS} at least?)",
            [*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK],
        ),
        ("install this project", [*pip, "--no-index", "--no-build-isolation", "--editable", ROOT]),
        ("find every package its dependencies", [python(), "-m", "pip", "check", *quiet]),
    )
    for purpose, command in steps:
        status = run(command)
        if status != 0:
            raise Stop(f"Could not {purpose}: the command above ended with status {status}.")
    (folder() / MARKER).write_text(wanted() + "\n", encoding="utf-8")
    print(f"Ready: {folder()}", flush=True)


def ensure_venv_can_be_made() -> None:
    """Debian's Python comes without the means to make virtual environments; install them or say how."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if linux.may_install() and linux.install([package]):
        importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            f"This Python ({sys.executable}) cannot make virtual environments: it has no ensurepip.\n"
            f"On Debian and Ubuntu type:  {linux.command_to_type([package])}"
        )
