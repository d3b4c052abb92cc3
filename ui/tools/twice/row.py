"""A pair in the list: who is like whom, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import Chip, button

if TYPE_CHECKING:
    from fieldreport.duplicates import Pair

#: Of a hundred: from here on two records are nearly surely one.
NEARLY_SURE = 97


class PairRow(QWidget):
    """Two records that are likely the same; pressing the row compares them."""

    def __init__(self, desk: Desk, pair: Pair, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.pair = pair
        language = desk.language
        names = [
            language.say(
                "{reference}, {title}", reference=language.reference(reference), title=titles.get(each, "")
            )
            for reference, each in zip(pair.references, pair.ids, strict=True)
        ]
        reasons = language.listing([language.say(one.message, **one.values) for one in pair.reasons])
        score = language.say("{score} of 100", score=pair.score)
        self.press = ClickableRow(desk, " · ".join([*names, reasons, score]))
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for text, role in ((names[0], "strong"), (names[1], "strong"), (reasons, "small")):
            line = Wrapping()
            line.setProperty("role", role)
            line.setText(text)
            column.addWidget(line)
        self.press.add(texts, 1)
        self.press.add(Chip("warn" if pair.score >= NEARLY_SURE else "calm", score))
        self.apart = button("link")
        self.apart.setText(language.say("Not the same"))
        self.apart.setAccessibleName(f"{self.apart.text()}: {names[0]} · {names[1]}")
        beside = Beside(self, share=0.7)
        beside.addWidget(self.press)
        beside.addWidget(self.apart)
