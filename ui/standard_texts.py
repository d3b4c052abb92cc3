"""Qt's own texts (context menus, standard buttons, its file dialog) in the program's languages.

Qt brings Korean for them and no Bengali; so they come from our catalogue in every language, and follow the switch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTranslator

from fieldreport.language import N_, Language

#: What Qt says in its source, accelerators left out, and what we say for it.
TEXTS: Mapping[str, str] = {
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Copy Link Location": N_("Copy"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "Yes": N_("Yes"),
    "No": N_("No"),
    "Save": N_("Save"),
    "Open": N_("Open"),
    "Choose": N_("Choose"),
    "Discard": N_("Discard"),
    "Apply": N_("Apply"),
    "Reset": N_("Reset"),
    "Retry": N_("Try again"),
    "Ignore": N_("Ignore"),
    "Help": N_("Help"),
    "Look in:": N_("Look in"),
    "Directory:": N_("Folder"),
    "File name:": N_("File name"),
    "Files of type:": N_("Kind of file"),
    "Back": N_("Back"),
    "Forward": N_("Forward"),
    "Parent Directory": N_("Folder above"),
    "Create New Folder": N_("New folder"),
    "List View": N_("As a list"),
    "Detail View": N_("With details"),
    "Computer": N_("Computer"),
    "Name": N_("Name"),
    "Size": N_("Size"),
    "Type": N_("Kind"),
    "Kind": N_("Kind"),
    "Date Modified": N_("Changed"),
    "New Folder": N_("New folder"),
    "Rename": N_("Rename"),
    "Show hidden": N_("Show hidden"),
}


class StandardTexts(QTranslator):
    """Answers for Qt's texts in whatever language ``language`` gives at the moment they are shown."""

    def __init__(self, language: Callable[[], Language]) -> None:
        super().__init__()
        self._language = language

    def isEmpty(self) -> bool:
        """Never empty: Qt asks before it installs a translator."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        """Our text for one of Qt's, or None to leave it as it is."""
        ours = TEXTS.get(source.replace("&", ""))
        return None if ours is None else self._language().say(ours)
