"""The real program on a screen of its own, an input method at its keyboard."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldreport.office import Office
from tests.ime.program import Program
from tests.ime.screen import Screen


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """The screen, for all tests: an input method serves any number of programs."""
    assert shutil.which("ibus-daemon"), "These tests need an input method: python3 dev.py test --ime"
    # Not in pytest's folders: the name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="screen-") as folder, Screen(Path(folder)) as one:
        yield one


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The Dhaka office with one buyer and one lead."""
    with Office.create(tmp_path / "data", "DHK", person="Rahim", language="en") as office:
        buyer = office.add(
            office.record_type("organisation"), {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"}
        )
        office.add(office.record_type("lead"), {"buyer": buyer.reference, "products": "yarn"})
    return tmp_path / "data"


@pytest.fixture
def program(request: pytest.FixtureRequest, screen: Screen, data: Path) -> Iterator[Program]:
    """The program, its window open on that office; each key waits for the input method unless it is told not to."""
    with Program(screen, data, waits=getattr(request, "param", True)) as one:
        yield one
