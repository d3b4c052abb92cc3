"""The look: readable colours in both themes, glyphs for every language, nothing clipped."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication

from ui.forms.look import sheet
from ui.stylesheet import stylesheet
from ui.theme import FIGURE, ROW, SMALL, TEXT, TITLE, Theme, font

THEMES = [Theme.light(), Theme.dark()]
TALL = "ক্ষ্ম স্ত্রী র্ক্যুঁ দ্দ্বূ"
SENTENCES = {
    "ko": "바이어 발굴 뷁",
    "en": "Buyer leads – “1,234”",
    "bn": f"ক্রেতার সন্ধান {TALL} ০১২৩৪৫৬৭৮৯ য় ড় ঢ় ৎ",
}


def luminance(colour: str) -> float:
    """Relative luminance (source: WCAG 2.1)."""
    made = QColor(colour)
    parts = [
        one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4
        for one in (made.redF(), made.greenF(), made.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (source: WCAG 2.1)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_has_the_contrast_it_needs(theme: Theme) -> None:
    pairs = [
        (ink, ground)
        for ink in (theme.text, theme.muted)
        for ground in (theme.card, theme.background, theme.hover)
    ]
    pairs += [(theme.accent, theme.card), (theme.accent, theme.info.ground), (theme.text, theme.info.ground)]
    pairs += [(theme.on_button, theme.button), (theme.on_button, theme.button_hover)]
    for name in ("info", "good", "warn", "bad", "calm"):
        tone = theme.tone(name)
        pairs += [(tone.ink, tone.ground), (tone.ink, theme.card)]
    low = [(one, round(contrast(*one), 2)) for one in pairs if contrast(*one) < 4.5]
    assert not low
    # What is painted rather than read needs three to one.
    for bar in (theme.bar, theme.bar_watch, theme.bar_late):
        assert contrast(bar, theme.card) >= 2.9


#: What a rule of the style sheet says of colours: the selectors, the letters' colour, the ground's.
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_INK, _GROUND = re.compile(r"(?:^|[;\s])color:\s*(#\w+)"), re.compile(r"background:\s*(#\w+)")


def inks(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Every pair of letters and ground that the style sheet makes: selector, colour, ground.

    Where a rule has no ground of its own, its letters may stand on any that nothing else is said of.
    """
    for selectors, body in _RULE.findall(sheet(theme) + stylesheet(theme, "en")):
        ink, ground = _INK.search(body), _GROUND.search(body)
        if ink is None and ground is None:
            continue
        if ground is not None:
            yield selectors.strip(), ink[1] if ink else theme.text, ground[1]
        elif (
            ink is not None and "band" not in selectors and "bar" not in selectors and "main" not in selectors
        ):
            for one in (theme.card, theme.background):
                yield selectors.strip(), ink[1], one


#: Painted, not read: nothing is written on them.
GRAPHICS = ("QScrollBar", "rule", "QProgressBar", "indicator", "separator", "QHeaderView", "day")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_of_colours_of_the_style_sheet_is_readable(theme: Theme) -> None:
    pairs = [one for one in inks(theme) if not any(part in one[0] for part in GRAPHICS)]
    assert len(pairs) > 40
    assert not [(*one, round(contrast(one[1], one[2]), 2)) for one in pairs if contrast(one[1], one[2]) < 4.5]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_disabled_or_chosen_is_readable_too(theme: Theme) -> None:
    pairs = [(theme.muted, theme.track), (theme.muted, theme.info.ground), (theme.text, theme.track)]
    pairs += [
        (theme.card, theme.accent),
        (theme.warn.ink, theme.warn.ground),
        (theme.text, theme.warn.ground),
    ]
    assert not [(*one, round(contrast(*one), 2)) for one in pairs if contrast(*one) < 4.5]


@pytest.mark.parametrize("code", ["ko", "en", "bn"])
def test_the_first_font_that_is_there_has_the_glyphs_of_its_language(
    application: QApplication, code: str
) -> None:
    layout = QTextLayout(SENTENCES[code], font(code))
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    for run in runs:
        assert run.rawFont().familyName()
        assert 0 not in run.glyphIndexes()
    assert all(QRawFont.isValid(run.rawFont()) for run in runs)


def test_rows_hold_the_tallest_bengali(application: QApplication) -> None:
    for bold in (False, True):
        box = QFontMetrics(font("bn", TEXT, bold=bold)).boundingRect(TALL)
        assert box.height() <= ROW["bn"]
        assert box.height() <= QFontMetrics(font("bn", TEXT, bold=bold)).height() + 6


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("code", ["ko", "en", "bn"])
def test_the_style_sheet_is_understood(application: QApplication, theme: Theme, code: str) -> None:
    """Qt warns of a style sheet it cannot read, and a warning fails the test."""
    application.setStyleSheet(stylesheet(theme, code))
    application.setStyleSheet("")
    assert "{" not in stylesheet(theme, code).replace("{\n", "").replace("{ ", "")


def test_bold_is_bold_and_sizes_are_pixels(application: QApplication) -> None:
    assert font("bn", TITLE, bold=True).bold()
    assert [font("ko", size).pixelSize() for size in (SMALL, TEXT, TITLE, FIGURE)] == [12, 13, 20, 26]
