"""The look: colours of the light and the dark theme, fonts by language, and the style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

#: Families by language: the first one present has the language's own glyphs; Latin letters come with it.
#: Windows, macOS, then what Linux packages bring.
FAMILIES: dict[str, tuple[str, ...]] = {
    "ko": (
        "Malgun Gothic",
        "Apple SD Gothic Neo",
        "Noto Sans KR",
        "Noto Sans CJK KR",
        "NanumBarunGothic",
        "NanumGothic",
    ),
    "en": (
        "Segoe UI",
        ".AppleSystemUIFont",
        "Noto Sans",
        "Ubuntu",
        "Cantarell",
        "NanumBarunGothic",
        "DejaVu Sans",
    ),
    "bn": ("Nirmala UI", "Bangla Sangam MN", "Noto Sans Bengali", "Lohit Bengali"),
}
#: What follows for the letters that the first family lacks; the other two languages appear on every screen.
FALLBACKS: dict[str, tuple[str, ...]] = {
    "ko": ("Nirmala UI", "Bangla Sangam MN", "Noto Sans Bengali", "Lohit Bengali"),
    "en": (*FAMILIES["ko"], *FAMILIES["bn"]),
    "bn": ("Segoe UI", *FAMILIES["ko"]),
}
#: Text and title sizes in pixels.
TEXT, SMALL, TITLE, FIGURE = 13, 12, 20, 26
#: Height of a row and of a control, in pixels; Bengali's conjuncts and vowel signs need more.
ROW: dict[str, int] = {"ko": 36, "en": 36, "bn": 40}


@dataclass(frozen=True)
class Tone:
    """A colour that says something, and the pale ground it stands on; contrast is at least 4.5 : 1."""

    ink: str
    ground: str


@dataclass(frozen=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB``."""

    name: str
    background: str
    card: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    button: str
    button_hover: str
    on_button: str
    hover: str
    track: str
    bar: str
    bar_watch: str
    bar_late: str
    info: Tone
    good: Tone
    warn: Tone
    bad: Tone
    calm: Tone

    @classmethod
    def light(cls) -> Theme:
        """White cards on a pale ground."""
        return cls(
            name="light",
            background="#F5F6F8",
            card="#FFFFFF",
            line="#E1E5EA",
            field_line="#C9D0D9",
            text="#18212F",
            muted="#5B6777",
            accent="#1D5FBF",
            button="#1D5FBF",
            button_hover="#184F9F",
            on_button="#FFFFFF",
            hover="#F0F3F7",
            track="#E9EDF2",
            bar="#1D5FBF",
            bar_watch="#C68A1B",
            bar_late="#B3261E",
            info=Tone("#1D5FBF", "#E8F0FC"),
            good=Tone("#177347", "#E4F4EB"),
            warn=Tone("#8A5700", "#FDF0D9"),
            bad=Tone("#B3261E", "#FBE7E6"),
            calm=Tone("#556070", "#ECEFF3"),
        )

    @classmethod
    def dark(cls) -> Theme:
        """The same order of things at night."""
        return cls(
            name="dark",
            background="#11161D",
            card="#1A212B",
            line="#2C3643",
            field_line="#465365",
            text="#E7ECF2",
            muted="#A3AFBE",
            accent="#86B4F7",
            button="#2A66BE",
            button_hover="#3474D2",
            on_button="#FFFFFF",
            hover="#222B37",
            track="#2F3A48",
            bar="#5B98F0",
            bar_watch="#D9A441",
            bar_late="#EE6F66",
            info=Tone("#9CC2F9", "#1D3150"),
            good=Tone("#6FD3A1", "#15362A"),
            warn=Tone("#EBBB62", "#3B2E14"),
            bad=Tone("#F79A92", "#45211F"),
            calm=Tone("#B4BFCC", "#2A3441"),
        )

    def tone(self, name: str) -> Tone:
        """The tone called ``info``, ``good``, ``warn``, ``bad`` or ``calm``."""
        tones = {"info": self.info, "good": self.good, "warn": self.warn, "bad": self.bad, "calm": self.calm}
        return tones[name]

    def palette(self) -> QPalette:
        """The colours for everything that Qt paints by itself."""
        palette = QPalette()
        role = QPalette.ColorRole
        for one, colour in {
            role.Window: self.background,
            role.Base: self.card,
            role.AlternateBase: self.background,
            role.Button: self.card,
            role.ToolTipBase: self.card,
            role.Text: self.text,
            role.WindowText: self.text,
            role.ButtonText: self.text,
            role.ToolTipText: self.text,
            role.PlaceholderText: self.muted,
            role.Highlight: self.info.ground,
            role.HighlightedText: self.text,
            role.Link: self.accent,
            role.Light: self.card,
            role.Midlight: self.line,
            role.Mid: self.line,
            role.Dark: self.field_line,
        }.items():
            palette.setColor(one, QColor(colour))
        group = QPalette.ColorGroup.Disabled
        for one in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(group, one, QColor(self.muted))
        return palette


def font(language: str, pixels: int = TEXT, *, bold: bool = False) -> QFont:
    """The font of a language, its own glyphs first."""
    return QFont(_font(language, pixels, bold))


@cache
def _font(language: str, pixels: int, bold: bool) -> QFont:
    """Kept, for painting asks for the same few fonts hundreds of times."""
    made = QFont()
    made.setFamilies([*FAMILIES[language], *FALLBACKS[language]])
    made.setPixelSize(pixels)
    if bold:
        # Heavier than the sketches' semi-bold: from here on a family without a bold face is emboldened.
        made.setWeight(QFont.Weight.Bold)
    return made


def follow_system(choice: str) -> Theme:
    """The theme of a person's choice: ``light``, ``dark``, or with ``system`` whatever the system has now."""
    hints = QGuiApplication.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice)
    if wanted is None:
        hints.unsetColorScheme()
        return Theme.dark() if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.light()
    # The system's own dialogs and title bars follow this too.
    hints.setColorScheme(wanted)
    return Theme.dark() if choice == "dark" else Theme.light()
