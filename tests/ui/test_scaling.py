"""Larger sizes of everything: taken at the start, and nothing is cut off in any of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldreport.office import Office

#: Walks some sights at the smallest size of the window and prints what is wrong with them.
WALK = """
import json, sys
from pathlib import Path
from fieldreport.office import Office
from tests.ui.geometry import faults
from tests.ui.opened import clock, settle
from ui.app import Session, make_application
from ui.sights import leave, sights
application = make_application(["scaling"])
found = []
with Office.create(Path(sys.argv[1]), "DHK", person="Officer", sample=True, clock=clock) as office:
    session = Session(application, office)
    session.window.resize(1024, 640)
    session.window.start()
    settle(session)
    seen_of = set()
    for code in ("en", "bn"):
        session.desk.set_language(code)
        for sight in sights(session):
            if sight.name not in sys.argv[2:]:
                continue
            seen_of.add(sight.name)
            seen = sight.go()
            settle(session)
            found += [f"{sight.name} {code}: {fault}" for fault in faults(seen)]
            leave(session, seen)
    ratio = session.window.devicePixelRatioF()
    session.window.close()
    session.end()
print(json.dumps([ratio, sorted(seen_of), found]))
"""
SIGHTS = (
    "home",
    "01-lead",
    "report-1-check",
    "event-day-1-companies",
    "settings-backups",
    "dialog-start",
    "search",
)

#: Closes the window as soon as the program has settled, and tells how large it draws.
START = """
import sys
from PySide6.QtCore import QTimer
from ui import app
watch = app.Session.watch
def then_close(session):
    watch(session)
    print(session.window.devicePixelRatioF())
    QTimer.singleShot(0, session.window.close)
app.Session.watch = then_close
from ui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(script: str, *words: str, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "QT_SCALE_FACTOR"}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, *words],
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"} | variables,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_nothing_is_cut_off_at_larger_sizes(tmp_path: Path, scale: str) -> None:
    ratio, seen, found = json.loads(run(WALK, str(tmp_path / "office"), *SIGHTS, QT_SCALE_FACTOR=scale))
    assert ratio == float(scale)
    assert seen == sorted(SIGHTS)
    assert found == []


@pytest.mark.parametrize(
    ("chosen", "outside", "expected"), [(100, "", 1.0), (175, "", 1.75), (175, "1.25", 1.25)]
)
def test_the_chosen_size_is_taken_at_the_start_unless_the_computer_says_otherwise(
    tmp_path: Path, chosen: int, outside: str, expected: float
) -> None:
    with Office.create(tmp_path / "data", "DHK", person="Officer") as office:
        office.save_settings(scale=chosen)
    variables = {"QT_SCALE_FACTOR": outside} if outside else {}
    assert float(run(START, "--data", str(tmp_path / "data"), **variables)) == expected
