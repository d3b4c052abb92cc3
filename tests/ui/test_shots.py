"""Pictures for translators and for review: every page, state and dialog."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from fieldreport.office import Office
from tests.ui.opened import take_down
from ui.main_window import SIZE
from ui.shots import main, shoot
from ui.theme import Theme


def test_every_sight_is_pictured(application: QApplication, office: Office, tmp_path: Path) -> None:
    made = shoot(application, office, tmp_path, ["bn"], [Theme.dark()])
    take_down()
    names = {path.stem.removesuffix("-bn-dark") for path in made}
    assert len(names) == len(made)
    # Each kind of record, each step of the report, each dialog.
    assert {f"{at + 1:02d}-{name}" for at, name in enumerate(office.store.types)} <= names
    assert {"home", "translation", "report-1-check", "report-4-export"} <= names
    assert {"search", "calendar", "menu-text", "dialog-start", "dialog-folder", "dialog-mistake"} <= names
    pictures = {path.stem: QImage(str(path)) for path in made}
    assert pictures["home-bn-dark"].size().toTuple() == SIZE
    assert not [name for name, picture in pictures.items() if picture.isNull()]
    # No two sights look alike: each was really brought into sight.
    alike: dict[bytes, list[str]] = {}
    for name, picture in pictures.items():
        alike.setdefault(bytes(picture.constBits()), []).append(name)
    assert [names for names in alike.values() if len(names) > 1] == []
    # What was typed for one picture is not offered in all that follow.
    assert office.drafts.all() == []


def test_an_option_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 2
    assert "Pictures of every page" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
