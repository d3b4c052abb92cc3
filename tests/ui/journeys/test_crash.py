"""The power goes while a lead is being typed: the next start says so and gives every syllable back."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from fieldreport.language import CODES
from fieldreport.office import Office
from tests.ui.journeys.person import Person
from tests.ui.journeys.typist import WANTED
from tests.ui.opened import clock, settle, take_down
from ui.app import Session
from ui.main_window import UNSAVED_WAS_KEPT

ROOT = Path(__file__).resolve().parents[3]


def type_and_be_killed(data: Path) -> None:
    """Let a window of its own process be typed into, and kill it once what was typed is on the disk."""
    words = [sys.executable, "-m", "tests.ui.journeys.typist", str(data)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as typist:
        try:
            assert typist.stdout is not None
            assert typist.stdout.readline().strip() == "typed"
            until = time.monotonic() + 30
            with Office.open(data, readonly=True) as office:
                while not any("need" in one.typed for one in office.drafts.all()):
                    assert typist.poll() is None
                    assert time.monotonic() < until
        finally:
            # SIGKILL where there is such a thing: nothing of the program runs any more.
            typist.kill()


@pytest.mark.parametrize("code", CODES)
def test_a_killed_window_gives_back_what_was_typed(
    application: QApplication, tmp_path: Path, code: str
) -> None:
    data = tmp_path / "data"
    with Office.create(data, "DHK", person="Officer", language=code, clock=clock) as office:
        buyer = {"name": "Padma Wear", "roles": ["buyer"], "country": "BD"}
        office.add(office.record_type("organisation"), buyer, language="en")
    type_and_be_killed(data)
    with Office.open(data, clock=clock) as office:
        session = Session(application, office)
        session.window.start()
        settle(session)
        person = Person(session, lambda: settle(session))
        # The start says that something was not saved, and one press leads there.
        notice = session.window.notice
        assert notice.text.text() == person.language.say(UNSAVED_WAS_KEPT)
        person.presses(notice.action)
        page = person.page("lead")
        person.presses(page.offer.restore)
        typed = "".join(WANTED[code])
        assert page.detail.form.editors["need"].raw()["text"] == typed
        # It is gone on with where it was left, and is an ordinary record then.
        made = person.completes("lead", {"products": "…"}, {"buyer": office.store.record("OR-0001")})
        assert made["need"].original == typed
        assert made["need"].language == code
        assert office.drafts.all() == []
        assert not page.offer.isVisible()
        session.window.close()
        session.end()
        take_down()
