"""Choosing a file in a dialog that speaks the screen's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from ui.desk import Desk
from ui.stylesheet import stylesheet


def file_dialog(parent: QWidget, desk: Desk, title: str, names: str, *, saving: bool = False) -> QFileDialog:
    """Asks for a file of these ``names`` (a filter as Qt has it).

    Qt's own dialog: the system's would speak the system's language.
    """
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile if saving else QFileDialog.FileMode.ExistingFile)
    if saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
    dialog.setNameFilter(names)
    # Names alone: sizes and days would be written the system's way.
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setStyleSheet(stylesheet(desk.theme, desk.language.code))
    for places in dialog.findChildren(QListView, "sidebar"):
        # Qt remembers the width from the last time, when another language may have been on the screen.
        places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
    return dialog


def asked(dialog: QFileDialog) -> Path | None:
    """The file that was chosen; None where nobody wanted one."""
    chosen = Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    dialog.deleteLater()
    return chosen
