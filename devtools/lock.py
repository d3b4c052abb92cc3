"""The lock: exact versions of every package for every platform, each file with its hash."""

import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from devtools import environment
from devtools.failures import Stop

RESOLVER = "uv==0.13.9"
NAMES = ("app", "dev")
OPTIONS = (
    "pip compile --universal --python-version 3.11 --no-build --generate-hashes --quiet "
    "--no-header --no-annotate --no-emit-index-url --no-emit-find-links"
)
HEADER = "# Made by `python3 dev.py lock` from {name}.in; do not edit.\n"


def command(uv: Path, folder: Path, name: str, extra: Sequence[str]) -> list[str]:
    """The resolver's command line for one input file."""
    # The program's own lock constrains the developers', so that both name the same versions.
    constraints = [] if name == "app" else ["--constraints", str(folder / "app.txt")]
    files = [str(folder / f"{name}.in"), "--output-file", str(folder / f"{name}.txt")]
    return [str(uv), *OPTIONS.split(), *constraints, *extra, *files]


def without_addresses(text: str) -> str:
    """The lock without any line that says where packages come from: that is each machine's own business."""
    kept = (line for line in text.splitlines() if not line.startswith(("-i ", "--", "#")))
    return "".join(f"{line}\n" for line in kept)


def make(extra: Sequence[str]) -> None:
    """Re-make every lock file. Raises Stop when the packages cannot be brought together."""
    scratch = environment.ROOT / "build" / "lock"
    folder = environment.ROOT / "requirements"
    if not environment.python(scratch).exists():
        venv.create(scratch, with_pip=True, clear=True)
    interpreter = environment.python(scratch)
    if environment.run([interpreter, "-m", "pip", "install", "--quiet", RESOLVER]) != 0:
        raise Stop(f"Could not install {RESOLVER}, which makes the lock. Is there a network?")
    uv = environment.python(scratch).with_name("uv.exe" if sys.platform == "win32" else "uv")
    for name in NAMES:
        if environment.run(command(uv, folder, name, extra)) != 0:
            raise Stop(f"requirements/{name}.in cannot be resolved; see above.")
        made = folder / f"{name}.txt"
        text = HEADER.format(name=name) + without_addresses(made.read_text(encoding="utf-8"))
        made.write_text(text, encoding="utf-8", newline="\n")
