"""The program as a process: it opens, shows its window, closes, and says why it cannot open."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from fieldreport.office import DATABASE_NAME, Office
from ui.app import Session

#: Closes the window as soon as the program has settled.
CLOSE = """
import sys
from PySide6.QtCore import QTimer
from ui import app
watch = app.Session.watch
def then_close(session):
    watch(session)
    print(session.window.windowTitle(), session.window.place)
    QTimer.singleShot(0, session.window.close)
app.Session.watch = then_close
from ui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

#: Prints what the message box says instead of waiting for somebody to close it.
READ = """
import sys
from PySide6.QtWidgets import QMessageBox
QMessageBox.exec = lambda box: print(box.text())
from ui.__main__ import main
from ui.app import Session
sys.exit(main(sys.argv[1:]))
"""


def start(script: str, data: Path) -> "subprocess.CompletedProcess[str]":
    """Run the program with the script's eyes and hands."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, "--data", str(data)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
    )


def test_it_opens_the_office_and_ends_when_the_window_is_closed(tmp_path: Path) -> None:
    Office.create(tmp_path / "data", "DHK", person="Officer", language="ko").close()
    done = start(CLOSE, tmp_path / "data")
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() == "다카무역관 – Fieldreport home"
    assert done.returncode == 0
    with Office.open(tmp_path / "data") as again:
        assert again.settings.window["size"] == [1280, 800]


def test_a_damaged_office_is_said_plainly(tmp_path: Path) -> None:
    Office.create(tmp_path / "data", "DHK").close()
    (tmp_path / "data" / DATABASE_NAME).write_bytes(b"not a database at all" * 500)
    done = start(READ, tmp_path / "data")
    assert done.returncode == 3
    assert "damaged" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_backup_is_made_beside_the_work_when_one_is_due(
    session: Session, office: Office, settled: Callable[[], None]
) -> None:
    session.back_up()
    settled()
    (made,) = (office.data / "backups").glob("*.db")
    session.back_up()
    settled()
    assert list((office.data / "backups").glob("*.db")) == [made]
