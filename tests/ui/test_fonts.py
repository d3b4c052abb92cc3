"""Every letter of the three languages can be shown, and it is noticed and said what helps when one cannot."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from fieldreport.language import CODES
from ui.app import Session
from ui.fonts import SAMPLES, can_show, missing, remedy
from ui.theme import FAMILIES, font

NAMES = {"ko": "Korean", "en": "English", "bn": "Bengali"}
#: A computer that has this folder's fonts and no others.
ONLY = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""
LOOK = """
from ui.app import make_application
application = make_application(["look"])
from ui.fonts import missing
print(",".join(missing()))
"""


def test_the_machine_of_the_tests_shows_all_three_languages(application: QApplication) -> None:
    assert missing() == []


@pytest.mark.parametrize("code", CODES)
def test_the_first_font_of_a_language_has_its_own_letters(application: QApplication, code: str) -> None:
    assert QFontInfo(font(code)).family() in FAMILIES[code]
    itself = QRawFont.fromFont(font(code))
    assert [letter for letter in SAMPLES[code] if not itself.supportsCharacter(ord(letter))] == []


def test_a_letter_without_a_glyph_is_noticed(application: QApplication) -> None:
    # No font has a glyph at a place of the private use area's last plane.
    assert not can_show("en", SAMPLES["en"] + "\U0010fffd")


@pytest.mark.parametrize(("code", "lacking"), [("ko", "bn"), ("bn", "ko")])
def test_a_computer_with_the_fonts_of_one_language_lacks_the_other(
    application: QApplication, tmp_path: Path, code: str, lacking: str
) -> None:
    # Latin letters come with either; where the font database cannot be chosen, all fonts are there and none is lacking.
    family = QFontInfo(font(code)).family()
    found = subprocess.run(
        ["fc-list", f":family={family}", "file"], capture_output=True, encoding="utf-8", check=True
    )
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for line in found.stdout.splitlines():
        path = Path(line.rstrip(": "))
        (fonts / path.name).write_bytes(path.read_bytes())
    chosen = tmp_path / "fonts.conf"
    chosen.write_text(ONLY.format(fonts=fonts, cache=tmp_path / "cache"), encoding="utf-8")
    looked = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", LOOK],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FONTCONFIG_FILE": str(chosen)},
        timeout=60,
        check=True,
    )
    assert lacking in looked.stdout.strip().split(",")
    assert code not in looked.stdout.strip().split(",")


def test_what_helps_is_named_for_each_system() -> None:
    for system, word in (("Windows", "Optional features"), ("Darwin", "Font Book"), ("Linux", "Debian")):
        helps = remedy(["bn"], system, NAMES)
        assert word in helps.message
        assert helps.values["languages"] == ["Bengali"]
    both = remedy(["ko", "bn"], "Linux", NAMES)
    assert both.values["packages"] == ["fonts-nanum", "fonts-lohit-beng-bengali"]
    assert both.values["languages"] == ["Korean", "Bengali"]


def test_it_is_said_in_the_window_in_a_language_that_can_be_read(
    session: Session, settled: Callable[[], None]
) -> None:
    notice = session.window.notice
    session.desk.set_language("bn")
    session.tell_of_fonts(["ko"], "Linux")
    assert "fonts-nanum" in notice.text.text()
    assert notice.text.text().startswith("এই কম্পিউটারে")
    session.tell_of_fonts(["bn"], "Linux")
    assert "This computer has no letters for Bengali." in notice.text.text()
    session.desk.set_language("ko")
    settled()
    # Said again at the switch, and still so that it can be read.
    assert "fonts-lohit-beng-bengali" in notice.text.text()
    assert notice.isVisible()
