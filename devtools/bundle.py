"""The one-folder bundle: made by PyInstaller from build.spec, then started once to prove itself."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from devtools import environment, sample_report
from devtools.failures import Stop


def program(folder: Path, name: str) -> Path:
    """One of the bundle's two programs: ``fieldreport`` without a window, ``fieldreport-app`` with one."""
    return folder / (f"{name}.exe" if sys.platform == "win32" else name)


def megabytes(folder: Path) -> float:
    """The size on disk of all files below a folder; a link counts nothing."""
    sizes = (path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(sizes) / 1e6


def make(extra: Sequence[str]) -> None:
    """Build dist/fieldreport and start it. Raises Stop when it cannot be built or does not work."""
    started = time.perf_counter()
    root = environment.ROOT
    options = ["--noconfirm", "--log-level", "ERROR", "--workpath", str(root / "build" / "bundle"), *extra]
    if environment.run([environment.python(), "-m", "PyInstaller", "build.spec", *options]) != 0:
        raise Stop("PyInstaller could not make the bundle; see above.")
    folder = root / "dist" / "fieldreport"
    print(f"{folder}: {megabytes(folder):.0f} MB, made in {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    workbook = sample_report.make([program(folder, "fieldreport")], root / "build" / "bundle-report")
    print(f"It made the sample office's report in {time.perf_counter() - started:.1f} s: {workbook}")
