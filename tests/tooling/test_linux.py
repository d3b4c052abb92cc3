"""What a Linux system lacks, and the one command that brings it."""

from pathlib import Path

import pytest

from devtools import linux
from devtools.failures import Stop


def test_a_font_of_each_script_is_enough(tmp_path: Path) -> None:
    (tmp_path / "truetype" / "deep").mkdir(parents=True)
    assert linux.missing_fonts(linux.font_files([tmp_path])) == ("fonts-nanum", "fonts-lohit-beng-bengali")
    (tmp_path / "truetype" / "deep" / "NotoSansCJK-Regular.ttc").touch()
    assert linux.missing_fonts(linux.font_files([tmp_path])) == ("fonts-lohit-beng-bengali",)
    (tmp_path / "Lohit-Bengali.ttf").touch()
    assert linux.missing_fonts(linux.font_files([tmp_path, tmp_path / "not there"])) == ()


def test_the_command_to_type_names_every_package_once() -> None:
    lacking = linux.Missing(("libgl1",), ("fonts-nanum",))
    assert linux.command_to_type(lacking.packages) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 fonts-nanum"
    )


def test_a_library_that_is_not_there_is_missed() -> None:
    assert not linux.can_load("libno-such-library-anywhere.so.7")


def test_missing_libraries_stop_and_the_command_is_told() -> None:
    with pytest.raises(Stop, match=r"apt-get install .* libgl1"):
        linux.tell(linux.Missing(needed=("libgl1",)), fonts_needed=False)


def test_missing_fonts_stop_only_where_they_are_needed(capsys: pytest.CaptureFixture[str]) -> None:
    lacking = linux.Missing(fonts=("fonts-nanum",))
    with pytest.raises(Stop, match="fonts-nanum"):
        linux.tell(lacking, fonts_needed=True)
    linux.tell(lacking, fonts_needed=False)
    assert "fonts-nanum" in capsys.readouterr().err


def test_nothing_is_told_when_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    linux.tell(linux.Missing(), fonts_needed=True)
    assert capsys.readouterr().err == ""


def test_a_file_that_is_there_in_any_folder_of_its_pattern_is_not_missing(tmp_path: Path) -> None:
    files = {"lib/*/Atspi.typelib": "gir1.2-atspi-2.0", "share/hangul.xml": "ibus-hangul"}
    assert linux.missing_files(files, tmp_path) == ("gir1.2-atspi-2.0", "ibus-hangul")
    (tmp_path / "lib" / "any").mkdir(parents=True)
    (tmp_path / "lib" / "any" / "Atspi.typelib").touch()
    assert linux.missing_files(files, tmp_path) == ("ibus-hangul",)
