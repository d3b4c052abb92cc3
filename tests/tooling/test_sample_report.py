"""The sample office's report without a window, and where a window has no place."""

import sys
from pathlib import Path

import pytest

from devtools import commands, sample_report
from devtools.failures import Stop


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ""}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {}, False),
        ("darwin", {}, False),
    ],
)
def test_where_a_window_has_no_place(platform: str, variables: dict[str, str], expected: bool) -> None:
    assert commands.has_no_screen(platform, variables) is expected


def test_what_a_failing_program_said_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="can't open file"):
        sample_report.make([sys.executable, tmp_path / "no such program.py"], tmp_path / "scratch")


def test_the_scratch_folder_starts_empty(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    (scratch / "office").mkdir(parents=True)
    (scratch / "office" / "old").touch()
    with pytest.raises(Stop):
        sample_report.make([sys.executable, tmp_path / "none.py"], scratch)
    assert list(scratch.iterdir()) == []
