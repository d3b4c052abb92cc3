"""Fonts: whether there is one for each script, told without a window, and what helps where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fieldreport.doctor.finding import Finding, State
from fieldreport.language import N_

#: The Debian package that brings each language's font.
PACKAGES: Mapping[str, str] = {
    "ko": "fonts-nanum",
    "en": "fonts-dejavu-core",
    "bn": "fonts-lohit-beng-bengali",
}
WINDOWS = N_(
    "This computer has no letters for {languages}. In Windows, please open Settings, Apps, Optional features, add the "
    "supplemental fonts of {languages}, and start Fieldreport again."
)
MACOS = N_(
    "This computer has no letters for {languages}. On a Mac, please open Font Book, choose “Restore Standard Fonts” in "
    "the File menu, and start Fieldreport again."
)
LINUX = N_(
    "This computer has no letters for {languages}. Please install {packages} (so they are called in Debian and Ubuntu; "
    "elsewhere the Noto fonts do), and start Fieldreport again."
)
THERE = N_("There is a font for every script.")
UNKNOWN = N_("Fonts could not be looked for from here; the window's settings tell of them.")

#: Which files the systems bring their fonts for our scripts in.
WINDOWS_FILES = {"ko": ("malgun.ttf",), "bn": ("nirmala.ttf", "nirmala.ttc", "nirmalaui.ttf", "vrinda.ttf")}
MACOS_FILES = {
    "ko": ("AppleSDGothicNeo.ttc",),
    "bn": ("Supplemental/Bangla Sangam MN.ttc", "Supplemental/Bangla MN.ttc", "KohinoorBangla.ttc"),
}


def look(lacking: Sequence[str] | None, system: str) -> Iterator[Finding]:
    """What is found about the fonts."""
    if lacking is None:
        yield Finding("fonts", State.UNKNOWN, UNKNOWN)
    elif lacking:
        message = {"win32": WINDOWS, "darwin": MACOS}.get(system, LINUX)
        values = {"languages": list(lacking), "packages": [PACKAGES[code] for code in lacking]}
        yield Finding("fonts", State.WRONG, message, values)
    else:
        yield Finding("fonts", State.GOOD, THERE)


def missing() -> list[str] | None:
    """The languages without a font, by the files of fonts; None where that cannot be told. The window knows better."""
    if sys.platform == "win32":
        return _without(Path("C:/Windows/Fonts"), WINDOWS_FILES)
    if sys.platform == "darwin":
        return _without(Path("/System/Library/Fonts"), MACOS_FILES)
    return _by_fontconfig()


def _without(folder: Path, wanted: Mapping[str, Sequence[str]]) -> list[str] | None:
    if not folder.is_dir():
        return None
    return [code for code, names in wanted.items() if not any((folder / name).is_file() for name in names)]


def _by_fontconfig() -> list[str] | None:
    import shutil
    import subprocess

    lister = shutil.which("fc-list")
    if lister is None:
        return None
    lacking = []
    for code in PACKAGES:
        try:
            found = subprocess.run(
                [lister, f":lang={code}", "family"], capture_output=True, check=True, timeout=20
            )
        except (OSError, subprocess.SubprocessError):
            return None
        if not found.stdout.strip():
            lacking.append(code)
    return lacking
