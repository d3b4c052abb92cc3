"""Every letter of the three languages can be shown, and it is noticed when one cannot."""

from PySide6.QtWidgets import QApplication

from ui.fonts import SAMPLES, can_show, missing


def test_the_machine_of_the_tests_shows_all_three_languages(application: QApplication) -> None:
    assert missing() == []


def test_a_letter_without_a_glyph_is_noticed(application: QApplication) -> None:
    # No font has a glyph at a place of the private use area's last plane.
    assert not can_show("en", SAMPLES["en"] + "\U0010fffd")
