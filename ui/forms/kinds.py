"""Which editor belongs to which kind of field; a kind without one of its own is typed on a line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldreport.field import Field
from fieldreport.fields import (
    Amount,
    Choice,
    Country,
    Day,
    HsCodes,
    Link,
    Links,
    ManyChoices,
    Task,
    TextField,
    Words,
    YesNo,
)
from ui.desk import Desk
from ui.forms.chosen import ChoiceEditor, ManyChoicesEditor
from ui.forms.codes import HsCodesEditor
from ui.forms.day import DayEditor
from ui.forms.editor import Editor
from ui.forms.lines import LineEditor, WordsEditor
from ui.forms.link import CountryEditor, LinkEditor, LinksEditor
from ui.forms.money import MoneyEditor
from ui.forms.text import TextEditor


def editor_for(field: Field, desk: Desk, parent: QWidget | None = None) -> Editor:
    """A new editor of a field."""
    match field:
        case TextField():
            return TextEditor(field, desk, parent)
        case Choice() | YesNo() | Task():
            return ChoiceEditor(field, desk, parent)
        case ManyChoices():
            return ManyChoicesEditor(field, desk, parent)
        case Amount():
            return MoneyEditor(field, desk, parent)
        case Day():
            return DayEditor(field, desk, parent)
        case Link():
            return LinkEditor(field, desk, parent)
        case Links():
            return LinksEditor(field, desk, parent)
        case Country():
            return CountryEditor(field, desk, parent)
        case HsCodes():
            return HsCodesEditor(field, desk, parent)
        case Words():
            return WordsEditor(field, desk, parent)
        case _:
            return LineEditor(field, desk, parent)
