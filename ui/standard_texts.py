"""Qt's own texts (context menus, standard buttons, its file dialog) in the program's languages.

Qt brings Korean for them and no Bengali; so they come from our catalogue in every language, and follow the switch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTranslator

from fieldreport.language import N_, Language, N_in

#: What Qt says in its source, accelerators left out, and what we say for it.
TEXTS: Mapping[str, str] = {
    # Menus of lines and texts.
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Copy Link Location": N_("Copy"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    # Menus of scroll bars.
    "Scroll here": N_("Scroll here"),
    "Top": N_("To the top"),
    "Bottom": N_("To the bottom"),
    "Page up": N_("One page up"),
    "Page down": N_("One page down"),
    "Scroll up": N_("Scroll up"),
    "Scroll down": N_("Scroll down"),
    "Left edge": N_("To the left edge"),
    "Right edge": N_("To the right edge"),
    "Page left": N_("One page to the left"),
    "Page right": N_("One page to the right"),
    "Scroll left": N_("Scroll left"),
    "Scroll right": N_("Scroll right"),
    # Standard buttons, and the details of a message.
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "Yes": N_("Yes"),
    "Yes to All": N_("Yes to all"),
    "No": N_("No"),
    "No to All": N_("No to all"),
    "Save": N_("Save"),
    "Save All": N_("Save all"),
    "Open": N_("Open"),
    "Choose": N_("Choose"),
    "Discard": N_in("standard button", "Discard"),
    "Apply": N_("Apply"),
    "Reset": N_("Reset"),
    "Restore Defaults": N_("Restore the defaults"),
    "Abort": N_("Stop"),
    "Retry": N_("Try again"),
    "Ignore": N_("Ignore"),
    "Help": N_("Help"),
    "Show Details...": N_("Show details …"),
    "Hide Details...": N_("Hide details …"),
    # The dialog that asks for a file or a folder.
    "Look in:": N_("Look in"),
    "Directory:": N_("Folder"),
    "File name:": N_("File name"),
    "Files of type:": N_("Kind of file"),
    "Back": N_("Back"),
    "Go back": N_("Back"),
    "Forward": N_("Forward"),
    "Go forward": N_("Forward"),
    "Parent Directory": N_("Folder above"),
    "Go to the parent directory": N_("Folder above"),
    "Create New Folder": N_("New folder"),
    "Create a New Folder": N_("New folder"),
    "New Folder": N_("New folder"),
    "List View": N_("As a list"),
    "Change to list view mode": N_("As a list"),
    "Detail View": N_("With details"),
    "Change to detail view mode": N_("With details"),
    "Sidebar": N_("Places"),
    "List of places and bookmarks": N_("Places"),
    "Files": N_("Files"),
    "All Files (*)": N_("All files"),
    "Directories": N_("Folders"),
    "Recent Places": N_("Recent places"),
    "Find Directory": N_("Find a folder"),
    "Save As": N_("Save as"),
    "Remove": N_("Remove"),
    "Rename": N_("Rename"),
    "Show hidden files": N_("Show hidden files"),
    "Show ": N_("Show:"),
    "Computer": N_("Computer"),
    "My Computer": N_("Computer"),
    "Drive": N_("Drive"),
    "Folder": N_("Folder"),
    "File Folder": N_("Folder"),
    "File": N_("File"),
    "Unknown": N_("Unknown"),
    "Name": N_in("file list", "Name"),
    "Size": N_in("file list", "Size"),
    "Type": N_in("file list", "Kind"),
    "Kind": N_in("file list", "Kind"),
    "Date Modified": N_in("file list", "Changed on"),
}
#: The same for texts with a name in them, which Qt writes as %1.
WITH_NAME: Mapping[str, str] = {
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": N_(
        "{name} was not found. Please check the name of the folder."
    ),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_(
        "{name} was not found. Please check the name of the file."
    ),
    "%1 already exists.\nDo you want to replace it?": N_(
        "{name} is there already. Do you want to replace it?"
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": N_(
        "{name} is protected against changes. Do you want to delete it all the same?"
    ),
    "Are you sure you want to delete '%1'?": N_("Do you want to delete {name}?"),
    "Could not delete directory.": N_("The folder could not be deleted."),
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
        # The same word elsewhere is not Qt's to say: every class of its own begins so.
        if not context.startswith("Q"):
            return None
        plain = source.replace("&", "")
        if plain in WITH_NAME:
            return self._language().say(WITH_NAME[plain], name="%1")
        return None if plain not in TEXTS else self._language().say(TEXTS[plain])
