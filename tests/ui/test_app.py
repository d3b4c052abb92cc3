"""The program as a process: it opens, shows its window, closes, and says why it cannot open."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldreport.office import DATABASE_NAME, Office
from fieldreport.store import New
from fieldreport.store.bulk import Bulk
from fieldreport.store.search import WAITING
from ui.app import Session, command

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

#: Closes the window after so many turns of the event loop: at 0 before there is a loop. Tells what outlives it.
CLOSE_EARLY = """
import os, sys, threading
from PySide6.QtCore import QTimer
from ui import app
turns = int(os.environ["TURNS"])
class Session(app.Session):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.later(turns)
    def later(self, turns):
        QTimer.singleShot(0, self.window.close if not turns else lambda: self.later(turns - 1))
app.Session = Session
from ui.__main__ import main
status = main(sys.argv[1:])
print([one.name for one in threading.enumerate()])
sys.exit(status)
"""

#: Goes over to the sample and back to one's own office, then closes the window.
GO_OVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app
from ui.desk import Notice
from ui.samples import sample_in
own = Path(sys.argv[2])
ways = [sample_in(own, "Officer", "en"), own]
watch = app.Session.watch
def then_go(session):
    watch(session)
    print(session.window.windowTitle(), "|", session.window.notice.text.text())
    if ways:
        wanted = ways.pop(0)
        QTimer.singleShot(0, lambda: session.desk.office_wanted.emit(wanted, Notice("Saved.")))
    else:
        QTimer.singleShot(0, session.window.close)
app.Session.watch = then_go
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


def start(script: str, data: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the program with the script's eyes and hands."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, "--data", str(data)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"} | variables,
    )


def test_it_opens_the_office_and_ends_when_the_window_is_closed(tmp_path: Path) -> None:
    Office.create(tmp_path / "data", "DHK", person="Officer", language="ko").close()
    done = start(CLOSE, tmp_path / "data")
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() == "다카무역관 – Fieldreport home"
    assert done.returncode == 0
    with Office.open(tmp_path / "data") as again:
        assert again.settings.window["size"] == [1280, 800]


def test_one_goes_over_to_another_office_in_the_same_program(tmp_path: Path) -> None:
    Office.create(tmp_path / "data", "DHK", person="Officer", language="en").close()
    done = start(GO_OVER, tmp_path / "data")
    assert "Traceback" not in done.stderr
    assert done.stdout.splitlines() == [
        "Dhaka Trade Office – Fieldreport | ",
        "Dhaka Trade Office – sample, all is made up – Fieldreport | Saved.",
        "Dhaka Trade Office – Fieldreport | Saved.",
    ]
    assert done.returncode == 0


def test_the_program_starts_again_with_the_same_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(Path("data")) == [sys.executable, "-m", "ui", "--data", str(tmp_path / "data")]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(Path("data")) == [sys.executable, "--data", str(tmp_path / "data")]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 10])
def test_nothing_outlives_a_window_that_is_closed_while_it_opens(tmp_path: Path, turns: int) -> None:
    Office.create(tmp_path / "data", "DHK").close()
    done = start(CLOSE_EARLY, tmp_path / "data", TURNS=str(turns))
    assert done.stderr == ""
    assert done.stdout.strip() == "['MainThread']"
    assert done.returncode == 0


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


def test_what_a_killed_import_left_beside_the_search_is_settled_in_the_background(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    kind = office.record_type("organisation")
    bulk = Bulk(office.store, "Officer", "import 1")
    raw = [{"name": f"Made Up Z{number}", "roles": ["buyer"], "country": "BD"} for number in range(700)]
    bulk.write([New(kind, kind.read(one, office.reading()), "en", "Officer") for one in raw])
    assert office.store.index.waiting(2 * WAITING) >= WAITING
    session.watch()
    qtbot.waitUntil(lambda: office.store.index.waiting(WAITING) < WAITING, timeout=20_000)
    assert len(office.store.search("made up z699")) == 1
