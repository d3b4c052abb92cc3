"""The dialog that asks for a file or a folder: Qt's own, for the system's would speak the system's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from ui.desk import Desk
from ui.stylesheet import stylesheet


def file_dialog(
    parent: QWidget,
    desk: Desk,
    title: str,
    *,
    start: Path | None = None,
    names: str = "",
    folder: bool = False,
) -> QFileDialog:
    """Asks for a file that is there, or with ``folder`` for a folder; ``names`` is Qt's filter of names."""
    dialog = QFileDialog(parent, title, str(start or Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, folder)
    if names:
        dialog.setNameFilter(names)
    # Names alone: sizes and days would be written the system's way.
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setStyleSheet(stylesheet(desk.theme, desk.language.code))
    for places in dialog.findChildren(QListView, "sidebar"):
        # Qt remembers the width from the last time, when another language may have been on the screen.
        places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
    return dialog


def ask(dialog: QFileDialog) -> Path | None:
    """Show the dialog; what was chosen, or None."""
    chosen = Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    dialog.deleteLater()
    return chosen
