"""Where the data is: on a stick beside the program, where the variable says, or in the system's own place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fieldreport import folders


def installed(monkeypatch: pytest.MonkeyPatch, executable: Path) -> None:
    """This program as the bundle whose program file is ``executable``."""
    executable.parent.mkdir(parents=True)
    executable.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(executable.parent / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))


@pytest.mark.parametrize("name", ["portable", "portable.txt"])
def test_beside_a_file_named_portable_everything_stays_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    installed(monkeypatch, tmp_path / "stick" / "Fieldreport" / "fieldreport-app")
    monkeypatch.setenv(folders.DATA_VARIABLE, str(tmp_path / "elsewhere"))
    assert folders.user_data() == tmp_path / "elsewhere"
    (tmp_path / "stick" / "Fieldreport" / name).touch()
    assert folders.is_portable()
    assert folders.user_data() == tmp_path / "stick" / "Fieldreport" / "data"
    assert folders.program() == tmp_path / "stick" / "Fieldreport" / "_internal"


def test_on_a_mac_the_file_lies_beside_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tmp_path / "stick" / "Fieldreport.app" / "Contents" / "MacOS" / "fieldreport-app")
    (tmp_path / "stick" / "portable").touch()
    assert folders.user_data() == tmp_path / "stick" / "data"


def test_a_folder_of_that_name_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tmp_path / "program" / "fieldreport")
    (tmp_path / "program" / "portable").mkdir()
    assert not folders.is_portable()
