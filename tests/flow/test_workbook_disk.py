"""A disk with no room: the export says so, and neither the folder nor the system's own keeps anything of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldreport import files
from fieldreport.report import safe

ROOT = Path(__file__).resolve().parent.parent.parent

#: No file may grow beyond so many bytes in that process: the system then refuses as it does on a full disk.
PROGRAM = """
import resource, signal, sys
from pathlib import Path
from fieldreport.failures import MachineAtFault
from fieldreport.language import Language
from fieldreport.report import write
from tests.example_office import ExampleOffice, fill

folder, most = Path(sys.argv[1]), int(sys.argv[2])
office, shown = ExampleOffice(folder), Language("ko")
fill(office)
report = office.report()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    write(report, shown, office.titles(shown), folder / "out" / "report.xlsx")
except MachineAtFault as failure:
    print(failure.problem.message)
"""

if sys.platform != "win32":  # Windows cannot limit a file's size.

    @pytest.mark.parametrize("most", [0, 4_096, 20_000, 60_000])
    def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(tmp_path: Path, most: int) -> None:
        earlier, temporary = tmp_path / "out" / "report.xlsx", tmp_path / "tmp"
        earlier.parent.mkdir()
        temporary.mkdir()
        earlier.write_bytes(b"the issue before")
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path), str(most)],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(temporary)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == (files.DISK_FULL if most else safe.NO_TEMPORARY)
        assert earlier.read_bytes() == b"the issue before"
        assert list(earlier.parent.iterdir()) == [earlier]
        assert list(temporary.iterdir()) == []
