"""The sample office's last full report, made by the program's own command line, with no window anywhere."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from devtools import environment
from devtools.failures import Stop

OFFICE = "DHK"


def make(program: Sequence[str | Path], scratch: Path, options: Sequence[str] = ()) -> Path:
    """Let ``program`` make the sample office in an emptied ``scratch`` folder and export; the workbook.

    ``options`` stand before the command, as ``--language bn``. Raises Stop with what the program said.
    """
    if scratch.exists():
        shutil.rmtree(scratch)
    scratch.mkdir(parents=True)
    start = [*map(str, program), "--data", str(scratch / "office"), *options]
    _run([*start, "init", "--office", OFFICE, "--sample"])
    workbook = Path(_run([*start, "export", "last"]).strip())
    if not workbook.is_file():
        raise Stop(f"{' '.join(start)} export ended well, but there is no {workbook}.")
    return workbook


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(
        command,
        cwd=environment.ROOT,
        env=environment.variables(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = f"{done.stdout}{done.stderr}".strip()
        raise Stop(f"{' '.join(command)}\nended with status {done.returncode}:\n{said}")
    return done.stdout
