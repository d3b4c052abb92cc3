"""The help on a page: beside the window, in the language of the screen, following from page to page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from fieldreport import guide
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.stylesheet import stylesheet
from ui.widgets.plain import button, clear, label, row, scrolling

SIZE = (440, 560)


class HelpDialog(QDialog):
    """The help on one topic; Escape closes it, and the window can be used meanwhile."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._window = parent
        self.topic = ""
        self.blocks: list[guide.Block] = []
        inner = QWidget()
        self._texts = QVBoxLayout(inner)
        self._texts.setContentsMargins(24, 20, 24, 12)
        self._texts.setSpacing(10)
        self._area = scrolling(inner)
        # The arrow keys go through it.
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("look", "read")
        self.done_with_it = button()
        self.done_with_it.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self._area, 1)
        presses = Flow()
        presses.addWidget(self.done_with_it)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addLayout(presses)
        column.addLayout(foot)
        self.resize(*SIZE)

    def show_topic(self, topic: str) -> None:
        """Show the help on a topic and come into sight."""
        self.topic = topic
        self.retranslate()
        self._area.verticalScrollBar().setValue(0)
        if not self.isVisible():
            window = self._window.frameGeometry()
            # At the right, where it hides what was entered last and not the list that one looks at.
            self.move(max(window.left(), window.right() - self.width() - 24), window.top() + 96)
            self.show()
            self._area.setFocus()

    def retranslate(self) -> None:
        """Say it in the desk's language and colours."""
        language = self.desk.language
        self.setStyleSheet(stylesheet(self.desk.theme, language.code))
        self.setWindowTitle(language.say("Help"))
        self._area.setAccessibleName(language.say("Help"))
        self.done_with_it.setText(language.say("Close"))
        clear(self._texts)
        self.blocks = guide.blocks(self.topic, language)
        for block in self.blocks:
            self._texts.addWidget(self._shown(block))
        self._texts.addStretch(1)

    def _shown(self, block: guide.Block) -> QWidget:
        if block.kind == guide.TITLE:
            return label("title", wrap=True, text=block.text)
        text = Wrapping()
        text.setText(block.text)
        if block.kind == guide.PARAGRAPH:
            return text
        point = QWidget()
        point.setProperty("look", "clear")
        sign = label("muted", text="•")
        line = row(sign, text, spacing=6)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        point.setLayout(line)
        return point
