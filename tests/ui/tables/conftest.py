"""An office, its desk, and pages of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from tests.ui.places import new_office, open_page
from ui.desk import Desk
from ui.pages.records import RecordsPage


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "data") as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()


@pytest.fixture
def page_of(qtbot: QtBot, desk: Desk) -> Callable[[str], RecordsPage]:
    return lambda type_name: open_page(qtbot, desk, type_name)
