"""The style sheet: made from a theme's colours, and for Bengali a little taller.

Bengali letters reach above the line that their font names and lean out to the right; the room for both is around every
label, for names in Bengali stand on screens in any language.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.forms import look
from ui.theme import SMALL, TEXT, TITLE, Theme, font

_SHEET = """
* {{ font-size: {text_size}px; outline: none; }}
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QWidget[role="ground"] {{ background: {background}; }}
QFrame[role="side"] {{ background: {card}; border: none; border-right: 1px solid {line}; }}
QFrame[role="top"] {{ background: {card}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="card"][drop="true"] {{ background: {info_ground}; border: 2px dashed {accent}; }}
QFrame[role="band"] {{ background: {warn_ground}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="band"] QLabel {{ color: {warn_ink}; }}
QFrame[role="band"] QPushButton {{ color: {warn_ink}; }}
QFrame[role="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="popup"] {{ background: {card}; border: 1px solid {field_line}; border-radius: 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: none; }}

QLabel {{ background: transparent; padding: 1px 2px 1px 0; qproperty-indent: 0; }}
QLabel[role="office"] {{ font-size: 15px; font-weight: 700; }}
QLabel[role="title"] {{ font-size: {title_size}px; font-weight: 700; }}
QLabel[role="heading"] {{ font-size: 14px; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="figure"] {{ font-size: 26px; font-weight: 700; padding-right: 4px; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="small"] {{ color: {muted}; font-size: {small_size}px; }}
QLabel[role="head"] {{ color: {muted}; font-size: {small_size}px; font-weight: 700; }}
QLabel[role="problem"] {{ color: {bad_ink}; font-size: {small_size}px; }}
{chips}

QPushButton {{
    background: {card}; border: 1px solid {field_line}; border-radius: 6px; padding: {pad_y}px 14px; font-weight: 700;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {pad_focus}px 13px; }}
QPushButton:disabled {{ color: {muted}; background: {background}; }}
QPushButton[role="main"] {{ background: {button}; border: 1px solid {button}; color: {on_button}; }}
QPushButton[role="main"]:hover {{ background: {button_hover}; color: {on_button}; }}
QPushButton[role="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="main"]:disabled {{ background: {track}; border-color: {track}; color: {muted}; }}
QPushButton[role="link"] {{
    background: transparent; border: 1px solid transparent; color: {accent}; padding: 4px 8px; font-weight: 700;
}}
QPushButton[role="link"]:hover {{ background: {info_ground}; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QPushButton[role="step"] {{ padding: 3px 9px; font-size: {small_size}px; }}
QPushButton[role="step"]:focus {{ border: 2px solid {accent}; padding: 2px 8px; }}
QPushButton[role="language"] {{ padding: 3px 2px; font-size: {small_size}px; font-weight: 400; color: {muted}; }}
QPushButton[role="language"]:checked {{ border: 1px solid {accent}; color: {accent}; font-weight: 700; }}
QPushButton[role="language"]:focus {{ border: 2px solid {accent}; padding: 2px 1px; }}
QPushButton[role="tab"] {{ padding: 4px 12px; color: {muted}; }}
QPushButton[role="tab"]:checked {{ border: 1px solid {accent}; color: {accent}; background: {info_ground}; }}
QPushButton[role="tab"]:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
QPushButton[role="filter"] {{
    background: {calm_ground}; border: 1px solid transparent; border-radius: 9px; padding: 2px 9px;
    color: {calm_ink}; font-size: {small_size}px;
}}
QPushButton[role="filter"]:hover {{ border-color: {field_line}; }}
QPushButton[role="filter"]:checked {{ background: {info_ground}; color: {info_ink}; }}
QPushButton[role="filter"]:focus {{ border: 1px solid {accent}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{
    background: {card}; border: 1px solid {field_line}; border-radius: 6px; padding: {field_pad}px 10px;
    selection-background-color: {accent}; selection-color: {card};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: {field_pad_focus}px 9px;
}}
QLineEdit[role="search"] {{ background: {background}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {muted}; background: {background}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 1px solid {bad_ink};
}}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox QAbstractItemView {{ background: {card}; border: 1px solid {field_line}; padding: 4px; }}
QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; border: 2px solid transparent; border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QScrollArea[look="read"] {{ border: 2px solid transparent; }}
QScrollArea[look="read"]:focus {{ border: 2px solid {accent}; }}
QRadioButton::indicator {{
    width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 7px; background: {card};
}}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {accent}; }}

QAbstractItemView {{
    background: {card}; border: none; selection-background-color: {info_ground}; selection-color: {text};
}}
QListWidget::indicator:unchecked {{
    width: 11px; height: 11px; border: 1px solid {muted}; border-radius: 2px; background: {card};
}}
QTableView {{ gridline-color: {line}; }}
QHeaderView {{ background: {card}; border: none; }}
QTableCornerButton::section {{ background: {card}; border: none; border-bottom: 1px solid {line}; }}
QHeaderView::section {{
    background: {card}; color: {muted}; border: none; border-bottom: 1px solid {line}; padding: 6px 8px;
    font-size: {small_size}px; font-weight: 700;
}}
QMenu {{ background: {card}; border: 1px solid {field_line}; padding: 6px; }}
QMenu::item {{ padding: 7px 28px 7px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {info_ground}; color: {text}; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 6px; }}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {field_line}; padding: 4px 6px; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollArea[role="page"] > QWidget > QScrollBar:vertical {{ margin-left: 5px; width: 17px; }}
QScrollBar::handle {{ background: {field_line}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0;
}}
QProgressBar {{ background: {track}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {bar}; border-radius: 4px; }}
"""

_CHIP = """
QLabel[chip="{name}"] {{
    color: {ink}; background: {ground}; border-radius: 8px; padding: 2px 9px; font-size: 12px; font-weight: 700;
}}
"""


def stylesheet(theme: Theme, language: str) -> str:
    """The style sheet of ``theme`` for texts in ``language``; Bengali gets taller controls."""
    chips = "".join(
        _CHIP.format(name=name, ink=theme.tone(name).ink, ground=theme.tone(name).ground)
        for name in ("info", "good", "warn", "bad", "calm")
    )
    taller = 1 if language == "bn" else 0
    return look.sheet(theme) + _SHEET.format(
        text_size=TEXT,
        small_size=SMALL,
        title_size=TITLE,
        pad_y=7 + taller,
        pad_focus=6 + taller,
        field_pad=6 + taller,
        field_pad_focus=5 + taller,
        chips=chips,
        background=theme.background,
        card=theme.card,
        line=theme.line,
        field_line=theme.field_line,
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        button=theme.button,
        button_hover=theme.button_hover,
        on_button=theme.on_button,
        hover=theme.hover,
        track=theme.track,
        bar=theme.bar,
        info_ink=theme.info.ink,
        info_ground=theme.info.ground,
        calm_ink=theme.calm.ink,
        calm_ground=theme.calm.ground,
        bad_ink=theme.bad.ink,
        warn_ink=theme.warn.ink,
        warn_ground=theme.warn.ground,
    )


def dress(application: QApplication, theme: Theme, language: str) -> None:
    """Give the application a theme's colours and a language's fonts.

    The style sheet is set on the parts of the window instead: set on the application, changing it takes seconds
    once many pages have been visited, and a page out of sight can wait until it is looked at.
    """
    application.setPalette(theme.palette())
    application.setFont(font(language))
