"""What forms add to the window's style sheet: boxes in the script of their text, words of state, tags."""

from __future__ import annotations

from ui.theme import FALLBACKS, FAMILIES, SMALL, Theme

_SHEET = """
QToolButton[look="state"] {{
    border: 1px solid transparent; border-radius: 9px; padding: 1px 8px; font-size: {small}px; font-weight: 600;
}}
QToolButton[look="state"]:focus {{ border: 1px solid {accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[look="quiet"] {{ color: {accent}; font-size: {small}px; font-weight: 600; padding: 2px 6px; }}
QWidget[look="tag"] {{ background: {calm_ground}; border-radius: 6px; }}
QWidget[look="tag"] > QLabel {{ color: {text}; }}
QWidget[look="page"], QWidget[look="clear"] {{ background: transparent; }}
QFrame[look="bar"] {{ background: {warn_ground}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[look="bar"] QLabel {{ color: {warn_ink}; }}
QPushButton[role="filter"][wrong="true"] {{ border-color: {bad_ink}; }}
QListWidget[look="rows"] {{ background: transparent; border: none; }}
QListWidget[look="rows"]::item {{ padding: 6px 8px; border-radius: 6px; color: {text}; }}
QListWidget[look="rows"]::item:selected {{ background: {info_ground}; color: {text}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QToolButton[look="day"] {{ border-radius: 6px; padding: 4px; min-width: 26px; min-height: 22px; }}
QToolButton[look="day"]:checked {{ background: {button}; color: {on_button}; }}
QToolButton[look="day"][other="true"] {{ color: {muted}; }}
"""

_TONE = """
QToolButton[look="state"][tone="{name}"] {{ color: {ink}; background: {ground}; }}
"""

_SCRIPT = """
QLineEdit[script="{code}"], QPlainTextEdit[script="{code}"] {{ font-family: {families}; }}
"""

_POPUP = """
QListWidget {{ background: {card}; border: 1px solid {field_line}; border-radius: 8px; padding: 4px; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 4px; color: {text}; }}
QListWidget::item:selected, QListWidget::item:hover {{ background: {info_ground}; color: {text}; }}
"""


def sheet(theme: Theme) -> str:
    """The style sheet of a page with a form, in a theme's colours."""
    tones = "".join(
        _TONE.format(name=name, ink=theme.tone(name).ink, ground=theme.tone(name).ground)
        for name in ("info", "good", "warn", "bad", "calm")
    )
    scripts = "".join(
        _SCRIPT.format(
            code=code, families=", ".join(f'"{one}"' for one in (*FAMILIES[code], *FALLBACKS[code]))
        )
        for code in FAMILIES
    )
    own = _SHEET.format(
        small=SMALL,
        accent=theme.accent,
        text=theme.text,
        muted=theme.muted,
        line=theme.line,
        button=theme.button,
        on_button=theme.on_button,
        bad_ink=theme.bad.ink,
        calm_ground=theme.calm.ground,
        warn_ground=theme.warn.ground,
        warn_ink=theme.warn.ink,
        info_ground=theme.info.ground,
    )
    return own + tones + scripts


def popup(theme: Theme) -> str:
    """The style sheet of the suggestions under a line."""
    return _POPUP.format(
        card=theme.card, field_line=theme.field_line, text=theme.text, info_ground=theme.info.ground
    )
