"""A real window without a screen, on a real office in a folder of its own, on a fixed day."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from fieldreport.office import Office
from tests.ui.opened import clock, fill, settle, take_down
from ui.app import Session


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    """The one application of the test run, set up as the program does it."""
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the office."""
    return tmp_path / "data"


@pytest.fixture
def office(data: Path) -> Iterator[Office]:
    """The Dhaka office with a few records."""
    with Office.create(data, "DHK", person="Officer", language="en", clock=clock) as made:
        fill(made)
        yield made


@pytest.fixture
def session(application: QApplication, office: Office) -> Iterator[Session]:
    """The window, open at home, everything read and painted."""
    one = Session(application, office)
    one.window.start()
    settle(one)
    yield one
    one.window.close()
    one.end()
    take_down()


@pytest.fixture
def settled(session: Session) -> Callable[[], None]:
    """Waits for the window to have nothing left to do."""
    return lambda: settle(session)
