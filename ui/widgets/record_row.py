"""A row that leads to a record: what it says, what stands below it in smaller letters, and perhaps a chip."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import Chip


class RecordRow(ClickableRow):
    """Pressing it opens the record."""

    def __init__(
        self,
        desk: Desk,
        type_name: str,
        record_id: str,
        said: str,
        below: str = "",
        chip: str = "",
        tone: str = "calm",
    ) -> None:
        super().__init__(desk, " · ".join(part for part in (said, chip, below) if part))
        self.record_id = record_id
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for text, role in ((said, ""), (below, "small")):
            if text:
                line = Wrapping()
                line.setProperty("role", role)
                line.setText(text)
                column.addWidget(line)
        self.add(texts, 1)
        if chip:
            self.add(Chip(tone, chip))
        self.clicked.connect(partial(desk.open_record, type_name, record_id))
