"""The dialog that asks for a file. Qt's own: the system's would speak the system's language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from ui.desk import Desk
from ui.stylesheet import stylesheet


def file_dialog(
    desk: Desk, parent: QWidget, title: str, filters: Sequence[str], *, save_as: str = ""
) -> QFileDialog:
    """Asks for an existing file, or with ``save_as`` (a name that is offered) where a new one is to go.

    ``filters`` are kinds of file such as ``CSV (*.csv)``; a name that is typed without one gets that of the kind.
    """
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setNameFilters(list(filters))
    if save_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
        dialog.setDefaultSuffix(_suffix(filters[0]))
        dialog.selectFile(save_as)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setStyleSheet(stylesheet(desk.theme, desk.language.code))
    for places in dialog.findChildren(QListView, "sidebar"):
        # Qt remembers the width from the last time, when another language may have been on the screen.
        places.setMinimumWidth(places.sizeHintForColumn(0) + 2 * places.frameWidth() + 12)
    return dialog


def _suffix(kind: str) -> str:
    return kind.rpartition("*.")[2].rstrip(")")
